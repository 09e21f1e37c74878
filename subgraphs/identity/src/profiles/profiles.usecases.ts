import { UserProfileUpdated } from '@caravan/contracts/identity';
import type { InvalidInput } from '@caravan/core/errors';
import { ok, type Result } from '@caravan/core/result';
import { publish } from '@caravan/events/publish';
import type { Person } from '../accounts/accounts.domain.ts';
import { lockOneself, saveParticulars } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { certifiedBirthDate } from '../national-ids/national-ids.usecases.ts';
import { changedFields, changeProfile, type ProfileChange } from './profiles.domain.ts';

/** Changes one's own profile, and announces the names of the fields that became different. */
export function updateProfile(
  deps: Deps,
  { userId, change }: { userId: string; change: ProfileChange },
): Promise<Result<Person, InvalidInput>> {
  return deps.database.transaction(async (tx) => {
    const person = await lockOneself(tx, userId);
    const profile = changeProfile(person, change, {
      today: deps.now().toISOString().slice(0, 10),
      minimumAgeYears: deps.settings.minimumAgeYears,
      certifiedBirthDate: change.birthDate ? await certifiedBirthDate(tx, deps, userId) : null,
    });
    if (!profile.ok) return profile;
    const fields = changedFields(person, profile.value);
    if (fields.length === 0) return ok(person);
    await saveParticulars(tx, userId, profile.value);
    await publish(tx, UserProfileUpdated, { subject: userId, data: { userId, fields } });
    return ok({ ...person, ...profile.value });
  });
}
