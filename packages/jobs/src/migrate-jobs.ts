import { openDatabase } from '@caravan/database/database';
import { sql } from 'drizzle-orm';
import { runMigrations, type Logger as WorkerLogger } from 'graphile-worker';
import type { Logger } from 'pino';
import { workerLogger } from './worker-logger.ts';

/** Schema of the queue that belongs to a subgraph's schema. */
export function jobsSchema(schema: string): string {
  return `${schema}_jobs`;
}

/**
 * Brings the queue's tables up to date, so that `addJob` works; `startJobs` does it too.
 *
 * @param options.url - As the subgraph's own role; its schema `<schema>_jobs` exists (see provisionSchema).
 */
export async function migrateJobs(options: { url: string; schema: string; logger?: Logger }): Promise<void> {
  await createMigrationsTable(options);
  const logger: { logger?: WorkerLogger } = options.logger ? { logger: workerLogger(options.logger) } : {};
  await runMigrations({ connectionString: options.url, schema: jobsSchema(options.schema), maxPoolSize: 2, ...logger });
}

/** graphile-worker would also say CREATE SCHEMA IF NOT EXISTS, for which the role lacks the right, were this table missing. */
async function createMigrationsTable(options: { url: string; schema: string }) {
  const database = openDatabase({ ...options, poolSize: 1, statementTimeoutMs: 60_000, attempts: 1 });
  const migrations = sql`${sql.identifier(jobsSchema(options.schema))}.migrations`;
  try {
    await database.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`caravan jobs of ${options.schema}`}, 0))`);
      await tx.execute(sql`
        create table if not exists ${migrations} (
          id int primary key,
          ts timestamptz not null default now(),
          breaking boolean not null default false
        )`);
    });
  } finally {
    await database.close();
  }
}
