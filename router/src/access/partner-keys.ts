import type { EventEnvelope } from '@caravan/contracts/event';
import { ApiKeyChanged, ApiKeyUsed } from '@caravan/contracts/identity-staff';
import { upcast } from '@caravan/contracts/read-event';
import { newId } from '@caravan/core/ids';
import { type Principal, scopes } from '@caravan/core/principal';
import type { EventTransport } from '@caravan/events/transport';
import type { Logger } from '@caravan/telemetry/logger';
import type { Identity } from './access-token.ts';
import { followAgainOnGap } from './follow-again.ts';
import { rightsOf } from './rights.ts';

/** A partner's key that was made in identity. */
export type PartnerKey = {
  readonly id: string;
  readonly isHighRate: boolean;
  /** Who its program is where it brings no person's token. */
  readonly identity: Identity;
};

export type PartnerKeys = {
  /** @param hash - SHA-256 of the key in hex. Null for one that is unknown, revoked or expired. */
  find(hash: string): PartnerKey | null;
  stop(): Promise<void>;
};

const toldEveryMs = 600_000;

/** Follows the keys of partners in memory, from the first that was ever made. */
export async function followPartnerKeys(transport: EventTransport | undefined, logger: Logger): Promise<PartnerKeys> {
  const keys = new Map<string, PartnerKey>();
  // Revoked is for ever: while the log is read again from its beginning, a key is told as good once more.
  const revoked = new Set<string>();
  const toldAt = new Map<string, number>();
  const onEvent = (envelope: EventEnvelope) => {
    if (envelope.type !== ApiKeyChanged.type) return;
    // A newer version most likely tells a key as this one does.
    const event = ApiKeyChanged.data.safeParse(upcast(ApiKeyChanged, envelope));
    if (!event.success) return;
    const { keyHash, revokedAt } = event.data;
    if (revokedAt !== null) {
      revoked.add(keyHash);
      keys.delete(keyHash);
    } else if (!revoked.has(keyHash)) keys.set(keyHash, toKey(event.data));
  };
  const { topic } = ApiKeyChanged;
  const following = await followAgainOnGap(transport, {
    topics: [topic],
    since: () => new Date(0),
    onEvent,
    what: 'keys of partners',
    logger,
  });
  const tell = (id: string) => {
    const now = Date.now();
    if (!transport || now - (toldAt.get(id) ?? 0) < toldEveryMs) return;
    toldAt.set(id, now);
    transport.append([useOf(id)]).catch((error: unknown) => {
      toldAt.delete(id);
      logger.warn({ err: error, keyId: id }, 'the use of a key could not be told');
    });
  };
  return {
    find: (hash) => {
      const key = keys.get(hash);
      if (!key) return null;
      const { expiresAt } = key.identity;
      if (expiresAt && expiresAt.getTime() <= Date.now()) return null;
      tell(key.id);
      return key;
    },
    stop: () => following.stop(),
  };
}

function toKey({ keyId: id, scopes: named, rateClass, expiresAt }: (typeof ApiKeyChanged.data)['_output']): PartnerKey {
  const held = scopes.filter((scope) => named.includes(scope));
  const principal: Principal = { kind: 'partner', id, sessionId: id, roles: ['PARTNER'], scopes: held };
  const identity = { principal, rights: rightsOf(principal), expiresAt: expiresAt ? new Date(expiresAt) : null };
  return { id, isHighRate: rateClass === 'HIGH', identity };
}

/** Goes straight to the log: it tells of no change that a transaction makes. */
function useOf(keyId: string): EventEnvelope {
  const id = newId();
  const { type, version, topic } = ApiKeyUsed;
  const origin = { source: 'router', causationId: null, principal: null, traceparent: null };
  const when = { time: new Date().toISOString(), correlationId: id };
  return { id, type, version, topic, subject: keyId, ...when, ...origin, data: { keyId } };
}
