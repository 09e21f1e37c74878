import { UserBlocked } from '@caravan/contracts/identity';
import { newId } from '@caravan/core/ids';
import { and, count, eq, isNull } from 'drizzle-orm';
import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { atOnce, callerAt, loggedIn, password, type TestPerson, testIdentity, verified } from '../../test/identity.ts';
import { withRoles } from '../../test/staff.ts';
import { logIn } from '../accounts/usecases/log-in.ts';
import { findPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { superAdmins } from '../roles/roles.usecases.ts';
import { sessions } from '../sessions/sessions.tables.ts';
import { openSession, refreshSession } from '../sessions/sessions.usecases.ts';
import { blockUser, unblockUser } from './blocks.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const elsewhere = identity.withOwnPool();
const reason = 'Sold what was not there';

beforeEach(async () => {
  await deps.database.query.execute('delete from user_roles');
});

const enter = (at: Deps, { email }: TestPerson) =>
  logIn(at, { caller: callerAt(null), identifier: email, password, guestToken: null });

async function openSessions({ id }: TestPerson): Promise<number> {
  const [row] = await deps.database.query
    .select({ open: count() })
    .from(sessions)
    .where(and(eq(sessions.userId, id), isNull(sessions.endedAt)));
  return row?.open ?? 0;
}

async function eventsAbout(id: string, type: string) {
  return (await identity.events(`identity.${type}`)).filter(({ subject }) => subject === id);
}

describe('blockUser', () => {
  test('ends every session, lets nobody in, and tells once, with the reason sealed', async () => {
    const [manager, person] = [await withRoles(identity, 'MANAGER'), await verified(identity)];
    const { refreshToken, accessToken } = await loggedIn(deps, person);
    const command = { caller: manager.caller, userId: person.id, reason };
    await Promise.all([...Array(3).fill(deps), ...Array(3).fill(elsewhere)].map((at: Deps) => blockUser(at, command)));
    expect(await openSessions(person)).toBe(0);
    expect(await refreshSession(deps, { refreshToken })).toMatchObject({ ok: false });
    expect(await enter(deps, person)).toEqual({ ok: false, errors: [{ kind: 'AccountBlocked' }] });
    const ended = await eventsAbout(String(decodeJwt(accessToken).sid), 'SessionRevoked');
    expect(ended.map(({ data }) => data)).toEqual([expect.objectContaining({ reason: 'BLOCKED' })]);
    const [blocked, ...more] = await eventsAbout(person.id, 'UserBlocked');
    expect(more).toEqual([]);
    const data = UserBlocked.data.parse(blocked?.data);
    expect(data).toMatchObject({ userId: person.id, blockedBy: manager.id });
    expect(await deps.sealer.unseal(data.reason)).toEqual({ reason });
    const actions = await eventsAbout(manager.id, 'AdminActionRecorded');
    expect(actions.map((event) => event.data)).toEqual([
      expect.objectContaining({ action: 'blockUser', entityType: 'User', entityId: person.id }),
    ]);
    expect(JSON.stringify([blocked, actions])).not.toContain(reason);
    expect(await findPerson(deps.database.query, person.id)).toMatchObject({
      blockReason: reason,
      email: person.email,
    });
  });

  test('keeps silent about the block to who has a wrong password', async () => {
    const [manager, person] = [await withRoles(identity, 'MANAGER'), await verified(identity)];
    await blockUser(deps, { caller: manager.caller, userId: person.id, reason });
    const wrong = { caller: callerAt(null), identifier: person.email, password: 'Wrong7Horse', guestToken: null };
    expect(await logIn(deps, wrong)).toEqual({ ok: false, errors: [{ kind: 'InvalidCredentials' }] });
  });

  test('leaves no open session beside sign-ins at the same time, in two processes', async () => {
    const manager = await withRoles(identity, 'MANAGER');
    for (let round = 0; round < 6; round += 1) {
      const person = await verified(identity);
      await Promise.all([
        enter(deps, person),
        enter(elsewhere, person),
        blockUser(round % 2 ? deps : elsewhere, { caller: manager.caller, userId: person.id, reason }),
        enter(deps, person),
      ]);
      expect(await openSessions(person)).toBe(0);
    }
  });

  test('as a sign-in might be written that looks before and takes no lock, leaves one open', async () => {
    const [manager, person] = [await withRoles(identity, 'MANAGER'), await verified(identity)];
    const looked = Promise.withResolvers<void>();
    const blocked = Promise.withResolvers<void>();
    const naive = deps.database.transaction(async (tx) => {
      const known = await findPerson(tx, person.id);
      looked.resolve();
      await blocked.promise;
      if (!known?.blockedAt) await openSession(tx, deps, { userId: person.id, caller: callerAt(null) });
    });
    await looked.promise;
    await blockUser(elsewhere, { caller: manager.caller, userId: person.id, reason });
    blocked.resolve();
    await naive;
    expect(await openSessions(person)).toBe(1);
  });

  test('is refused to who lacks the scope or the rank, of oneself, and of nobody', async () => {
    const [manager, admin] = [await withRoles(identity, 'MANAGER'), await withRoles(identity, 'ADMIN')];
    const helper = await withRoles(identity, 'SUPPORT');
    const refused = (why: string) => ({
      ok: false,
      errors: [{ kind: 'NotBlockable', path: ['input', 'userId'], why }],
    });
    const block = (caller: typeof manager.caller, userId: string, text = reason) =>
      blockUser(deps, { caller, userId, reason: text });
    await expect(block(helper.caller, manager.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await block(manager.caller, admin.id)).toEqual(refused('RANK'));
    expect(await block(manager.caller, manager.id)).toEqual(refused('ONESELF'));
    expect(await block(manager.caller, newId())).toMatchObject({ errors: [{ kind: 'NotFound' }] });
    expect(await block(manager.caller, helper.id, ' ')).toMatchObject({ errors: [{ kind: 'InvalidInput' }] });
    await deps.database.query.execute(`delete from user_roles where role = 'MANAGER'`);
    await expect(block(manager.caller, helper.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('leaves one of two SUPER_ADMINs who block each other at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      await deps.database.query.execute('delete from user_roles');
      const [one, two] = [await withRoles(identity, 'SUPER_ADMIN'), await withRoles(identity, 'SUPER_ADMIN')];
      await Promise.allSettled([
        blockUser(deps, { caller: one.caller, userId: two.id, reason }),
        blockUser(elsewhere, { caller: two.caller, userId: one.id, reason }),
      ]);
      expect(await superAdmins(deps.database.query)).toBe(1);
    }
  });
});

describe('unblockUser', () => {
  test('lets the person in again, and tells once', async () => {
    const [manager, person] = [await withRoles(identity, 'MANAGER'), await verified(identity)];
    const { refreshToken } = await loggedIn(deps, person);
    const command = { caller: manager.caller, userId: person.id };
    await blockUser(deps, { ...command, reason });
    await atOnce(3, () => unblockUser(deps, command));
    expect(await enter(deps, person)).toMatchObject({ ok: true });
    expect(await refreshSession(deps, { refreshToken })).toMatchObject({ ok: false });
    const events = await eventsAbout(person.id, 'UserUnblocked');
    expect(events.map(({ data }) => data)).toEqual([{ userId: person.id, unblockedBy: manager.id }]);
  });

  test('goes by the rules of blocking', async () => {
    const [root, admin] = [await withRoles(identity, 'SUPER_ADMIN'), await withRoles(identity, 'ADMIN')];
    const peer = await withRoles(identity, 'ADMIN');
    await blockUser(deps, { caller: root.caller, userId: admin.id, reason });
    expect(await unblockUser(deps, { caller: peer.caller, userId: admin.id })).toMatchObject({
      errors: [{ kind: 'NotBlockable', why: 'RANK' }],
    });
    expect(await unblockUser(deps, { caller: root.caller, userId: newId() })).toMatchObject({
      errors: [{ kind: 'NotFound' }],
    });
  });
});
