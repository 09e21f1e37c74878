import { newId } from '@caravan/core/ids';
import { sql } from 'drizzle-orm';
import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { begun, complete, enter, entered, externalWorld, returned } from '../../test/external-world.ts';
import { atOnce, callerAt, registered, testIdentity, verified } from '../../test/identity.ts';
import { appCode, enrolled } from '../../test/second-factor.ts';
import { createGuestSession } from '../guests/guests.usecases.ts';
import { verifyEmail } from '../registrations/verification.usecases.ts';
import { verifyMfa } from '../sign-ins/sign-ins.usecases.ts';
import { externalProviders } from './external-logins.domain.ts';

const identity = testIdentity();
const world = externalWorld(identity);
const refusedAs = (kind: string) => ({ ok: false, errors: [{ kind }] });

async function rows(query: ReturnType<typeof sql>) {
  return [...(await identity.deps.database.query.execute(query))];
}

async function eventsOf(type: string, userId: string) {
  return (await identity.events(`identity.${type}`))
    .filter(({ subject }) => subject === userId)
    .map(({ data }) => data);
}

describe('somebody new', () => {
  test.each(externalProviders)('gets an account and a session by %s, and the same account again', async (provider) => {
    const subject = world.account(provider, { name: 'Айгүл Сейт' });
    const { person, session } = await entered(world, { provider, subject });
    expect(decodeJwt(session?.accessToken ?? '')).toMatchObject({ sub: person.id, roles: ['CUSTOMER'] });
    expect(person.emailVerifiedAt).toEqual(identity.clock.time);
    expect(await rows(sql`select password_hash from users where id = ${person.id}`)).toEqual([{ password_hash: null }]);
    expect(await eventsOf('UserRegistered', person.id)).toEqual([{ userId: person.id, by: provider }]);
    expect(await eventsOf('EmailVerified', person.id)).toHaveLength(1);
    expect(await eventsOf('ExternalLoginChanged', person.id)).toEqual([]);
    expect(await eventsOf('SignedIn', person.id)).toMatchObject([{ method: provider, secondFactor: 'NONE' }]);
    const again = await entered(world, { provider, subject });
    expect(again.person.id).toBe(person.id);
    expect(again.session?.refreshToken).not.toBe(session?.refreshToken);
  });

  test('is called as the provider says, by Apple in the form of the first consent', async () => {
    const google = await entered(world, {
      provider: 'GOOGLE',
      subject: world.account('GOOGLE', { name: ' Dana\u0000 A ' }),
    });
    expect(google.person).toMatchObject({ displayName: 'Dana A', username: 'dana_a' });
    const apple = await entered(world, { provider: 'APPLE', subject: world.account('APPLE') });
    expect(apple.person).toMatchObject({
      displayName: 'Aigul of Apple',
      username: expect.stringMatching(/^aigul_of_apple/),
    });
  });

  test('gets another username when it is taken, or waited for', async () => {
    await verified(identity, { username: 'marat' });
    await registered(identity, { username: 'timur' });
    for (const name of ['Marat', 'Timur']) {
      const { person } = await entered(world, { provider: 'GOOGLE', subject: world.account('GOOGLE', { name }) });
      expect(person.username).toMatch(new RegExp(`^${name.toLowerCase()}_\\d{4,6}$`));
    }
  });

  test('brings along what the guest owned', async () => {
    const guest = await createGuestSession(world.deps, callerAt(null));
    const guestToken = guest.ok ? guest.value.accessToken : '';
    const subject = world.account('GOOGLE');
    const begin = await begun(world.deps, 'GOOGLE', guestToken);
    const result = await complete(world.deps, await returned(world, { provider: 'GOOGLE', subject, begun: begin }));
    const userId = result.ok ? result.value.person.id : '';
    expect(await eventsOf('GuestMerged', userId)).toEqual([{ guestId: decodeJwt(guestToken).sub, userId }]);
  });

  test('who comes twice at once, by two browsers, is one person', async () => {
    const subject = world.account('GOOGLE');
    const answers = await atOnce(4, async () =>
      returned(world, { provider: 'GOOGLE', subject, begun: await begun(world.deps, 'GOOGLE') }),
    );
    const processes = [world.deps, world.with({})];
    const results = await atOnce(4, (index) => complete(processes[index % 2] ?? world.deps, answers[index] ?? never()));
    const ids = new Set(results.map((result) => result.ok && result.value.person.id));
    expect(ids.size).toBe(1);
    expect(ids).not.toContain(false);
  });

  test('who comes by two providers at once with one email is one person with both', async () => {
    const email = `${newId()}@example.com`;
    const visits = (['GOOGLE', 'APPLE'] as const).map((provider) => ({
      provider,
      subject: world.account(provider, { email }),
    }));
    const results = await Promise.all(visits.map((visit) => enter(world, visit)));
    const [first, second] = results.map((result) => result.ok && result.value.person.id);
    expect(first).toBe(second);
    expect(
      await rows(sql`select provider from external_logins where user_id = ${first} order by provider`),
    ).toHaveLength(2);
  });
});

