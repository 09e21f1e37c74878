import type { Executor, Transaction } from '@caravan/database/database';
import { and, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { ExternalLogin, ExternalProvider } from './external-logins.domain.ts';
import { externalAttempts, externalLogins } from './external-logins.tables.ts';

export type Attempt = typeof externalAttempts.$inferSelect;
type NewLogin = typeof externalLogins.$inferInsert;

const { userId, provider, emailAtProvider, linkedAt } = externalLogins;
const shownColumns = { userId, provider, emailAtProvider, linkedAt };

export async function insertAttempt(executor: Executor, attempt: typeof externalAttempts.$inferInsert): Promise<void> {
  await executor.insert(externalAttempts).values(attempt);
}

/** Takes an attempt in one statement, so that of two completions at once only one goes on. */
export async function claimAttempt(
  executor: Executor,
  { stateHash, browserSecretHash, now }: { stateHash: string; browserSecretHash: string; now: Date },
): Promise<Attempt | null> {
  const [claimed] = await executor
    .update(externalAttempts)
    .set({ claimedAt: now })
    .where(
      and(
        eq(externalAttempts.stateHash, stateHash),
        eq(externalAttempts.browserSecretHash, browserSecretHash),
        isNull(externalAttempts.claimedAt),
        gt(externalAttempts.expiresAt, now),
      ),
    )
    .returning();
  return claimed ?? null;
}

/** Lets a claimed attempt be completed again. */
export async function releaseAttempt(executor: Executor, stateHash: string): Promise<void> {
  await executor.update(externalAttempts).set({ claimedAt: null }).where(eq(externalAttempts.stateHash, stateHash));
}

export async function deleteAttempt(executor: Executor, stateHash: string): Promise<void> {
  await executor.delete(externalAttempts).where(eq(externalAttempts.stateHash, stateHash));
}

/** Keeps the name that came with the callback; null when nobody waits for it. */
export async function nameAttempt(
  executor: Executor,
  { stateHash, nameSealed, now }: { stateHash: string; nameSealed: string | null; now: Date },
): Promise<Pick<Attempt, 'redirectUri' | 'provider'> | null> {
  const [found] = await executor
    .update(externalAttempts)
    .set({ nameSealed: sql`coalesce(${externalAttempts.nameSealed}, ${nameSealed})` })
    .where(and(eq(externalAttempts.stateHash, stateHash), gt(externalAttempts.expiresAt, now)))
    .returning({ redirectUri: externalAttempts.redirectUri, provider: externalAttempts.provider });
  return found ?? null;
}

export async function deleteAttemptsBefore(executor: Executor, time: Date): Promise<void> {
  await executor.delete(externalAttempts).where(lt(externalAttempts.expiresAt, time));
}

/** Makes those who come with one subject at once wait for each other. Before any lock of a person's row. */
export async function lockSubject(
  tx: Transaction,
  { provider, subject }: { provider: ExternalProvider; subject: string },
): Promise<void> {
  const name = `${provider} ${subject}`;
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || '.external_logins ' || ${name}::text, 0))`,
  );
}

/** Whose subject it is. */
export async function findOwner(
  executor: Executor,
  { provider, subject }: { provider: ExternalProvider; subject: string },
): Promise<string | null> {
  const [found] = await executor
    .select({ userId: externalLogins.userId })
    .from(externalLogins)
    .where(and(eq(externalLogins.provider, provider), eq(externalLogins.subject, subject)));
  return found?.userId ?? null;
}

/** False when the subject is somebody's already, or the person has another one of the provider. */
export async function insertLogin(tx: Transaction, login: NewLogin): Promise<boolean> {
  const inserted = await tx.insert(externalLogins).values(login).onConflictDoNothing().returning({ userId });
  return inserted.length > 0;
}

export function findLogins(executor: Executor, userIds: readonly string[]): Promise<ExternalLogin[]> {
  return executor
    .select(shownColumns)
    .from(externalLogins)
    .where(inArray(externalLogins.userId, [...userIds]))
    .orderBy(externalLogins.linkedAt, externalLogins.provider);
}

export async function deleteLogin(
  tx: Transaction,
  login: Pick<ExternalLogin, 'userId' | 'provider'>,
): Promise<boolean> {
  const deleted = await tx
    .delete(externalLogins)
    .where(and(eq(externalLogins.userId, login.userId), eq(externalLogins.provider, login.provider)))
    .returning({ userId });
  return deleted.length > 0;
}
