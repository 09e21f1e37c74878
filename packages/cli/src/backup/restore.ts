import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Configuration } from '@caravan/config/configuration';
import type { Logger } from '@caravan/telemetry/logger';
import { type Databases, isElsewhere, openDatabases } from '../platform.ts';
import type { Progress } from './backup.ts';
import { type Check, checkRestored } from './checks.ts';
import { type Connection, connect } from './connection.ts';
import type { PlacedPart } from './cut.ts';
import { restoreFiles } from './files.ts';
import { loadPart } from './load.ts';
import { type LogTarget, openLogTarget, restoreLog } from './log-target.ts';
import { type BackedUpPart, type Manifest, readManifest } from './manifest.ts';
import { outboxesSince } from './outboxes.ts';
import { allParts, type Part } from './parts.ts';
import { empty, isEmpty, markUnfinished, migrateAsBackedUp, sessionsOf, unfinishedRestore, unmark } from './schema.ts';
import { differingSecrets } from './secrets.ts';
import { verifyBackup } from './verify.ts';

export type RestoreOptions = {
  readonly configuration: Configuration;
  readonly folder: string;
  /** Asked when there is something that would be lost. */
  mayReplace(parts: readonly string[]): Promise<boolean>;
  readonly logger: Logger;
  readonly onProgress: Progress;
};

export type RestoreReport = {
  readonly ok: boolean;
  readonly takenAt: string;
  readonly caravan: string;
  readonly tables: number;
  readonly rows: number;
  readonly events: number;
  readonly files: number | null;
  readonly checks: readonly Check[];
  /** Variables that have another value here than where the backup was made. */
  readonly differingSecrets: readonly string[];
  readonly seconds: number;
};

/**
 * Brings a deployment to the state of a backup, while nothing of it runs.
 *
 * A mark stands in every schema from before the first change until everything is there and was compared with the
 * backup. No part starts on a schema with a mark, so a restore that is killed is no state to go on from: it is run
 * again, and replaces what it left.
 */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
  const began = performance.now();
  const { configuration, folder, onProgress } = options;
  const manifest = await readManifest(folder);
  const problems = await verifyBackup(folder, manifest, (done, total) => onProgress('Checking files', done, total));
  if (problems.length > 0) throw new Error(`The backup is damaged, nothing was changed:\n${problems.join('\n')}`);

  refuseUnknownPlaces(configuration, manifest);
  await using opened = new AsyncDisposableStack();
  const databases = openDatabases(configuration);
  opened.defer(() => databases.stop());
  const targets = await openTargets(databases, manifest, opened);
  await refuseWhileRunning(targets);
  const log = await openLogTarget({ ...options, manifest, targets });
  opened.defer(() => log.close());
  await prepare(targets, options, { manifest, log });
  const events = await fill(targets, options, { manifest, log });
  const checks = await checkRestored(targets, log.isOwn ? outboxesSince(manifest.takenAt, configuration) : null);
  for (const { part, connection } of targets) await unmark(connection, part);
  return {
    ok: checks.every(({ ok }) => ok),
    takenAt: manifest.takenAt,
    caravan: manifest.caravan,
    ...totals(manifest),
    events,
    checks,
    differingSecrets: differingSecrets(configuration, manifest.secrets),
    seconds: Math.round(performance.now() - began) / 1_000,
  };
}

/** An embedded server would be made for them, which no part of the deployment looks into. */
function refuseUnknownPlaces(configuration: Configuration, { parts }: Manifest): void {
  const unknown = parts.filter(({ name }) => isElsewhere(configuration, name));
  if (unknown.length === 0) return;
  const variables = unknown.map(({ name }) => `${name.toUpperCase()}_DATABASE_URL`).join(', ');
  throw new Error(`Some databases of the deployment are not configured here: set ${variables}. Nothing was changed.`);
}

export type Target = PlacedPart & { readonly backedUp: BackedUpPart; readonly connection: Connection };

