import type { Configuration } from '@caravan/config/configuration';
import { type Database, openDatabase } from '@caravan/database/database';
import { migrate } from '@caravan/database/migrations';
import type { Consumer } from '@caravan/events/consumer';
import { eventsMigrations } from '@caravan/events/outbox';
import type { SubgraphDefinition } from '@caravan/subgraph/define-subgraph';
import { createLogger } from '@caravan/telemetry/logger';
import { pino } from 'pino';
import { subgraphNamed } from '../parts.ts';
import { isElsewhere, openPlatform, type Platform } from '../platform.ts';
import { subgraphs } from '../subgraphs.ts';
import { CommandError, exitCodes } from './command-error.ts';
import { openProcess } from './process.ts';

/** What commands about events work with, beside a running Caravan or without one. */
export type EventsAccess = {
  readonly configuration: Configuration;
  readonly transport: Platform['transport'];
  /** Of a subgraph, with the tables of events as this version has them. */
  database(subgraph: string): Promise<Database>;
};

export async function withEvents(work: (access: EventsAccess) => Promise<void>): Promise<void> {
  const { configuration } = openProcess('events');
  // What the command says is on standard output, for people and for programs.
  const logger = createLogger({ level: 'warn', name: 'events', destination: pino.destination(2) });
  await using opened = new AsyncDisposableStack();
  const platform = await openPlatform({ configuration, logger });
  opened.defer(() => platform.stop());
  const databases = new Map<string, Promise<Database>>();
  await work({
    configuration,
    transport: platform.transport,
    database(subgraph) {
      const database = databases.get(subgraph) ?? openSubgraph(platform, subgraph, opened);
      databases.set(subgraph, database);
      return database;
    },
  });
}

async function openSubgraph(platform: Platform, name: string, opened: AsyncDisposableStack): Promise<Database> {
  if (isElsewhere(platform.configuration, name))
    throw new CommandError(
      `The database of ${name} is not known here: run this where ${name} runs, or set ${name.toUpperCase()}_DATABASE_URL.`,
      exitCodes.refused,
    );
  const { statementTimeoutMs, transactionAttempts: attempts } = platform.configuration.database;
  const url = await platform.databaseUrl(name);
  const database = openDatabase({ url, schema: name, poolSize: 2, statementTimeoutMs, attempts });
  opened.defer(() => database.close());
  await migrate(database, [{ name: 'events', folder: eventsMigrations }]);
  return database;
}

/** The subgraph that is named, or all whose databases are known here, as those of others are not where one part runs. */
export function subgraphsNamed(
  { configuration }: Pick<EventsAccess, 'configuration'>,
  name: string | undefined,
): readonly SubgraphDefinition[] {
  if (name !== undefined) return [definitionNamed(name)];
  const elsewhere = subgraphs.filter((each) => isElsewhere(configuration, each.name));
  if (elsewhere.length > 0)
    process.stderr.write(`Without ${elsewhere.map((each) => each.name).join(', ')}: ask where they run.\n`);
  return subgraphs.filter((each) => !elsewhere.includes(each));
}

/** @throws CommandError when there is no such subgraph. */
export function definitionNamed(name: string): SubgraphDefinition {
  try {
    return subgraphNamed(name);
  } catch (error) {
    throw new CommandError((error as Error).message, exitCodes.notFound);
  }
}

/** A consumer by its name, with or without its subgraph's before it. */
export function consumerNamed(subgraph: string, name: string): Consumer<unknown> {
  const { consumers } = definitionNamed(subgraph);
  const found = consumers.find((consumer) => [name, `${subgraph}.${name}`].includes(consumer.name));
  if (found) return found;
  const names = consumers.map((consumer) => consumer.name).join(', ');
  throw new CommandError(
    `There is no consumer "${name}" in ${subgraph}. There are: ${names || 'none'}.`,
    exitCodes.notFound,
  );
}
