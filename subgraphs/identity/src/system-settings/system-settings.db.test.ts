import { beforeEach, describe, expect, test } from 'vitest';
import { atOnce, callerAt, password, testIdentity, verified } from '../../test/identity.ts';
import { withRoles } from '../../test/staff.ts';
import { admit } from '../external-logins/usecases/admit.ts';
import { register } from '../registrations/registrations.usecases.ts';
import { settingId } from './setting-id.ts';
import { lockSetting, saveSetting } from './system-settings.store.ts';
import {
  findSetting,
  listChanges,
  listSettings,
  publicSettings,
  readSetting,
  resetSetting,
  setSetting,
} from './system-settings.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const elsewhere = identity.withOwnPool();
const revealing = identity.withSettings({ REVEAL_TAKEN_EMAIL: 'true' });
const announcement = 'platform.announcement';

beforeEach(async () => {
  await deps.database.query.execute('truncate system_settings, system_setting_changes, outbox');
});

async function admin() {
  return (await withRoles(identity, 'ADMIN')).caller;
}

const registration = (email: string, username: string) => ({
  caller: callerAt(null),
  input: { email, username, password },
  guestToken: null,
});

describe('a setting', () => {
  test('has its default, then the value that it was given, then its default again', async () => {
    const caller = await admin();
    const id = caller.principal.id;
    expect(await findSetting(deps, caller, announcement)).toMatchObject({ value: null, isDefault: true, version: 0 });
    const command = { caller, key: announcement, version: null };
    await setSetting(deps, { ...command, value: 'Closed on Monday' });
    expect(await setSetting(deps, { ...command, value: 'Closed on Monday' })).toMatchObject({
      ok: true,
      value: { value: 'Closed on Monday', isDefault: false, version: 1, changedBy: id },
    });
    await resetSetting(deps, { ...command, version: 1 });
    const setting = await findSetting(deps, caller, announcement);
    expect(setting).toMatchObject({ value: null, isDefault: true, version: 2 });
    if (!setting) throw new Error('the setting is declared');

    const history = await listChanges(deps, setting, { first: 10 });
    expect(history.edges.map(({ node }) => node)).toEqual([
      expect.objectContaining({ version: 2, oldContent: { value: 'Closed on Monday' }, newContent: null }),
      expect.objectContaining({
        version: 1,
        oldContent: null,
        newContent: { value: 'Closed on Monday' },
        changedBy: id,
      }),
    ]);
    const page = await listChanges(deps, setting, { first: 1, after: history.edges[0]?.cursor });
    expect(page.edges.map(({ node }) => node.version)).toEqual([1]);

    const changed = await identity.events('identity.SettingChanged');
    expect(changed.map(({ subject, data }) => [subject, data])).toEqual([
      [settingId(announcement), { key: announcement, value: 'Closed on Monday', changedBy: id }],
      [settingId(announcement), { key: announcement, value: null, changedBy: id }],
    ]);
    const actions = await identity.events('identity.AdminActionRecorded');
    expect(actions.map(({ data }) => data)).toEqual([
      expect.objectContaining({ action: 'setSystemSetting', entityType: 'SystemSetting', entityId: announcement }),
      expect.objectContaining({ action: 'resetSystemSetting' }),
    ]);
  });

  test('takes no value of another type, and no unknown key exists', async () => {
    const caller = await admin();
    expect(await setSetting(deps, { caller, key: 'support.email', value: 7, version: null })).toMatchObject({
      errors: [{ kind: 'InvalidInput', path: ['input', 'value'] }],
    });
    const unknown = { ok: false, errors: [{ kind: 'NotFound', path: ['input', 'key'] }] };
    expect(await setSetting(deps, { caller, key: 'constructor', value: 7, version: null })).toEqual(unknown);
    expect(await resetSetting(deps, { caller, key: 'no.such', version: null })).toEqual(unknown);
    expect(await findSetting(deps, caller, 'no.such')).toBeNull();
  });

  test('is changed by one of many who saw the same version, in two processes', async () => {
    const caller = await admin();
    const set = (at: typeof deps) => (index: number) =>
      setSetting(at, { caller, key: announcement, value: `Text ${index}`, version: 0 });
    const answers = (await Promise.all([atOnce(5, set(deps)), atOnce(5, set(elsewhere))])).flat();
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const winner = await findSetting(deps, caller, announcement);
    expect(winner?.version).toBe(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      errors: [{ kind: 'SettingVersionConflict', path: ['input', 'version'], current: winner }],
    });
  });

  test('as somebody might write it who looks before without a lock, is saved from a lost change by its history alone', async () => {
    const looked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const naive = (index: number) =>
      deps.database.transaction(async (tx) => {
        const version = (await findSetting(deps, await admin(), announcement))?.version ?? 0;
        looked[index]?.resolve();
        await Promise.all(looked.map(({ promise }) => promise));
        const changedBy = settingId('somebody');
        const content = { value: `Text ${index}` };
        if (version === 0)
          await saveSetting(tx, {
            key: announcement,
            content,
            version: 1,
            changedAt: new Date(),
            changedBy,
            before: null,
          });
      });
    await expect(Promise.all([naive(0), naive(1)])).rejects.toThrow();
    expect(await deps.database.transaction((tx) => lockSetting(tx, announcement))).toMatchObject({ version: 1 });
  });

  test('that an older version left behind counts as its default', async () => {
    const caller = await admin();
    await setSetting(deps, { caller, key: 'platform.registrationOpen', value: false, version: null });
    await deps.database.query.execute(`update system_settings set content = '{"value": "maybe"}'`);
    expect(await readSetting(deps, 'platform.registrationOpen')).toBe(true);
  });
});

