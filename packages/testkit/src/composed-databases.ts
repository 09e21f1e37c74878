import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Environment } from '@caravan/config/configuration';
import postgres from 'postgres';

/** Null when there is `psql`, else the reason for skipping what needs it. */
export const withoutPsql: string | null =
  spawnSync('psql', ['--version']).status === 0 ? null : 'needs psql, and there is none here';

const script = fileURLToPath(new URL('../../../deploy/postgres/create-databases.sh', import.meta.url));
const parts = ['events', 'identity', 'marketplace', 'payments', 'sandbox'];

/** Runs what the Postgres of docker-compose.yml runs when its volume is new. Answers the server's `host:port`. */
export function createDatabases(serverUrl: string, variables: Environment): string {
  const { hostname, port, username, password } = new URL(serverUrl);
  execFileSync('sh', [script], {
    env: {
      ...process.env,
      ...variables,
      POSTGRES_USER: username,
      PGHOST: hostname,
      PGPORT: port,
      PGPASSWORD: decodeURIComponent(password),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return `${hostname}:${port}`;
}

/** Drops them, and the roles that no other test may meet. */
export async function dropDatabases(serverUrl: string): Promise<void> {
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    for (const part of parts) {
      await admin`drop database if exists ${admin(part)} with (force)`;
      await admin`drop role if exists ${admin(part)}`;
    }
  } finally {
    await admin.end({ timeout: 5 });
  }
}
