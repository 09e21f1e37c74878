import { newId } from '@caravan/core/ids';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { complete, entered, externalWorld, frontEnd, returned } from '../../test/external-world.ts';
import {
  atOnce,
  callerAt,
  loggedIn,
  principalOf,
  type TestPerson,
  testIdentity,
  verified,
} from '../../test/identity.ts';
import { cleanUp } from '../cleanup.usecases.ts';
import type { Deps } from '../deps.ts';
import type { ExternalProvider } from './external-logins.domain.ts';
import { linkExternalLogin } from './usecases/begin.ts';
import { externalLoginLists, unlinkExternalLogin } from './usecases/link.ts';

const identity = testIdentity();
const world = externalWorld(identity);
const refusedAs = (kind: string) => ({ ok: false, errors: [{ kind }] });

const callerOf = ({ id }: Pick<TestPerson, 'id'>, sessionId = id) =>
  callerAt(null, principalOf(id, ['CUSTOMER'], sessionId));

/** What somebody signed in comes back with, who went to the provider to link it. */
async function linking(person: Pick<TestPerson, 'id'>, visit: { provider: ExternalProvider; subject: string }) {
  const command = { caller: callerOf(person), provider: visit.provider, redirectUri: frontEnd };
  const begun = await linkExternalLogin(world.deps, command);
  if (!begun.ok) throw new Error('The link was not begun.');
  return returned(world, { ...visit, begun: begun.value });
}

async function providersOf({ id }: Pick<TestPerson, 'id'>) {
  const [logins = []] = await externalLoginLists(world.deps, [id]);
  return logins.map(({ provider }) => provider);
}

describe('linking', () => {
  test('takes a log-in with whatever email, verified or not, and gives no session', async () => {
    const person = await verified(identity);
    const subject = world.account('GOOGLE', { email: 'other@example.com', email_verified: false });
    const answer = await linking(person, { provider: 'GOOGLE', subject });
    const result = await complete(world.deps, answer, callerOf(person));
    expect(result).toMatchObject({ ok: true, value: { person: { id: person.id }, session: null, challenge: null } });
    expect(await externalLoginLists(world.deps, [person.id, newId()])).toEqual([
      [{ userId: person.id, provider: 'GOOGLE', emailAtProvider: 'other@example.com', linkedAt: identity.clock.time }],
      [],
    ]);
    const events = (await identity.events('identity.ExternalLoginChanged')).map(({ data }) => data);
    expect(events).toContainEqual({ userId: person.id, provider: 'GOOGLE', change: 'LINKED' });
    expect((await entered(world, { provider: 'GOOGLE', subject })).person).toMatchObject({ email: person.email });
  });

  test('is completed by the session that began it alone, else used up', async () => {
    const [person, other] = [await verified(identity), await verified(identity)];
    const subject = world.account('GOOGLE');
    for (const stranger of [callerAt(null), callerOf(other), callerOf(other, person.id), callerOf(person, newId())]) {
      const answer = await linking(person, { provider: 'GOOGLE', subject });
      expect(await complete(world.deps, answer, stranger)).toEqual(refusedAs('ExternalAttemptInvalid'));
      expect(await complete(world.deps, answer, callerOf(person))).toEqual(refusedAs('ExternalAttemptInvalid'));
    }
    expect(await providersOf(person)).toEqual([]);
  });

  test('does not take what is linked to somebody else, and does not tell to whom', async () => {
    const subject = world.account('GOOGLE');
    const { person: owner } = await entered(world, { provider: 'GOOGLE', subject });
    const person = await verified(identity);
    const answer = await linking(person, { provider: 'GOOGLE', subject });
    const result = await complete(world.deps, answer, callerOf(person));
    expect(result).toEqual(refusedAs('ExternalLoginTaken'));
    expect(await providersOf(person)).toEqual([]);
    expect(await providersOf(owner)).toEqual(['GOOGLE']);
  });

  test('does not take a second log-in of one provider; the same one again changes nothing', async () => {
    const person = await verified(identity);
    const [first, second] = [world.account('APPLE'), world.account('APPLE')];
    const link = async (subject: string) =>
      complete(world.deps, await linking(person, { provider: 'APPLE', subject }), callerOf(person));
    expect(await link(first)).toMatchObject({ ok: true });
    expect(await link(first)).toMatchObject({ ok: true });
    expect(await link(second)).toEqual(refusedAs('ProviderAlreadyLinked'));
    const events = (await identity.events('identity.ExternalLoginChanged')).filter(
      ({ subject }) => subject === person.id,
    );
    expect(events).toHaveLength(1);
  });

  test('of one log-in to two accounts at once succeeds for one', async () => {
    const people = [await verified(identity), await verified(identity)];
    const subject = world.account('GOOGLE');
    const answers = await Promise.all(people.map((person) => linking(person, { provider: 'GOOGLE', subject })));
    const results = await Promise.all(
      people.map((person, index) => complete(world.deps, answers[index] ?? never(), callerOf(person))),
    );
    expect(results.map((result) => (result.ok ? 'ok' : result.errors[0].kind)).sort()).toEqual([
      'ExternalLoginTaken',
      'ok',
    ]);
  });
});

