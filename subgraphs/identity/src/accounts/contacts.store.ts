import type { Executor, Transaction } from '@caravan/database/database';
import { brokenConstraint } from '@caravan/database/sql-state';
import { and, eq, isNotNull, ne, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { users } from './accounts.tables.ts';

/** Id of whoever has verified the phone. */
export async function findPhoneHolder(executor: Executor, phone: string): Promise<string | null> {
  const [holder] = await executor
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.phone, phone), isNotNull(users.phoneVerifiedAt)));
  return holder?.id ?? null;
}

/** False when somebody else has verified the phone. Those who verify one phone at once wait for each other. */
export async function saveVerifiedPhone(
  tx: Transaction,
  { userId, phone, now }: { userId: string; phone: string; now: Date },
): Promise<boolean> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || '.phones ' || ${phone}::text, 0))`,
  );
  const other = alias(users, 'other');
  const held = tx
    .select({ id: other.id })
    .from(other)
    .where(and(eq(other.phone, phone), isNotNull(other.phoneVerifiedAt), ne(other.id, userId)));
  const saved = await tx
    .update(users)
    .set({ phone, phoneVerifiedAt: now })
    .where(and(eq(users.id, userId), notExists(held)))
    .returning({ id: users.id });
  return saved.length > 0;
}

export async function clearPhone(tx: Transaction, userId: string): Promise<void> {
  await tx.update(users).set({ phone: null, phoneVerifiedAt: null }).where(eq(users.id, userId));
}

/** False when another account has the email. */
export async function saveVerifiedEmail(
  tx: Transaction,
  { userId, email, now }: { userId: string; email: string; now: Date },
): Promise<boolean> {
  try {
    // A savepoint: the transaction goes on when the email is taken.
    await tx.transaction((savepoint) =>
      savepoint.update(users).set({ email, emailVerifiedAt: now }).where(eq(users.id, userId)),
    );
    return true;
  } catch (error) {
    if (brokenConstraint(error) === 'users_email_unique') return false;
    throw error;
  }
}
