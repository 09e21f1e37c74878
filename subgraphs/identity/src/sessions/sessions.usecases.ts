import { SessionRevoked, SignedOut } from '@caravan/contracts/identity';
import { invariant, type NotFound, notFound, type RateLimited } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Deps } from '../deps.ts';
import { take } from '../limits/limits.usecases.ts';
import { deriveKey, hashToken, openText, randomToken, sealText } from '../secrets.ts';
import { issueAccessToken } from '../tokens/tokens.usecases.ts';
import { decideRefresh, type Session, type SessionsToEnd } from './sessions.domain.ts';
import {
  deleteDeadSessions,
  endOpenSessions,
  findOpenSessions,
  findSessionOf,
  findSuperfluous,
  insertRefreshToken,
  insertSession,
  lockRefreshToken,
  markUsed,
  touchSession,
} from './sessions.store.ts';

export type OpenedSession = { readonly userId: string; readonly sessionId: string; readonly refreshToken: string };
export type TokenPair = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly tokenType: 'Bearer';
  readonly expiresInSeconds: number;
};

/** Starts a session with its first refresh token. Of too many sessions the least recently used ones end. */
export async function openSession(
  tx: Transaction,
  deps: Deps,
  { userId, caller }: { userId: string; caller: Pick<Caller, 'clientAddress' | 'userAgent'> },
): Promise<OpenedSession> {
  const sessionId = newId();
  const now = deps.now();
  const { clientAddress } = caller;
  const userAgent = caller.userAgent?.slice(0, 400) ?? null;
  await insertSession(tx, { id: sessionId, userId, createdAt: now, lastUsedAt: now, clientAddress, userAgent });
  const kept = Math.max(0, deps.settings.sessionsPerUser - 1);
  for (const superfluous of await findSuperfluous(tx, { userId, sessionId, kept })) {
    await endSessions(tx, deps, { userId, sessionId: superfluous, reason: 'TOO_MANY_SESSIONS' });
  }
  return { userId, sessionId, refreshToken: await makeRefreshToken(tx, deps, sessionId) };
}

/** What the client gets. Made after the commit: signing needs no transaction. */
export async function toTokenPair(deps: Deps, { userId, sessionId, refreshToken }: OpenedSession): Promise<TokenPair> {
  const accessToken = await issueAccessToken(deps, { userId, sessionId });
  return { accessToken, refreshToken, tokenType: 'Bearer', expiresInSeconds: deps.settings.accessTokenSeconds };
}

export type RefreshError = { kind: 'RefreshTokenInvalid'; path: readonly string[] } | RateLimited;

const refused: RefreshError = { kind: 'RefreshTokenInvalid', path: ['input', 'refreshToken'] };

/**
 * Trades a refresh token for its successor. Calls at the same time get the same successor; a token that
 * was used before that ends its session.
 */
export async function refreshSession(
  deps: Deps,
  { refreshToken }: { refreshToken: string },
): Promise<Result<TokenPair, RefreshError>> {
  const hash = hashToken(refreshToken);
  const sessionId = await findSessionOf(deps.database.query, hash);
  if (!sessionId) return fail(refused);
  const { refreshesPerMinute: points } = deps.settings;
  const limited = await take(deps, [{ name: 'refresh', subject: sessionId, points, windowSeconds: 60 }]);
  if (!limited.ok) return limited;
  // The end of a session must stay, so the refusal is made after the commit.
  const opened = await deps.database.transaction((tx) => rotate(tx, deps, { sessionId, hash, refreshToken }));
  return opened ? ok(await toTokenPair(deps, opened)) : fail(refused);
}

