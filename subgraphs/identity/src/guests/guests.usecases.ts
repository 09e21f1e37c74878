import { GuestMerged, SessionRevoked } from '@caravan/contracts/identity';
import type { RateLimited } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Caller } from '@caravan/core/principal';
import { ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Deps } from '../deps.ts';
import { clientNetwork } from '../limits/limits.domain.ts';
import { take } from '../limits/limits.usecases.ts';
import { issueGuestToken } from '../tokens/tokens.usecases.ts';
import { insertMerge } from './guests.store.ts';

export type GuestToken = { readonly accessToken: string; readonly expiresInSeconds: number };

/** A new guest, who lives in the token alone. */
export async function createGuestSession(
  deps: Deps,
  { clientAddress }: Caller,
): Promise<Result<GuestToken, RateLimited>> {
  if (clientAddress !== null) {
    const subject = clientNetwork(clientAddress);
    const limited = await take(deps, [
      { name: 'guest', subject, points: deps.settings.guestsPerMinute, windowSeconds: 60 },
    ]);
    if (!limited.ok) return limited;
  }
  const accessToken = await issueGuestToken(deps, newId());
  return ok({ accessToken, expiresInSeconds: deps.settings.guestTokenSeconds });
}

/** Gives what the guest owns to the user and ends the guest's token; does nothing when it happened before. */
export async function mergeGuest(
  tx: Transaction,
  deps: Deps,
  { guestId, userId }: { guestId: string; userId: string },
): Promise<void> {
  const isFirst = await insertMerge(tx, { guestId, userId, mergedAt: deps.now() });
  if (!isFirst) return;
  await publish(tx, GuestMerged, { subject: userId, data: { guestId, userId } });
  await publish(tx, SessionRevoked, { subject: guestId, data: { sessionId: guestId, reason: 'GUEST_MERGED' } });
}
