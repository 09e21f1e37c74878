import { emptyTestDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { prepareSchema, provisionSchema } from './provision.ts';
import { sqlState } from './sql-state.ts';

const { adminUrl } = emptyTestDatabase();
const urls: Record<string, string> = {};

beforeAll(async () => {
  for (const name of ['identity', 'payments']) {
    urls[name] = await provisionSchema({ adminUrl, name, password: `${name}'s secret` });
    await using(name, (database) => database.query.execute(sql`create table secrets (word text)`));
  }
});

async function using<Value>(
  name: string,
  work: (database: Database) => Promise<Value>,
  url = urls[name],
): Promise<Value> {
  const database = openDatabase({
    url: url ?? '',
    schema: name,
    poolSize: 2,
    statementTimeoutMs: 5_000,
    attempts: 1,
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function stateOf(name: string, statement: string): Promise<string | null> {
  return using(name, (database) =>
    database.query.execute(sql.raw(statement)).then(
      () => null,
      (error: unknown) => sqlState(error),
    ),
  );
}

const permissionDenied = '42501';

test.each([
  'select * from payments.secrets',
  `insert into payments.secrets values ('x')`,
  'create table payments.mine (id int)',
  'create table payments_jobs.mine (id int)',
  'create table public.mine (id int)',
  'create table extensions.mine (id int)',
  'create schema mine',
  'create role mine',
  'drop schema payments cascade',
  'grant all on schema payments to public',
  'set role to "caravan"',
  'select * from pg_authid',
  `copy secrets to '/tmp/secrets'`,
])('identity is denied: %s', async (statement) => {
  const denied = await stateOf('identity', statement);
  expect([permissionDenied, '22023']).toContain(denied);
});

test('each part is at home in its own schema and its jobs, without naming them', async () => {
  expect(await stateOf('identity', `insert into secrets values ('mine')`)).toBeNull();
  expect(await stateOf('identity', 'select * from identity.secrets')).toBeNull();
  expect(await stateOf('identity', 'create table identity_jobs.tasks (id int)')).toBeNull();
  expect(await stateOf('payments', 'select * from secrets')).toBeNull();
});

test('functions and operator classes of the extensions are found', async () => {
  expect(await stateOf('identity', `select unaccent('É'), similarity('a', 'a')`)).toBeNull();
  expect(await stateOf('identity', 'create index on secrets using gin (word gin_trgm_ops)')).toBeNull();
  expect(await stateOf('identity', 'create table b (id uuid, exclude using gist (id with =))')).toBeNull();
});

test('is repeated, by many at once, without harm; the newest password holds', async () => {
  const again = (index: number) => provisionSchema({ adminUrl, name: 'identity', password: `password ${index}` });
  await Promise.all(Array.from({ length: 8 }, (_, index) => again(index)));
  urls.identity = await again(99);
  expect(await stateOf('identity', 'select * from secrets')).toBeNull();
});

test('a new part is provisioned by several processes at once', async () => {
  const results = await Promise.all(
    Array.from({ length: 6 }, () => provisionSchema({ adminUrl, name: 'market', password: 'same' })),
  );
  urls.market = results[0] ?? '';
  expect(await stateOf('market', 'create table t (id int)')).toBeNull();
});

test('an administrator who is no superuser is enough', async () => {
  const owner = await using(
    'public',
    async (database) => {
      const [row] = await database.query.execute<{ name: string }>(sql`select current_database() as name`);
      const role = `${row?.name}_owner`;
      await database.query.execute(sql.raw(`create role "${role}" login createrole password 'x'`));
      await database.query.execute(sql.raw(`grant create on database "${row?.name}" to "${role}"`));
      return role;
    },
    adminUrl,
  );
  const url = new URL(adminUrl);
  url.username = owner;
  url.password = 'x';
  // The extensions are there already; they belong to the superuser, as on most hosted databases.
  await using(
    'public',
    (database) => database.query.execute(sql.raw(`grant usage on schema extensions to "${owner}" with grant option`)),
    adminUrl,
  );
  urls.hosted = await provisionSchema({ adminUrl: url.href, name: 'hosted', password: 'x' });
  expect(await stateOf('hosted', 'create table t (id int)')).toBeNull();
});

test('a part with a database of its own needs its URL only', async () => {
  await prepareSchema({ url: adminUrl, name: 'alone' });
  await prepareSchema({ url: adminUrl, name: 'alone' });
  const found = await using(
    'alone',
    (database) => database.query.execute(sql`select current_schema() as schema`),
    adminUrl,
  );
  expect([...found]).toEqual([{ schema: 'alone' }]);
});
