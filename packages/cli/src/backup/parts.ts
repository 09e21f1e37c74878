import type { MigrationSource } from '@caravan/database/migrations';
import { logMigrations, logSchema } from '@caravan/events/embedded-log';
import { jobsSchema } from '@caravan/jobs/migrate-jobs';
import { sandboxMigrations } from '@caravan/sandbox-provider/start-sandbox-provider';
import { migrationsOf } from '@caravan/subgraph/run-subgraph';
import { subgraphs } from '../subgraphs.ts';

/** What has a schema of its own, and how it takes part in a consistent cut. */
export type Part = {
  /** Its schema is called the same. */
  readonly name: string;
  readonly migrations: readonly MigrationSource[];
  /** Schema of its job queue. */
  readonly jobs: string | null;
  /**
   * Tables that hold still while the cut is made, in the order in which transactions come to them: a handler writes
   * its inbox row first, and publishes after.
   */
  readonly held: readonly string[];
};

/** The log and the keys of sealed data: cut last, see cut.ts. */
export const eventsPart: Part = {
  name: logSchema,
  migrations: [{ name: 'events-log', folder: logMigrations }],
  jobs: null,
  held: [],
};

/** The provider is told by HTTP, not by events: it holds still as a whole. */
const sandboxPart: Part = {
  name: 'sandbox',
  migrations: [sandboxMigrations],
  jobs: null,
  held: ['payments', 'refunds', 'webhooks'],
};

/** All there may be; a deployment has those whose schema exists. */
export const allParts: readonly Part[] = [
  ...subgraphs.map((definition) => ({
    name: definition.name,
    migrations: migrationsOf(definition),
    jobs: jobsSchema(definition.name),
    held: ['inbox', 'dead_letters', 'outbox'],
  })),
  sandboxPart,
  eventsPart,
];

export function schemasOf({ name, jobs }: Part): string[] {
  return jobs ? [name, jobs] : [name];
}
