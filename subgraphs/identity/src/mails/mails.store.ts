import type { Executor } from '@caravan/database/database';
import { desc, eq, lt, sql } from 'drizzle-orm';
import type { Mail } from './mailer.ts';
import { mails } from './mails.tables.ts';

export type StoredMail = Mail & { readonly createdAt: Date };

export async function insertMail(executor: Executor, mail: StoredMail): Promise<void> {
  await executor.insert(mails).values(mail);
}

export async function findMail(executor: Executor, id: string): Promise<StoredMail | null> {
  const [mail] = await executor.select().from(mails).where(eq(mails.id, id));
  return mail ?? null;
}

/** The newest first, of everyone or of one recipient in any case. */
export function newestMails(
  executor: Executor,
  { to, limit }: { to: string | null; limit: number },
): Promise<StoredMail[]> {
  const condition = to === null ? undefined : eq(sql`lower(${mails.recipient})`, to.toLowerCase());
  return executor.select().from(mails).where(condition).orderBy(desc(mails.id)).limit(limit);
}

export async function deleteMail(executor: Executor, id: string): Promise<void> {
  await executor.delete(mails).where(eq(mails.id, id));
}

export async function deleteMailsBefore(executor: Executor, time: Date): Promise<void> {
  await executor.delete(mails).where(lt(mails.createdAt, time));
}
