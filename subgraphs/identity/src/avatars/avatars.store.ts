import type { Executor, Transaction } from '@caravan/database/database';
import { and, eq, exists, getTableColumns, isNull, lt, not } from 'drizzle-orm';
import { users } from '../accounts/accounts.tables.ts';
import type { Avatar, AvatarUpload } from './avatars.domain.ts';
import { avatars, avatarUploads } from './avatars.tables.ts';

export async function insertUpload(executor: Executor, upload: AvatarUpload): Promise<void> {
  await executor.insert(avatarUploads).values(upload);
}

export async function findUpload(executor: Executor, id: string): Promise<AvatarUpload | null> {
  const [upload] = await executor.select().from(avatarUploads).where(eq(avatarUploads.id, id));
  return upload ?? null;
}

/** False when another call was faster: an upload becomes one avatar only. */
export async function useUpload(
  tx: Transaction,
  { id, avatarId, usedAt }: { id: string; avatarId: string; usedAt: Date },
): Promise<boolean> {
  const used = await tx
    .update(avatarUploads)
    .set({ avatarId, usedAt })
    .where(and(eq(avatarUploads.id, id), isNull(avatarUploads.usedAt)))
    .returning({ id: avatarUploads.id });
  return used.length > 0;
}

export function uploadsEndedBefore(executor: Executor, time: Date, limit: number): Promise<AvatarUpload[]> {
  return executor.select().from(avatarUploads).where(lt(avatarUploads.expiresAt, time)).limit(limit);
}

export async function deleteUpload(executor: Executor, id: string): Promise<void> {
  await executor.delete(avatarUploads).where(eq(avatarUploads.id, id));
}

export async function insertAvatar(executor: Executor, avatar: Avatar): Promise<void> {
  await executor.insert(avatars).values(avatar);
}

export async function findAvatar(executor: Executor, id: string): Promise<Avatar | null> {
  const [avatar] = await executor.select().from(avatars).where(eq(avatars.id, id));
  return avatar ?? null;
}

/** The avatar, while its person shows it. */
export async function findShownAvatar(executor: Executor, id: string): Promise<Avatar | null> {
  const [avatar] = await executor
    .select(getTableColumns(avatars))
    .from(avatars)
    .innerJoin(users, isShownBy)
    .where(eq(avatars.id, id));
  return avatar ?? null;
}

/** Avatars that were made before a time and are not shown: replaced, or never finished. */
export function hiddenAvatarsBefore(executor: Executor, time: Date, limit: number): Promise<Avatar[]> {
  const showing = executor.select({ id: users.id }).from(users).where(isShownBy);
  return executor
    .select()
    .from(avatars)
    .where(and(lt(avatars.createdAt, time), not(exists(showing))))
    .limit(limit);
}

export async function deleteAvatar(executor: Executor, id: string): Promise<void> {
  await executor.delete(avatars).where(eq(avatars.id, id));
}

/** By the person's id as well, which has an index. */
const isShownBy = and(eq(users.id, avatars.userId), eq(users.avatarId, avatars.id));
