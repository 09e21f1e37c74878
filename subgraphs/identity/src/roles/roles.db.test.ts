import { AdminActionRecorded, adminActionDetails } from '@caravan/contracts/identity-staff';
import { StoreStaffChanged } from '@caravan/contracts/marketplace';
import { newId } from '@caravan/core/ids';
import type { Role } from '@caravan/core/principal';
import { eq } from 'drizzle-orm';
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
import { blockUser } from '../blocks/blocks.usecases.ts';
import { refreshSession } from '../sessions/sessions.usecases.ts';
import { followStoreStaff, grantRole, revokeRole } from './managing-roles.usecases.ts';
import { userRoles } from './roles.tables.ts';
import { giveRole, rolesOf, superAdmins } from './roles.usecases.ts';

const identity = testIdentity();
const { deps } = identity;

async function withRoles(...roles: Role[]): Promise<TestPerson> {
  const person = await verified(identity);
  await deps.database.transaction(async (tx) => {
    for (const role of roles) await giveRole(tx, deps, { userId: person.id, role, grantedBy: null });
  });
  return person;
}

async function held({ id }: TestPerson) {
  return (await rolesOf(deps.database.query, [id])).get(id) ?? [];
}

async function eventsOf({ id }: TestPerson, type: string) {
  return (await identity.events(`identity.${type}`)).filter(({ subject }) => subject === id);
}

/** What somebody of the staff did, as it is unsealed. */
async function actionsOf(admin: TestPerson) {
  const events = await eventsOf(admin, 'AdminActionRecorded');
  return Promise.all(
    events.map(async ({ data }) => {
      const { action, details } = AdminActionRecorded.data.parse(data);
      const { oldValue, newValue } = adminActionDetails.parse(await deps.sealer.unseal(details));
      return { action, oldValue, newValue };
    }),
  );
}

const as = ({ id }: TestPerson, role: Role) => callerAt(null, principalOf(id, ['CUSTOMER', role]));
const refused = (role: Role) => ({ ok: false, errors: [{ kind: 'RoleNotManageable', path: ['input', 'role'], role }] });

beforeEach(async () => {
  await deps.database.query.execute("delete from user_roles where role = 'SUPER_ADMIN'");
});

describe('grantRole', () => {
  test('gives a role that counts from the next refresh, and ends no session', async () => {
    const [admin, person] = [await withRoles('ADMIN'), await verified(identity)];
    const { refreshToken } = await loggedIn(deps, person);
    const command = { caller: as(admin, 'ADMIN'), userId: person.id, role: 'SUPPORT' as const };
    expect(await atOnce(3, () => grantRole(deps, command))).toEqual(
      Array(3).fill(expect.objectContaining({ ok: true })),
    );
    expect(await held(person)).toEqual(['CUSTOMER', 'SUPPORT']);
    const data = { userId: person.id, role: 'SUPPORT', grantedBy: admin.id };
    expect((await eventsOf(person, 'RoleGranted')).at(-1)?.data).toEqual(data);
    expect(await actionsOf(admin)).toEqual([
      { action: 'grantRole', oldValue: { roles: ['CUSTOMER'] }, newValue: { roles: ['CUSTOMER', 'SUPPORT'] } },
    ]);
    const refreshed = await refreshSession(deps, { refreshToken });
    expect(decodeJwt(refreshed.ok ? refreshed.value.accessToken : '')).toMatchObject({
      roles: ['CUSTOMER', 'SUPPORT'],
    });
  });

  test.each(['ADMIN', 'SUPER_ADMIN', 'VENDOR', 'CUSTOMER', 'GUEST', 'COURIER', 'PARTNER'] as const)(
    'of %s is refused to an ADMIN',
    async (role) => {
      const [admin, person] = [await withRoles('ADMIN'), await verified(identity)];
      expect(await grantRole(deps, { caller: as(admin, 'ADMIN'), userId: person.id, role })).toEqual(refused(role));
    },
  );

  test('goes by the roles of now, not by those in the token', async () => {
    const [former, person] = [await verified(identity), await verified(identity)];
    const command = { caller: as(former, 'SUPER_ADMIN'), userId: person.id, role: 'ADMIN' as const };
    expect(await grantRole(deps, command)).toEqual(refused('ADMIN'));
  });

  test('to oneself, and by somebody who was blocked meanwhile, is refused', async () => {
    const admin = await withRoles('ADMIN');
    const command = { caller: as(admin, 'ADMIN'), userId: admin.id, role: 'SUPPORT' as const };
    expect(await grantRole(deps, command)).toEqual({
      ok: false,
      errors: [{ kind: 'NotOneself', path: ['input', 'userId'] }],
    });
    const person = await verified(identity);
    const blocker = await withRoles('SUPER_ADMIN');
    await blockUser(deps, { caller: as(blocker, 'SUPER_ADMIN'), userId: admin.id, reason: 'Left' });
    expect(await grantRole(deps, { ...command, userId: person.id })).toEqual(refused('SUPPORT'));
  });

  test('is forbidden without the scope, and finds nobody unknown', async () => {
    const [admin, person] = [await withRoles('ADMIN'), await verified(identity)];
    const command = { userId: person.id, role: 'SUPPORT' as const };
    await expect(grantRole(deps, { ...command, caller: callerAt(null, principalOf(person.id)) })).rejects.toMatchObject(
      {
        code: 'FORBIDDEN',
      },
    );
    expect(await grantRole(deps, { ...command, caller: as(admin, 'ADMIN'), userId: newId() })).toEqual({
      ok: false,
      errors: [{ kind: 'NotFound', path: ['input', 'userId'] }],
    });
  });
});

