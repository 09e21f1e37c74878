import { createLogger } from '@caravan/telemetry/logger';
import { exportJWK, generateKeyPair } from 'jose';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keySet } from './key-set.ts';

const logger = createLogger({ level: 'silent', name: 'test' });
const header = (kid: string) => ({ alg: 'EdDSA', kid });
const token = { payload: '', signature: '' };

async function publicJwk(kid: string) {
  const { publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  return { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('keys are read once, and again when one is missing, but not at every made-up one', async () => {
  const served = [await publicJwk('k1')];
  const read = vi.fn(async () => ({ keys: [...served] }));
  const keys = keySet(read, logger);
  await Promise.all([keys(header('k1'), token), keys(header('k1'), token)]);
  expect(read).toHaveBeenCalledTimes(1);

  served.push(await publicJwk('k2'));
  await expect(keys(header('k2'), token)).rejects.toThrow('no applicable key');
  vi.advanceTimersByTime(11_000);
  await keys(header('k2'), token);
  expect(read).toHaveBeenCalledTimes(2);
  for (let made = 0; made < 20; made += 1)
    await expect(keys(header(`made up ${made}`), token)).rejects.toThrow('no applicable key');
  expect(read).toHaveBeenCalledTimes(2);
});

test('old keys serve while the issuer is down; without any, tokens cannot be checked', async () => {
  const jwk = await publicJwk('k1');
  let up = false;
  const keys = keySet(async () => {
    if (!up) throw new Error('down');
    return { keys: [jwk] };
  }, logger);
  await expect(keys(header('k1'), token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  up = true;
  vi.advanceTimersByTime(1_100);
  await keys(header('k1'), token);
  up = false;
  vi.advanceTimersByTime(3_600_000);
  await keys(header('k1'), token);
});
