import { type InvalidInput, invalidInput } from '@caravan/core/errors';

/** No older person is believed. */
const oldestYears = 130;

export type BirthDateFacts = {
  readonly today: string;
  readonly minimumAgeYears: number;
  readonly certifiedBirthDate: string | null;
};

/** All that is wrong with a birth date. */
export function birthDateProblems(text: string, facts: BirthDateFacts): InvalidInput[] {
  const { today, minimumAgeYears, certifiedBirthDate } = facts;
  const wrong = (message: string) => [invalidInput(['input', 'birthDate'], message)];
  if (!isRealDate(text)) return wrong('A birth date is a day of the calendar, such as 1990-05-17.');
  if (text > today) return wrong('A birth date is not in the future.');
  if (text < yearsBefore(today, oldestYears)) return wrong(`Nobody is older than ${oldestYears} years.`);
  if (text > yearsBefore(today, minimumAgeYears)) return wrong(`A person is at least ${minimumAgeYears} years old.`);
  if (certifiedBirthDate !== null && certifiedBirthDate !== text)
    return wrong('The national id of the person has another birth date in it.');
  return [];
}

/** Whether a text is a day of the Gregorian calendar as ISO 8601 writes it. */
export function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Same day of that year; only to be compared with, as it may be 29 February of a year that has none. */
function yearsBefore(date: string, years: number): string {
  const year = Number(date.slice(0, 4)) - years;
  return `${String(year).padStart(4, '0')}${date.slice(4)}`;
}
