import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AppliedMigration, fingerprint, migrate, restoreMark } from './migrations.ts';

const { database } = testDatabase('migrations_test', []);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caravan-migrations-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await database.query.execute(sql`drop table if exists one, two`);
  await database.query.execute(sql`delete from migrations where source <> 'database'`);
});

const write = (name: string, text: string) => writeFile(join(folder, name), text);
const sources = () => [{ name: 'shop', folder: pathToFileURL(folder) }];

async function applied() {
  const rows = await database.query.execute<{ name: string }>(
    sql`select name from migrations where source = 'shop' order by applied_at, name`,
  );
  return rows.map((row) => row.name);
}

test('files are applied once, in name order, with all their statements', async () => {
  await write('0002_two.sql', 'alter table one add column b int');
  await write('0001_one.sql', 'create table one (a int);\n--> statement-breakpoint\ncreate index on one (a);');
  await write('notes.md', 'no SQL');
  await migrate(database, sources());
  await write('0003_three.sql', 'create table two (a int)');
  await migrate(database, sources());
  await migrate(database, sources());
  expect(await applied()).toEqual(['0001_one.sql', '0002_two.sql', '0003_three.sql']);
});

test('processes that start together wait for each other', async () => {
  await write('0001_one.sql', 'select pg_sleep(0.2); create table one (a int)');
  await Promise.all([migrate(database, sources()), migrate(database, sources()), migrate(database, sources())]);
  expect(await applied()).toEqual(['0001_one.sql']);
});

test('a table that is in use for long keeps a migration waiting, and nobody else behind it', async () => {
  await write('0001_one.sql', 'create table one (a int)');
  await migrate(database, sources());
  await write('0002_two.sql', 'alter table one add column b int');
  const done = Promise.withResolvers<void>();
  const using = Promise.withResolvers<void>();
  const backup = database.transaction(async (tx) => {
    await tx.execute(sql`select * from one`);
    using.resolve();
    await done.promise;
  });
  await using.promise;
  const migrating = migrate(database, sources());
  await expect.poll(() => waiting('one')).toBe(1);
  expect(await database.query.execute(sql`select * from one`)).toEqual([]);
  expect(await applied()).toEqual(['0001_one.sql']);
  done.resolve();
  await Promise.all([backup, migrating]);
  expect(await applied()).toEqual(['0001_one.sql', '0002_two.sql']);
});

async function waiting(table: string): Promise<number> {
  const [row] = await database.query.execute<{ count: number }>(sql`
    select count(*)::int as count from pg_locks where relation = ${table}::regclass and not granted`);
  return row?.count ?? 0;
}

test('an applied file with other content is refused', async () => {
  await write('0001_one.sql', 'create table one (a int)');
  await migrate(database, sources());
  await write('0001_one.sql', 'create table one (a bigint)');
  await expect(migrate(database, sources())).rejects.toThrow(
    'Migration shop/0001_one.sql was applied with other content',
  );
});

test('a file that fails changes nothing and is named; the ones before stay', async () => {
  await write('0001_one.sql', 'create table one (a int)');
  await write('0002_two.sql', 'create table two (a int); select broken');
  await expect(migrate(database, sources())).rejects.toThrow('Migration shop/0002_two.sql failed: column "broken"');
  expect(await applied()).toEqual(['0001_one.sql']);
  await write('0002_two.sql', 'create table two (a int)');
  await migrate(database, sources());
  expect(await applied()).toEqual(['0001_one.sql', '0002_two.sql']);
});

test('files that a newer version applied are left alone', async () => {
  await write('0001_one.sql', 'create table one (a int)');
  await write('0002_two.sql', 'create table two (a int)');
  await migrate(database, sources());
  await rm(join(folder, '0002_two.sql'));
  await migrate(database, sources());
  expect(await applied()).toHaveLength(2);
});

test('a migration may take longer than a statement of the application', async () => {
  await write('0001_one.sql', `select set_config('a.timeout', current_setting('statement_timeout'), false)`);
  await migrate(database, sources());
  const [row] = await database.query.execute(sql`select current_setting('statement_timeout') as after`);
  expect(row).toEqual({ after: '15s' });
});

test('the fingerprint changes with content and names', async () => {
  await write('0001_one.sql', 'select 1');
  const first = await fingerprint(sources());
  expect(await fingerprint(sources())).toBe(first);
  await write('0001_one.sql', 'select 2');
  expect(await fingerprint(sources())).not.toBe(first);
});

test('the state of a backup is brought about without the files that came later, and is refused when it is not known', async () => {
  await write('0001_one.sql', 'create table one (a int)');
  await migrate(database, sources());
  const state = await database.query.execute<AppliedMigration>(
    sql`select source, name, sha256 from migrations where source = 'shop'`,
  );
  await database.query.execute(sql`drop table one`);
  await database.query.execute(sql`delete from migrations where source = 'shop'`);
  await write('0002_two.sql', 'create table two (a int)');
  await migrate(database, sources(), state);
  expect(await applied()).toEqual(['0001_one.sql']);
  const newer = [...state, { source: 'shop', name: '0003_three.sql', sha256: 'abcdef0123' }];
  await expect(migrate(database, sources(), newer)).rejects.toThrow('shop/0003_three.sql (abcdef01)');
});

test('what a restore left unfinished is not taken for whole', async () => {
  await write('0001_one.sql', 'create table one (a int)');
  await database.query.execute(sql`create table ${sql.identifier(restoreMark)} ()`);
  try {
    await expect(migrate(database, sources())).rejects.toThrow('A restore of migrations_test did not end');
    await migrate(database, sources(), []);
  } finally {
    await database.query.execute(sql`drop table ${sql.identifier(restoreMark)}`);
  }
  expect(await applied()).toEqual([]);
});
