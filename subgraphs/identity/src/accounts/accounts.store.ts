import type { Executor, Transaction } from '@caravan/database/database';
import { and, eq, getTableColumns, gt, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { LogInName, Person, Profile } from './accounts.domain.ts';
import { emailVerifications, logInFailures, users } from './accounts.tables.ts';

/** Without a hash, only social providers let the person in. */
export type Account = { readonly person: Person; readonly passwordHash: string | null };
export type NewAccount = Person & Pick<Account, 'passwordHash'>;

const { passwordHash: _secret, ...personColumns } = getTableColumns(users);

/** Null when its email, username or phone is taken. */
export async function insertAccount(tx: Transaction, account: NewAccount): Promise<Person | null> {
  const [person] = await tx.insert(users).values(account).onConflictDoNothing().returning(personColumns);
  return person ?? null;
}

/** Which of a registration's names somebody else has. */
export async function findTaken(
  tx: Transaction,
  { email, username, phone }: { email: string; username: string; phone: string | null },
): Promise<{ byEmail: Person | null; usernameTaken: boolean; phoneTaken: boolean }> {
  const found = await tx
    .select(personColumns)
    .from(users)
    .where(or(hasEmail(email), eq(users.username, username), phone ? eq(users.phone, phone) : undefined));
  return {
    byEmail: found.find((person) => person.email.toLowerCase() === email.toLowerCase()) ?? null,
    usernameTaken: found.some((person) => person.username === username),
    phoneTaken: phone !== null && found.some((person) => person.phone === phone),
  };
}

/** An account that never verified its email owns nothing, so that the next registration may take its place. */
export async function deleteUnverifiedAccount(tx: Transaction, email: string): Promise<void> {
  await tx.delete(users).where(and(hasEmail(email), isNull(users.emailVerifiedAt)));
}

export async function deleteUnverifiedAccountsBefore(executor: Executor, time: Date): Promise<void> {
  await executor.delete(users).where(and(isNull(users.emailVerifiedAt), lt(users.createdAt, time)));
}

export async function findAccount(executor: Executor, name: LogInName): Promise<Account | null> {
  const [found] = await executor.select().from(users).where(named(name));
  if (!found) return null;
  const { passwordHash, ...person } = found;
  return { person, passwordHash };
}

export function findPeople(executor: Executor, ids: readonly string[]): Promise<Person[]> {
  return executor
    .select(personColumns)
    .from(users)
    .where(inArray(users.id, [...ids]));
}

export async function findByEmail(executor: Executor, email: string): Promise<Person | null> {
  const [person] = await executor.select(personColumns).from(users).where(hasEmail(email));
  return person ?? null;
}

/** Whether anybody who is let in has an email of that domain. */
export async function hasVerifiedAccountAt(executor: Executor, domain: string): Promise<boolean> {
  const found = await executor
    .select({ id: users.id })
    .from(users)
    .where(and(isNotNull(users.emailVerifiedAt), sql`split_part(lower(${users.email}), '@', 2) = ${domain}`))
    .limit(1);
  return found.length > 0;
}

/** Locks the person's row: changes of what belongs to one person wait for each other. */
export async function lockPerson(tx: Transaction, id: string): Promise<Person | null> {
  const [person] = await tx.select(personColumns).from(users).where(eq(users.id, id)).for('update');
  return person ?? null;
}

/** Remembers that the person signed in. */
export async function touchPerson(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.update(users).set({ lastSignedInAt: now }).where(eq(users.id, id));
}

export async function saveProfile(tx: Transaction, id: string, profile: Profile): Promise<void> {
  await tx.update(users).set(profile).where(eq(users.id, id));
}

export async function markVerified(tx: Transaction, id: string, now: Date): Promise<Person | null> {
  const [person] = await tx
    .update(users)
    .set({ emailVerifiedAt: now })
    .where(and(eq(users.id, id), isNull(users.emailVerifiedAt)))
    .returning(personColumns);
  return person ?? null;
}

export type Verification = typeof emailVerifications.$inferSelect;

/** The newest code replaces the one before; the guest stays unless another is named. */
export async function saveVerification(tx: Transaction, verification: Omit<Verification, 'attempts'>): Promise<void> {
  const { codeHash, expiresAt, guestId } = verification;
  await tx
    .insert(emailVerifications)
    .values({ ...verification, attempts: 0 })
    .onConflictDoUpdate({
      target: emailVerifications.userId,
      set: { codeHash, expiresAt, attempts: 0, ...(guestId && { guestId }) },
    });
}

/** Counts a try before it is judged, so that tries at the same time cannot be more than there are. */
export async function takeVerificationTry(
  tx: Transaction,
  { email, now, attempts }: { email: string; now: Date; attempts: number },
): Promise<Verification | null> {
  const account = tx.select({ id: users.id }).from(users).where(hasEmail(email));
  const [verification] = await tx
    .update(emailVerifications)
    .set({ attempts: sql`${emailVerifications.attempts} + 1` })
    .where(
      and(
        inArray(emailVerifications.userId, account),
        lt(emailVerifications.attempts, attempts),
        gt(emailVerifications.expiresAt, now),
      ),
    )
    .returning();
  return verification ?? null;
}

export async function deleteVerification(tx: Transaction, userId: string): Promise<void> {
  await tx.delete(emailVerifications).where(eq(emailVerifications.userId, userId));
}

/**
 * Counts a try as a failure before the password is compared, and locks from the last allowed one on:
 * tries at the same time cannot be more than there are, and a crash leaves no lock that never ends.
 *
 * @returns Failures in a row with this one, or null while the account is locked.
 */
export async function takeLogInTry(
  executor: Executor,
  { account, now, mostFailures, lockedUntil }: { account: string; now: Date; mostFailures: number; lockedUntil: Date },
): Promise<number | null> {
  const lockEnded = sql`${logInFailures.lockedUntil} <= ${now.toISOString()}::timestamptz`;
  const failures = sql`case when ${lockEnded} then 1 else ${logInFailures.failures} + 1 end`;
  const lock = sql`case when ${failures} >= ${mostFailures} then ${lockedUntil.toISOString()}::timestamptz end`;
  const [row] = await executor
    .insert(logInFailures)
    .values({ account, failures: 1, lockedUntil: mostFailures <= 1 ? lockedUntil : null, updatedAt: now })
    .onConflictDoUpdate({
      target: logInFailures.account,
      set: { failures, lockedUntil: lock, updatedAt: now },
      setWhere: sql`${logInFailures.lockedUntil} is null or ${lockEnded}`,
    })
    .returning({ failures: logInFailures.failures });
  return row?.failures ?? null;
}

export async function forgetLogInFailures(executor: Executor, account: string): Promise<void> {
  await executor.delete(logInFailures).where(eq(logInFailures.account, account));
}

export async function deleteLogInFailuresBefore(executor: Executor, time: Date): Promise<void> {
  await executor.delete(logInFailures).where(lt(logInFailures.updatedAt, time));
}

function hasEmail(email: string): SQL {
  return eq(sql`lower(${users.email})`, email.toLowerCase());
}

function named({ kind, text }: LogInName): SQL {
  if (kind === 'EMAIL') return hasEmail(text);
  return kind === 'PHONE' ? eq(users.phone, text) : eq(users.username, text);
}
