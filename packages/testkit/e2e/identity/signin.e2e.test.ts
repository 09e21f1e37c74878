import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { testCaravan, unique } from '@caravan/testkit/caravan';
import { advantageOfTiming, differentAnswers, sampleInTurns } from '@caravan/testkit/enumeration';
import { anyAddress } from '@caravan/testkit/people';
import { createClient } from 'graphql-ws';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';

const errors = 'errors { __typename ... on UserError { message } }';
const logIn = `mutation LogIn($input: LogInInput!) { logIn(input: $input) { session { accessToken } ${errors} } }`;
const requestReset = `mutation Reset($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { resetSentTo ${errors} } }`;
const resetPassword = `mutation Reset($input: ResetPasswordInput!) { resetPassword(input: $input) { endedSessions ${errors} } }`;
const resetByCode = `mutation Reset($input: ResetPasswordByCodeInput!) { resetPasswordByCode(input: $input) { endedSessions ${errors} } }`;
const changePassword = `mutation Change($input: ChangePasswordInput!) { changePassword(input: $input) { endedSessions ${errors} } }`;

type Outcome = { readonly errors: readonly { readonly __typename: string }[] } | null;
const wrong = 'Aa1-not-the-password';
const newPassword = 'Aa1-another-password';

/** What each of many tries was answered, counted. */
function tally(outcomes: readonly Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) {
    const kind = outcome ? (outcome.errors[0]?.__typename ?? 'ok') : 'nothing';
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

function outcomesOf({ data }: Answer<Record<string, Outcome>>): Outcome[] {
  return Object.values(data ?? {});
}

/** One document with many tries, each a field with an alias of its own. */
function aliased(field: string, inputs: readonly string[]): string {
  return `mutation Many { ${inputs.map((input, index) => `a${index}: ${field}(input: { ${input} }) { errors { __typename } }`).join(' ')} }`;
}

/** A letter comes by an event and a job: asked for until it is there. */
async function mailed(url: string, to: string, pattern: RegExp): Promise<string> {
  const address = new URL('/mail/messages', url);
  address.searchParams.set('to', to);
  for (let patience = 200; patience > 0; patience -= 1) {
    const letters = (await (await fetch(address)).json()) as readonly { subject: string; text: string }[];
    const found = letters.map(({ text }) => pattern.exec(text)?.[1]).find((each) => each !== undefined);
    if (found) return found;
    await pause(25);
  }
  throw new Error(`No such mail has reached ${to}.`);
}

const linkToken = /\/account\/reset\?token=([\w-]{43})/;
const resetCode = /forgot the password[\s\S]*?\b(\d{6})\b/;

describe('100 tries count as 100', () => {
  // Wide open but for what is tested: the router itself refuses so many aliases by default.
  const open = testCaravan({
    LIMIT_ALIASES: '200',
    LIMIT_ROOT_FIELDS: '200',
    LIMIT_TOKENS: '10000',
    LIMIT_SELECTIONS: '10000',
    COST_MODE: 'off',
    LIMIT_RESET_CODE_TRIES_PER_DAY: '10',
  });
  const attempt = (identifier: string) => `identifier: "${identifier}", password: "${wrong}"`;
  const ask = (document: string, clientAddress: string, input?: object) =>
    open.client.ask<Record<string, Outcome>>(document, input ? { input } : {}, { clientAddress });
  const person = () => open.people.customer('victim');

  test('by aliases of one document', async () => {
    const { username } = await person();
    const answer = await ask(aliased('logIn', Array(100).fill(attempt(username))), anyAddress());
    expect(answer.errors).toBeUndefined();
    expect(tally(outcomesOf(answer))).toEqual({ InvalidCredentials: 5, RateLimited: 95 });
  });

  test('by aliases and parallel calls of many IPs, and the account is locked', async () => {
    const { username, password } = await person();
    const document = aliased('logIn', Array(4).fill(attempt(username)));
    const answers = await Promise.all(Array.from({ length: 25 }, () => ask(document, anyAddress())));
    expect(tally(answers.flatMap(outcomesOf))).toEqual({ InvalidCredentials: 20, RateLimited: 80 });
    const right = await ask(logIn, anyAddress(), { identifier: username, password });
    expect(tally(outcomesOf(right))).toEqual({ RateLimited: 1 });
  });

  test('by one socket', async () => {
    const { username } = await person();
    const socket = createClient({
      url: `${open.caravan.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
    });
    const once = async (): Promise<Outcome> => {
      const input = { identifier: username, password: wrong };
      const { value } = await socket.iterate<Record<string, Outcome>>({ query: logIn, variables: { input } }).next();
      return value?.data?.logIn ?? null;
    };
    const outcomes = (await Promise.all(Array.from({ length: 20 }, once))).concat(
      ...(await Promise.all(Array.from({ length: 80 }, once))),
    );
    await socket.dispose();
    expect(tally(outcomes)).toEqual({ InvalidCredentials: 5, RateLimited: 95 });
  });

  test('in batches: there are none', async () => {
    const body = Array(100).fill({ query: logIn, variables: { input: { identifier: 'somebody', password: wrong } } });
    const response = await fetch(`${open.caravan.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(400);
  });

  test('of a reset code', async () => {
    const { email } = await person();
    const tries = Array(100).fill(`email: "${email}", code: "000000", newPassword: "${newPassword}"`);
    const answer = await ask(aliased('resetPasswordByCode', tries), anyAddress());
    expect(tally(outcomesOf(answer))).toEqual({ ResetInvalid: 10, RateLimited: 90 });
  });
});

/** As wide open as 200 calls about one person need. */
const caravan = testCaravan({
  LIMIT_LOG_INS_PER_MINUTE: '100000',
  LIMIT_FAILED_LOG_INS_PER_ACCOUNT: '100000',
  LIMIT_PASSWORD_RESETS_PER_HOUR: '100000',
  LOCK_AFTER_FAILURES: '100000',
});

describe('a person who forgot the password', () => {
  async function askForReset({ email }: SignedIn) {
    await caravan.client.mutate(requestReset, { email }, { clientAddress: anyAddress() });
    return {
      token: await mailed(caravan.client.url, email, linkToken),
      code: await mailed(caravan.client.url, email, resetCode),
    };
  }

  test('sets a new one by the mailed link, whose page uses nothing up; all sessions end', async () => {
    const person = await caravan.people.customer('forgetful');
    const { token } = await askForReset(person);
    const page = await fetch(`${caravan.caravan.url}/account/reset?token=${token}`);
    expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
    const { endedSessions } = await caravan.client.mutate<{ endedSessions: number }>(resetPassword, {
      token,
      newPassword,
    });
    expect(endedSessions).toBe(1);
    const credentials = { identifier: person.username, password: newPassword };
    const { session } = await caravan.client.mutate<{ session: { accessToken: string } }>(logIn, credentials);
    const change = { currentPassword: newPassword, newPassword: 'Aa1-third-password' };
    const changed = await caravan.client.mutate<{ endedSessions: number }>(changePassword, change, {
      token: session.accessToken,
    });
    expect(changed.endedSessions).toBe(0);
  });

  test('or by the code, and through the form of the page', async () => {
    const person = await caravan.people.customer('forgetful');
    const { code } = await askForReset(person);
    await caravan.client.mutate(resetByCode, { email: person.email, code, newPassword });
    const other = await caravan.people.customer('forgetful');
    const body = new URLSearchParams({ token: (await askForReset(other)).token, newPassword });
    const posted = await fetch(`${caravan.caravan.url}/account/reset`, { method: 'POST', body });
    expect([posted.status, await posted.text()]).toEqual([200, expect.stringContaining('Password changed')]);
    await caravan.client.mutate(logIn, { identifier: other.username, password: newPassword });
  });
});

describe('200 calls each about known and unknown people are alike in text and time', () => {
  test.each([
    ['logIn', logIn, (name: string) => ({ identifier: name, password: wrong })],
    ['requestPasswordReset', requestReset, (name: string) => ({ email: name })],
  ])('%s', async (_name, document, inputOf) => {
    const { email } = await caravan.people.customer('known');
    const names = { known: email, unknown: `${unique('nobody')}@test.caravan.example` };
    const addresses = Array.from({ length: 500 }, anyAddress);
    const samples = await sampleInTurns(200, async (kind, index) => {
      const options = { clientAddress: addresses[index] ?? anyAddress() };
      const answer = await caravan.client.ask(document, { input: inputOf(names[kind]) }, options);
      return JSON.stringify(answer).replaceAll(names[kind], 'NAME');
    });
    expect(differentAnswers(samples)).toHaveLength(1);
    expect(advantageOfTiming(samples)).toBeLessThan(0.6);
  });
});
