import { registerAndSignIn } from '@caravan/cli/client/people';
import { canariesIn, tablesHolding } from '@caravan/testkit/canaries';
import { testCaravan, unique } from '@caravan/testkit/caravan';
import { anyAddress } from '@caravan/testkit/people';
import { newSession, type Tokens } from '@caravan/testkit/revocation';
import { appCode, enrol, logInToChallenge } from '@caravan/testkit/second-factor';
import { expect, test, vi } from 'vitest';
import { liveWholeLife } from './whole-life.ts';

const lines: string[] = [];
const caravan = testCaravan({ LOG_LEVEL: 'trace' }, { log: (line) => lines.push(line) });

const errors = 'errors { __typename ... on UserError { message path } }';
const mutation = (name: string, content: string) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation Run($input: ${type}!) { ${name}(input: $input) { ${content} ${errors} } }`;
};
const logIn = mutation('logIn', 'session { accessToken refreshToken }');
const refreshSession = mutation('refreshSession', 'session { accessToken refreshToken }');
const verifyMfa = mutation('verifyMfa', 'session { accessToken refreshToken }');
const changePassword = mutation('changePassword', 'endedSessions');
const requestPasswordReset = mutation('requestPasswordReset', 'resetSentTo');
const resetPassword = mutation('resetPassword', 'endedSessions');
const requestPhoneVerification = mutation('requestPhoneVerification', 'verificationSentTo');
const createApiKey = mutation('createApiKey', 'secret');
const deleteAccount = mutation('deleteAccount', 'pseudonym');

/** What was refused to whoever typed a secret: answers must not say it again. */
const refusals: string[] = [];

async function refused(document: string, input: object, token?: string): Promise<void> {
  const answer = await caravan.client.ask(document, { input }, { token, clientAddress: anyAddress() });
  refusals.push(JSON.stringify(answer));
}

/** Codes and tokens of links in the newest mails or texts to somebody. */
async function mailedSecrets(to: string): Promise<string[]> {
  const address = new URL('/mail/messages', caravan.caravan.url);
  address.searchParams.set('to', to);
  const mails = (await (await fetch(address)).json()) as { text: string }[];
  return mails.flatMap(({ text }) => [
    ...(text.match(/\b\d{6}\b/g) ?? []),
    ...[...text.matchAll(/[?&]token=([\w-]+)/g)].map(([, token = '']) => token),
  ]);
}

async function mailed(to: string, count: number): Promise<string[]> {
  return vi.waitFor(async () => {
    const found = await mailedSecrets(to);
    if (found.length < count) throw new Error(`${found.length} secrets have reached ${to}`);
    return found;
  }, 20_000);
}

/** Goes through whatever handles secrets, and returns them all. */
async function useSecrets(): Promise<{ secrets: string[]; token: string; password: string; codeOf(): string }> {
  const { client, people } = caravan;
  const life = await liveWholeLife(caravan);
  const username = unique('secretive');
  const passwords = ['First', 'Second', 'Third'].map((name) => `Aa1-${unique(name)}`);
  const [first = '', second = '', third = ''] = passwords;
  const email = `${username}@test.caravan.example`;
  const account = { username, email, password: first, displayName: 'Somebody' };
  const person = await registerAndSignIn(client, account, anyAddress());
  const tokens: Tokens[] = [await newSession(client, account)];
  const [session] = tokens;
  if (!session) throw new Error('There is a session.');
  const refreshed = await client.mutate<{ session: Tokens }>(refreshSession, { refreshToken: session.refreshToken });
  const guest = await people.guestToken();

  const wrong = `Aa1-${unique('wrong')}`;
  await refused(logIn, { identifier: username, password: wrong });
  await refused(refreshSession, { refreshToken: unique('no-such-refresh-token') });
  await refused(changePassword, { currentPassword: wrong, newPassword: 'short' }, person.token);
  await client.mutate(changePassword, { currentPassword: first, newPassword: second }, { token: person.token });
  await client.mutate(requestPasswordReset, { email }, { clientAddress: anyAddress() });
  const mails = await mailed(email, 4);
  const resetToken = mails.find((secret) => secret.length > 6) ?? '';
  await client.mutate(resetPassword, { token: resetToken, newPassword: third }, { clientAddress: anyAddress() });
  const again = await newSession(client, { username, password: third });
  const phone = `+77019${username.replaceAll(/\D/g, '').padEnd(6, '4').slice(0, 6)}`;
  await client.mutate(requestPhoneVerification, { phone }, { token: again.accessToken });
  const texts = await mailed(phone, 1);

  const owner = { ...person, token: again.accessToken, password: third };
  const { secret, recoveryCodes } = await enrol(client, owner);
  const challenged = await logInToChallenge(client, owner);
  const { token: challengeToken } = challenged.mfaChallenge;
  await refused(verifyMfa, { challengeToken, code: '000000' });
  const code = appCode(secret, 1);
  const verified = await client.mutate<{ session: Tokens }>(verifyMfa, { challengeToken, code });
  const admin = await people.admin();
  const key = await client.mutate<{ secret: string }>(createApiKey, { name: 'Canary' }, { token: admin.token });
  await refused(deleteAccount, { password: wrong, code: recoveryCodes[0] }, verified.session.accessToken);

  const held = [...tokens, refreshed.session, again, verified.session];
  const secrets = [
    ...passwords,
    wrong,
    life.person.password,
    life.nationalId,
    ...held.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]),
    guest,
    ...mails,
    ...texts,
    secret,
    ...recoveryCodes,
    ...recoveryCodes.map((recoveryCode) => recoveryCode.replaceAll('-', '')),
    challengeToken,
    key.secret,
  ];
  return { secrets, token: verified.session.accessToken, password: third, codeOf: () => recoveryCodes[1] ?? '' };
}

test('no secret stands in clear in any database, log line or refusal of a whole run', async () => {
  const { secrets, token, password, codeOf } = await useSecrets();
  expect(secrets.every((secret) => secret.length >= 6)).toBe(true);
  expect(lines.length).toBeGreaterThan(100);
  // Whoever looks can see: a text that does stand everywhere is found.
  expect((await tablesHolding(caravan.adminUrl, ['secretive'])).length).toBeGreaterThan(0);

  expect(await tablesHolding(caravan.adminUrl, secrets)).toEqual([]);
  expect(lines.flatMap((line) => canariesIn(line, secrets).map((secret) => ({ secret, line })))).toEqual([]);
  expect(refusals.flatMap((answer) => canariesIn(answer, secrets))).toEqual([]);

  await caravan.client.mutate(deleteAccount, { password, code: codeOf() }, { token });
  expect(await tablesHolding(caravan.adminUrl, secrets)).toEqual([]);
}, 60_000);