async function rotate(
  tx: Transaction,
  deps: Deps,
  { sessionId, hash, refreshToken }: { sessionId: string; hash: string; refreshToken: string },
): Promise<OpenedSession | null> {
  const token = await lockRefreshToken(tx, { sessionId, hash });
  if (!token) return null;
  // By one clock for all processes: else one that is ahead would take a second tab's refresh for a theft.
  const now = await deps.sharedNow(tx);
  const { userId, successorSealed } = token;
  switch (decideRefresh(token, { now, graceSeconds: deps.settings.refreshGraceSeconds })) {
    case 'ROTATE': {
      const successor = await makeRefreshToken(tx, deps, sessionId);
      const sealed = sealText(graceKey(refreshToken), successor);
      await markUsed(tx, { hash, usedAt: now, successorHash: hashToken(successor), successorSealed: sealed });
      await touchSession(tx, { sessionId, now });
      return { userId, sessionId, refreshToken: successor };
    }
    case 'REPEAT':
      invariant(successorSealed, 'a repeated refresh has a successor');
      return { userId, sessionId, refreshToken: openText(graceKey(refreshToken), successorSealed) };
    case 'END_SESSION':
      deps.logger.warn({ userId, sessionId }, 'used refresh token came again: session ended');
      await endSessions(tx, deps, { userId, sessionId, reason: 'REFRESH_REUSED' });
      return null;
    case 'REFUSE':
      return null;
  }
}

/** Ends sessions of one person and tells the routers; tells how many ended. */
export async function endSessions(tx: Transaction, deps: Deps, sessions: SessionsToEnd): Promise<number> {
  return (await revoke(tx, deps, sessions)).length;
}

async function revoke(tx: Transaction, deps: Deps, sessions: SessionsToEnd): Promise<string[]> {
  const { reason } = sessions;
  const ended = await endOpenSessions(tx, { ...sessions, now: deps.now() });
  for (const id of ended) await publish(tx, SessionRevoked, { subject: id, data: { sessionId: id, reason } });
  return ended;
}

/** Ends the caller's session, or every one of theirs; tells how many ended. */
export function logOut(
  deps: Deps,
  { userId, sessionId, everywhere }: { userId: string; sessionId: string; everywhere: boolean },
): Promise<number> {
  return signOut(deps, { userId, sessionId: everywhere ? null : sessionId, reason: 'SIGNED_OUT' });
}

const mostListed = 100;

/** The open sessions of a person, newest first, at most 100. */
export function listSessions(deps: Deps, userId: string): Promise<Session[]> {
  const usedAfter = lastUsable(deps);
  return findOpenSessions(deps.database.query, { userId, usedAfter, limit: mostListed });
}

export type OwnSession = { readonly userId: string; readonly sessionId: string };

/** Ends one of the caller's sessions, which may be the one in use. */
export async function revokeSession(deps: Deps, { userId, sessionId }: OwnSession): Promise<Result<string, NotFound>> {
  const ended = await signOut(deps, { userId, sessionId, reason: 'REVOKED' });
  return ended > 0 ? ok(sessionId) : fail(notFound(['input', 'sessionId']));
}

/** Ends every session of the caller but the one in use; tells how many ended. */
export function revokeOtherSessions(deps: Deps, { userId, sessionId }: OwnSession): Promise<number> {
  return signOut(deps, { userId, sessionId: null, exceptSessionId: sessionId, reason: 'REVOKED' });
}

/** Ends sessions because their owner wants it. */
function signOut(deps: Deps, sessions: SessionsToEnd): Promise<number> {
  const { userId } = sessions;
  return deps.database.transaction(async (tx) => {
    const sessionIds = await revoke(tx, deps, sessions);
    if (sessionIds.length > 0) await publish(tx, SignedOut, { subject: userId, data: { userId, sessionIds } });
    return sessionIds.length;
  });
}

export function forgetDeadSessions(deps: Deps): Promise<void> {
  const now = deps.now();
  const graceEnded = new Date(now.getTime() - deps.settings.refreshGraceSeconds * 1000);
  return deleteDeadSessions(deps.database.query, { now, graceEnded, lastUsedBefore: lastUsable(deps) });
}

/** A session that was last used before this has no token left that works. */
function lastUsable({ settings, now }: Deps): Date {
  const seconds = Math.max(settings.refreshTokenSeconds, settings.accessTokenSeconds);
  return new Date(now().getTime() - seconds * 1000);
}

async function makeRefreshToken(tx: Transaction, deps: Deps, sessionId: string): Promise<string> {
  const token = randomToken();
  const expiresAt = new Date(deps.now().getTime() + deps.settings.refreshTokenSeconds * 1000);
  await insertRefreshToken(tx, { hash: hashToken(token), sessionId, expiresAt });
  return token;
}

/** Only who holds the old token can read its successor. */
function graceKey(token: string): Buffer {
  return deriveKey(token, 'refresh grace');
}
