import { createHash, randomBytes } from 'node:crypto';
import { type Database, openDatabase } from '@caravan/database/database';
import { databaseMigrations } from '@caravan/database/idempotency';
import { fingerprint, type MigrationSource, migrate } from '@caravan/database/migrations';
import { provisionSchema, urlOfRole } from '@caravan/database/provision';
import { migrateJobs } from '@caravan/jobs/migrate-jobs';
import postgres from 'postgres';
import { afterAll, beforeAll, inject } from 'vitest';

export type TestDatabase = {
  /** Opened as the role of its schema, with that role's rights only. Usable from `beforeAll` on. */
  readonly database: Database;
  /** As the schema's role, for parts that open connections of their own (`startJobs`). */
  readonly url: string;
  /** The same database as the server's administrator. */
  readonly adminUrl: string;
};

/**
 * A database of this test file, cloned from a template with the schema `name`: the common tables of
 * packages/database, those of `sources`, and a job queue. Call it at the top of a file or of a `describe`.
 */
export function testDatabase(name: string, sources: readonly MigrationSource[]): TestDatabase {
  const server = inject('postgresUrl');
  const databaseName = `test_${randomBytes(6).toString('hex')}`;
  const adminUrl = inDatabase(server, databaseName);
  const url = urlOfRole(adminUrl, roleOf(name), passwordOf(server));
  const database = openDatabase({ url, schema: name, poolSize: 12, statementTimeoutMs: 15_000, attempts: 8 });
  beforeAll(async () => {
    const template = await migratedTemplate(server, { name, sources: withCommonTables(sources) });
    await asAdministrator(server, (admin) => admin`create database ${admin(databaseName)} template ${admin(template)}`);
  }, 120_000);
  afterAll(async () => {
    await database.close();
    await asAdministrator(server, (admin) => admin`drop database if exists ${admin(databaseName)} with (force)`);
  }, 60_000);
  return { database, url, adminUrl };
}

/** An empty database of this test file, for tests that provision or migrate themselves. */
export function emptyTestDatabase(): { readonly adminUrl: string } {
  const server = inject('postgresUrl');
  const databaseName = `test_${randomBytes(6).toString('hex')}`;
  beforeAll(() => asAdministrator(server, (admin) => admin`create database ${admin(databaseName)}`), 120_000);
  afterAll(async () => {
    await asAdministrator(server, (admin) => admin`drop database if exists ${admin(databaseName)} with (force)`);
    // Roles are the server's, so they would outlive the database.
    await asAdministrator(server, async (admin) => {
      const roles = await admin`select rolname from pg_roles where starts_with(rolname, ${`${databaseName}_`})`;
      for (const { rolname } of roles) await admin`drop role ${admin(rolname)}`;
    });
  }, 60_000);
  return { adminUrl: inDatabase(server, databaseName) };
}

function withCommonTables(sources: readonly MigrationSource[]): MigrationSource[] {
  const own = sources.filter(({ folder }) => folder.href !== databaseMigrations.href);
  return [{ name: 'database', folder: databaseMigrations }, ...own];
}

/** Templates are called after what is in them; the first test that needs one makes it while others wait. */
async function migratedTemplate(
  server: string,
  { name, sources }: { name: string; sources: readonly MigrationSource[] },
): Promise<string> {
  const template = `template_${name}_${(await fingerprint(sources)).slice(0, 16)}`;
  await asAdministrator(server, async (admin) => {
    await admin`select pg_advisory_lock(hashtextextended('caravan test templates', 0))`;
    const [finished] = await admin`select 1 from pg_database where datname = ${template}`;
    if (finished) return;
    const unfinished = `${template}_unfinished`;
    await admin`drop database if exists ${admin(unfinished)} with (force)`;
    await admin`create database ${admin(unfinished)}`;
    await fillTemplate(inDatabase(server, unfinished), { name, sources, password: passwordOf(server) });
    await admin`alter database ${admin(unfinished)} rename to ${admin(template)}`;
  });
  return template;
}

async function fillTemplate(
  adminUrl: string,
  { name, sources, password }: { name: string; sources: readonly MigrationSource[]; password: string },
) {
  const url = await provisionSchema({ adminUrl, name, password, role: roleOf(name) });
  const database = openDatabase({ url, schema: name, poolSize: 1, statementTimeoutMs: 60_000, attempts: 1 });
  try {
    await migrate(database, sources);
  } finally {
    await database.close();
  }
  await migrateJobs({ url, schema: name });
}

async function asAdministrator(url: string, work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await work(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

/** One role for a schema's name on the whole server, since databases cloned from one template share it. */
function roleOf(name: string): string {
  return `test_${name}`;
}

function passwordOf(server: string): string {
  return createHash('sha256').update(`caravan test roles of ${server}`).digest('hex');
}

function inDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
