import type { Executor } from '@caravan/database/database';
import { desc, eq, inArray, lt } from 'drizzle-orm';
import { letters } from './letters.tables.ts';

export type StoredLetter = typeof letters.$inferSelect;

export async function insertLetter(executor: Executor, letter: StoredLetter): Promise<void> {
  await executor.insert(letters).values(letter);
}

export async function findLetter(executor: Executor, id: string): Promise<StoredLetter | null> {
  const [letter] = await executor.select().from(letters).where(eq(letters.id, id));
  return letter ?? null;
}

/** The newest first, of everyone or of one recipient. */
export function newestLetters(
  executor: Executor,
  { recipientHash, limit }: { recipientHash: string | null; limit: number },
): Promise<StoredLetter[]> {
  const condition = recipientHash === null ? undefined : eq(letters.recipientHash, recipientHash);
  return executor.select().from(letters).where(condition).orderBy(desc(letters.id)).limit(limit);
}

export async function deleteLetter(executor: Executor, id: string): Promise<void> {
  await executor.delete(letters).where(eq(letters.id, id));
}

export async function deleteLettersTo(executor: Executor, recipientHashes: readonly string[]): Promise<void> {
  await executor.delete(letters).where(inArray(letters.recipientHash, [...recipientHashes]));
}

export async function deleteLettersBefore(executor: Executor, time: Date): Promise<void> {
  await executor.delete(letters).where(lt(letters.createdAt, time));
}
