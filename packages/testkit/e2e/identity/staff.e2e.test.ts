import { type SignedIn, signIn } from '@caravan/cli/client/people';
import { testCaravan, unique } from '@caravan/testkit/caravan';
import { anyAddress } from '@caravan/testkit/people';
import { beforeAll, expect, test, vi } from 'vitest';
import { openRefusals } from '../schema/refusals.ts';

const caravan = testCaravan();
const errors = 'errors { __typename ... on UserError { message path } }';
const document = (field: string, content: string) => {
  const type = `${field.slice(0, 1).toUpperCase()}${field.slice(1)}Input`;
  return `mutation Change($input: ${type}!) { ${field}(input: $input) { ${content} ${errors} } }`;
};
const grantRole = document('grantRole', 'user { id }');
const grantScope = document('grantScope', 'admin { roles extraScopes scopes lastLoginAt user { id } }');
const revokeScope = document('revokeScope', 'admin { extraScopes }');
const blockUser = document('blockUser', 'user { id status blockedAt blockReason }');
const unblockUser = document('unblockUser', 'user { status blockedAt blockReason }');
const logIn = document('logIn', 'session { accessToken }');
const me = '{ me { id } }';

let root: SignedIn;
let helper: SignedIn;
beforeAll(async () => {
  const { client, people } = caravan;
  [root, helper] = await Promise.all([people.admin(), people.customer('helper')]);
  await client.mutate(grantRole, { userId: helper.id, role: 'SUPPORT' }, { token: root.token });
}, 60_000);

async function signedInAgain(person: SignedIn): Promise<{ token: string }> {
  const { token } = await signIn(caravan.client, person, anyAddress());
  return { token };
}

async function codeOf(query: string, options: { token: string }): Promise<string | undefined> {
  return (await caravan.client.ask(query, {}, options)).errors?.[0]?.extensions?.code;
}

/** Waits for what events bring about. */
function within<Value>(seconds: number, check: () => Promise<Value>): Promise<Value> {
  return vi.waitFor(check, { timeout: seconds * 1000, interval: 50 });
}

test('a single scope works through the router, from the next log-in until it is taken', async () => {
  const { client, people } = caravan;
  const person = await people.customer('blockable');
  const before = await signedInAgain(helper);
  const block = { userId: person.id, reason: 'Sold what was not there' };
  expect(await refusalOf(blockUser, block, before)).toBe('FORBIDDEN');
  const granted = await client.mutate<{ admin: unknown }>(
    grantScope,
    { userId: helper.id, scope: 'user:block' },
    { token: root.token },
  );
  expect(granted.admin).toMatchObject({ extraScopes: ['user:block'], user: { id: helper.id } });
  const after = await signedInAgain(helper);

  const blocked = await client.mutate<{ user: unknown }>(blockUser, block, after);
  expect(blocked.user).toMatchObject({ status: 'BLOCKED', blockReason: block.reason, blockedAt: expect.any(String) });
  // By the event of the ended session; design: a second in one process.
  await within(1, async () => expect(await codeOf(me, person)).toBe('UNAUTHENTICATED'));
  const entry = { identifier: person.username, password: person.password };
  const refused = await client.query<{ logIn: unknown }>(logIn, { input: entry }, { clientAddress: anyAddress() });
  expect(refused.logIn).toMatchObject({ session: null, errors: [{ __typename: 'AccountBlocked' }] });

  const search = 'query Search($filter: UserFilter) { users(filter: $filter) { nodes { id username status } } }';
  const filter = { text: person.username, status: 'BLOCKED' };
  const found = await client.query<{ users: { nodes: unknown[] } }>(search, { filter }, after);
  expect(found.users.nodes).toEqual([{ id: person.id, username: person.username, status: 'BLOCKED' }]);

  const unblocked = await client.mutate<{ user: unknown }>(unblockUser, { userId: person.id }, after);
  expect(unblocked.user).toEqual({ status: 'ACTIVE', blockedAt: null, blockReason: null });
  await signedInAgain(person);

  await client.mutate(revokeScope, { userId: helper.id, scope: 'user:block' }, { token: root.token });
  await within(1, async () => expect(await codeOf(me, after)).toBe('UNAUTHENTICATED'));
  expect(await refusalOf(blockUser, block, await signedInAgain(helper))).toBe('FORBIDDEN');
});