/** Somebody without a password, with these providers. */
async function socialPerson(...providers: ExternalProvider[]) {
  const [first = 'GOOGLE', ...more] = providers;
  const { person } = await entered(world, { provider: first, subject: world.account(first) });
  for (const provider of more) {
    const answer = await linking(person, { provider, subject: world.account(provider) });
    expect(await complete(world.deps, answer, callerOf(person))).toMatchObject({ ok: true });
  }
  return person;
}

describe('unlinking', () => {
  test('takes the log-in away, and it opens another account from then on', async () => {
    const person = await verified(identity);
    const subject = world.account('GOOGLE');
    const answer = await linking(person, { provider: 'GOOGLE', subject });
    await complete(world.deps, answer, callerOf(person));
    const command = { userId: person.id, provider: 'GOOGLE' } as const;
    expect(await unlinkExternalLogin(world.deps, command)).toMatchObject({ ok: true, value: { id: person.id } });
    const path = ['input', 'provider'];
    expect(await unlinkExternalLogin(world.deps, command)).toEqual({ ok: false, errors: [{ kind: 'NotFound', path }] });
    const events = (await identity.events('identity.ExternalLoginChanged')).map(({ data }) => data);
    expect(events).toContainEqual({ userId: person.id, provider: 'GOOGLE', change: 'UNLINKED' });
    expect((await entered(world, { provider: 'GOOGLE', subject })).person.id).not.toBe(person.id);
    await loggedIn(identity.deps, person);
  });

  test('is refused for the last way in', async () => {
    const person = await socialPerson('GOOGLE', 'FACEBOOK');
    const unlink = (provider: ExternalProvider) => unlinkExternalLogin(world.deps, { userId: person.id, provider });
    expect(await unlink('GOOGLE')).toMatchObject({ ok: true });
    expect(await unlink('FACEBOOK')).toEqual(refusedAs('LastWayIn'));
    expect(await providersOf(person)).toEqual(['FACEBOOK']);
  });

  test('of two at once leaves one; without the lock it would leave none', async () => {
    const both = ['GOOGLE', 'APPLE'] as const;
    const race = async (unlink: typeof unlinkExternalLogin) => {
      const lost: string[] = [];
      for (let round = 0; round < 5; round += 1) {
        const person = await socialPerson(...both);
        const processes = [world.deps, identity.withOwnPool()];
        await atOnce(2, (index) =>
          unlink(processes[index] ?? world.deps, { userId: person.id, provider: both[index] ?? 'GOOGLE' }),
        );
        if ((await providersOf(person)).length === 0) lost.push(person.id);
      }
      return lost.length;
    };
    expect(await race(unlinkExternalLogin)).toBe(0);
    expect(await race(unlinkWithoutLock)).toBeGreaterThan(0);
  });
});

test('the database itself holds a subject to one person, and a person to one log-in of a provider', async () => {
  const [first, second] = [await socialPerson('GOOGLE'), await socialPerson('GOOGLE')];
  const { query } = identity.deps.database;
  const taken = sql`update external_logins set subject = (select subject from external_logins where user_id = ${first.id}) where user_id = ${second.id}`;
  await expect(query.execute(taken)).rejects.toMatchObject({
    cause: { constraint_name: 'external_logins_one_person_per_subject' },
  });
  const again = sql`insert into external_logins (user_id, provider, subject, linked_at) values (${first.id}, 'GOOGLE', 'another', now())`;
  await expect(query.execute(again)).rejects.toMatchObject({
    cause: { constraint_name: 'external_logins_user_id_provider_pk' },
  });
});

test('cleaning up forgets attempts that nobody can complete any more', async () => {
  const person = await verified(identity);
  await linking(person, { provider: 'GOOGLE', subject: world.account('GOOGLE') });
  const attempts = async () =>
    (await identity.deps.database.query.execute(sql`select 1 from external_attempts where user_id = ${person.id}`))
      .length;
  await cleanUp(world.deps);
  expect(await attempts()).toBe(1);
  identity.passSeconds(601);
  await cleanUp(world.deps);
  expect(await attempts()).toBe(0);
});

/** The mutant: looks, waits as long as any work may take, then takes away. */
async function unlinkWithoutLock(deps: Deps, { userId, provider }: Parameters<typeof unlinkExternalLogin>[1]) {
  return deps.database.transaction(async (tx) => {
    const count = await tx.execute(sql`select 1 from external_logins where user_id = ${userId}`);
    await meeting();
    if (count.length > 1)
      await tx.execute(sql`delete from external_logins where user_id = ${userId} and provider = ${provider}`);
    return { ok: true } as never;
  });
}

/** Lets two go on together. */
let waiting: PromiseWithResolvers<void> | undefined;
async function meeting(): Promise<void> {
  if (waiting) {
    waiting.resolve();
    waiting = undefined;
    return;
  }
  waiting = Promise.withResolvers();
  await waiting.promise;
}

function never(): never {
  throw new Error('unreachable');
}
