import type { Configuration } from '@caravan/config/configuration';
import { newId } from '@caravan/core/ids';
import { runInOperation } from '@caravan/core/operation-context';
import { createPager } from '@caravan/core/pages';
import type { Caller } from '@caravan/core/principal';
import { type Database, openDatabase } from '@caravan/database/database';
import { databaseMigrations, pruneIdempotencyKeys } from '@caravan/database/idempotency';
import { type MigrationSource, migrate } from '@caravan/database/migrations';
import { limitEvents } from '@caravan/events/event-size';
import { type LiveFeed, openLiveFeed } from '@caravan/events/live-feed';
import { eventsMigrations } from '@caravan/events/outbox';
import { startRelay } from '@caravan/events/relay';
import { startConsumer } from '@caravan/events/run-consumer';
import type { Sealer } from '@caravan/events/sealing';
import type { EventTransport } from '@caravan/events/transport';
import type { FileStore } from '@caravan/files/file-store';
import { job } from '@caravan/jobs/job';
import { migrateJobs } from '@caravan/jobs/migrate-jobs';
import { startJobs } from '@caravan/jobs/run-jobs';
import type { Logger } from '@caravan/telemetry/logger';
import { z } from 'zod';
import type { GraphContext, Runtime, SubgraphDefinition } from './define-subgraph.ts';
import { measureEvents } from './event-metrics.ts';
import { createExecution } from './execution.ts';
import type { BoundRoute, Route } from './route.ts';
import type { RunningSubgraph } from './running-subgraph.ts';
import { buildSchema, subgraphSdl } from './schema.ts';

export type { RunningSubgraph, SubgraphRequest } from './running-subgraph.ts';

export type RunOptions = {
  readonly configuration: Configuration;
  /** As the subgraph's own role. */
  readonly databaseUrl: string;
  readonly transport: EventTransport;
  readonly sealer: Sealer;
  readonly files: FileStore;
  readonly logger: Logger;
  publicUrl(): string;
  now?(): Date;
};

/**
 * Brings a subgraph to life: checks its schema, migrates its tables, and starts its relay, consumers and jobs.
 * What was started is stopped again, in reverse order, by `stop()` or when a later step fails.
 */
export async function runSubgraph(definition: SubgraphDefinition, options: RunOptions): Promise<RunningSubgraph> {
  const { name } = definition;
  const { configuration } = options;
  const logger = options.logger.child({ subgraph: name });
  const schema = buildSchema(definition, configuration);
  limitEvents(configuration.events);

  await using opened = new AsyncDisposableStack();
  const database = openSchema(name, options);
  opened.defer(() => database.close());
  await migrateSchema(definition, { ...options, logger, database });

  const feed = await openLiveFeed({
    transport: options.transport,
    contracts: definition.follows,
    queueSize: configuration.events.liveQueueSize,
    logger,
  });
  opened.defer(() => feed.stop());
  const deps = definition.deps(runtimeOf(name, feed, { ...options, logger, database }));
  await definition.onStart?.(deps);
  await startBackground(opened, definition, { ...options, logger, database }, deps);

  const contextFor = (caller: Caller, missedSince: Date | null): GraphContext<unknown> => {
    return { deps, caller, principal: caller.principal, loaders: definition.loaders(deps, caller), missedSince };
  };
  const execution = createExecution({ name, schema, logger, contextFor });
  opened.defer(() => execution.drain());

  const running = opened.move();
  let stopping: Promise<void> | undefined;
  return {
    name,
    schema,
    sdl: subgraphSdl(definition, configuration),
    routes: definition.routes.map((route) => bindRoute(route, deps)),
    execute: execution.execute,
    subscribe: execution.subscribe,
    ready: async () => !stopping && (await database.client`select 1 as up`).length === 1,
    stop: () => {
      stopping ??= running.disposeAsync();
      return stopping;
    },
  };
}

function openSchema(name: string, { configuration, databaseUrl }: RunOptions): Database {
  const { poolSize, statementTimeoutMs, transactionAttempts } = configuration.database;
  return openDatabase({ url: databaseUrl, schema: name, poolSize, statementTimeoutMs, attempts: transactionAttempts });
}

async function migrateSchema(definition: SubgraphDefinition, { database, databaseUrl, logger }: Opened): Promise<void> {
  await migrate(database, migrationsOf(definition));
  await migrateJobs({ url: databaseUrl, schema: definition.name, logger });
}

/** What is applied in the subgraph's schema, in this order; its jobs come on top. */
export function migrationsOf({ name, migrations }: SubgraphDefinition): MigrationSource[] {
  return [
    { name: 'database', folder: databaseMigrations },
    { name: 'events', folder: eventsMigrations },
    { name, folder: migrations },
  ];
}

type Opened = RunOptions & { readonly database: Database };

function runtimeOf(name: string, feed: LiveFeed, options: Opened): Runtime {
  const { configuration, database, sealer, files, logger } = options;
  return {
    name,
    configuration,
    database,
    feed,
    sealer,
    files,
    logger,
    pager: createPager(configuration.platform.cursorSecret),
    now: options.now ?? (() => new Date()),
    publicUrl: () => options.publicUrl(),
  };
}

const noPayload = z.unknown();

async function startBackground(
  opened: AsyncDisposableStack,
  { name, consumers, jobs }: SubgraphDefinition,
  options: Opened,
  deps: unknown,
): Promise<void> {
  const { database, databaseUrl, transport, logger } = options;
  const settings = options.configuration.events;
  opened.defer(measureEvents(name, { database, transport, consumers }));
  const relay = await startRelay({ database, transport, source: name, settings, logger });
  opened.defer(() => relay.stop());
  for (const consumer of consumers) {
    const running = await startConsumer({ consumer, deps, database, transport, settings, logger });
    opened.defer(() => running.stop());
  }
  const housekeeping = job<unknown, typeof noPayload>({
    name: 'prune-idempotency-keys',
    payload: noPayload,
    cron: '17 3 * * *',
    run: async () => {
      await pruneIdempotencyKeys(database);
    },
  });
  const runner = await startJobs({ jobs: [...jobs, housekeeping], deps, url: databaseUrl, schema: name, logger });
  opened.defer(() => runner.stop());
}

/** Each call is an operation of its own, so that its log lines and events can be told apart. */
function bindRoute({ method, path, handle }: Route<unknown>, deps: unknown): BoundRoute {
  const operation = () => ({ correlationId: newId(), causationId: null, principalId: null });
  return { method, path, handle: (request) => runInOperation(operation(), () => handle(deps, request)) };
}
