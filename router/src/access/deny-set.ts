import type { EventEnvelope } from '@caravan/contracts/event';
import { SessionRevoked } from '@caravan/contracts/identity';
import { upcast } from '@caravan/contracts/read-event';
import type { EventTransport } from '@caravan/events/transport';
import type { Logger } from '@caravan/telemetry/logger';
import { followAgainOnGap } from './follow-again.ts';

/** Sessions whose tokens are refused although they have not expired. */
export type DenySet = {
  has(sessionId: string | null): boolean;
  /** Told of each session when it is revoked. Gives what ends the listening. */
  onRevoked(listener: (sessionId: string) => void): () => void;
  stop(): Promise<void>;
};

type Options = {
  readonly transport: EventTransport | undefined;
  /** Life of the longest-lived token: a revocation is forgotten after it. */
  readonly keptSeconds: number;
  readonly logger: Logger;
};

/**
 * Follows `SessionRevoked` in memory, from as long ago as a token can live. When events may have been missed they are
 * all read again, which changes nothing for those already known.
 */
export async function followDenySet({ transport, keptSeconds, logger }: Options): Promise<DenySet> {
  const keptMs = keptSeconds * 1000;
  const deniedUntil = new Map<string, number>();
  const listeners = new Set<(sessionId: string) => void>();
  const onEvent = (envelope: EventEnvelope) => {
    const until = Date.parse(envelope.time) + keptMs;
    if (envelope.type !== SessionRevoked.type || until < Date.now()) return;
    // A newer version most likely tells the session as this one does.
    const event = SessionRevoked.data.safeParse(upcast(SessionRevoked, envelope));
    if (!event.success) return;
    const { sessionId } = event.data;
    const isNew = !deniedUntil.has(sessionId);
    deniedUntil.set(sessionId, until);
    if (isNew) for (const listener of listeners) listener(sessionId);
  };
  const following = await followAgainOnGap(transport, {
    topics: [SessionRevoked.topic],
    since: () => new Date(Date.now() - keptMs),
    onEvent,
    what: 'revoked sessions',
    logger,
  });
  const cleaning = setInterval(() => forget(deniedUntil), 60_000).unref();
  return {
    has: (sessionId) => sessionId !== null && deniedUntil.has(sessionId),
    onRevoked: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      clearInterval(cleaning);
      await following.stop();
    },
  };
}

function forget(deniedUntil: Map<string, number>): void {
  const now = Date.now();
  for (const [sessionId, until] of deniedUntil) if (until < now) deniedUntil.delete(sessionId);
}
