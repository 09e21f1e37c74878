import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';
import type { Database } from './database.ts';
import { sqlState } from './sql-state.ts';

/** A folder of `.sql` files, applied in name order. `name` tells apart equal file names of two folders. */
export type MigrationSource = { readonly name: string; readonly folder: URL };

type Migration = AppliedMigration & { sql: string };

/** A file that was applied, as the table `migrations` records it. */
export type AppliedMigration = { readonly source: string; readonly name: string; readonly sha256: string };

/** A table that stands in a schema for as long as it is not restored to its end. */
export const restoreMark = 'unfinished_restore';

/**
 * Brings the database's schema up to date: every file that was not applied yet, source by source, each
 * in its own transaction, recorded in `migrations` of that schema.
 *
 * Processes that start together wait for each other. Files that a newer version applied are left alone,
 * so the version before keeps running. While a table is in use for long, as by a backup, a file that changes it waits
 * without holding up others. What cannot run in a transaction is not supported.
 *
 * @param restored - Brings about the state of a backup instead: these files and no others.
 * @throws When an applied file has other content now, a file fails (it then changed nothing), or the schema is left
 *   from a restore that did not end.
 */
export async function migrate(
  database: Database,
  sources: readonly MigrationSource[],
  restored?: readonly AppliedMigration[],
): Promise<void> {
  const known = (await Promise.all(sources.map(readMigrations))).flat();
  const migrations = restored ? only(restored, known) : known;
  const connection = await database.client.reserve();
  try {
    // Waiting for another process's migrations may take longer than a statement is allowed to.
    await connection`set statement_timeout = 0`;
    await connection`select pg_advisory_lock(hashtextextended('caravan migrations of ' || current_schema(), 0))`;
    try {
      if (!restored) await refuseUnfinishedRestore(connection);
      await applyMissing(connection, migrations);
    } finally {
      await connection`select pg_advisory_unlock(hashtextextended('caravan migrations of ' || current_schema(), 0))`;
      await connection`reset statement_timeout`;
    }
  } finally {
    connection.release();
  }
}

/** One hash over names and contents: changes whenever `migrate` would have something else to do. */
export async function fingerprint(sources: readonly MigrationSource[]): Promise<string> {
  const migrations = (await Promise.all(sources.map(readMigrations))).flat();
  return sha256(JSON.stringify(migrations.map((migration) => [migration.source, migration.name, migration.sha256])));
}

async function readMigrations(source: MigrationSource): Promise<Migration[]> {
  const folder = new URL(source.folder.href.endsWith('/') ? source.folder.href : `${source.folder.href}/`);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(encodeURIComponent(name), folder), 'utf8');
      return { source: source.name, name, sql, sha256: sha256(sql) };
    }),
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function only(restored: readonly AppliedMigration[], known: readonly Migration[]): Migration[] {
  const keyOf = ({ source, name, sha256: hash }: AppliedMigration) => `${source}/${name} (${hash.slice(0, 8)})`;
  const wanted = new Set(restored.map(keyOf));
  const unknown = wanted.difference(new Set(known.map(keyOf)));
  if (unknown.size > 0)
    throw new Error(`This version of Caravan does not know what was applied to it: ${[...unknown].join(', ')}.`);
  return known.filter((migration) => wanted.has(keyOf(migration)));
}

async function refuseUnfinishedRestore(connection: postgres.ReservedSql) {
  const [found] = await connection<{ schema: string; mark: string | null }[]>`
    select current_schema() as schema, to_regclass(format('%I.%I', current_schema(), ${restoreMark}::text))::text as mark`;
  if (!found?.mark) return;
  throw new Error(`A restore of ${found.schema} did not end: what is there is not whole. Run "caravan restore" again.`);
}

async function applyMissing(connection: postgres.ReservedSql, migrations: readonly Migration[]) {
  await connection`
    create table if not exists migrations (
      source text not null,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default now(),
      primary key (source, name)
    )`;
  const rows = await connection<{ source: string; name: string; sha256: string }[]>`
    select source, name, sha256 from migrations`;
  const applied = new Map(rows.map((row) => [`${row.source}/${row.name}`, row.sha256]));
  for (const migration of migrations) {
    const known = applied.get(`${migration.source}/${migration.name}`);
    if (known === undefined) await apply(connection, migration);
    else if (known !== migration.sha256) throw changedMigration(migration);
  }
}

/**
 * For as long as a migration waits for a table that is in use, everybody else waits behind it. So it waits briefly, lets
 * them through, and asks again.
 */
const lockWaitMs = 1_000;

async function apply(connection: postgres.ReservedSql, migration: Migration) {
  while ((await tryApply(connection, migration)) === 'in use') await pause(lockWaitMs / 2);
}

async function tryApply(
  connection: postgres.ReservedSql,
  { source, name, sql, sha256: hash }: Migration,
): Promise<'applied' | 'in use'> {
  await connection`begin`;
  try {
    await connection.unsafe(`set local lock_timeout = ${lockWaitMs}`);
    await connection.unsafe(sql).simple();
    await connection`insert into migrations (source, name, sha256) values (${source}, ${name}, ${hash})`;
    await connection`commit`;
    return 'applied';
  } catch (error) {
    await connection`rollback`;
    if (sqlState(error) === lockNotAvailable) return 'in use';
    throw new Error(`Migration ${source}/${name} failed: ${(error as Error).message}`, { cause: error });
  }
}

const lockNotAvailable = '55P03';

function changedMigration({ source, name }: Migration): Error {
  return new Error(
    `Migration ${source}/${name} was applied with other content. Applied files are never edited: restore it and add a ` +
      'new file, or forget the data (caravan reset) when this database is only for development.',
  );
}
