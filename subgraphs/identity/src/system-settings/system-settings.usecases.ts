import { SettingChanged } from '@caravan/contracts/identity-staff';
import { type InvalidInput, type NotFound, notFound } from '@caravan/core/errors';
import type { Connection, PageArguments } from '@caravan/core/pages';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Executor, Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { openAdminRecord, type RecordAdminAction } from '@caravan/subgraph/record-admin-action';
import type { Deps } from '../deps.ts';
import { requireScope } from '../roles/roles.usecases.ts';
import { settingId } from './setting-id.ts';
import {
  type Content,
  declarations,
  isSettingKey,
  readValue,
  type SettingKey,
  type SettingValue,
  settingKeys,
} from './system-settings.domain.ts';
import {
  findSettings,
  lockSetting,
  type StoredChange,
  type StoredSetting,
  saveSetting,
  selectChangePage,
} from './system-settings.store.ts';

/** A setting as it is now. */
export type SystemSetting = {
  readonly key: SettingKey;
  readonly value: unknown;
  readonly default: unknown;
  readonly isDefault: boolean;
  /** 0 until the first change, then one more each. */
  readonly version: number;
  readonly changedAt: Date | null;
  readonly changedBy: string | null;
};

export type SettingVersionConflict = {
  kind: 'SettingVersionConflict';
  path: readonly string[];
  current: SystemSetting;
};
export type ResetSettingError = NotFound | SettingVersionConflict;
export type SetSettingError = ResetSettingError | InvalidInput;
export type ResetCommand = { readonly caller: Caller; readonly key: string; readonly version: number | null };
export type SetCommand = ResetCommand & { readonly value: unknown };

/**
 * The value of a setting, for whatever goes by it. It is read from the database each time, so that a change counts
 * in every process with the next call: there is no cache that has to hear of it.
 */
export async function readSetting<Key extends SettingKey>(
  deps: Pick<Deps, 'database' | 'settings'>,
  key: Key,
  executor: Executor = deps.database.query,
): Promise<SettingValue<Key>> {
  const [setting] = await settingsNow(deps, executor, [key]);
  return setting?.value as SettingValue<Key>;
}

/** All settings, sorted by key. */
export function listSettings(deps: Deps, caller: Caller): Promise<SystemSetting[]> {
  requireScope(caller, 'setting:write');
  return settingsNow(deps, deps.database.query, settingKeys);
}

/** One setting; null when no such key is declared. */
export async function findSetting(deps: Deps, caller: Caller, key: string): Promise<SystemSetting | null> {
  requireScope(caller, 'setting:write');
  if (!isSettingKey(key)) return null;
  const [setting] = await settingsNow(deps, deps.database.query, [key]);
  return setting ?? null;
}

/** What everybody may know, sorted by key. */
export function publicSettings(deps: Deps): Promise<SystemSetting[]> {
  const keys = settingKeys.filter((key) => declarations[key].isPublic);
  return settingsNow(deps, deps.database.query, keys);
}

/** Gives a setting a value. The same value again changes nothing. */
export function setSetting(deps: Deps, command: SetCommand): Promise<Result<SystemSetting, SetSettingError>> {
  const { key, value } = command;
  const read = isSettingKey(key) ? readValue(key, value) : ok(value);
  return read.ok ? change(deps, { ...command, content: { value: read.value } }) : Promise.resolve(read);
}

/** Gives a setting its default again. */
export function resetSetting(deps: Deps, command: ResetCommand): Promise<Result<SystemSetting, ResetSettingError>> {
  return change(deps, { ...command, content: null });
}

/** Who changed a setting and how, the newest first. */
export async function listChanges(
  deps: Deps,
  { key }: SystemSetting,
  page: PageArguments,
): Promise<Connection<StoredChange>> {
  const list = `changes of ${key}`;
  const request = deps.pager.request(list, page);
  const rows = await selectChangePage(deps.database.query, key, request);
  return deps.pager.connection(list, request, rows, ({ version }) => [String(version)]);
}

type Change = ResetCommand & { readonly content: Content | null };

async function change(deps: Deps, command: Change): Promise<Result<SystemSetting, ResetSettingError>> {
  const { caller, key, version, content } = command;
  requireScope(caller, 'setting:write');
  const record = await openAdminRecord(deps, caller);
  return deps.database.transaction(async (tx): Promise<Result<SystemSetting, ResetSettingError>> => {
    if (!isSettingKey(key)) return fail(notFound(['input', 'key']));
    const stored = await lockSetting(tx, key);
    const current = toSetting(deps, key, stored);
    if (version !== null && version !== current.version) {
      return fail({ kind: 'SettingVersionConflict', path: ['input', 'version'], current });
    }
    if (isSame(stored?.content ?? null, content)) return ok(current);
    return ok(await save(tx, deps, { ...command, key, current, before: stored?.content ?? null, record }));
  });
}

async function save(
  tx: Transaction,
  deps: Deps,
  {
    caller,
    key,
    content,
    current,
    before,
    record,
  }: Change & { key: SettingKey; current: SystemSetting; before: Content | null; record: RecordAdminAction },
): Promise<SystemSetting> {
  const changedBy = caller.principal.id ?? '';
  const version = current.version + 1;
  const stored = await saveSetting(tx, { key, content, version, changedAt: deps.now(), changedBy, before });
  const changed = toSetting(deps, key, stored);
  await publish(tx, SettingChanged, { subject: settingId(key), data: { key, value: changed.value, changedBy } });
  await record(tx, {
    action: content === null ? 'resetSystemSetting' : 'setSystemSetting',
    entityType: 'SystemSetting',
    entityId: key,
    oldValue: current.value,
    newValue: changed.value,
  });
  return changed;
}

async function settingsNow(
  deps: Pick<Deps, 'settings'>,
  executor: Executor,
  keys: readonly SettingKey[],
): Promise<SystemSetting[]> {
  const stored = new Map((await findSettings(executor, keys)).map((setting) => [setting.key, setting]));
  return keys.map((key) => toSetting(deps, key, stored.get(key) ?? null));
}

/** A stored value that the setting's type no longer takes (after an upgrade) counts as the default. */
function toSetting({ settings }: Pick<Deps, 'settings'>, key: SettingKey, stored: StoredSetting | null): SystemSetting {
  const declared = declarations[key].default;
  const fallback = declared === undefined ? defaultsOfProcess[key]?.(settings) : declared;
  const read = stored?.content ? readValue(key, stored.content.value) : null;
  return {
    key,
    value: read?.ok ? read.value : fallback,
    default: fallback,
    isDefault: !read?.ok,
    version: stored?.version ?? 0,
    changedAt: stored?.changedAt ?? null,
    changedBy: stored?.changedBy ?? null,
  };
}

/** Defaults that the environment of the process says. */
const defaultsOfProcess: { readonly [Key in SettingKey]?: (settings: Deps['settings']) => SettingValue<Key> } = {
  'identity.revealTakenEmail': ({ revealTakenEmail }) => revealTakenEmail,
};

function isSame(one: Content | null, other: Content | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
