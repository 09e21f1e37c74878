import { createHash } from 'node:crypto';
import { SessionRevoked } from '@caravan/contracts/identity';
import { invariant, type RateLimited } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Deps } from '../deps.ts';
import { take } from '../limits/limits.usecases.ts';
import { deriveKey, openText, randomToken, sealText } from '../secrets.ts';
import { issueAccessToken } from '../tokens/tokens.usecases.ts';
import { decideRefresh, type SessionEndReason } from './sessions.domain.ts';
import {
  deleteDeadSessions,
  endOpenSessions,
  findSessionOf,
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

/** Starts a session with its first refresh token. */
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
  const now = deps.now();
  const token = await lockRefreshToken(tx, { sessionId, hash });
  if (!token) return null;
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

/** Ends one session of the user, or all of them, and tells the routers. */
export async function endSessions(
  tx: Transaction,
  deps: Deps,
  { userId, sessionId, reason }: { userId: string; sessionId: string | null; reason: SessionEndReason },
): Promise<number> {
  const ended = await endOpenSessions(tx, { userId, sessionId, now: deps.now(), reason });
  for (const id of ended) await publish(tx, SessionRevoked, { subject: id, data: { sessionId: id, reason } });
  return ended.length;
}

/** Ends the caller's session, or every one of theirs; tells how many ended. */
export function logOut(
  deps: Deps,
  { userId, sessionId, everywhere }: { userId: string; sessionId: string; everywhere: boolean },
): Promise<number> {
  return deps.database.transaction((tx) =>
    endSessions(tx, deps, { userId, sessionId: everywhere ? null : sessionId, reason: 'SIGNED_OUT' }),
  );
}

export function forgetDeadSessions(deps: Deps): Promise<void> {
  const { refreshGraceSeconds, refreshTokenSeconds, accessTokenSeconds } = deps.settings;
  const now = deps.now();
  const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  return deleteDeadSessions(deps.database.query, {
    now,
    graceEnded: secondsAgo(refreshGraceSeconds),
    lastUsedBefore: secondsAgo(Math.max(refreshTokenSeconds, accessTokenSeconds)),
  });
}

async function makeRefreshToken(tx: Transaction, deps: Deps, sessionId: string): Promise<string> {
  const token = randomToken();
  const expiresAt = new Date(deps.now().getTime() + deps.settings.refreshTokenSeconds * 1000);
  await insertRefreshToken(tx, { hash: hashToken(token), sessionId, expiresAt });
  return token;
}

/** The tokens are 256 random bits, so a plain hash cannot be guessed. */
function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Only who holds the old token can read its successor. */
function graceKey(token: string): Buffer {
  return deriveKey(token, 'refresh grace');
}
