import { join } from 'node:path';
import type { Configuration } from '@caravan/config/configuration';
import type { Logger } from '@caravan/telemetry/logger';
import manifestOfWorkspace from '../../package.json' with { type: 'json' };
import { openTransport } from '../open-transport.ts';
import { type Databases, openDatabases } from '../platform.ts';
import { migrationsIn, sequencesOf, type Table, tablesOf } from './catalogue.ts';
import type { Connection } from './connection.ts';
import { copyOut } from './copy.ts';
import { type Cut, cutAll, type PlacedPart } from './cut.ts';
import { copyFiles } from './files.ts';
import { createFolder } from './folder.ts';
import { copyKafkaLog } from './kafka-log.ts';
import { type BackedUpPart, format, type Manifest, writeManifest } from './manifest.ts';
import { outboxesSince } from './outboxes.ts';
import { allParts, eventsPart, type Part } from './parts.ts';
import { secretFingerprints } from './secrets.ts';

export type Progress = (stage: string, done: number, total: number) => void;

export type BackupOptions = {
  readonly configuration: Configuration;
  /** Comes to be when the backup is whole. */
  readonly folder: string;
  readonly withFiles: boolean;
  readonly logger: Logger;
  readonly onProgress: Progress;
  /** Ends it early, with nothing left behind. */
  readonly signal?: AbortSignal;
  /** By default `cutAll`; tests put a mutant in its place. */
  readonly cut?: typeof cutAll;
};

/** Writes all that a deployment holds, as of one instant, while it runs. */
export async function backUp(options: BackupOptions): Promise<Manifest> {
  await using opened = new AsyncDisposableStack();
  const databases = openDatabases(options.configuration);
  opened.defer(() => databases.stop());
  const parts = await placedParts(databases);
  const target = await createFolder(options.folder);
  try {
    const cut = await takeCut(parts, options);
    opened.defer(() => cut.close());
    const manifest = await copyAll({ ...options, folder: target.path }, parts, cut);
    await writeManifest(target.path, manifest);
    options.signal?.throwIfAborted();
    await target.finish();
    return manifest;
  } catch (error) {
    await target.abandon();
    throw error;
  }
}

async function placedParts(databases: Databases): Promise<PlacedPart[]> {
  const placed: PlacedPart[] = [];
  for (const part of allParts) {
    const url = await databases.existing(part.name);
    if (url) placed.push({ part, url });
  }
  const missing = allParts.filter(({ name }) => name !== 'sandbox' && !placed.some(({ part }) => part.name === name));
  if (missing.length > 0)
    throw new Error(
      `Caravan has not been started here: there is nothing of ${missing.map(({ name }) => name).join(', ')}.`,
    );
  return placed;
}

async function takeCut(parts: readonly PlacedPart[], options: BackupOptions): Promise<Cut> {
  const { pauseMs, patienceSeconds } = options.configuration.backup;
  return (options.cut ?? cutAll)(parts, {
    pauseMs,
    patienceMs: patienceSeconds * 1_000,
    onAttempt: (attempt) => {
      options.signal?.throwIfAborted();
      options.onProgress('Looking for a moment in which all parts hold still', attempt, attempt);
    },
  });
}

async function copyAll(options: BackupOptions, parts: readonly PlacedPart[], cut: Cut): Promise<Manifest> {
  const { configuration, folder } = options;
  const { rows } = await snapshotOf(cut, eventsPart).query<{ server_version: string }>('show server_version');
  const contents = await copyParts(options, parts, cut);
  return {
    format,
    caravan: manifestOfWorkspace.version,
    postgres: rows[0]?.server_version ?? '',
    takenAt: cut.at.toISOString(),
    pause: { longestMs: Math.ceil(cut.longestMs), attempts: cut.attempts },
    parts: contents,
    kafkaLog: configuration.kafka.brokers.length > 0 ? await copyLog(options, parts, cut) : null,
    files: await copyStoredFiles(options, folder),
    secrets: secretFingerprints(configuration),
  };
}

async function copyParts(options: BackupOptions, parts: readonly PlacedPart[], cut: Cut): Promise<BackedUpPart[]> {
  const listed = await Promise.all(
    parts.map(async ({ part }) => ({ part, tables: await tablesOf(snapshotOf(cut, part), part) })),
  );
  const total = listed.flatMap(({ tables }) => tables).reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    options.signal?.throwIfAborted();
    done += bytes;
    // Text may be longer than what the tables take.
    options.onProgress('Copying tables', Math.min(toMebibytes(done), toMebibytes(total)), toMebibytes(total));
  };
  const copying = listed.map(({ part, tables }) =>
    copyPart(snapshotOf(cut, part), part, { tables, folder: options.folder, onBytes }),
  );
  // All are through before anything is closed.
  await Promise.allSettled(copying);
  return Promise.all(copying);
}

function toMebibytes(bytes: number): number {
  return Math.ceil(bytes / 1_048_576);
}

async function copyPart(
  snapshot: Connection,
  part: Part,
  { tables, ...target }: { tables: readonly Table[]; folder: string; onBytes(bytes: number): void },
): Promise<BackedUpPart> {
  const copied: BackedUpPart['tables'] = [];
  for (const table of tables) copied.push(await copyOut(snapshot, table, target));
  return {
    name: part.name,
    ...(await migrationsIn(snapshot, part)),
    tables: copied,
    sequences: await sequencesOf(snapshot, part),
  };
}

async function copyLog(
  { configuration, logger, folder, onProgress }: BackupOptions,
  parts: readonly PlacedPart[],
  cut: Cut,
): Promise<Manifest['kafkaLog']> {
  onProgress('Copying the log from Kafka', 0, 1);
  const eventsUrl = async () => parts.find(({ part }) => part === eventsPart)?.url ?? '';
  const transport = await openTransport({ configuration, eventsUrl, logger });
  try {
    return await copyKafkaLog(transport, { cut, knownSince: outboxesSince(cut.at, configuration), folder });
  } finally {
    await transport.close();
  }
}

async function copyStoredFiles(
  { configuration, withFiles, onProgress }: BackupOptions,
  folder: string,
): Promise<Manifest['files']> {
  if (!withFiles) return { leftOut: 'as was asked for' };
  if (configuration.files.bucket) return { leftOut: `they lie in the bucket ${configuration.files.bucket}` };
  const source = join(configuration.platform.dataFolder, 'files');
  return copyFiles(source, folder, (done, total) => onProgress('Copying files', done, total));
}

function snapshotOf({ snapshots }: Cut, part: Part): Connection {
  const snapshot = snapshots.get(part.name);
  if (!snapshot) throw new Error(`There is no snapshot of ${part.name}.`);
  return snapshot;
}