describe('settings', () => {
  test('are listed for who may write them; the public ones for everybody', async () => {
    const caller = await admin();
    const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key);
    expect(keys(await listSettings(deps, caller))).toEqual([
      'identity.revealTakenEmail',
      'platform.announcement',
      'platform.registrationOpen',
      'support.email',
    ]);
    expect(keys(await publicSettings(deps))).not.toContain('identity.revealTakenEmail');
    const manager = (await withRoles(identity, 'MANAGER')).caller;
    expect(() => listSettings(deps, manager)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    await expect(resetSetting(deps, { caller: manager, key: announcement, version: null })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('close registration in every process at once, by providers too, and open it again', async () => {
    const caller = await admin();
    const person = await verified(identity);
    const command = { caller, key: 'platform.registrationOpen', version: null };
    await setSetting(deps, { ...command, value: false });
    for (const at of [deps, elsewhere]) {
      expect(await register(at, registration('late@example.com', 'late_comer'))).toEqual({
        ok: false,
        errors: [{ kind: 'RegistrationClosed' }],
      });
    }
    const provider = { provider: 'GOOGLE', subject: 'late', email: 'late@example.com', emailVerified: true } as const;
    const closed = { ok: false, errors: [{ kind: 'RegistrationClosed' }] };
    expect(await admit(elsewhere, { ...provider, name: 'Late Comer' })).toEqual(closed);
    const known = { ...provider, email: person.email, name: null };
    expect(await admit(elsewhere, known)).toMatchObject({ ok: true, value: { id: person.id } });
    await resetSetting(elsewhere, command);
    expect(await register(deps, registration('late@example.com', 'late_comer'))).toMatchObject({ ok: true });
  });

  test('reveal taken emails in every process at once; the environment says the default', async () => {
    const caller = await admin();
    const person = await verified(identity);
    const again = (at: typeof deps, username: string) => register(at, registration(person.email, username));
    const taken = { ok: false, errors: [{ kind: 'EmailTaken', path: ['input', 'email'] }] };
    expect(await again(deps, 'first_try')).toMatchObject({ ok: true });
    expect(await again(revealing, 'second_try')).toEqual(taken);
    const command = { caller, key: 'identity.revealTakenEmail', version: null };
    await setSetting(deps, { ...command, value: true });
    expect(await again(elsewhere, 'third_try')).toEqual(taken);
    await setSetting(deps, { ...command, value: false });
    expect(await again(revealing, 'fourth_try')).toMatchObject({ ok: true });
  });
});
