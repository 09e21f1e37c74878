import type { SignedIn } from '@caravan/cli/client/people';
import { mailedCode } from '@caravan/cli/client/people';
import { testCaravan, unique } from '@caravan/testkit/caravan';
import { anyAddress } from '@caravan/testkit/people';
import { beforeAll, expect, test } from 'vitest';
import { openRefusals, type Refusals } from './refusals.ts';

const caravan = testCaravan({ REVEAL_TAKEN_EMAIL: 'true', LIMIT_ADDRESSES: '1', LIMIT_GUESTS_PER_MINUTE: '1' });
const password = 'Aa1-person-of-a-test';
let refusals: Refusals;
let person: SignedIn;
let admin: SignedIn;
let asPerson: { token: string };
let asAdmin: { token: string };
beforeAll(async () => {
  refusals = openRefusals(caravan.client);
  [person, admin] = await Promise.all([caravan.people.customer('taken'), caravan.people.admin()]);
  asPerson = { token: person.token };
  asAdmin = { token: admin.token };
}, 60_000);

function emailOf(username: string): string {
  return `${username}@test.caravan.example`;
}

test('a registration with everything wrong is told all of it', async () => {
  const input = { username: 'A!', email: emailOf('new'), password: 'Xyqw', displayName: '' };
  expect(await refusals('register', input, { clientAddress: anyAddress() })).toEqual(
    [
      ['username', 'A username is 3 to 32 of a–z, 0–9 and _.'],
      ['password', 'A password has at least 8 characters.'],
      ['password', 'A password has a digit.'],
      ['displayName', 'A display name is 1 to 80 characters.'],
    ].map(([field, message]) => ({ __typename: 'InvalidInput', path: ['input', field], message })),
  );
});

test('a name and, where the platform reveals it, an email are taken once', async () => {
  const options = { clientAddress: anyAddress() };
  const username = unique('new');
  expect(
    await refusals('register', { username: person.username, email: emailOf(username), password }, options),
  ).toEqual([
    { __typename: 'UsernameTaken', path: ['input', 'username'], message: 'Another account has this username.' },
  ]);
  expect(await refusals('register', { username, email: person.email, password }, options)).toEqual([
    { __typename: 'EmailTaken', path: ['input', 'email'], message: 'Another account has this email.' },
  ]);
});

test('too many guest sessions from one place', async () => {
  const document = `mutation Guest { createGuestSession { errors { __typename ... on RateLimited { message path retryAfterSeconds } } } }`;
  const options = { clientAddress: anyAddress() };
  await caravan.client.query(document, {}, options);
  const { createGuestSession: payload } = await caravan.client.query<{ createGuestSession: { errors: unknown[] } }>(
    document,
    {},
    options,
  );
  expect(payload.errors).toMatchObject([{ __typename: 'RateLimited', path: [] }]);
});

test('an account whose email waits for its code cannot sign in, and gets a code a minute', async () => {
  const username = unique('waits');
  const options = { clientAddress: anyAddress() };
  const document = `mutation Register($input: RegisterInput!) { register(input: $input) { verificationSentTo errors { __typename } } }`;
  await caravan.client.mutate(document, { username, email: emailOf(username), password }, options);
  expect(await refusals('logIn', { identifier: username, password }, options)).toMatchObject([
    { __typename: 'EmailNotVerified', message: expect.stringContaining('code') },
  ]);
  expect(await refusals('resendVerificationEmail', { email: emailOf(username) }, options)).toEqual([]);
  expect(await refusals('resendVerificationEmail', { email: emailOf(username) }, options)).toMatchObject([
    { __typename: 'RateLimited', retryAfterSeconds: expect.any(Number) },
  ]);
  expect(await refusals('verifyEmail', { email: emailOf(username), code: '000000' }, options)).toMatchObject([
    { __typename: 'VerificationCodeInvalid' },
  ]);
  expect(await refusals('logIn', { identifier: username, password: 'Aa1-not-this-one' }, options)).toMatchObject([
    { __typename: 'InvalidCredentials' },
  ]);
});

test('a profile without a name, and more addresses than a person may have', async () => {
  expect(await refusals('updateProfile', { timeZone: 'Mars/Olympus' }, asPerson)).toMatchObject([
    { __typename: 'InvalidInput', path: ['input', 'timeZone'] },
  ]);
  await caravan.people.addressOf(person);
  const address = { name: 'A', line1: 'Another street 2', city: 'Almaty', postalCode: '050000', country: 'KZ' };
  expect(await refusals('saveAddress', address, asPerson)).toEqual([
    { __typename: 'TooManyAddresses', path: [], limit: 1, message: 'A person keeps at most 1 addresses.' },
  ]);
  const stranger = await caravan.people.customer();
  const addressId = await caravan.people.addressOf(stranger);
  expect(await refusals('removeAddress', { addressId }, asPerson)).toMatchObject([
    { __typename: 'NotFound', path: ['input', 'addressId'] },
  ]);
});

test('roles that nobody gives by hand, and the last one who could', async () => {
  expect(await refusals('grantRole', { userId: person.id, role: 'VENDOR' }, asAdmin)).toMatchObject([
    { __typename: 'RoleNotManageable', role: 'VENDOR' },
  ]);
  expect(await refusals('revokeRole', { userId: admin.id, role: 'SUPER_ADMIN' }, asAdmin)).toMatchObject([
    { __typename: 'LastSuperAdmin', message: 'There must be a SUPER_ADMIN at all times.' },
  ]);
});

test('a code that was mailed confirms an email', async () => {
  const username = unique('confirms');
  const email = emailOf(username);
  const options = { clientAddress: anyAddress() };
  expect(await refusals('register', { username, email, password }, options)).toEqual([]);
  const code = await mailedCode(caravan.caravan.url, email);
  const document =
    'mutation Verify($input: VerifyEmailInput!) { verifyEmail(input: $input) { user { username emailVerified } errors { __typename } } }';
  expect(await caravan.client.query(document, { input: { email, code } })).toEqual({
    verifyEmail: { user: { username, emailVerified: true }, errors: [] },
  });
});

test('a refresh token that nobody was given', async () => {
  expect(await refusals('refreshSession', { refreshToken: 'no-such-token' })).toMatchObject([
    { __typename: 'RefreshTokenInvalid' },
  ]);
});
