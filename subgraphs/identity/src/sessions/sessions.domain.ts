export const sessionEndReasons = [
  'SIGNED_OUT',
  'REVOKED',
  'TOO_MANY_SESSIONS',
  'REFRESH_REUSED',
  'ROLES_CHANGED',
  'PASSWORD_CHANGED',
  'SECOND_FACTOR_CHANGED',
  'BLOCKED',
  'ERASED',
] as const;
export type SessionEndReason = (typeof sessionEndReasons)[number];

/** One session of a person, or all of them (`sessionId` null) but perhaps the one in use. */
export type SessionsToEnd = {
  readonly userId: string;
  readonly sessionId: string | null;
  readonly exceptSessionId?: string | null;
  readonly reason: SessionEndReason;
};

/** An open session, as its owner sees it. */
export type Session = {
  readonly id: string;
  readonly createdAt: Date;
  /** Of the log-in or the last refresh. */
  readonly lastUsedAt: Date;
  readonly clientAddress: string | null;
  readonly userAgent: string | null;
};

export type RefreshToken = {
  readonly sessionId: string;
  readonly userId: string;
  readonly sessionEnded: boolean;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly successorSealed: string | null;
  /** Whether the token that replaced this one was used as well. */
  readonly successorUsed: boolean;
};

/** What a presented refresh token deserves. */
export type RefreshDecision = 'ROTATE' | 'REPEAT' | 'REFUSE' | 'END_SESSION';

/**
 * Rotation with a grace: the token just used gets the same successor again, for as long as that one
 * is unused and the grace lasts. Any other used token has been copied, so its session ends.
 */
export function decideRefresh(
  token: RefreshToken,
  { now, graceSeconds }: { now: Date; graceSeconds: number },
): RefreshDecision {
  if (token.sessionEnded) return 'REFUSE';
  if (token.usedAt === null) return token.expiresAt > now ? 'ROTATE' : 'REFUSE';
  const graceEnds = token.usedAt.getTime() + graceSeconds * 1000;
  const repeatable = token.successorSealed !== null && !token.successorUsed && now.getTime() <= graceEnds;
  return repeatable ? 'REPEAT' : 'END_SESSION';
}

/** The account has no password, and the session is too old to prove anything. */
export type FreshSignInRequired = { kind: 'FreshSignInRequired' };
