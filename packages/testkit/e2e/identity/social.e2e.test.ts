import { testCaravan, unique } from '@caravan/testkit/caravan';
import { startOidcServer } from '@caravan/testkit/oidc-server';
import { anyAddress } from '@caravan/testkit/people';
import { enrol } from '@caravan/testkit/second-factor';
import { afterAll, expect, test } from 'vitest';
import { openRefusals } from '../schema/refusals.ts';

const frontEnd = 'https://app.example/signed-in';
const google = await startOidcServer({ redirectUris: [frontEnd] });
afterAll(() => google.stop());
const caravan = testCaravan({
  EXTERNAL_LOG_IN_REDIRECT_URIS: frontEnd,
  GOOGLE_ISSUER: google.issuer,
  GOOGLE_CLIENT_ID: google.clientId,
  GOOGLE_CLIENT_SECRET: google.clientSecret,
});

const errors = 'errors { __typename ... on UserError { message path } }';
const begin = `mutation Begin($input: BeginExternalLogInInput!) {
  beginExternalLogIn(input: $input) { authorizeUrl browserSecret expiresInSeconds ${errors} }
}`;
const link = `mutation Link($input: LinkExternalLoginInput!) {
  linkExternalLogin(input: $input) { authorizeUrl browserSecret expiresInSeconds ${errors} }
}`;
const complete = `mutation Complete($input: CompleteExternalLogInInput!) {
  completeExternalLogIn(input: $input) {
    session { accessToken refreshToken } user { id email } mfaChallenge { token expiresInSeconds } ${errors}
  }
}`;
const unlink = `mutation Unlink($input: UnlinkExternalLoginInput!) {
  unlinkExternalLogin(input: $input) { user { externalLogins { provider } } ${errors} }
}`;
const asGoogle = { provider: 'GOOGLE' };
const me = '{ me { id email externalLogins { provider linkedAt emailAtProvider } } }';

type Begun = { authorizeUrl: string; browserSecret: string; expiresInSeconds: number };
type Completed = { session: { accessToken: string } | null; user: { id: string; email: string } | null };
type Me = { me: { id: string; email: string; externalLogins: { provider: string }[] } };

/** What the front end hands over once the provider has sent the browser back. */
async function back({ authorizeUrl, browserSecret }: Begun, subject: string) {
  const { fields, target } = await google.visit(authorizeUrl, subject);
  expect(target).toBe(frontEnd);
  return { state: fields.get('state'), code: fields.get('code'), issuer: fields.get('iss'), browserSecret };
}

async function signedIn(subject: string): Promise<Completed> {
  const options = { clientAddress: anyAddress() };
  const begun = await caravan.client.mutate<Begun>(begin, { provider: 'GOOGLE' }, options);
  return caravan.client.mutate<Completed>(complete, await back(begun, subject), options);
}

function account(known?: string): { subject: string; email: string } {
  const subject = unique('subject');
  const email = known ?? `${subject}@test.caravan.example`;
  google.accounts.set(subject, { email, email_verified: true, name: 'Aigul' });
  return { subject, email };
}

test('somebody new signs in with Google, and cannot give it up as long as it is the only way in', async () => {
  expect(await caravan.client.query('{ externalLoginProviders }')).toEqual({ externalLoginProviders: ['GOOGLE'] });
  const { subject, email } = account();
  const { session, user } = await signedIn(subject);
  const token = session?.accessToken;
  expect((await caravan.client.query<Me>(me, {}, { token })).me).toEqual({
    id: user?.id,
    email,
    externalLogins: [{ provider: 'GOOGLE', linkedAt: expect.any(String), emailAtProvider: email }],
  });
  const refusals = await openRefusals(caravan.client)('unlinkExternalLogin', asGoogle, { token });
  expect(refusals).toMatchObject([{ __typename: 'LastWayIn', message: expect.any(String), path: [] }]);
});

