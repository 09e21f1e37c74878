import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { searchPath } from './database.ts';
import { sqlState } from './sql-state.ts';

/**
 * Makes a part of Caravan at home in a shared database: a role that may log in and touch nothing but
 * its schema `<name>`, its jobs (`<name>_jobs`) and the functions of the extensions.
 *
 * May be repeated, also by several processes at once; the password is set anew each time. The role is
 * called `<database>_<name>` by default, so that Caravans in several databases of one server do not share roles.
 *
 * @param adminUrl - The database, as a role that may create roles and schemas in it.
 * @returns The same database's URL for the new role.
 */
export async function provisionSchema(options: {
  adminUrl: string;
  name: string;
  password: string;
  role?: string;
}): Promise<string> {
  const { adminUrl, name, password, role = roleOf(adminUrl, name) } = options;
  await withOneConnection(adminUrl, (tx) => provision(tx, { name, password, role }));
  return urlOfRole(adminUrl, role, password);
}

/** The same database as another role. */
export function urlOfRole(adminUrl: string, role: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.href;
}

/**
 * Prepares a database that a part has for itself, as the role of its own URL: creates the schema `<name>`, its
 * jobs' schema and the extensions where they are missing. Nothing is revoked.
 */
export async function prepareSchema(options: { url: string; name: string }): Promise<void> {
  await withOneConnection(options.url, async (tx) => {
    for (const schema of [options.name, `${options.name}_jobs`]) await createSchema(tx, schema);
    await installExtensions(tx);
  });
}

const extensions = ['pg_trgm', 'unaccent', 'btree_gist'];

async function provision(tx: postgres.TransactionSql, options: { name: string; password: string; role: string }) {
  const { name, password, role } = options;
  const [existing] = await tx`select 1 from pg_roles where rolname = ${role}`;
  if (!existing) await tx`create role ${tx(role)} login noinherit`;
  await run(tx, tx`select format('alter role %I password %L', ${role}::text, ${password}::text) as statement`);
  await run(
    tx,
    tx`select format('alter role %I set search_path = ', ${role}::text) || ${searchPath(name)} as statement`,
  );
  const [admin] = await tx`select 1 from pg_roles where rolname = current_user and rolsuper`;
  if (!admin) await tx`grant ${tx(role)} to current_user`;
  for (const schema of [name, `${name}_jobs`]) {
    await createSchema(tx, schema);
    await tx`alter schema ${tx(schema)} owner to ${tx(role)}`;
    await tx`revoke all on schema ${tx(schema)} from public`;
  }
  await installExtensions(tx);
  await closeAndOpen(tx, role);
}

/** Says only what is not so yet: an administrator who is no superuser may not own what is shared. */
async function closeAndOpen(tx: postgres.TransactionSql, role: string) {
  const [now] = await tx`
    select has_schema_privilege('public', 'public', 'usage, create') as anyone_in_public,
      has_schema_privilege(${role}::text, 'extensions', 'usage') as in_extensions,
      has_database_privilege(${role}::text, current_database(), 'connect') as connects`;
  if (now?.anyone_in_public) await tx`revoke all on schema public from public`;
  if (!now?.in_extensions) await tx`grant usage on schema extensions to ${tx(role)}`;
  if (now?.connects) return;
  await run(
    tx,
    tx`select format('grant connect on database %I to %I', current_database(), ${role}::text) as statement`,
  );
}

async function createSchema(tx: postgres.TransactionSql, schema: string) {
  // CREATE SCHEMA IF NOT EXISTS asks for the right to create even where nothing is to be created.
  const [existing] = await tx`select 1 from pg_namespace where nspname = ${schema}`;
  if (!existing) await tx`create schema ${tx(schema)}`;
}

async function installExtensions(tx: postgres.TransactionSql) {
  await createSchema(tx, 'extensions');
  for (const extension of extensions) {
    const [installed] = await tx`select 1 from pg_extension where extname = ${extension}`;
    if (!installed) await tx`create extension ${tx(extension)} schema extensions`;
  }
}

async function run(tx: postgres.TransactionSql, statement: postgres.PendingQuery<postgres.Row[]>) {
  const [row] = await statement;
  await tx.unsafe(row?.statement as string);
}

/** Roles belong to the whole server, the lock to one database: what collides across databases is tried again. */
const collisions = new Set(['XX000', '23505', '42710', '42P06', '40P01', '40001']);

async function withOneConnection(url: string, work: (tx: postgres.TransactionSql) => Promise<void>) {
  const client = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.begin(async (tx) => {
          await tx`select pg_advisory_xact_lock(hashtextextended('caravan provision', 0))`;
          await work(tx);
        });
        return;
      } catch (error) {
        const state = sqlState(error);
        if (state === null || !collisions.has(state) || attempt >= 10) throw error;
        await pause(Math.random() * 50 * attempt);
      }
    }
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Whether the part was ever at home in that database. */
export async function hasSchema(url: string, name: string): Promise<boolean> {
  const client = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    return (await client`select 1 from pg_namespace where nspname = ${name}`).length === 1;
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** The role of a part in the shared database, unless it was given another. */
export function roleOf(adminUrl: string, name: string): string {
  const database = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
  return `${database || 'caravan'}_${name}`;
}
