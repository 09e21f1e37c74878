import type { InvalidInput } from '@caravan/core/errors';
import { ok, type Result } from '@caravan/core/result';
import type { Deps } from '../../deps.ts';
import { changeProfile, type Person, type ProfileChange } from '../accounts.domain.ts';
import { saveProfile } from '../accounts.store.ts';
import { lockOneself } from './people.ts';

/** Changes one's own profile. */
export function updateProfile(
  deps: Deps,
  { userId, change }: { userId: string; change: ProfileChange },
): Promise<Result<Person, InvalidInput>> {
  return deps.database.transaction(async (tx) => {
    const person = await lockOneself(tx, userId);
    const profile = changeProfile(person, change);
    if (!profile.ok) return profile;
    await saveProfile(tx, userId, profile.value);
    return ok({ ...person, ...profile.value });
  });
}
