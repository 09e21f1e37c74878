import type { Executor, Transaction } from '@caravan/database/database';
import { and, eq } from 'drizzle-orm';
import { unknownYet } from '../accounts/accounts.domain.ts';
import { users } from '../accounts/accounts.tables.ts';
import { sessions } from '../sessions/sessions.tables.ts';
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

/** When the session began; null when it is not the person's, or has ended. */
export async function sessionBegan(
  executor: Executor,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<Date | null> {
  const [session] = await executor
    .select({ createdAt: sessions.createdAt, endedAt: sessions.endedAt })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)));
  return session && session.endedAt === null ? session.createdAt : null;
}
