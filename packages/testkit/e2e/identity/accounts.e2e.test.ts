import { mailedCode } from '@caravan/cli/client/people';
import { testCaravan, unique } from '@caravan/testkit/caravan';
import { anyAddress } from '@caravan/testkit/people';
import { expect, test } from 'vitest';

const caravan = testCaravan();
const password = 'Aa1-person-of-a-test';
const errors = 'errors { __typename ... on UserError { message path } }';
const mutation = (name: string, content: string) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation Run($input: ${type}!) { ${name}(input: $input) { ${content} ${errors} } }`;
};

async function mailsTo(to: string): Promise<{ text: string }[]> {
  const address = new URL('/mail/messages', caravan.caravan.url);
  address.searchParams.set('to', to);
  return (await (await fetch(address)).json()) as { text: string }[];
}

async function registered() {
  const username = unique('account').replaceAll('-', '_').slice(-32);
  const email = `${username}@test.caravan.example`;
  const options = { clientAddress: anyAddress() };
  await caravan.client.mutate(mutation('register', 'verificationSentTo'), { username, email, password }, options);
  await mailedCode(caravan.caravan.url, email);
  const link = /http:\S+\/account\/verify\?token=[\w-]{43}/.exec((await mailsTo(email))[0]?.text ?? '')?.[0] ?? '';
  return { username, email, link };
}

test('the mailed link opens a page, whose button makes the account', async () => {
  const { username, email, link } = await registered();
  const page = await fetch(link);
  expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const token = new URL(link).searchParams.get('token') ?? '';
  const press = () =>
    fetch(new URL(link).origin + new URL(link).pathname, { method: 'POST', body: new URLSearchParams({ token }) });
  expect((await press()).status).toBe(200);
  expect((await press()).status).toBe(400);
  const logIn = mutation('logIn', 'session { accessToken } user { username email emailVerified phoneVerified }');
  expect(await caravan.client.mutate(logIn, { identifier: email, password })).toMatchObject({
    user: { username, emailVerified: true, phoneVerified: false },
  });
});

test('a program makes the account by the token of the link', async () => {
  const { username, link } = await registered();
  const verify = mutation('verifyEmailByLink', 'user { username emailVerified }');
  const token = new URL(link).searchParams.get('token');
  expect(await caravan.client.mutate(verify, { token })).toMatchObject({ user: { username, emailVerified: true } });
  await expect(caravan.client.mutate(verify, { token })).rejects.toMatchObject({ kinds: ['VerificationLinkInvalid'] });
});

test('a phone is proven by a text, signs in, and is removed', async () => {
  const person = await caravan.people.customer();
  const as = { token: person.token };
  const phone = '+77015550101';
  const request = mutation('requestPhoneVerification', 'verificationSentTo');
  expect(await caravan.client.mutate(request, { phone }, as)).toMatchObject({ verificationSentTo: phone });
  await expect(caravan.client.mutate(request, { phone }, as)).rejects.toMatchObject({ kinds: ['RateLimited'] });
  const code = await mailedCode(caravan.caravan.url, phone);
  const verify = mutation('verifyPhone', 'user { phone phoneVerified }');
  expect(await caravan.client.mutate(verify, { phone, code }, as)).toMatchObject({
    user: { phone, phoneVerified: true },
  });
  const logIn = mutation('logIn', 'user { id }');
  const credentials = { identifier: phone, password: person.password };
  expect(await caravan.client.mutate(logIn, credentials)).toMatchObject({ user: { id: person.id } });
  const remove = 'mutation Remove { removePhone { user { phone phoneVerified } } }';
  expect(await caravan.client.query(remove, {}, as)).toEqual({
    removePhone: { user: { phone: null, phoneVerified: false } },
  });
  await expect(caravan.client.mutate(logIn, credentials)).rejects.toMatchObject({ kinds: ['InvalidCredentials'] });
});

test('an email is changed by a code to the new one, and the old one is told', async () => {
  const person = await caravan.people.customer();
  const as = { token: person.token };
  const newEmail = `${unique('moved')}@test.caravan.example`;
  const request = mutation('requestEmailChange', 'verificationSentTo');
  const wrong = { newEmail, currentPassword: 'Aa1-not-the-password' };
  await expect(caravan.client.mutate(request, wrong, as)).rejects.toMatchObject({ kinds: ['CurrentPasswordWrong'] });
  await caravan.client.mutate(request, { newEmail, currentPassword: person.password }, as);
  const code = await mailedCode(caravan.caravan.url, newEmail);
  const confirm = mutation('confirmEmailChange', 'user { id email emailVerified }');
  expect(await caravan.client.mutate(confirm, { code }, as)).toMatchObject({
    user: { id: person.id, email: newEmail, emailVerified: true },
  });
  await expect(caravan.client.mutate(confirm, { code }, as)).rejects.toMatchObject({
    kinds: ['VerificationCodeInvalid'],
  });
  await expect
    .poll(async () => JSON.stringify(await mailsTo(person.email)), { timeout: 30_000 })
    .toContain('has another email now');
});
