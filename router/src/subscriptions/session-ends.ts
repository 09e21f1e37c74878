import type { Session } from '../access/authenticate.ts';
import type { DenySet } from '../access/deny-set.ts';

export type SessionEnd = 'Token expired' | 'Session ended';

/** Tells when what was opened for a session may go on no longer. */
export type SessionEnds = {
  /** Calls once, when the token expires or the session is revoked. Gives what ends the watch. */
  watch(session: Session, onEnd: (end: SessionEnd) => void): () => void;
  stop(): void;
};

const longestTimerMs = 2 ** 31 - 1;

export function sessionEnds(denied: DenySet): SessionEnds {
  const watchers = new Map<string, Set<() => void>>();
  const stop = denied.onRevoked((sessionId) => {
    for (const revoke of watchers.get(sessionId) ?? []) revoke();
  });
  return {
    watch: ({ principal: { sessionId }, apiKeyId, expiresAt }, onEnd) => {
      // A partner's key is revoked like a session.
      const ids = [...new Set([sessionId, apiKeyId])].filter((id) => id !== null);
      const expiry = expiresAt && setTimeout(onEnd, timeLeftMs(expiresAt), 'Token expired' satisfies SessionEnd);
      const revoke = () => onEnd('Session ended');
      for (const id of ids) watchers.set(id, (watchers.get(id) ?? new Set()).add(revoke));
      return () => {
        if (expiry) clearTimeout(expiry);
        for (const id of ids) {
          const others = watchers.get(id);
          others?.delete(revoke);
          if (others?.size === 0) watchers.delete(id);
        }
      };
    },
    stop,
  };
}

/** Whether the session is over although what was opened for it may still be closing. */
export function isOver({ principal, apiKeyId, expiresAt }: Session, denied: DenySet): boolean {
  const isExpired = expiresAt !== null && expiresAt.getTime() <= Date.now();
  return isExpired || denied.has(principal.sessionId) || denied.has(apiKeyId);
}

function timeLeftMs(expiresAt: Date): number {
  return Math.min(Math.max(expiresAt.getTime() - Date.now(), 0), longestTimerMs);
}
