import { CaravanError } from '@caravan/core/errors';
import type { Logger } from '@caravan/telemetry/logger';
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

/** Reads the issuer's public keys (RFC 7517), in whatever way they are reached. */
export type KeySource = () => Promise<unknown>;

const maximumAgeMs = 300_000;
/** A token that names an unknown key makes the keys be read again, at most this often: anybody can make one up. */
const unknownKeyPauseMs = 10_000;
const failurePauseMs = 1_000;

const keySetShape = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/** Finds verification keys by `kid`; keys are cached, and read again when one is missing or they are old. */
export function keySet(read: KeySource, logger: Logger): JWTVerifyGetKey {
  let keys: JWTVerifyGetKey | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  const readAgain = async () => {
    try {
      keys = createLocalJWKSet(keySetShape.parse(await read()) as Parameters<typeof createLocalJWKSet>[0]);
      readAt = performance.now();
    } catch (error) {
      failedAt = performance.now();
      logger.warn({ err: error }, 'the keys of access tokens cannot be read');
    }
  };
  const refresh = async () => {
    if (performance.now() - failedAt < failurePauseMs) return;
    reading ??= readAgain().finally(() => {
      reading = null;
    });
    await reading;
  };

  return async (header, token) => {
    if (!keys || performance.now() - readAt > maximumAgeMs) await refresh();
    // Old keys are better than none while the issuer is down.
    if (!keys) throw new CaravanError('UNAVAILABLE', 'Access tokens cannot be checked right now.');
    try {
      return await keys(header, token);
    } catch (error) {
      const mayBeNew = error instanceof errors.JWKSNoMatchingKey && performance.now() - readAt > unknownKeyPauseMs;
      if (!mayBeNew) throw error;
      await refresh();
      return keys(header, token);
    }
  };
}
