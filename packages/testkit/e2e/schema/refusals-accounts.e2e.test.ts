import type { SignedIn } from '@caravan/cli/client/people';
import { testCaravan, unique } from '@caravan/testkit/caravan';
import { enrol } from '@caravan/testkit/second-factor';
import { beforeAll, expect, test } from 'vitest';
import { openRefusals, type Refusals } from './refusals.ts';

const caravan = testCaravan({
  LIMIT_API_KEYS: '1',
  LIMIT_AVATAR_UPLOADS_PER_HOUR: '1',
  LIMIT_KYC_UPLOADS_PER_DAY: '1',
  LIMIT_PASSWORD_RESETS_PER_HOUR: '1',
});
let refusals: Refusals;
let person: SignedIn;
let asPerson: { token: string };
let asAdmin: { token: string };
beforeAll(async () => {
  refusals = openRefusals(caravan.client);
  person = await caravan.people.customer('refused');
  asPerson = { token: person.token };
  asAdmin = { token: (await caravan.people.admin()).token };
}, 60_000);

test('a second factor needs the password, an enrolment, and is there once', async () => {
  const wrong = { currentPassword: 'Aa1-not-the-password' };
  expect(await refusals('beginMfaEnrolment', wrong, asPerson)).toMatchObject([{ __typename: 'CurrentPasswordWrong' }]);
  const code = '000000';
  expect(await refusals('confirmMfaEnrolment', { code }, asPerson)).toMatchObject([
    { __typename: 'MfaEnrolmentMissing' },
  ]);
  for (const mutation of ['renewRecoveryCodes', 'disableMfa']) {
    const input = mutation === 'disableMfa' ? { code, currentPassword: person.password } : { code };
    expect(await refusals(mutation, input, asPerson)).toMatchObject([{ __typename: 'SecondFactorInvalid' }]);
  }
  await enrol(caravan.client, person);
  const again = { currentPassword: person.password };
  expect(await refusals('beginMfaEnrolment', again, asPerson)).toMatchObject([{ __typename: 'MfaAlreadyEnabled' }]);
});

test.each([
  ['a link for a picture', 'requestAvatarUpload', null],
  ['a link for a document', 'requestKycUpload', { kind: 'PASSPORT' }],
  ['a reset', 'requestPasswordReset', { email: 'nobody@test.caravan.example' }],
])('%s is asked for so often, and no more', async (_what, mutation, input) => {
  const ask = async () => {
    if (input) return refusals(mutation, input, asPerson);
    const document = `mutation Ask { ${mutation} { errors { __typename ... on RateLimited { retryAfterSeconds } } } }`;
    type Answer = Record<string, { errors: { __typename: string }[] }>;
    return (await caravan.client.query<Answer>(document, {}, asPerson))[mutation]?.errors;
  };
  expect(await ask()).toEqual([]);
  expect(await ask()).toMatchObject([{ __typename: 'RateLimited' }]);
});

test('a national id of nowhere is not removed', async () => {
  expect(await refusals('removeNationalId', { country: 'KZ' }, asPerson)).toMatchObject([{ __typename: 'NotFound' }]);
});

test('a key of a partner is one of few, and one that nobody made is not revoked', async () => {
  const create = `mutation Create($input: CreateApiKeyInput!) {
    createApiKey(input: $input) { apiKey { id expiresAt } errors { __typename ... on UserError { message } } }
  }`;
  const expiresAt = '2100-01-01T00:00:00Z';
  await caravan.client.mutate(create, { name: unique('key'), expiresAt }, asAdmin);
  expect(await refusals('createApiKey', { name: unique('key') }, asAdmin)).toMatchObject([
    { __typename: 'TooManyApiKeys', limit: 1 },
  ]);
  const apiKeyId = 'key_01m7z3bx5xfppvjvmhcjnpwsxb';
  expect(await refusals('revokeApiKey', { apiKeyId }, asAdmin)).toMatchObject([{ __typename: 'NotFound' }]);
});
