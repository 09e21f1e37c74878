import { newId } from '@caravan/core/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import { callerAt, principalOf, type TestPerson, testIdentity, verified } from '../../test/identity.ts';
import { deliver, type TestStaff, withRoles } from '../../test/staff.ts';
import { blockUser, unblockUser } from '../blocks/blocks.usecases.ts';
import { adminActionsConsumer } from './admin-actions.consumers.ts';
import type { AdminActionCriteria } from './admin-actions.store.ts';
import { listAdminActions, readDetails } from './admin-actions.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const auditor = callerAt(null, principalOf(newId(), ['ADMIN']));
let one: TestStaff;
let two: TestStaff;
let person: TestPerson;
let other: TestPerson;

beforeAll(async () => {
  [one, two] = [await withRoles(identity, 'MANAGER'), await withRoles(identity, 'MANAGER')];
  [person, other] = [await verified(identity), await verified(identity)];
  await blockUser(deps, { caller: one.caller, userId: person.id, reason: 'Spam' });
  await unblockUser(deps, { caller: two.caller, userId: person.id });
  await blockUser(deps, { caller: two.caller, userId: other.id, reason: 'Fraud' });
  // An event that arrives twice is written down once.
  await deliver(identity, adminActionsConsumer, 'identity.AdminActionRecorded');
  await deliver(identity, adminActionsConsumer, 'identity.AdminActionRecorded');
}, 60_000);

async function list(filter: AdminActionCriteria, page = {}) {
  const { edges } = await listAdminActions(deps, auditor, { filter, page });
  return edges.map(({ node: { adminId, action, entityId } }) => [adminId, action, entityId]);
}

describe('what the staff did', () => {
  test('is listed once each, the newest first', async () => {
    const all = [
      [two.id, 'blockUser', other.id],
      [two.id, 'unblockUser', person.id],
      [one.id, 'blockUser', person.id],
    ];
    expect(await list({})).toEqual(all);
    const first = await listAdminActions(deps, auditor, { filter: {}, page: { first: 2 } });
    expect(await list({}, { first: 2, after: first.pageInfo.endCursor })).toEqual(all.slice(2));
    expect(await list({}, { last: 1 })).toEqual(all.slice(2));
    const [newest] = first.edges;
    const from = newest?.node.at ?? new Date();
    expect(await list({ from })).toEqual(all.slice(0, (await list({ from })).length));
    expect(await list({ to: from })).not.toContainEqual(all[0]);
  });

  test('is narrowed by who, what and to what', async () => {
    expect(await list({ adminId: one.id })).toEqual([[one.id, 'blockUser', person.id]]);
    expect(await list({ action: 'unblockUser' })).toEqual([[two.id, 'unblockUser', person.id]]);
    expect(await list({ entityType: 'User', entityId: other.id })).toEqual([[two.id, 'blockUser', other.id]]);
    expect(await list({ entityType: 'ApiKey' })).toEqual([]);
    await expect(list({ entityId: other.id })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('is for readers of the audit', async () => {
    const page = { filter: {}, page: {} };
    await expect(listAdminActions(deps, one.caller, page)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('keeps its details sealed, until the admin is erased', async () => {
    const stored = await deps.database.query.execute('select details::text from admin_actions');
    expect(JSON.stringify(stored)).not.toMatch(/BLOCKED|2001:db8/);
    const { edges } = await listAdminActions(deps, auditor, { filter: { adminId: one.id }, page: {} });
    const actions = edges.map(({ node }) => node);
    const details = {
      oldValue: { status: 'ACTIVE' },
      newValue: { status: 'BLOCKED' },
      clientAddress: '2001:db8::1',
    };
    expect(await readDetails(deps, actions)).toEqual([details]);
    await deps.sealer.erase(one.id);
    expect(await readDetails(deps, actions)).toEqual([null]);
  });
});
