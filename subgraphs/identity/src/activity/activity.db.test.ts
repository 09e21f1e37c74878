import { SignInFailed } from '@caravan/contracts/identity';
import { newId } from '@caravan/core/ids';
import { publish } from '@caravan/events/publish';
import { describe, expect, test } from 'vitest';
import { loggedIn, principalOf, type TestPerson, testIdentity, verified } from '../../test/identity.ts';
import { deliver, withRoles } from '../../test/staff.ts';
import { blockUser } from '../blocks/blocks.usecases.ts';
import { cleanUp } from '../cleanup.usecases.ts';
import { activityConsumer } from './activity.consumers.ts';
import { listActivity, unsealActivity } from './activity.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const auditor = principalOf(newId(), ['ADMIN']);

async function hearAll(): Promise<void> {
  const types = activityConsumer.subscriptions.map(({ contract }) => contract.type);
  for (const type of types) await deliver(identity, activityConsumer, type);
}

async function activityOf({ id }: Pick<TestPerson, 'id'>, viewer = principalOf(id), page = {}) {
  const [connection] = await listActivity(deps, viewer, { userIds: [id], page });
  return connection?.edges.map(({ node }) => node) ?? null;
}

const failed = (userId: string) =>
  deps.database.transaction(async (tx) => {
    const origin = await deps.sealer.seal(userId, { clientAddress: '192.0.2.1', userAgent: 'curl' });
    await publish(tx, SignInFailed, { subject: userId, data: { userId, factor: 'PASSWORD', origin } });
  });

describe('activity', () => {
  test('holds what happened, once each and the newest first, with its origin sealed', async () => {
    const person = await verified(identity);
    await loggedIn(deps, person);
    await failed(person.id);
    await hearAll();
    await hearAll();
    const events = (await activityOf(person)) ?? [];
    expect(events.map(({ kind, detail }) => [kind, detail])).toEqual(
      expect.arrayContaining([
        ['SIGN_IN_FAILED', 'PASSWORD'],
        ['SIGNED_IN', 'PASSWORD'],
        ['REGISTERED', 'PASSWORD'],
        ['ROLE_GRANTED', 'CUSTOMER'],
      ]),
    );
    expect(events[0]?.kind).toBe('SIGN_IN_FAILED');
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events.map(({ at }) => at.getTime())).toEqual(events.map(({ at }) => at.getTime()).sort((a, b) => b - a));
    const [first] = await unsealActivity(deps, principalOf(person.id), events);
    expect(first).toEqual({ origin: { clientAddress: '192.0.2.1', userAgent: 'curl' }, reason: null });
    const stored = await deps.database.query.execute('select sealed::text from audit_events');
    expect(JSON.stringify(stored)).not.toMatch(/192\.0\.2\.1|curl/);
  });

  test('is read page by page, of several people at once', async () => {
    const [one, two] = [await verified(identity), await verified(identity)];
    await hearAll();
    const whole = ((await activityOf(one)) ?? []).map(({ id }) => id);
    const [first, ofTwo] = await listActivity(deps, auditor, { userIds: [one.id, two.id], page: { first: 1 } });
    expect(first?.edges.map(({ node }) => node.id)).toEqual(whole.slice(0, 1));
    expect(ofTwo?.edges.map(({ node }) => node.userId)).toEqual([two.id]);
    const rest = await activityOf(one, auditor, { after: first?.pageInfo.endCursor });
    expect(rest?.map(({ id }) => id)).toEqual(whole.slice(1));
    const last = await activityOf(one, auditor, { last: 1 });
    expect(last?.map(({ id }) => id)).toEqual(whole.slice(-1));
  });

  test('is for the person and for readers of the audit, who alone are told why somebody was blocked', async () => {
    const [manager, person] = [await withRoles(identity, 'MANAGER'), await verified(identity)];
    await blockUser(deps, { caller: manager.caller, userId: person.id, reason: 'Fraud' });
    await hearAll();
    expect(await activityOf(person, principalOf(newId()))).toBeNull();
    expect(await activityOf(person, principalOf(newId(), ['SUPPORT']))).toBeNull();
    const events = ((await activityOf(person, auditor)) ?? []).filter(({ kind }) => kind === 'BLOCKED');
    expect(await unsealActivity(deps, auditor, events)).toEqual([{ origin: null, reason: 'Fraud' }]);
    expect(await unsealActivity(deps, principalOf(person.id), events)).toEqual([{ origin: null, reason: null }]);
  });

  test('says nothing of nobody, nor of somebody who was erased', async () => {
    const [nobody, person] = [newId(), await verified(identity)];
    await failed(nobody);
    await failed(person.id);
    await deps.database.query.execute(`update users set erased_at = now() where id = '${person.id}'`);
    await hearAll();
    expect(await activityOf({ id: nobody })).toEqual([]);
    expect(await activityOf(person)).toEqual([]);
  });

  test('is forgotten after 400 days', async () => {
    const person = await verified(identity);
    await hearAll();
    // Events carry the real time.
    const daysLater = (days: number) => ({ ...deps, now: () => new Date(Date.now() + days * 86_400_000) });
    await cleanUp(daysLater(399));
    expect(await activityOf(person)).not.toEqual([]);
    await cleanUp(daysLater(401));
    expect(await activityOf(person)).toEqual([]);
  });
});