test('somebody with a password links Google, signs in with it, and unlinks it', async () => {
  const person = await caravan.people.customer();
  const { token } = person;
  const { subject } = account();
  const answer = await back(await caravan.client.mutate<Begun>(link, { provider: 'GOOGLE' }, { token }), subject);
  const linked = await caravan.client.mutate<Completed>(complete, answer, { token });
  expect(linked).toMatchObject({ session: null, mfaChallenge: null, user: { email: person.email } });
  expect((await signedIn(subject)).user).toEqual(linked.user);
  const { user } = await caravan.client.mutate<{ user: Me['me'] }>(unlink, { provider: 'GOOGLE' }, { token });
  expect(user.externalLogins).toEqual([]);
  expect((await signedIn(subject)).user?.id).not.toBe(linked.user?.id);
});

test('who has a second factor is asked for it, and not told whose account it is', async () => {
  const person = await caravan.people.customer();
  await enrol(caravan.client, person);
  const { subject } = account(person.email);
  const challenge = { token: expect.any(String), expiresInSeconds: expect.any(Number) };
  expect(await signedIn(subject)).toEqual({ session: null, user: null, mfaChallenge: challenge, errors: [] });
});

test('whoever is refused is told why', async () => {
  const { client, people } = caravan;
  const refusals = openRefusals(client);
  const [person, other] = [await people.customer(), await people.customer()];
  const { token } = person;
  const options = { token, clientAddress: anyAddress() };
  const refused = async (subject: string, how: typeof begin | typeof link = begin) =>
    refusals('completeExternalLogIn', await back(await client.mutate<Begun>(how, asGoogle, options), subject), options);
  const kind = (__typename: string) => [{ __typename, message: expect.stringMatching(/\.$/), path: [] }];

  const unverified = account();
  google.accounts.set(unverified.subject, { email: unverified.email, email_verified: false });
  expect(await refused(unverified.subject)).toEqual(kind('ExternalEmailNotVerified'));
  const first = account(other.email);
  await signedIn(first.subject);
  expect(await refused(account(other.email).subject)).toEqual(kind('ExternalLoginNotLinked'));
  expect(await refused(first.subject, link)).toEqual(kind('ExternalLoginTaken'));
  const own = await back(await client.mutate<Begun>(link, asGoogle, options), account().subject);
  await client.mutate(complete, own, options);
  expect(await refused(account().subject, link)).toEqual(kind('ProviderAlreadyLinked'));
  const answer = await back(await client.mutate<Begun>(begin, asGoogle, options), account().subject);
  expect(await refusals('completeExternalLogIn', { ...answer, code: 'wrong' }, options)).toEqual(
    kind('ExternalLogInRefused'),
  );
  expect(await refusals('completeExternalLogIn', answer, options)).toEqual(kind('ExternalAttemptInvalid'));
  const unanswered = await back(await client.mutate<Begun>(begin, asGoogle, options), account().subject);
  google.fault = { kind: 'FAILING', only: '/token' };
  expect(await refusals('completeExternalLogIn', unanswered, options)).toEqual(kind('ProviderUnavailable'));
  google.fault = { kind: null };
  expect(await refusals('completeExternalLogIn', unanswered, options)).toEqual([]);

  expect(await refusals('beginExternalLogIn', { provider: 'APPLE' }, options)).toEqual([
    { ...kind('ProviderNotConfigured')[0], path: ['input', 'provider'] },
  ]);
});

test('without a front end a page shows what came back, and escapes it', async () => {
  const page = new URL('/account/external/callback', caravan.caravan.url);
  page.search = new URLSearchParams({ state: 'the-state', code: '<script>alert(1)</script>' }).toString();
  const shown = await fetch(page);
  expect(shown.headers.get('referrer-policy')).toBe('no-referrer');
  const text = await shown.text();
  expect(text).toContain('the-state');
  expect(text).not.toContain('<script>');
  const form = new URLSearchParams({ state: 'unknown', code: 'c' });
  const posted = await fetch(new URL(`${page.pathname}/form`, page), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  expect(posted.status).toBe(400);
});
