import { SessionRevoked } from '@caravan/contracts/identity';
import { newId } from '@caravan/core/ids';
import type { EventTransport } from '@caravan/events/transport';
import { createLogger } from '@caravan/telemetry/logger';
import { expect, test } from 'vitest';
import { followDenySet } from './deny-set.ts';

type Following = Parameters<EventTransport['follow']>[0];

test('revoked sessions that cannot be read again after a gap are read as soon as they can', async () => {
  const followed: Following[] = [];
  const stopped: number[] = [];
  const again = Promise.withResolvers<void>();
  let failures = 1;
  const follow = async (following: Following) => {
    if (followed.length > 0 && failures-- > 0) throw new Error('the log is away');
    const index = followed.push(following) - 1;
    if (index > 0) again.resolve();
    return { stop: async () => void stopped.push(index) };
  };
  const denied = await followDenySet({
    transport: { follow } as never,
    keptSeconds: 60,
    logger: createLogger({ level: 'silent', name: 'test' }),
  });
  followed[0]?.onGap();
  await again.promise;
  const sessionId = newId();
  const data = { sessionId, reason: 'SIGNED_OUT' };
  const event = { type: SessionRevoked.type, time: new Date().toISOString(), data };
  followed[1]?.onEvent(event as never);
  expect(denied.has(sessionId)).toBe(true);
  await denied.stop();
  expect(stopped).toEqual([0, 1]);
});
