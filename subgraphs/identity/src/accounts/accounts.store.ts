import type { Executor, Transaction } from '@caravan/database/database';
import { and, eq, getTableColumns, inArray, isNotNull, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { LogInName, Particulars, Person } from './accounts.domain.ts';
import { users } from './accounts.tables.ts';

/** Without a hash, only social providers let the person in. */
export type Account = { readonly person: Person; readonly passwordHash: string | null };
export type NewAccount = Person & Pick<Account, 'passwordHash'>;

const { passwordHash: _secret, ...personColumns } = getTableColumns(users);

/** Null when its email or username is taken. */
export async function insertAccount(tx: Transaction, account: NewAccount): Promise<Person | null> {
  const [person] = await tx.insert(users).values(account).onConflictDoNothing().returning(personColumns);
  return person ?? null;
}

/** Whoever has an account with an email, as far as they are written to. */
export type EmailOwner = Pick<Person, 'email' | 'username' | 'locale'>;

/** Who owns the email, and whether anybody has the username. One short row comes back in any case, which takes as long. */
export async function findTaken(
  executor: Executor,
  { email, username }: { email: string; username: string },
): Promise<{ owner: EmailOwner | null; usernameTaken: boolean }> {
  const ofOwner = (column: SQLWrapper) => sql<string | null>`max(${column}) filter (where ${hasEmail(email)})`;
  const [row] = await executor
    .select({
      email: ofOwner(users.email),
      username: ofOwner(users.username),
      locale: ofOwner(users.locale),
      usernameTaken: sql<boolean>`coalesce(bool_or(${eq(users.username, username)}), false)`,
    })
    .from(users)
    .where(or(hasEmail(email), eq(users.username, username)));
  const { usernameTaken = false, locale = null } = row ?? {};
  const owner = row?.email && row.username ? { email: row.email, username: row.username, locale } : null;
  return { owner, usernameTaken };
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

export async function saveParticulars(tx: Transaction, id: string, particulars: Particulars): Promise<void> {
  await tx.update(users).set(particulars).where(eq(users.id, id));
}

function hasEmail(email: string): SQL {
  return eq(sql`lower(${users.email})`, email.toLowerCase());
}

function named({ kind, text }: LogInName): SQL {
  if (kind === 'EMAIL') return hasEmail(text);
  // Anybody may name any phone: it stands for a person only once it was verified, and then for one.
  if (kind === 'PHONE') return sql`${users.phone} = ${text} and ${users.phoneVerifiedAt} is not null`;
  return eq(users.username, text);
}