test('what the staff does is written down, and so is what happens to an account', async () => {
  const { client, people } = caravan;
  const person = await people.customer('audited');
  const admin = { token: root.token };
  await client.mutate(blockUser, { userId: person.id, reason: 'Fraud' }, { ...admin, clientAddress: '2001:db8::7' });
  const actions = `query Actions($filter: AdminActionFilter) { adminActions(filter: $filter) { nodes {
    id at action entityType entityId admin { id } details { oldValue newValue clientAddress }
  } } }`;
  const filter = { entityType: 'User', entityId: person.id, adminId: root.id };
  await within(5, async () => {
    const { adminActions } = await client.query<{ adminActions: { nodes: unknown[] } }>(actions, { filter }, admin);
    expect(adminActions.nodes).toEqual([
      {
        id: expect.stringMatching(/^act_/),
        at: expect.any(String),
        action: 'blockUser',
        entityType: 'User',
        entityId: person.id,
        admin: { id: root.id },
        details: {
          oldValue: { status: 'ACTIVE' },
          newValue: { status: 'BLOCKED' },
          clientAddress: '2001:db8::7',
        },
      },
    ]);
  });
  const paged = `query Paged($filter: AdminActionFilter) {
    adminActions(filter: $filter, first: 1) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } }
  }`;
  type Paged = { adminActions: { edges: { cursor: string }[]; pageInfo: object } };
  const { edges, pageInfo } = (await client.query<Paged>(paged, { filter }, admin)).adminActions;
  expect(pageInfo).toEqual({ hasNextPage: false, endCursor: edges[0]?.cursor });
  const activity = `query Activity($id: ID!) { user(id: $id) { activity { nodes { kind detail reason origin { clientAddress } } } } }`;
  await within(5, async () => {
    type Answer = { user: { activity: { nodes: { kind: string; reason: string | null }[] } } };
    const { user } = await client.query<Answer>(activity, { id: person.id }, admin);
    expect(user.activity.nodes.find(({ kind }) => kind === 'BLOCKED')?.reason).toBe('Fraud');
    expect(user.activity.nodes).toContainEqual({
      kind: 'SIGNED_IN',
      detail: 'PASSWORD',
      reason: null,
      origin: { clientAddress: expect.stringMatching(/^2001:db8:/) },
    });
  });
});

test('what the staff does in other subgraphs is written down in the same place', async () => {
  const { client, people } = caravan;
  const admin = { token: root.token };
  const { token } = await people.customer('applicant');
  const application = { name: unique('Audited'), currency: 'EUR', idempotencyKey: unique('key') };
  type Made = { store: { id: string } };
  const { store } = await client.mutate<Made>(document('applyForStore', 'store { id }'), application, { token });
  await client.mutate(document('approveStore', 'store { status }'), { storeId: store.id }, admin);
  const actions = `query Actions($filter: AdminActionFilter) { adminActions(filter: $filter) { nodes {
    action entityType entityId admin { id } details { oldValue newValue clientAddress }
  } } }`;
  const filter = { entityType: 'Store', entityId: store.id };
  await within(5, async () => {
    const { adminActions } = await client.query<{ adminActions: { nodes: unknown[] } }>(actions, { filter }, admin);
    expect(adminActions.nodes).toEqual([
      {
        action: 'approveStore',
        entityType: 'Store',
        entityId: store.id,
        admin: { id: root.id },
        details: { oldValue: { status: 'PENDING' }, newValue: { status: 'ACTIVE' }, clientAddress: expect.any(String) },
      },
    ]);
  });
});