async function openTargets(
  databases: Databases,
  manifest: Manifest,
  opened: AsyncDisposableStack,
): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const backedUp of manifest.parts) {
    const part = allParts.find(({ name }) => name === backedUp.name);
    if (!part) throw new Error(`The backup has a part that this Caravan does not know: ${backedUp.name}.`);
    const url = await databases.provisioned(part.name);
    const connection = await connect({ url, schema: part.name, name: `caravan restore ${part.name}` });
    opened.defer(() => connection.end());
    targets.push({ part, url, backedUp, connection });
  }
  return targets;
}

async function refuseWhileRunning(targets: readonly Target[]): Promise<void> {
  for (const { part, connection } of targets) {
    const { rows } = await connection.query<{ alone: boolean }>(
      `select pg_try_advisory_lock(hashtextextended('caravan restore of ' || $1, 0)) as alone`,
      [part.name],
    );
    if (!rows[0]?.alone) throw new Error('Another restore is running on these databases.');
    if (!(await isLeft(connection, part)))
      throw new Error(`Caravan is running (${part.name} has sessions): stop every process of it first.`);
  }
}

/** Sessions of a process that has just ended are still for a moment. */
const leavingMs = 5_000;

async function isLeft(connection: Connection, part: Part): Promise<boolean> {
  const giveUpAt = performance.now() + leavingMs;
  while ((await sessionsOf(connection, part)) > 0) {
    if (performance.now() > giveUpAt) return false;
    await pause(100);
  }
  return true;
}

type Source = { readonly manifest: Manifest; readonly log: LogTarget };

/** Marks and empties. Nothing is changed before it is certain that nothing of worth is lost. */
async function prepare(
  targets: readonly Target[],
  { mayReplace }: RestoreOptions,
  { manifest, log }: Source,
): Promise<void> {
  const states = await Promise.all(
    targets.map(async ({ part, connection }) => ({
      name: part.name,
      unfinished: await unfinishedRestore(connection, part),
      empty: await isEmpty(connection, part),
    })),
  );
  const isRest = states.some(({ unfinished }) => unfinished !== null);
  const full = states.filter((state) => !state.empty).map(({ name }) => name);
  if (full.length > 0 && !isRest && !(await mayReplace(full)))
    throw new Error(`There is something in ${full.join(', ')} already. Pass --replace to forget it.`);
  // Events of this very backup that a killed restore has appended do no harm.
  if (!states.some(({ unfinished }) => unfinished === manifest.takenAt)) await log.refuseFull();
  for (const { part, connection } of targets) await markUnfinished(connection, part, manifest.takenAt);
  for (const { part, connection } of targets) await empty(connection, part);
}

/** @returns How many events were appended to the log. */
async function fill(targets: readonly Target[], options: RestoreOptions, { manifest, log }: Source): Promise<number> {
  const { configuration, folder, onProgress } = options;
  for (const target of targets) await migrateAsBackedUp(target, target.backedUp);
  await loadAll(targets, options);
  for (const { connection } of targets) await connection.query('commit');
  const events = await restoreLog({ folder, manifest, log }, (done) => onProgress('Filling the log', done, done));
  if ('list' in manifest.files) {
    await restoreFiles(folder, manifest.files, {
      target: join(configuration.platform.dataFolder, 'files'),
      onFile: (done, total) => onProgress('Restoring files', done, total),
    });
  }
  return events;
}

async function loadAll(targets: readonly Target[], { folder, onProgress }: RestoreOptions): Promise<void> {
  const tables = targets.flatMap(({ backedUp }) => backedUp.tables);
  const total = Math.ceil(tables.reduce((sum, { file }) => sum + file.bytes, 0) / 1_024);
  let loaded = 0;
  const onLoaded = (bytes: number) => {
    loaded += bytes;
    onProgress('Loading tables (KiB, compressed)', Math.ceil(loaded / 1_024), total);
  };
  const loading = targets.map((target) => loadPart(target.connection, target, { folder, onLoaded }));
  await Promise.allSettled(loading);
  await Promise.all(loading);
}

function totals({ parts, files }: Manifest): Pick<RestoreReport, 'tables' | 'rows' | 'files'> {
  const tables = parts.flatMap((part) => part.tables);
  return {
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    files: 'count' in files ? files.count : null,
  };
}
