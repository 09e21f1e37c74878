import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  atOnce,
  callerAt,
  loggedIn,
  principalOf,
  type TestPerson,
  testIdentity,
  verified,
} from '../../test/identity.ts';
import { withRoles } from '../../test/staff.ts';
import { refreshSession } from '../sessions/sessions.usecases.ts';
import { grantScope, listAdmins, revokeScope } from './admins.usecases.ts';
import { grantRole, revokeRole } from './managing-roles.usecases.ts';
import { extraScopesOf } from './roles.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const elsewhere = identity.withOwnPool();

const extra = ({ id }: TestPerson) => extraScopesOf(deps.database.query, id);
const notGrantable = (scope: string) => ({
  ok: false,
  errors: [{ kind: 'ScopeNotGrantable', path: ['input', 'scope'], scope }],
});

beforeEach(async () => {
  await deps.database.query.execute('delete from user_roles');
});

describe('grantScope', () => {
  test('gives a scope once, that counts from the next refresh', async () => {
    const [root, helper] = [await withRoles(identity, 'SUPER_ADMIN'), await withRoles(identity, 'SUPPORT')];
    const { refreshToken, accessToken } = await loggedIn(deps, helper);
    expect(decodeJwt(accessToken).scope).not.toContain('user:block');
    const command = { caller: root.caller, userId: helper.id, scope: 'user:block' };
    const grant = (at: typeof deps) => atOnce(3, () => grantScope(at, command));
    const granted = await Promise.all([grant(deps), grant(elsewhere)]);
    expect(granted.flat().every(({ ok }) => ok)).toBe(true);
    const refreshed = await refreshSession(deps, { refreshToken });
    const claims = decodeJwt(refreshed.ok ? refreshed.value.accessToken : '');
    expect(String(claims.scope).split(' ')).toContain('user:block');
    const actions = (await identity.events('identity.AdminActionRecorded')).filter(
      ({ subject }) => subject === root.id,
    );
    expect(actions).toHaveLength(1);
  });

  test.each(['admin:manage', 'cart:use', 'no:such'])('never gives %s', async (scope) => {
    const [root, helper] = [await withRoles(identity, 'SUPER_ADMIN'), await withRoles(identity, 'SUPPORT')];
    expect(await grantScope(deps, { caller: root.caller, userId: helper.id, scope })).toEqual(notGrantable(scope));
  });

  test('is refused for oneself, for who is not of the staff, and to who is no SUPER_ADMIN any more', async () => {
    const [root, person] = [await withRoles(identity, 'SUPER_ADMIN'), await verified(identity)];
    const former = callerAt(null, principalOf((await verified(identity)).id, ['CUSTOMER', 'SUPER_ADMIN']));
    const scope = 'user:block';
    const path = ['input', 'userId'];
    expect(await grantScope(deps, { caller: root.caller, userId: root.id, scope })).toEqual({
      ok: false,
      errors: [{ kind: 'NotOneself', path }],
    });
    expect(await grantScope(deps, { caller: root.caller, userId: person.id, scope })).toEqual({
      ok: false,
      errors: [{ kind: 'NotOfStaff', path }],
    });
    expect(await grantScope(deps, { caller: former, userId: person.id, scope })).toEqual(notGrantable(scope));
    const admin = await withRoles(identity, 'ADMIN');
    await expect(grantScope(deps, { caller: admin.caller, userId: person.id, scope })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('revokeScope', () => {
  test('takes the scope and ends the sessions at once', async () => {
    const [root, helper] = [await withRoles(identity, 'SUPER_ADMIN'), await withRoles(identity, 'SUPPORT')];
    const command = { caller: root.caller, userId: helper.id, scope: 'user:block' };
    await grantScope(deps, command);
    const { refreshToken } = await loggedIn(deps, helper);
    await atOnce(3, () => revokeScope(deps, command));
    expect(await extra(helper)).toEqual([]);
    expect(await refreshSession(deps, { refreshToken })).toMatchObject({ ok: false });
  });

  test('of what was never granted ends nothing', async () => {
    const [root, helper] = [await withRoles(identity, 'SUPER_ADMIN'), await withRoles(identity, 'SUPPORT')];
    const { refreshToken } = await loggedIn(deps, helper);
    const command = { caller: root.caller, userId: helper.id, scope: 'user:block' };
    expect(await revokeScope(deps, command)).toMatchObject({ ok: true });
    expect(await refreshSession(deps, { refreshToken })).toMatchObject({ ok: true });
  });
});

test('who leaves the staff keeps no scope, also when it is granted at the same time', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [root, helper] = [await withRoles(identity, 'SUPER_ADMIN'), await withRoles(identity, 'SUPPORT')];
    const command = { caller: root.caller, userId: helper.id };
    await Promise.all([
      grantScope(deps, { ...command, scope: 'user:block' }),
      revokeRole(elsewhere, { ...command, role: 'SUPPORT' }),
    ]);
    expect(await extra(helper)).toEqual([]);
  }
});

test('the staff is listed with roles and scopes, page by page, and nobody else', async () => {
  const root = await withRoles(identity, 'SUPER_ADMIN');
  const [one, two] = [await withRoles(identity, 'SUPPORT', 'MANAGER'), await verified(identity)];
  await grantRole(deps, { caller: root.caller, userId: two.id, role: 'ADMIN' });
  await grantScope(deps, { caller: root.caller, userId: one.id, scope: 'audit:read' });
  const first = await listAdmins(deps, root.caller, { first: 2 });
  expect(first.edges.map(({ node }) => node)).toEqual([
    { id: two.id, roles: ['CUSTOMER', 'ADMIN'], extraScopes: [] },
    { id: one.id, roles: ['CUSTOMER', 'SUPPORT', 'MANAGER'], extraScopes: ['audit:read'] },
  ]);
  const second = await listAdmins(deps, root.caller, { first: 2, after: first.pageInfo.endCursor });
  expect(second.edges.map(({ node }) => node.id)).toEqual([root.id]);
});