test('a setting counts at once: registration closes and opens, and front ends hear of it', async () => {
  const { client } = caravan;
  const admin = { token: root.token };
  const set = document(
    'setSystemSetting',
    'setting { value version history { nodes { version newValue by { id } } } }',
  );
  const reset = document('resetSystemSetting', 'setting { isDefault }');
  const register = document('register', 'verificationSentTo');
  const publicSettings = '{ publicSettings { key value } }';
  const shown = async (key: string) => {
    type Answer = { publicSettings: { key: string; value: unknown }[] };
    return (await client.query<Answer>(publicSettings)).publicSettings.find((each) => each.key === key)?.value;
  };
  const ask = async () => {
    const username = unique('late');
    const input = { username, email: `${username}@test.caravan.example`, password: 'Aa1-new-person-of-a-test' };
    const answer = await client.query<{ register: unknown }>(register, { input }, { clientAddress: anyAddress() });
    return answer.register;
  };
  expect(await shown('platform.registrationOpen')).toBe(true);
  const closed = await client.mutate<{ setting: unknown }>(
    set,
    { key: 'platform.registrationOpen', value: false },
    admin,
  );
  expect(closed.setting).toMatchObject({
    value: false,
    history: { nodes: [{ newValue: false, by: { id: root.id } }] },
  });
  expect(await ask()).toMatchObject({ errors: [{ __typename: 'RegistrationClosed' }] });
  await within(5, async () => expect(await shown('platform.registrationOpen')).toBe(false));
  await client.mutate(reset, { key: 'platform.registrationOpen' }, admin);
  expect(await ask()).toMatchObject({ errors: [] });
  await within(5, async () => expect(await shown('platform.registrationOpen')).toBe(true));
});

test('who changed a setting, and from what to what, is shown page by page', async () => {
  const { client } = caravan;
  const admin = { token: root.token };
  const set = document('setSystemSetting', 'setting { version }');
  for (const value of ['one@example.com', 'two@example.com']) {
    await client.mutate(set, { key: 'support.email', value }, admin);
  }
  const query = `{ systemSetting(key: "support.email") {
    value changedAt changedBy { id }
    history(first: 1) { edges { cursor node { version at by { id } oldValue newValue isReset } } pageInfo { hasNextPage } }
  } }`;
  expect(await client.query(query, {}, admin)).toEqual({
    systemSetting: {
      value: 'two@example.com',
      changedAt: expect.any(String),
      changedBy: { id: root.id },
      history: {
        edges: [
          {
            cursor: expect.any(String),
            node: {
              version: 2,
              at: expect.any(String),
              by: { id: root.id },
              oldValue: 'one@example.com',
              newValue: 'two@example.com',
              isReset: false,
            },
          },
        ],
        pageInfo: { hasNextPage: true },
      },
    },
  });
});

test('every refusal says what it is about', async () => {
  const refusals = openRefusals(caravan.client);
  const admin = { token: root.token };
  const person = await caravan.people.customer('refused');
  const path = ['input', 'userId'];
  expect(await refusals('blockUser', { userId: root.id, reason: 'x' }, admin)).toMatchObject([
    { __typename: 'NotBlockable', why: 'ONESELF', path },
  ]);
  expect(await refusals('blockUser', { userId: person.id, reason: '' }, admin)).toMatchObject([
    { __typename: 'InvalidInput', path: ['input', 'reason'] },
  ]);
  expect(await refusals('unblockUser', { userId: root.id }, admin)).toMatchObject([{ __typename: 'NotBlockable' }]);
  expect(await refusals('grantRole', { userId: root.id, role: 'ADMIN' }, admin)).toMatchObject([
    { __typename: 'NotOneself', path },
  ]);
  expect(await refusals('grantScope', { userId: person.id, scope: 'user:block' }, admin)).toMatchObject([
    { __typename: 'NotOfStaff', path },
  ]);
  expect(await refusals('revokeScope', { userId: person.id, scope: 'admin:manage' }, admin)).toMatchObject([
    { __typename: 'ScopeNotGrantable', scope: 'admin:manage', path: ['input', 'scope'] },
  ]);
  const key = 'platform.announcement';
  expect(await refusals('setSystemSetting', { key, value: 'x', version: 7 }, admin)).toMatchObject([
    { __typename: 'SettingVersionConflict', current: { key, version: 0 }, path: ['input', 'version'] },
  ]);
  expect(await refusals('resetSystemSetting', { key: 'no.such' }, admin)).toMatchObject([
    { __typename: 'NotFound', path: ['input', 'key'] },
  ]);
});

async function refusalOf(query: string, input: object, options: { token: string }): Promise<string | undefined> {
  return (await caravan.client.ask(query, { input }, options)).errors?.[0]?.extensions?.code;
}
