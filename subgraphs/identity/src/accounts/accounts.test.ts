import { anonymous } from '@caravan/core/principal';
import { describe, expect, test } from 'vitest';
import { principalOf } from '../../test/identity.ts';
import { readPhone } from '../phones.ts';
import {
  mayRead,
  type Person,
  passwordProblems,
  type RegistrationInput,
  readLogInName,
  readRegistration,
  unknownYet,
  viewOf,
} from './accounts.domain.ts';
import { isCommonPassword } from './passwords.ts';

const facts = { isCommonPassword, readPhone };
const good: RegistrationInput = { email: 'Aigerim@Example.com', username: 'Aigerim_1', password: 'Correct7Horse' };
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

describe('a registration', () => {
  test('keeps the email as typed, lowers the username, and shows it as the name', () => {
    expect(readRegistration(good, facts)).toEqual({
      ok: true,
      value: {
        email: 'Aigerim@Example.com',
        username: 'aigerim_1',
        password: 'Correct7Horse',
        displayName: 'aigerim_1',
        phone: null,
        locale: null,
      },
    });
  });

  test('brings phone and locale into their one form', () => {
    const read = readRegistration(
      { ...good, phone: '+7 701 123 45 67', locale: 'kk-kz', displayName: ' Айгерім ' },
      facts,
    );
    expect(read).toMatchObject({ ok: true, value: { phone: '+77011234567', locale: 'kk-KZ', displayName: 'Айгерім' } });
  });

  test.each([
    ['email', { email: 'nobody' }],
    ['email', { email: 'a b@example.com' }],
    ['username', { username: 'ab' }],
    ['username', { username: 'a'.repeat(33) }],
    ['username', { username: 'with space' }],
    ['username', { username: 'Жанна' }],
    ['password', { password: 'short1A' }],
    ['displayName', { displayName: '  ' }],
    ['displayName', { displayName: 'x'.repeat(81) }],
    ['displayName', { displayName: 'two\nlines' }],
    ['phone', { phone: '+77' }],
    ['locale', { locale: 'no locale' }],
  ])('is refused for its %s: %o', (field, change) => {
    const read = readRegistration({ ...good, ...change }, facts);
    expect(read).toMatchObject({ ok: false, errors: [{ kind: 'InvalidInput', path: ['input', field] }] });
  });

  test('is told everything that is wrong at once', () => {
    const read = readRegistration({ email: 'x', username: 'x', password: 'x' }, facts);
    expect(read.ok ? [] : read.errors.map(({ path }) => path[1])).toEqual([
      'email',
      'username',
      'password',
      'password',
      'password',
    ]);
  });
});

describe('a password', () => {
  test.each(['Correct7Horse', 'Пароль77Жол', `Aa1${'x'.repeat(69)}`])('%s is accepted', (password) => {
    expect(passwordProblems(password, facts)).toEqual([]);
  });

  test.each([
    ['Ab1', 'A password has at least 8 characters.'],
    ['alllower77', 'A password has an upper-case letter.'],
    ['ALLUPPER77', 'A password has a lower-case letter.'],
    ['NoDigitsHere', 'A password has a digit.'],
    ['Password1', 'This password is one of the most common ones.'],
    ['Password123', 'This password is one of the most common ones.'],
    ['Qwerty123', 'This password is one of the most common ones.'],
    [`Aa1${'x'.repeat(70)}`, 'A password has at most 72 bytes.'],
    [`Aa1${'ж'.repeat(35)}`, 'A password has at most 72 bytes.'],
    ['Correct7\0Horse', 'A password has no NUL character.'],
  ])('%j is refused', (password, problem) => {
    expect(passwordProblems(password, facts)).toContain(problem);
  });
});

describe('a view', () => {
  test('is open to oneself and to user:read:any only', () => {
    expect(mayRead(principalOf(person.id), person.id)).toBe(true);
    expect(mayRead(principalOf('other', ['SUPPORT']), person.id)).toBe(true);
    expect(mayRead(principalOf('other', ['CUSTOMER', 'VENDOR']), person.id)).toBe(false);
    expect(mayRead(anonymous, person.id)).toBe(false);
    expect(mayRead({ ...principalOf(person.id), kind: 'guest' }, person.id)).toBe(false);
  });

  test('shows others nothing but id and name', () => {
    const { id, displayName, isOpen, ...hidden } = viewOf(person, ['CUSTOMER'], false);
    expect({ id, displayName, isOpen }).toEqual({ id: person.id, displayName: 'Aigerim', isOpen: false });
    expect(Object.values({ ...hidden, avatarId: null }).filter((value) => value !== null)).toEqual([]);
    expect(Object.keys(viewOf(person, [], true)).sort()).toEqual(
      Object.keys({ id, displayName, isOpen, ...hidden }).sort(),
    );
  });
});

test.each([
  [' Aigerim@Example.COM ', { kind: 'EMAIL', text: 'aigerim@example.com' }],
  ['+7 (701) 123-45-67', { kind: 'PHONE', text: '+77011234567' }],
  ['Aigerim_1', { kind: 'USERNAME', text: 'aigerim_1' }],
  ['77011234567', { kind: 'USERNAME', text: '77011234567' }],
])('the name %j is read as %o', (identifier, name) => {
  expect(readLogInName(identifier)).toEqual(name);
});
