import type { Transaction } from '@caravan/database/database';
import { eq } from 'drizzle-orm';
import { unknownYet } from '../accounts/accounts.domain.ts';
import { users } from '../accounts/accounts.tables.ts';
import type { Pseudonym } from './erasure.domain.ts';

/** Leaves of a person's row what must be there. */
export async function pseudonymise(
  tx: Transaction,
  { userId, pseudonym, now }: { userId: string; pseudonym: Pseudonym; now: Date },
): Promise<void> {
  const nothing = { ...unknownYet, emailVerifiedAt: null, phone: null, locale: null, passwordHash: null };
  await tx
    .update(users)
    .set({ ...nothing, ...pseudonym, erasedAt: now })
    .where(eq(users.id, userId));
}
