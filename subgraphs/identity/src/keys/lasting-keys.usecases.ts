import { randomBytes } from 'node:crypto';
import { invariant } from '@caravan/core/errors';
import type { Executor } from '@caravan/database/database';
import type { Deps } from '../deps.ts';
import { findLastingKey, insertLastingKey } from './lasting-keys.store.ts';

const sealedFor = (purpose: string) => ({ purpose: 'lasting keys', row: purpose });

/** The 256-bit key of a purpose that stays the same when the key encryption key is replaced; made at first use. */
export async function lastingKey(executor: Executor, { keyRing }: Pick<Deps, 'keyRing'>, purpose: string) {
  const known = await findLastingKey(executor, purpose);
  if (known) return Buffer.from(keyRing.open(sealedFor(purpose), known), 'base64url');
  const keySealed = keyRing.seal(sealedFor(purpose), randomBytes(32).toString('base64url'));
  await insertLastingKey(executor, { purpose, keySealed });
  const kept = await findLastingKey(executor, purpose);
  invariant(kept, 'the key was made, here or by another process');
  return Buffer.from(keyRing.open(sealedFor(purpose), kept), 'base64url');
}
