import { CaravanError, invariant } from '@caravan/core/errors';
import type { Principal } from '@caravan/core/principal';

/**
 * The id of a signed-in user.
 *
 * @throws CaravanError `UNAUTHENTICATED` for guests and anonymous.
 */
export function userIdOf(principal: Principal): string {
  if (principal.kind !== 'user') throw new CaravanError('UNAUTHENTICATED', 'Sign in first.');
  invariant(principal.id, 'a user has an id');
  return principal.id;
}
