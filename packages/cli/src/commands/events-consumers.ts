import { type Consumer, topicsOf } from '@caravan/events/consumer';
import { ConsumerControlRefused, pauseConsumer, readControls, resumeConsumer } from '@caravan/events/consumer-controls';
import { deadLetterCounts } from '@caravan/events/dead-letter-store';
import { Command } from 'commander';
import { printTable } from './columns.ts';
import { CommandError, exitCodes } from './command-error.ts';
import { consumerNamed, type EventsAccess, subgraphsNamed, withEvents } from './events-access.ts';

export const consumersCommand = new Command('consumers')
  .description(
    'All consumers: whether they run, how many events of the log they have not handled, and what they gave up.',
  )
  .option('--json', 'for programs')
  .action(({ json }: { json?: true }) =>
    withEvents(async (access) => {
      const statuses = await readStatuses(access);
      if (json) return console.log(JSON.stringify(statuses, null, 2));
      printTable(
        ['CONSUMER', 'STATE', 'LAG', 'DEAD', 'PARKED', 'REBUILDABLE'],
        statuses.map(({ consumer, state, lag, dead, parked, rebuildable }) => [
          consumer,
          state,
          String(lag),
          String(dead),
          String(parked),
          rebuildable ? 'yes' : 'no',
        ]),
      );
    }),
  );

export const pauseCommand = new Command('pause')
  .description(
    'Stop a consumer in all processes: when this returns, no handler of it runs. Its events wait in the log.',
  )
  .argument('<subgraph>')
  .argument('<consumer>')
  .action((subgraph: string, name: string) =>
    withEvents(async (access) => {
      const consumer = consumerNamed(subgraph, name);
      await refusable(pauseConsumer(await access.database(subgraph), consumer.name));
      console.log(`${consumer.name} is paused. To go on: caravan events resume ${subgraph} ${consumer.name}`);
    }),
  );

export const resumeCommand = new Command('resume')
  .description('Let a paused consumer go on where it was.')
  .argument('<subgraph>')
  .argument('<consumer>')
  .action((subgraph: string, name: string) =>
    withEvents(async (access) => {
      const consumer = consumerNamed(subgraph, name);
      await refusable(resumeConsumer(await access.database(subgraph), consumer.name));
      console.log(`${consumer.name} runs.`);
    }),
  );

/** A refusal in the words of the command line. */
export async function refusable<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ConsumerControlRefused) throw new CommandError(error.message, exitCodes.refused);
    throw error;
  }
}

async function readStatuses(access: EventsAccess) {
  const statuses = await Promise.all(
    subgraphsNamed(access, undefined)
      .filter(({ consumers }) => consumers.length > 0)
      .map(async ({ name, consumers }) => {
        const { query } = await access.database(name);
        const controls = new Map((await readControls(query)).map((control) => [control.consumer, control]));
        const letters = new Map((await deadLetterCounts(query)).map((count) => [count.consumer, count]));
        return Promise.all(
          consumers.map(async (consumer) => ({
            subgraph: name,
            consumer: consumer.name,
            state: controls.get(consumer.name)?.state ?? 'RUNNING',
            since: controls.get(consumer.name)?.changedAt ?? null,
            lag: await lagOf(access, consumer),
            dead: letters.get(consumer.name)?.dead ?? 0,
            parked: letters.get(consumer.name)?.parked ?? 0,
            rebuildable: consumer.rebuildable !== undefined,
          })),
        );
      }),
  );
  return statuses.flat();
}

function lagOf({ transport }: EventsAccess, consumer: Consumer<unknown>): Promise<number> {
  return transport.lag(consumer.name, topicsOf(consumer));
}
