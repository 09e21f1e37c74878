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
    watch: ({ principal: { sessionId }, expiresAt }, onEnd) => {
      const expiry = expiresAt && setTimeout(onEnd, timeLeftMs(expiresAt), 'Token expired' satisfies SessionEnd);
      const revoke = () => onEnd('Session ended');
      if (sessionId !== null) watchers.set(sessionId, (watchers.get(sessionId) ?? new Set()).add(revoke));
      return () => {
        if (expiry) clearTimeout(expiry);
        if (sessionId === null) return;
        const others = watchers.get(sessionId);
        others?.delete(revoke);
        if (others?.size === 0) watchers.delete(sessionId);
      };
    },
    stop,
  };
}

/** Whether the session is over although what was opened for it may still be closing. */
export function isOver({ principal, expiresAt }: Session, denied: DenySet): boolean {
  return (expiresAt !== null && expiresAt.getTime() <= Date.now()) || denied.has(principal.sessionId);
}

function timeLeftMs(expiresAt: Date): number {
  return Math.min(Math.max(expiresAt.getTime() - Date.now(), 0), longestTimerMs);
}
