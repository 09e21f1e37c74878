import { describe, expect, test } from 'vitest';
import { type Person, unknownYet } from '../accounts/accounts.domain.ts';
import {
  decideUnknownSubject,
  type ExternalIdentity,
  readName,
  usernameBase,
  vouchedEmail,
} from './external-logins.domain.ts';

const now = new Date(0);
const person: Person = {
  ...unknownYet,
  id: 'id',
  email: 'a@example.com',
  emailVerifiedAt: now,
  username: 'a',
  phone: null,
  displayName: 'A',
  locale: null,
  createdAt: now,
};
const unverified: Person = { ...person, emailVerifiedAt: null };

test.each([
  [null, null, 'REFUSE_EMAIL'],
  [null, { person, hasProvider: false }, 'REFUSE_EMAIL'],
  ['a@example.com', null, 'NEW_PERSON'],
  ['a@example.com', { person, hasProvider: false }, 'LINK'],
  ['a@example.com', { person, hasProvider: true }, 'REFUSE_LINK'],
  ['a@example.com', { person: unverified, hasProvider: false }, 'REFUSE_LINK'],
  ['a@example.com', { person: unverified, hasProvider: true }, 'REFUSE_LINK'],
] as const)('an unknown subject with the email %s, where %o has it: %s', (email, homonym, decision) => {
  expect(decideUnknownSubject(email, homonym)).toBe(decision);
});

const identity: ExternalIdentity = {
  provider: 'GOOGLE',
  subject: '1',
  email: 'A@example.com',
  emailVerified: true,
  name: null,
};

test.each([
  [{}, 'A@example.com'],
  [{ emailVerified: false }, null],
  [{ email: null }, null],
  [{ email: '' }, null],
  [{ email: 'a b@example.com' }, null],
  [{ email: 'a@b@example.com' }, null],
  [{ email: 'mi\u212ae@example.com' }, null],
  [{ email: `${'a'.repeat(250)}@example.com` }, null],
])('of %o the email %s is vouched for', (change, email) => {
  expect(vouchedEmail({ ...identity, ...change })).toBe(email);
});

test.each([
  [null, null],
  [' \u0000\u202e ', null],
  ['  Айгүл \n Сейт ', 'Айгүл Сейт'],
  ['x'.repeat(100), 'x'.repeat(80)],
  ['🐪'.repeat(100), '🐪'.repeat(80)],
])('the name %j is shown as %j', (text, name) => {
  expect(readName(text)).toBe(name);
});

describe('a username is made', () => {
  test.each([
    ['Zoë O’Neil', 'z@example.com', 'zoe_o_neil'],
    ['Айгүл', 'aigul.s+news@example.com', 'aigul_s_news'],
    [null, 'x@example.com', 'person'],
    ['_-_', '--@example.com', 'person'],
    ['Aleksandra Konstantinovna-Romanova', 'x@example.com', 'aleksandra_konstantinovn'],
  ])('of %j and %s: %s', (name, email, username) => {
    expect(usernameBase(name, email)).toBe(username);
    expect(`${username}_1234567`).toMatch(/^[a-z0-9_]{3,32}$/);
  });
});
