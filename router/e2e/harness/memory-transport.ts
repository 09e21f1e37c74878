import type { EventEnvelope } from '@caravan/contracts/event';
import { SessionRevoked } from '@caravan/contracts/identity';
import type { EventTransport } from '@caravan/events/transport';

type Follower = Parameters<EventTransport['follow']>[0];

/** A log in memory that can only be followed: what the router needs of events. */
export function memoryTransport(): EventTransport & { revoke(sessionId: string): void; loseEvents(): void } {
  const log: EventEnvelope[] = [];
  const followers = new Set<Follower>();
  return {
    append: async (envelopes) => {
      log.push(...envelopes);
      for (const { onEvent } of followers) envelopes.forEach(onEvent);
    },
    consume: () => Promise.reject(new Error('only followed')),
    follow: async (follower) => {
      followers.add(follower);
      const { fromTime } = follower;
      if (fromTime) log.filter(({ time }) => Date.parse(time) >= fromTime.getTime()).forEach(follower.onEvent);
      return { stop: async () => void followers.delete(follower) };
    },
    // Nothing is kept.
    read: async function* () {},
    lag: async () => 0,
    close: async () => {},
    revoke(revoked) {
      void this.append([envelopeOf(revoked)]);
    },
    loseEvents: () => {
      Array.from(followers, ({ onGap }) => onGap());
    },
  };
}

function envelopeOf(sessionId: string): EventEnvelope {
  return {
    id: crypto.randomUUID(),
    type: SessionRevoked.type,
    version: 1,
    source: 'identity',
    subject: sessionId,
    time: new Date().toISOString(),
    correlationId: 'test',
    causationId: null,
    principal: null,
    traceparent: null,
    topic: SessionRevoked.topic,
    data: { sessionId, reason: 'SIGNED_OUT' },
  };
}
