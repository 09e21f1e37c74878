import { type InvalidInput, invalidInput } from '@caravan/core/errors';
import { fail, ok, type Result } from '@caravan/core/result';
import {
  badLocale,
  canonicalLocale,
  displayNameProblems,
  knownToIntl,
  type Person,
} from '../accounts/accounts.domain.ts';
import { birthDateProblems } from './birth-dates.domain.ts';

const profileFields = ['displayName', 'firstName', 'lastName', 'birthDate', 'locale', 'timeZone'] as const;
export type ProfileField = (typeof profileFields)[number];
export type Profile = Pick<Person, ProfileField>;
export type ProfileChange = { readonly [Field in ProfileField]?: string | null | undefined };

/** What the rules need to know from outside. */
export type ProfileFacts = {
  /** ISO 8601 date in UTC. */
  readonly today: string;
  readonly minimumAgeYears: number;
  /** Birth date inside a national id of the person's, if there is one. */
  readonly certifiedBirthDate: string | null;
};

/** The profile after a partial change: absent fields stay, null clears (a display name goes back to the username). */
export function changeProfile(
  person: Person,
  change: ProfileChange,
  facts: ProfileFacts,
): Result<Profile, InvalidInput> {
  const displayName =
    change.displayName === undefined ? person.displayName : (change.displayName?.trim() ?? person.username);
  const given = {
    firstName: change.firstName?.trim() ?? null,
    lastName: change.lastName?.trim() ?? null,
    birthDate: change.birthDate?.trim() ?? null,
    locale: change.locale ? canonicalLocale(change.locale) : null,
    timeZone: change.timeZone ? canonicalTimeZone(change.timeZone) : null,
  };
  const [first, ...more] = [
    ...displayNameProblems(displayName),
    ...nameProblems('firstName', given.firstName),
    ...nameProblems('lastName', given.lastName),
    ...(given.birthDate === null ? [] : birthDateProblems(given.birthDate, facts)),
    ...(change.locale != null && !given.locale ? [badLocale] : []),
    ...(change.timeZone != null && !given.timeZone
      ? [invalidInput(['input', 'timeZone'], 'A time zone is an IANA name, such as Asia/Almaty.')]
      : []),
  ];
  if (first) return fail(first, ...more);
  const after = <Field extends keyof typeof given>(field: Field) =>
    change[field] === undefined ? person[field] : given[field];
  return ok({
    displayName,
    firstName: after('firstName'),
    lastName: after('lastName'),
    birthDate: after('birthDate'),
    locale: after('locale'),
    timeZone: after('timeZone'),
  });
}

/** Names of the fields that differ. */
export function changedFields(before: Profile, after: Profile): ProfileField[] {
  return profileFields.filter((field) => before[field] !== after[field]);
}

function nameProblems(field: 'firstName' | 'lastName', name: string | null): InvalidInput[] {
  if (name === null) return [];
  const { length } = [...name];
  const isFine = length >= 1 && length <= 80 && !/\p{Cc}/u.test(name);
  return isFine ? [] : [invalidInput(['input', field], 'A name is 1 to 80 characters.')];
}

function canonicalTimeZone(text: string): string | null {
  // Offsets such as +05:00 are time zones to Intl, but not to IANA.
  if (!/^[A-Za-z]/.test(text)) return null;
  return knownToIntl(() => new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone);
}