describe('revokeRole', () => {
  test('takes the role and ends the sessions at once', async () => {
    const [admin, person] = [await withRoles('ADMIN'), await withRoles('SUPPORT')];
    const { refreshToken, accessToken } = await loggedIn(deps, person);
    const command = { caller: as(admin, 'ADMIN'), userId: person.id, role: 'SUPPORT' as const };
    await atOnce(3, () => revokeRole(deps, command));
    expect(await held(person)).toEqual(['CUSTOMER']);
    const data = { userId: person.id, role: 'SUPPORT', revokedBy: admin.id };
    expect((await eventsOf(person, 'RoleRevoked')).map((event) => event.data)).toEqual([data]);
    expect(await actionsOf(admin)).toEqual([
      { action: 'revokeRole', oldValue: { roles: ['CUSTOMER', 'SUPPORT'] }, newValue: { roles: ['CUSTOMER'] } },
    ]);
    expect(await refreshSession(deps, { refreshToken })).toMatchObject({ ok: false });
    const sessionId = decodeJwt(accessToken).sid;
    const events = (await identity.events('identity.SessionRevoked')).filter(({ subject }) => subject === sessionId);
    expect(events.map(({ data }) => data)).toEqual([{ sessionId, reason: 'ROLES_CHANGED' }]);
  });

  test('of a role that the person does not have ends nothing', async () => {
    const [admin, person] = [await withRoles('ADMIN'), await verified(identity)];
    const { refreshToken } = await loggedIn(deps, person);
    const command = { caller: as(admin, 'ADMIN'), userId: person.id, role: 'SUPPORT' as const };
    expect(await revokeRole(deps, command)).toMatchObject({ ok: true });
    expect(await refreshSession(deps, { refreshToken })).toMatchObject({ ok: true });
  });

  test('never takes the last SUPER_ADMIN', async () => {
    const admin = await withRoles('SUPER_ADMIN');
    const command = { caller: as(admin, 'SUPER_ADMIN'), userId: admin.id, role: 'SUPER_ADMIN' as const };
    expect(await revokeRole(deps, command)).toEqual({ ok: false, errors: [{ kind: 'LastSuperAdmin' }] });
    expect(await held(admin)).toContain('SUPER_ADMIN');
  });

  test('leaves one of two who remove each other at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      await deps.database.query.execute("delete from user_roles where role = 'SUPER_ADMIN'");
      const [one, two] = [await withRoles('SUPER_ADMIN'), await withRoles('SUPER_ADMIN')];
      const remove = (by: TestPerson, whom: TestPerson) =>
        revokeRole(deps, { caller: as(by, 'SUPER_ADMIN'), userId: whom.id, role: 'SUPER_ADMIN' });
      const answers = await Promise.all([remove(one, two), remove(two, one)]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await superAdmins(deps.database.query)).toBe(1);
    }
  });

  test('as somebody might write it who looks before without a lock, leaves none of the two', async () => {
    const pair = [await withRoles('SUPER_ADMIN'), await withRoles('SUPER_ADMIN')];
    const looked = pair.map(() => Promise.withResolvers<void>());
    await Promise.all(
      pair.map(({ id }, index) =>
        deps.database.transaction(async (tx) => {
          const isLast = (await superAdmins(tx)) < 2;
          looked[index]?.resolve();
          await Promise.all(looked.map(({ promise }) => promise));
          if (!isLast) await tx.delete(userRoles).where(eq(userRoles.userId, id));
        }),
      ),
    );
    expect(await superAdmins(deps.database.query)).toBe(0);
  });

  test('counts no SUPER_ADMIN who is blocked', async () => {
    const [one, two] = [await withRoles('SUPER_ADMIN'), await withRoles('SUPER_ADMIN')];
    await blockUser(deps, { caller: as(one, 'SUPER_ADMIN'), userId: two.id, reason: 'Left' });
    const command = { caller: as(one, 'SUPER_ADMIN'), userId: one.id, role: 'SUPER_ADMIN' as const };
    expect(await revokeRole(deps, command)).toEqual({ ok: false, errors: [{ kind: 'LastSuperAdmin' }] });
  });
});

describe('the staff lists of stores', () => {
  const follow = (userId: string, worksForAnyStore: boolean, seconds: number) =>
    deps.database.transaction((tx) => {
      const role = worksForAnyStore ? ('CLERK' as const) : null;
      const staff = StoreStaffChanged.data.parse({ storeId: newId(), userId, role, worksForAnyStore });
      return followStoreStaff(tx, deps, { staff, time: new Date(seconds * 1000) });
    });

  test('give and take VENDOR, and taking ends the sessions', async () => {
    const person = await verified(identity);
    await follow(person.id, true, 1);
    expect(await held(person)).toEqual(['CUSTOMER', 'VENDOR']);
    const { refreshToken } = await loggedIn(deps, person);
    await follow(person.id, false, 2);
    expect(await held(person)).toEqual(['CUSTOMER']);
    expect(await refreshSession(deps, { refreshToken })).toMatchObject({ ok: false });
  });

  test('are followed by their newest event, whatever order they arrive in', async () => {
    const person = await verified(identity);
    await follow(person.id, false, 2);
    await follow(person.id, true, 1);
    expect(await held(person)).toEqual(['CUSTOMER']);
  });
});
