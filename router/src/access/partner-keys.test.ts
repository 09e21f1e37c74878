import type { EventEnvelope } from '@caravan/contracts/event';
import { ApiKeyChanged, ApiKeyUsed } from '@caravan/contracts/identity-staff';
import { newId } from '@caravan/core/ids';
import type { EventTransport } from '@caravan/events/transport';
import { createLogger } from '@caravan/telemetry/logger';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followPartnerKeys } from './partner-keys.ts';

const hash = 'a'.repeat(64);
const logger = createLogger({ level: 'silent', name: 'test' });

/** As much of a log as one follower needs. */
function fakeLog() {
  const appended: EventEnvelope[] = [];
  let readAgain = () => {};
  let tell: (envelope: EventEnvelope) => void = () => {};
  const transport = {
    follow: async ({ onEvent, onGap }: Parameters<EventTransport['follow']>[0]) => {
      tell = onEvent;
      readAgain = () => onGap?.();
      return { stop: async () => {} };
    },
    append: async (envelopes: readonly EventEnvelope[]) => void appended.push(...envelopes),
  } as unknown as EventTransport;
  const keyId = newId();
  const change = (data: object, version = 1) => {
    const standard = { keyId, name: 'Acme', keyHash: hash, scopes: [], rateClass: 'STANDARD', expiresAt: null };
    const { type, topic } = ApiKeyChanged;
    const envelope = { id: newId(), type, topic, version, subject: keyId, source: 'identity' };
    tell({ ...envelope, data: { ...standard, revokedAt: null, ...data } } as unknown as EventEnvelope);
  };
  return { transport, appended, keyId, change, readAgain: () => readAgain() };
}

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-21T10:00:00Z') }));
afterEach(() => vi.useRealTimers());

test('a key lets its program in with the scopes it was given, until it is revoked', async () => {
  const { transport, keyId, change } = fakeLog();
  const keys = await followPartnerKeys(transport, logger);
  expect(keys.find(hash)).toBeNull();
  change({ scopes: ['order:read:any', 'no:such:scope'], rateClass: 'HIGH' });
  expect(keys.find(hash)).toMatchObject({
    id: keyId,
    isHighRate: true,
    identity: {
      principal: { kind: 'partner', id: keyId, sessionId: keyId, roles: ['PARTNER'], scopes: ['order:read:any'] },
      rights: { isAuthenticated: true },
    },
  });
  change({ revokedAt: '2026-11-21T10:00:00Z' });
  expect(keys.find(hash)).toBeNull();
});

test('a key that was revoked stays so while the log is read again from its beginning', async () => {
  const { transport, change, readAgain } = fakeLog();
  const keys = await followPartnerKeys(transport, logger);
  change({});
  change({ revokedAt: '2026-11-21T10:00:00Z' });
  readAgain();
  await vi.advanceTimersByTimeAsync(1);
  change({});
  expect(keys.find(hash)).toBeNull();
});

test('a key that expired, and news that cannot be read, let nobody in', async () => {
  const { transport, change } = fakeLog();
  const keys = await followPartnerKeys(transport, logger);
  change({ expiresAt: '2026-11-21T10:01:00Z' });
  expect(keys.find(hash)?.identity.expiresAt).toEqual(new Date('2026-11-21T10:01:00Z'));
  vi.setSystemTime(new Date('2026-11-21T10:01:00Z'));
  expect(keys.find(hash)).toBeNull();
  change({ keyHash: 'no hash' });
  expect(keys.find('no hash')).toBeNull();
});

test('its use is told once in ten minutes, and again when telling failed', async () => {
  const { transport, appended, keyId, change } = fakeLog();
  const keys = await followPartnerKeys(transport, logger);
  change({});
  for (let index = 0; index < 3; index += 1) keys.find(hash);
  expect(appended).toMatchObject([{ type: ApiKeyUsed.type, subject: keyId, data: { keyId } }]);
  vi.advanceTimersByTime(600_000);
  transport.append = vi.fn().mockRejectedValueOnce(new Error('away')).mockResolvedValueOnce(undefined);
  keys.find(hash);
  await vi.advanceTimersByTimeAsync(1);
  keys.find(hash);
  expect(transport.append).toHaveBeenCalledTimes(2);
});
