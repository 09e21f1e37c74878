import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Person, unknownYet } from '../accounts/accounts.domain.ts';
import { isRealDate } from './birth-dates.domain.ts';
import { changedFields, changeProfile } from './profiles.domain.ts';

const person: Person = {
  ...unknownYet,
  id: '01999999-0000-7000-8000-000000000001',
  email: 'aigerim@example.com',
  emailVerifiedAt: new Date(0),
  username: 'aigerim',
  phone: '+77011234567',
  displayName: 'Aigerim',
  locale: 'kk-KZ',
  timeZone: 'Asia/Almaty',
  createdAt: new Date(0),
};
const facts = { today: '2026-11-21', minimumAgeYears: 13, certifiedBirthDate: null };
const as = { displayName: 'Aigerim', firstName: null, lastName: null, birthDate: null } as const;
const place = { locale: 'kk-KZ', timeZone: 'Asia/Almaty' };

describe('a profile', () => {
  test.each([
    [{}, { ...as, ...place }, []],
    [{ displayName: null }, { ...as, ...place, displayName: 'aigerim' }, ['displayName']],
    [{ locale: null, timeZone: null }, { ...as, locale: null, timeZone: null }, ['locale', 'timeZone']],
    [
      { locale: 'RU', timeZone: 'europe/berlin' },
      { ...as, locale: 'ru', timeZone: 'Europe/Berlin' },
      ['locale', 'timeZone'],
    ],
    [
      { firstName: ' Айгерим ', lastName: 'Ким' },
      { ...as, ...place, firstName: 'Айгерим', lastName: 'Ким' },
      ['firstName', 'lastName'],
    ],
    [{ birthDate: '2013-11-21' }, { ...as, ...place, birthDate: '2013-11-21' }, ['birthDate']],
    [{ birthDate: '2000-02-29' }, { ...as, ...place, birthDate: '2000-02-29' }, ['birthDate']],
  ])('changes by %o', (change, profile, fields) => {
    const changed = changeProfile(person, change, facts);
    expect(changed).toEqual({ ok: true, value: profile });
    expect(changedFields(person, profile)).toEqual(fields);
  });

  test.each([
    ['displayName', { displayName: '' }],
    ['locale', { locale: '' }],
    ['timeZone', { timeZone: '+05:00' }],
    ['timeZone', { timeZone: 'Mars/Base' }],
    ['firstName', { firstName: ' ' }],
    ['lastName', { lastName: 'a\nb' }],
    ['lastName', { lastName: 'x'.repeat(81) }],
    ['birthDate', { birthDate: '2026-11-22' }],
    ['birthDate', { birthDate: '2013-11-22' }],
    ['birthDate', { birthDate: '1896-11-20' }],
    ['birthDate', { birthDate: '1999-02-29' }],
    ['birthDate', { birthDate: '17.05.1990' }],
    ['birthDate', { birthDate: '' }],
  ])('is refused for its %s: %o', (field, change) => {
    expect(changeProfile(person, change, facts)).toMatchObject({ ok: false, errors: [{ path: ['input', field] }] });
  });

  test('tells everything that is wrong at once', () => {
    const refused = changeProfile(person, { displayName: '', firstName: '', birthDate: 'x', locale: '?' }, facts);
    expect(!refused.ok && refused.errors.map(({ path }) => path[1])).toEqual([
      'displayName',
      'firstName',
      'birthDate',
      'locale',
    ]);
  });

  test('has the birth date of the national id', () => {
    const certified = { ...facts, certifiedBirthDate: '1990-05-17' };
    expect(changeProfile(person, { birthDate: '1990-05-18' }, certified)).toMatchObject({ ok: false });
    expect(changeProfile(person, { birthDate: '1990-05-17' }, certified)).toMatchObject({ ok: true });
    expect(changeProfile(person, { birthDate: null }, certified)).toMatchObject({ ok: true });
  });
});

test('a date is real when the calendar has it', () => {
  const years = fc.integer({ min: 1900, max: 2099 });
  const numbers = fc.tuple(years, fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }));
  fc.assert(
    fc.property(numbers, ([year, month, day]) => {
      const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
      const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
      const two = (value: number) => String(value).padStart(2, '0');
      expect(isRealDate(`${year}-${two(month)}-${two(day)}`)).toBe(day >= 1 && day <= days);
    }),
  );
});
