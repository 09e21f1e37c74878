import type { Database } from '@caravan/database/database';
import { openDatabase } from '@caravan/database/database';
import { dropDeadLetter, listDeadLetters, retryDeadLetter, showDeadLetter } from '@caravan/events/dead-letters';
import { Command } from 'commander';
import { subgraphNamed } from '../parts.ts';
import { openPlatform } from '../platform.ts';
import { openProcess } from './process.ts';

/** Events that a consumer gave up on, and those parked behind them; beside a running Caravan or without one. */
const dead = new Command('dead').description('Events that a consumer gave up on.');

dead
  .command('list')
  .argument('<subgraph>', 'whose consumers')
  .option('--consumer <name>', 'only of this consumer')
  .action((subgraph: string, { consumer }: { consumer?: string }) =>
    withDatabase(subgraph, async (database) => {
      const letters = await listDeadLetters(database, consumer ? { consumer } : {});
      for (const letter of letters) {
        console.log(
          `${letter.consumer}  ${letter.eventId}  ${letter.envelope.type}  ${letter.state}  ${letter.error ?? ''}`,
        );
      }
      if (letters.length === 0) console.log('None.');
    }),
  );

dead
  .command('show')
  .argument('<subgraph>')
  .argument('<consumer>')
  .argument('<event-id>')
  .action((subgraph: string, consumer: string, eventId: string) =>
    withDatabase(subgraph, async (database) => {
      const letter = await showDeadLetter(database, { consumer, eventId });
      if (!letter) throw new Error('There is no such dead letter.');
      console.log(JSON.stringify(letter, null, 2));
    }),
  );

dead
  .command('retry')
  .description('Handle the event again, and then the events parked behind it in their order.')
  .argument('<subgraph>')
  .argument('<consumer>')
  .argument('<event-id>')
  .action((subgraph: string, consumer: string, eventId: string) =>
    withDatabase(subgraph, async (database) => {
      if (!(await retryDeadLetter(database, { consumer, eventId }))) throw new Error('There is no such dead letter.');
      console.log('It will be handled again by the running consumer.');
    }),
  );

dead
  .command('drop')
  .description('Give the event up for good; events parked behind it are handled.')
  .argument('<subgraph>')
  .argument('<consumer>')
  .argument('<event-id>')
  .action((subgraph: string, consumer: string, eventId: string) =>
    withDatabase(subgraph, async (database) => {
      if (!(await dropDeadLetter(database, { consumer, eventId }))) throw new Error('There is no such dead letter.');
      console.log('Dropped.');
    }),
  );

export const eventsCommand = new Command('events')
  .description('Look after the events between subgraphs.')
  .addCommand(dead);

async function withDatabase(subgraph: string, work: (database: Database) => Promise<void>): Promise<void> {
  const { name } = subgraphNamed(subgraph);
  const { configuration, logger } = openProcess('events');
  const platform = await openPlatform({ configuration, logger });
  const { statementTimeoutMs, transactionAttempts: attempts } = configuration.database;
  const database = openDatabase({
    url: await platform.databaseUrl(name),
    schema: name,
    poolSize: 2,
    statementTimeoutMs,
    attempts,
  });
  try {
    await work(database);
  } finally {
    await database.close();
    await platform.stop();
  }
}