describe('somebody who has an account with that email', () => {
  test('is linked when both sides vouch for the email, and told', async () => {
    const person = await verified(identity);
    const subject = world.account('GOOGLE', { email: person.email.toUpperCase() });
    expect((await entered(world, { provider: 'GOOGLE', subject })).person.id).toBe(person.id);
    const linked = { userId: person.id, provider: 'GOOGLE', change: 'LINKED' };
    expect(await eventsOf('ExternalLoginChanged', person.id)).toEqual([linked]);
    await entered(world, { provider: 'GOOGLE', subject });
    expect(await eventsOf('ExternalLoginChanged', person.id)).toEqual([linked]);
  });

  test.each([
    ['unverified', { email_verified: false }],
    ['unverified, as a text', { email_verified: 'false' }],
    ['of which nothing is said', { email_verified: undefined }],
  ])('is not linked by an email that is %s', async (_what, account) => {
    const { id, email } = await verified(identity);
    const taken = world.account('GOOGLE', { email, ...account });
    const free = world.account('GOOGLE', { email: `free_${email}`, ...account });
    expect(await enter(world, { provider: 'GOOGLE', subject: taken })).toEqual(refusedAs('ExternalEmailNotVerified'));
    // The answer is the same where nobody has the email, so it does not tell.
    expect(await enter(world, { provider: 'GOOGLE', subject: free })).toEqual(refusedAs('ExternalEmailNotVerified'));
    expect(await rows(sql`select 1 from external_logins where user_id = ${id}`)).toEqual([]);
  });

  test('is linked by an email that Apple calls "true"', async () => {
    const { id, email } = await verified(identity);
    const subject = world.account('APPLE', { email, email_verified: 'true' });
    expect((await entered(world, { provider: 'APPLE', subject })).person.id).toBe(id);
  });

  test('is not linked by Facebook, which says nothing, unless the setting trusts it', async () => {
    const { id, email } = await verified(identity);
    const visit = { provider: 'FACEBOOK', subject: world.account('FACEBOOK', { email }) } as const;
    const wary = world.with({ FACEBOOK_EMAILS_VERIFIED: 'false' });
    expect(await enter(world, visit, wary)).toEqual(refusedAs('ExternalEmailNotVerified'));
    expect((await entered(world, visit)).person.id).toBe(id);
    // Who is linked comes in without any email.
    expect(await enter(world, visit, wary)).toMatchObject({ ok: true, value: { person: { id } } });
  });

  test('is not linked by letters that fold to those of the email', async () => {
    await verified(identity, { email: 'mike@example.com' });
    const subject = world.account('GOOGLE', { email: 'mi\u212ae@example.com' });
    expect(await enter(world, { provider: 'GOOGLE', subject })).toEqual(refusedAs('ExternalEmailNotVerified'));
  });

  test('is not linked when the email was given to somebody else at the provider', async () => {
    const { email, id } = await verified(identity);
    const [first, second] = [world.account('GOOGLE', { email }), world.account('GOOGLE', { email })];
    expect((await entered(world, { provider: 'GOOGLE', subject: first })).person.id).toBe(id);
    expect(await enter(world, { provider: 'GOOGLE', subject: second })).toEqual(refusedAs('ExternalLoginNotLinked'));
  });

  test('keeps the account when the email changes at the provider, even to one that somebody else has', async () => {
    const subject = world.account('GOOGLE');
    const { person } = await entered(world, { provider: 'GOOGLE', subject });
    const other = await verified(identity);
    world.google.accounts.set(subject, { email: other.email, email_verified: true });
    const later = await entered(world, { provider: 'GOOGLE', subject });
    expect(later.person).toMatchObject({ id: person.id, email: person.email });
    world.google.accounts.set(subject, { email: other.email, email_verified: false });
    expect((await entered(world, { provider: 'GOOGLE', subject })).person.id).toBe(person.id);
  });

  test('is refused, and not linked, while blocked', async () => {
    const { email, id } = await verified(identity);
    await rows(sql`update users set blocked_at = now(), block_reason = 'x', blocked_by = ${newId()} where id = ${id}`);
    const subject = world.account('GOOGLE', { email });
    expect(await enter(world, { provider: 'GOOGLE', subject })).toEqual(refusedAs('AccountBlocked'));
    expect(await rows(sql`select 1 from external_logins where user_id = ${id}`)).toEqual([]);
    const known = await entered(world, { provider: 'GOOGLE', subject: world.account('GOOGLE') });
    const block = sql`update users set blocked_at = now(), block_reason = 'x', blocked_by = ${newId()} where id = ${known.person.id}`;
    await rows(block);
    const [login] = await rows(sql`select subject from external_logins where user_id = ${known.person.id}`);
    expect(await enter(world, { provider: 'GOOGLE', subject: String(login?.subject) })).toEqual(
      refusedAs('AccountBlocked'),
    );
  });
});

test('who has a second factor is asked for it', async () => {
  const person = await enrolled(identity);
  const visit = { provider: 'GOOGLE', subject: world.account('GOOGLE', { email: person.email }) } as const;
  const { session, challenge } = await entered(world, visit);
  expect(session).toBeNull();
  const code = appCode(person.secret, identity.clock.time);
  const command = { caller: callerAt(null), challengeToken: challenge?.token ?? '', code };
  expect(await verifyMfa(world.deps, command)).toMatchObject({ ok: true, value: { person: { id: person.id } } });
  expect(await eventsOf('SignedIn', person.id)).toContainEqual(
    expect.objectContaining({ method: 'GOOGLE', secondFactor: 'TOTP' }),
  );
});

test('a registration of the email that somebody else has begun is dropped, with its password and its code', async () => {
  const email = `${newId()}@example.com`;
  await registered(identity, { email });
  const code = await identity.codeFor(email);
  const { person } = await entered(world, { provider: 'GOOGLE', subject: world.account('GOOGLE', { email }) });
  expect(await rows(sql`select password_hash from users where id = ${person.id}`)).toEqual([{ password_hash: null }]);
  expect(await rows(sql`select 1 from registrations where email = ${email}`)).toEqual([]);
  expect(await verifyEmail(identity.deps, { email, code })).toMatchObject({ ok: false });
});

function never(): never {
  throw new Error('unreachable');
}
