import { createHash } from 'node:crypto';
import { SessionRevoked } from '@caravan/contracts/identity';
import { ApiKeyChanged } from '@caravan/contracts/identity-staff';
import { type InvalidInput, invariant, type NotFound, notFound } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { openAdminRecord } from '@caravan/subgraph/record-admin-action';
import type { Deps } from '../deps.ts';
import { randomToken } from '../secrets.ts';
import { type ApiKey, type ApiKeyInput, readApiKey } from './api-keys.domain.ts';
import { countWorkingKeys, findApiKeys, insertApiKey, lockApiKey, lockApiKeys, markRevoked } from './api-keys.store.ts';

export type TooManyApiKeys = { kind: 'TooManyApiKeys'; path: readonly string[]; limit: number };
export type MadeApiKey = { readonly apiKey: ApiKey; readonly secret: string };

/** Makes a key and tells all routers its hash. Who may make keys is said by the schema. */
export async function createApiKey(
  deps: Deps,
  { caller, input }: { caller: Caller; input: ApiKeyInput },
): Promise<Result<MadeApiKey, InvalidInput | TooManyApiKeys>> {
  const { principal } = caller;
  const now = deps.now();
  const record = await openAdminRecord(deps, caller);
  return deps.database.transaction(async (tx) => {
    const wanted = readApiKey(input, { held: principal.scopes, now });
    if (!wanted.ok) return wanted;
    invariant(principal.id, 'whoever has scopes is somebody');
    await lockApiKeys(tx);
    const { mostApiKeys: limit } = deps.settings;
    if ((await countWorkingKeys(tx, now)) >= limit) return fail({ kind: 'TooManyApiKeys', path: [], limit });

    const secret = randomToken();
    const keyHash = createHash('sha256').update(secret).digest('hex');
    const { id: createdBy } = principal;
    const unused = { createdAt: now, createdBy, revokedAt: null, lastUsedAt: null };
    const apiKey: ApiKey = { ...wanted.value, ...unused, id: newId(), prefix: secret.slice(0, 8) };
    await insertApiKey(tx, { ...apiKey, keyHash });
    await announce(tx, { ...apiKey, keyHash });
    const entity = { entityType: 'ApiKey', entityId: apiKey.id } as const;
    const { name, scopes, rateClass, expiresAt } = apiKey;
    const newValue = { name, scopes, rateClass, expiresAt };
    await record(tx, { action: 'createApiKey', ...entity, oldValue: null, newValue });
    return ok({ apiKey, secret });
  });
}

/** Ends a key, and what is open with it. */
export async function revokeApiKey(
  deps: Deps,
  { caller, apiKeyId }: { caller: Caller; apiKeyId: string },
): Promise<Result<ApiKey, NotFound>> {
  const record = await openAdminRecord(deps, caller);
  return deps.database.transaction(async (tx) => {
    const known = await lockApiKey(tx, apiKeyId);
    if (!known) return fail(notFound(['input', 'apiKeyId']));
    if (known.revokedAt) return ok(known);
    const revokedAt = deps.now();
    await markRevoked(tx, apiKeyId, revokedAt);
    await announce(tx, { ...known, revokedAt });
    // A program's key is its session: what is open with it ends as after a log-out.
    await publish(tx, SessionRevoked, { subject: apiKeyId, data: { sessionId: apiKeyId, reason: 'KEY_REVOKED' } });
    const entity = { entityType: 'ApiKey', entityId: apiKeyId } as const;
    const change = { oldValue: { revokedAt: null }, newValue: { revokedAt } };
    await record(tx, { action: 'revokeApiKey', ...entity, ...change });
    return ok({ ...known, revokedAt });
  });
}

export function listApiKeys(deps: Deps, { includeEnded }: { includeEnded: boolean }): Promise<ApiKey[]> {
  const { mostApiKeys: limit } = deps.settings;
  return findApiKeys(deps.database.query, { now: deps.now(), includeEnded, limit });
}

async function announce(
  tx: Transaction,
  { id, name, keyHash, scopes, rateClass, expiresAt, revokedAt }: ApiKey & { keyHash: string },
): Promise<void> {
  const times = { expiresAt: expiresAt?.toISOString() ?? null, revokedAt: revokedAt?.toISOString() ?? null };
  const data = { keyId: id, name, keyHash, scopes: [...scopes], rateClass, ...times };
  await publish(tx, ApiKeyChanged, { subject: id, data });
}
