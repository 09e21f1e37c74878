import { searchPath } from '@caravan/database/database';
import pg from 'pg';

export type Connection = pg.Client;

/**
 * A connection for long work on one part's schema, as the part's own role. Texts of values do not depend on how the
 * server is set up; nothing is cut off for taking long.
 */
export async function connect(options: { url: string; schema: string; name: string }): Promise<Connection> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: options.name,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // A connection that is lost is told by the statement that needs it.
  client.on('error', () => {});
  await client.connect();
  await client.query(`
    set search_path = ${searchPath(options.schema)};
    set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601';
    set bytea_output = 'hex'; set extra_float_digits = 1; set client_encoding = 'UTF8';
    set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0`);
  return client;
}

/** `"schema"."name"`, safe in a statement. */
export function qualified({ schema, name }: { schema: string; name: string }): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
}
