import { fail, ok, type Result } from '@caravan/core/result';
import type { Deps } from '../deps.ts';
import type { FreshSignInRequired } from './sessions.domain.ts';
import { sessionBegan } from './sessions.store.ts';

/**
 * What people without a password prove who they are by: a session that began lately enough. A stolen token is not
 * enough for what matters most.
 */
export async function requireFreshSignIn(
  deps: Deps,
  { userId, sessionId }: { userId: string; sessionId: string | null },
): Promise<Result<null, FreshSignInRequired>> {
  const began = sessionId && (await sessionBegan(deps.database.query, { userId, sessionId }));
  const { freshSignInSeconds } = deps.settings;
  const isFresh = began && deps.now().getTime() - began.getTime() <= freshSignInSeconds * 1_000;
  return isFresh ? ok(null) : fail({ kind: 'FreshSignInRequired' });
}
