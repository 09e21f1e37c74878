import type { Executor, Transaction } from '@caravan/database/database';
import { and, eq, gt, inArray, lte, max, or, type SQL, sql } from 'drizzle-orm';
import type { LogInName } from '../accounts/accounts.domain.ts';
import { registrations } from './registrations.tables.ts';

export type WaitingRegistration = typeof registrations.$inferSelect;

/** Makes registrations of these names wait for each other; in one order, so that they cannot wait in a circle. */
export async function lockNames(tx: Transaction, { email, username }: Names): Promise<void> {
  for (const name of [`email ${email.toLowerCase()}`, `username ${username}`].sort()) {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || '.registrations ' || ${name}::text, 0))`,
    );
  }
}

type Names = { readonly email: string; readonly username: string };

/** Makes room: the registration of that email goes, and one of that username that nobody can verify any more. */
export async function deleteReplaced(tx: Transaction, { email, username, now }: Names & { now: Date }) {
  const isOver = and(eq(registrations.username, username), lte(registrations.expiresAt, now));
  const deleted = await tx
    .delete(registrations)
    .where(or(hasEmail(email), isOver))
    .returning({ id: registrations.id });
  return deleted.map(({ id }) => id);
}

export async function isUsernameWaiting(executor: Executor, username: string): Promise<boolean> {
  const found = await executor
    .select({ id: registrations.id })
    .from(registrations)
    .where(eq(registrations.username, username));
  return found.length > 0;
}

export async function insertRegistration(tx: Transaction, registration: WaitingRegistration): Promise<void> {
  await tx.insert(registrations).values(registration);
}

/** By email or username; a phone proves nothing before it is verified, so it finds nobody. */
export async function findWaiting(
  executor: Executor,
  { kind, text, now }: LogInName & { now: Date },
): Promise<WaitingRegistration | null> {
  if (kind === 'PHONE') return null;
  const name = kind === 'EMAIL' ? hasEmail(text) : eq(registrations.username, text);
  const [found] = await executor
    .select()
    .from(registrations)
    .where(and(name, gt(registrations.expiresAt, now)));
  return found ?? null;
}

export type WaitingCode = Pick<WaitingRegistration, 'id' | 'codeHash'>;

/** The code that an email waits for. One short row comes back in any case: a longer one would take longer to read. */
export async function findCode(
  executor: Executor,
  { email, now }: { email: string; now: Date },
): Promise<WaitingCode | null> {
  const [row] = await executor
    .select({ id: sql<string | null>`max(${registrations.id}::text)`, codeHash: max(registrations.codeHash) })
    .from(registrations)
    .where(and(hasEmail(email), gt(registrations.expiresAt, now)));
  return row?.id && row.codeHash ? { id: row.id, codeHash: row.codeHash } : null;
}

export async function findByLink(
  executor: Executor,
  { linkHash, now }: { linkHash: string; now: Date },
): Promise<WaitingRegistration | null> {
  const [found] = await executor
    .select()
    .from(registrations)
    .where(and(eq(registrations.linkHash, linkHash), gt(registrations.expiresAt, now)));
  return found ?? null;
}

/** Takes the registration out, once; null when it has another code by now, or is gone. */
export async function takeRegistration(
  tx: Transaction,
  { id, codeHash }: WaitingCode,
): Promise<WaitingRegistration | null> {
  const [taken] = await tx
    .delete(registrations)
    .where(and(eq(registrations.id, id), eq(registrations.codeHash, codeHash)))
    .returning();
  return taken ?? null;
}

/** Replaces code and link. False when the registration is gone. */
export async function renewCode(
  tx: Transaction,
  { id, ...code }: Pick<WaitingRegistration, 'id' | 'codeHash' | 'linkHash' | 'expiresAt'>,
): Promise<boolean> {
  const renewed = await tx
    .update(registrations)
    .set(code)
    .where(eq(registrations.id, id))
    .returning({ id: registrations.id });
  return renewed.length > 0;
}

/** Whatever waits for that email goes, whoever asked for it. */
export async function deleteWaitingFor(tx: Transaction, email: string): Promise<string[]> {
  const deleted = await tx.delete(registrations).where(hasEmail(email)).returning({ id: registrations.id });
  return deleted.map(({ id }) => id);
}

/** Ids of those that were deleted; what somebody verifies or renews at this moment is left alone. */
export async function deleteEnded(tx: Transaction, { now, limit }: { now: Date; limit: number }): Promise<string[]> {
  const ended = tx
    .select({ id: registrations.id })
    .from(registrations)
    .where(lte(registrations.expiresAt, now))
    .limit(limit)
    .for('update', { skipLocked: true });
  const deleted = await tx
    .delete(registrations)
    .where(inArray(registrations.id, ended))
    .returning({ id: registrations.id });
  return deleted.map(({ id }) => id);
}

function hasEmail(email: string): SQL {
  return eq(sql`lower(${registrations.email})`, email.toLowerCase());
}
