import { openPlatform, type Platform } from '@caravan/cli/platform';
import { parseConfiguration } from '@caravan/config/configuration';
import { createLogger } from '@caravan/telemetry/logger';
import { testCaravan } from '@caravan/testkit/caravan';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** All in one process, where isolation would be the easiest to lose. */
const caravan = testCaravan();
const parts = ['events', 'identity', 'marketplace', 'payments', 'sandbox'] as const;
type Part = (typeof parts)[number];
const pairs = parts.flatMap((part) => parts.filter((other) => other !== part).map((other) => [part, other] as const));

let platform: Platform;
let admin: postgres.Sql;
const roles = new Map<Part, postgres.Sql>();

beforeAll(async () => {
  admin = postgres(caravan.adminUrl, { max: 1, onnotice: () => {} });
  platform = await openPlatform({
    configuration: parseConfiguration(caravan.environment),
    logger: createLogger({ level: 'silent', name: 'test' }),
  });
  for (const part of parts) roles.set(part, postgres(await platform.databaseUrl(part), { max: 1, onnotice: () => {} }));
});
afterAll(async () => {
  for (const sql of [admin, ...roles.values()]) await sql?.end({ timeout: 5 });
  await platform?.stop();
});

function as(part: Part): postgres.Sql {
  const sql = roles.get(part);
  if (!sql) throw new Error('roles are opened in beforeAll');
  return sql;
}

/** Schemas of a part: its own, and that of its job queue. */
const schemasOf = (part: Part) => [part, `${part}_jobs`];

/** Tables of a part, each with its schema. */
async function tablesOf(part: Part): Promise<string[]> {
  const rows = await admin<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ${admin(schemasOf(part))}`;
  return rows.map(({ name }) => name);
}

test('every part has tables of its own, and no table belongs to nobody or to two', async () => {
  const rows = await admin<{ schemaname: string; tableowner: string }[]>`
    select distinct schemaname, tableowner from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`;
  for (const part of parts) {
    const role = await roleNameOf(part);
    const owned = rows.filter(({ tableowner }) => tableowner === role).map(({ schemaname }) => schemaname);
    expect(owned).toContain(part);
    expect(schemasOf(part)).toEqual(expect.arrayContaining(owned));
  }
  const ours = parts.flatMap(schemasOf);
  expect(rows.filter(({ schemaname }) => !ours.includes(schemaname))).toEqual([]);
});

describe.each(pairs)('the role of %s', (part, other) => {
  test(`may not read or write any table of ${other}`, async () => {
    for (const table of await tablesOf(other)) {
      for (const statement of ['select * from', 'delete from', 'truncate', 'drop table']) {
        await expect(as(part).unsafe(`${statement} ${table}`)).rejects.toThrow(/permission denied|must be owner/);
      }
    }
  });

  test(`may not make anything in the schema of ${other}, nor take its role`, async () => {
    await expect(as(part).unsafe(`create table ${other}.intruder (id int)`)).rejects.toThrow('permission denied');
    await expect(as(part).unsafe(`alter schema ${other} rename to ours`)).rejects.toThrow(/permission denied|owner/);
    const [{ role } = { role: '' }] = await as(other)<{ role: string }[]>`select current_user as role`;
    await expect(as(part).unsafe(`set role "${role}"`)).rejects.toThrow('permission denied');
    await expect(as(part).unsafe(`alter role "${role}" password 'x'`)).rejects.toThrow('permission denied');
  });
});

describe.each(parts)('the role of %s', (part) => {
  test('works in its own schema, which it finds without naming it', async () => {
    const table = (await tablesOf(part)).find((name) => name.startsWith(`${part}.`));
    await expect(as(part).unsafe(`select count(*) from ${table?.split('.')[1]}`)).resolves.toHaveLength(1);
  });

  test('has no power over the server', async () => {
    const [role] = await as(part)`
      select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls from pg_roles where rolname = current_user`;
    expect(Object.values(role ?? {})).toEqual([false, false, false, false, false]);
    const memberships = await as(
      part,
    )`select 1 from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = current_user`;
    expect(memberships).toHaveLength(0);
    await expect(as(part).unsafe('create schema intruder')).rejects.toThrow('permission denied');
    await expect(as(part).unsafe('create table public.intruder (id int)')).rejects.toThrow('permission denied');
    await expect(as(part).unsafe("copy (select 1) to program 'true'")).rejects.toThrow('permission denied');
  });
});

test('the check sees a right that is given by mistake', async () => {
  await admin`grant usage on schema payments to ${admin(await roleNameOf('marketplace'))}`;
  await admin`grant select on all tables in schema payments to ${admin(await roleNameOf('marketplace'))}`;
  const table = 'payments.outbox';
  await expect(as('marketplace').unsafe(`select * from ${table} limit 1`)).resolves.toBeDefined();
});

async function roleNameOf(part: Part): Promise<string> {
  const [row] = await as(part)<{ role: string }[]>`select current_user as role`;
  return row?.role ?? '';
}

describe('the sandbox provider', () => {
  test('listens on a port of its own, where nothing of Caravan is served', async () => {
    const { url, sandboxUrl } = caravan.caravan;
    expect(new URL(sandboxUrl ?? '').port).not.toBe(new URL(url).port);
    expect((await fetch(new URL('/graphql', sandboxUrl ?? ''))).status).toBe(404);
    expect((await fetch(new URL('/v1/payments', url), { method: 'POST' })).status).toBe(404);
  });

  test('is spoken to with its key only, and speaks with signed webhooks only', async () => {
    const { url, sandboxUrl } = caravan.caravan;
    expect((await fetch(new URL('/v1/payments', sandboxUrl ?? ''), { method: 'POST' })).status).toBe(401);
    const webhook = new URL('/webhooks/sandbox', url);
    const body = JSON.stringify({ id: 'evt_forged', type: 'payment.captured' });
    for (const signature of [undefined, 't=1,v1=00', `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`]) {
      const headers = { 'content-type': 'application/json', ...(signature && { 'sandbox-signature': signature }) };
      const { status } = await fetch(webhook, { method: 'POST', headers, body });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
  });
});
