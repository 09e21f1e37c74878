import type { SignedIn } from '@caravan/cli/client/people';
import { testCaravan } from '@caravan/testkit/caravan';
import { anyAddress } from '@caravan/testkit/people';
import { newSession, openWitness, type Tokens, timeToRefusal } from '@caravan/testkit/revocation';
import { appCode, enrol, logInToChallenge } from '@caravan/testkit/second-factor';
import { sessionEndings } from '@caravan/testkit/session-endings';
import { decodeJwt } from 'jose';
import { beforeAll, expect, test } from 'vitest';

const caravan = testCaravan({ MFA_REQUIRED_FOR_STAFF: 'true', REFRESH_GRACE_SECONDS: '5' });
const errors = 'errors { __typename ... on UserError { message } }';
const mutation = (name: string, content: string) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation Run($input: ${type}!) { ${name}(input: $input) { ${content} ${errors} } }`;
};
const grantRole = mutation('grantRole', 'user { id }');
const refreshSession = mutation('refreshSession', 'session { accessToken refreshToken }');
const verifyMfa = mutation('verifyMfa', 'session { accessToken refreshToken } user { id }');
const sessions =
  'query Sessions { me { mfa { enabled recoveryCodesLeft required } sessions { id device ip lastSeenAt createdAt current } } }';

type Me = {
  me: {
    mfa: { enabled: boolean; recoveryCodesLeft: number; required: boolean };
    sessions: { id: string; device: string; ip: string; current: boolean }[];
  };
};
const meOf = async (token: string) => (await caravan.client.query<Me>(sessions, {}, { token })).me;

let admin: SignedIn;
beforeAll(async () => {
  admin = await caravan.people.admin();
});

test('the staff has its roles once a second factor is there, and signs in with both from then on', async () => {
  const { client } = caravan;
  const customer = await caravan.people.customer();
  const before = await newSession(client, { ...admin, username: admin.email });
  expect(decodeJwt(before.accessToken).roles).toEqual(['CUSTOMER']);
  const grant = { userId: customer.id, role: 'SUPPORT' };
  await expect(client.mutate(grantRole, grant, { token: before.accessToken })).rejects.toMatchObject({
    kinds: ['FORBIDDEN'],
  });
  expect((await meOf(before.accessToken)).mfa).toEqual({ enabled: false, recoveryCodesLeft: 0, required: true });

  const { secret, recoveryCodes } = await enrol(client, { ...admin, token: before.accessToken });
  expect(recoveryCodes).toHaveLength(10);
  const { session } = await client.mutate<{ session: Tokens }>(refreshSession, { refreshToken: before.refreshToken });
  expect(decodeJwt(session.accessToken).roles).toContain('SUPER_ADMIN');
  await client.mutate(grantRole, grant, { token: session.accessToken });

  const challenged = await logInToChallenge(client, { ...admin, username: admin.email });
  expect(challenged).toMatchObject({ session: null, user: null, mfaChallenge: { expiresInSeconds: 300 } });
  const { token: challengeToken } = challenged.mfaChallenge;
  const code = appCode(secret, 1);
  const verified = await client.mutate<{ session: Tokens; user: { id: string } }>(verifyMfa, { challengeToken, code });
  expect(verified.user.id).toBe(admin.id);
  const token = verified.session.accessToken;
  const me = await meOf(token);
  expect(me.mfa).toEqual({ enabled: true, recoveryCodesLeft: 10, required: true });
  expect(me.sessions.filter(({ current }) => current)).toHaveLength(1);
  admin = { ...admin, token };
});

test.each(sessionEndings)(
  'a session that $name is refused within a second, and its subscription ends',
  async (ending) => {
    const { client, people } = caravan;
    const [person, bystander] = await Promise.all([people.customer('person'), people.customer('bystander')]);
    const { accessToken, refreshToken } = await newSession(client, person);
    const witness = await openWitness(client, accessToken);
    const other = await openWitness(client, bystander.token);
    expect(await witness.isLetIn()).toBe(true);

    await ending.end({ client, person, admin, accessToken });
    const took = await timeToRefusal(witness, 1_000);
    console.log(
      `A session that ${ending.name}: HTTP refused after ${took.http} ms, socket closed after ${took.socket} ms.`,
    );
    const refresh = client.mutate(refreshSession, { refreshToken });
    await expect(refresh).rejects.toMatchObject({ kinds: ['RefreshTokenInvalid'] });
    expect(await other.isLetIn()).toBe(true);
    expect(other.socket.isOpen()).toBe(true);
    other.socket.stop();
  },
);

test('100 guesses at a code, in whatever way they come, are 10 that are judged', async () => {
  const { client, people } = caravan;
  const person = await people.customer('guessed');
  const { recoveryCodes } = await enrol(client, person);
  const challenges: string[] = [];
  // 5 tries each: enough for all that follow, and one for the person.
  while (challenges.length < 21) challenges.push((await logInToChallenge(client, person)).mfaChallenge.token);
  const guess = (index: number) => ({
    challengeToken: challenges[index % 20] ?? '',
    code: String(index).padStart(6, '0'),
  });
  type Payload = { errors: { __typename: string }[] };
  const guessed = 'errors { __typename }';

  const aliases = Array.from({ length: 5 }, (_, index) => `g${index}: verifyMfa(input: $g${index}) { ${guessed} }`);
  const declared = aliases.map((_, index) => `$g${index}: VerifyMfaInput!`);
  const aliased = `mutation Guesses(${declared.join(' ')}) { ${aliases.join(' ')} }`;
  const inOneRequest = async (first: number) => {
    const variables = Object.fromEntries(aliases.map((_, index) => [`g${index}`, guess(first + index)]));
    const answer = await client.query<Record<string, Payload>>(aliased, variables, { clientAddress: anyAddress() });
    return Object.values(answer);
  };
  const single = `mutation Guess($input: VerifyMfaInput!) { verifyMfa(input: $input) { ${guessed} } }`;
  const overHttp = async (index: number) => {
    const variables = { input: guess(index) };
    return [(await client.query<{ verifyMfa: Payload }>(single, variables, { clientAddress: anyAddress() })).verifyMfa];
  };
  const overSocket = async (index: number) => {
    for await (const { verifyMfa } of client.subscribe<{ verifyMfa: Payload }>(single, { input: guess(index) })) {
      return [verifyMfa];
    }
    return [];
  };
  const indices = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
  const payloads = await Promise.all([
    ...indices(0, 8).map((request) => inOneRequest(request * 5)),
    ...indices(40, 40).map(overHttp),
    ...indices(80, 20).map(overSocket),
  ]);
  const kinds = payloads.flat().map(({ errors: [refusal] }) => refusal?.__typename);
  const count = (kind: string) => kinds.filter((each) => each === kind).length;
  expect([kinds.length, count('SecondFactorInvalid'), count('RateLimited')]).toEqual([100, 10, 90]);

  const input = { challengeToken: challenges[20], code: recoveryCodes[0] };
  await expect(client.mutate(verifyMfa, input)).resolves.toMatchObject({ user: { id: person.id } });
});
