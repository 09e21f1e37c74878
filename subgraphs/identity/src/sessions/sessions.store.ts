import type { Executor, Transaction } from '@caravan/database/database';
import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { RefreshToken, Session, SessionsToEnd } from './sessions.domain.ts';
import { refreshTokens, sessions } from './sessions.tables.ts';

export type NewSession = typeof sessions.$inferInsert;

export async function insertSession(tx: Transaction, session: NewSession): Promise<void> {
  await tx.insert(sessions).values(session);
}

export async function insertRefreshToken(
  tx: Transaction,
  token: { hash: string; sessionId: string; expiresAt: Date },
): Promise<void> {
  await tx.insert(refreshTokens).values(token);
}

/** The session that a refresh token belongs to, also when it was used before. */
export async function findSessionOf(executor: Executor, hash: string): Promise<string | null> {
  const [found] = await executor
    .select({ sessionId: refreshTokens.sessionId })
    .from(refreshTokens)
    .where(eq(refreshTokens.hash, hash));
  return found?.sessionId ?? null;
}

/**
 * Locks the session of a refresh token, then reads the token: refreshes of one session wait for each
 * other, and each sees what the one before did.
 */
export async function lockRefreshToken(
  tx: Transaction,
  { sessionId, hash }: { sessionId: string; hash: string },
): Promise<RefreshToken | null> {
  const [session] = await tx.select().from(sessions).where(eq(sessions.id, sessionId)).for('update');
  const successor = alias(refreshTokens, 'successor');
  const [token] = await tx
    .select({
      expiresAt: refreshTokens.expiresAt,
      usedAt: refreshTokens.usedAt,
      successorSealed: refreshTokens.successorSealed,
      successorUsed: isNotNull(successor.usedAt).mapWith(Boolean),
    })
    .from(refreshTokens)
    .leftJoin(successor, eq(successor.hash, refreshTokens.successorHash))
    .where(eq(refreshTokens.hash, hash));
  if (!session || !token) return null;
  return { ...token, sessionId, userId: session.userId, sessionEnded: session.endedAt !== null };
}

export async function markUsed(
  tx: Transaction,
  { hash, ...use }: { hash: string; usedAt: Date; successorHash: string; successorSealed: string },
): Promise<void> {
  await tx.update(refreshTokens).set(use).where(eq(refreshTokens.hash, hash));
}

export async function touchSession(
  tx: Transaction,
  { sessionId, now }: { sessionId: string; now: Date },
): Promise<void> {
  await tx.update(sessions).set({ lastUsedAt: now }).where(eq(sessions.id, sessionId));
}

/** Ends the open sessions among them and returns their ids. */
export async function endOpenSessions(
  tx: Transaction,
  { userId, sessionId, exceptSessionId, now, reason }: SessionsToEnd & { now: Date },
): Promise<string[]> {
  const open = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.endedAt),
        sessionId ? eq(sessions.id, sessionId) : undefined,
        exceptSessionId ? ne(sessions.id, exceptSessionId) : undefined,
      ),
    )
    .orderBy(sessions.id)
    .for('update');
  const ids = open.map(({ id }) => id);
  if (ids.length > 0)
    await tx.update(sessions).set({ endedAt: now, endReason: reason }).where(inArray(sessions.id, ids));
  return ids;
}

/** The least recently used open sessions of a person beyond so many, but for one. */
export async function findSuperfluous(
  tx: Transaction,
  { userId, sessionId, kept }: { userId: string; sessionId: string; kept: number },
): Promise<string[]> {
  const found = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), ne(sessions.id, sessionId)))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.id))
    .offset(kept);
  return found.map(({ id }) => id);
}

/** Open sessions of a person, newest first. */
export function findOpenSessions(
  executor: Executor,
  { userId, usedAfter, limit }: { userId: string; usedAfter: Date; limit: number },
): Promise<Session[]> {
  const { id, createdAt, lastUsedAt, clientAddress, userAgent } = sessions;
  return executor
    .select({ id, createdAt, lastUsedAt, clientAddress, userAgent })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(lastUsedAt, usedAfter)))
    .orderBy(desc(id))
    .limit(limit);
}

/** Forgets refresh tokens that expired, successors whose grace is over, and sessions that nobody can use any more. */
export async function deleteDeadSessions(
  executor: Executor,
  { now, graceEnded, lastUsedBefore }: { now: Date; graceEnded: Date; lastUsedBefore: Date },
): Promise<void> {
  await executor.delete(refreshTokens).where(lt(refreshTokens.expiresAt, now));
  await executor
    .update(refreshTokens)
    .set({ successorSealed: null })
    .where(and(isNotNull(refreshTokens.successorSealed), lt(refreshTokens.usedAt, graceEnded)));
  await executor
    .delete(sessions)
    .where(
      and(
        lt(sessions.lastUsedAt, lastUsedBefore),
        sql`not exists (select from ${refreshTokens} where ${refreshTokens.sessionId} = ${sessions.id})`,
      ),
    );
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
