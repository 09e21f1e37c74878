import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether `t=<unix seconds>,v1=<hex>` signs the body: HMAC-SHA-256 of `<t>.<body>`, compared in constant time,
 * not older and not further in the future than the tolerance.
 */
export function isGenuine(
  signature: string | undefined,
  body: Buffer,
  { secret, now, toleranceSeconds }: { secret: string; now: Date; toleranceSeconds: number },
): boolean {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature ?? '');
  if (!match) return false;
  const [, time = '', given = ''] = match;
  const ageSeconds = Math.abs(now.getTime() / 1_000 - Number(time));
  const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(given, 'hex')) && ageSeconds <= toleranceSeconds;
}
