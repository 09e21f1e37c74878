import { type InvalidInput, invalidInput } from '@caravan/core/errors';

/** Of a price and of an order: far below what a bigint column holds, so that sums of orders fit too. */
export const largestAmountMinor = 10n ** 15n;

export function validateKey(idempotencyKey: string): InvalidInput[] {
  if (idempotencyKey.length >= 1 && idempotencyKey.length <= 255) return [];
  return [invalidInput(['input', 'idempotencyKey'], 'An idempotency key has 1 to 255 characters.')];
}
