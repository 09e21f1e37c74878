import { invariant } from '@caravan/core/errors';
import type { Principal } from '@caravan/core/principal';

/** Id of whoever is signed in: the schema lets nobody else reach the fields that ask. */
export function userIdOf({ kind, id }: Principal): string {
  invariant(kind === 'user' && id !== null, 'the field is for signed-in people');
  return id;
}
