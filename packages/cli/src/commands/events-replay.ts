import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@caravan/database/database';
import { readControls, rebuildConsumer, replaySince } from '@caravan/events/consumer-controls';
import { type Replay, readReplay } from '@caravan/events/replay-store';
import { Command } from 'commander';
import { parseInstant } from './columns.ts';
import { CommandError, exitCodes } from './command-error.ts';
import { consumerNamed, type EventsAccess, withEvents } from './events-access.ts';
import { refusable } from './events-consumers.ts';

type ReplayArguments = { from?: string; detach?: true };

/** How often a person who waits is told of the progress. */
const progressMs = 500;

export const replayEventsCommand = new Command('replay')
  .description('Hand events of the log to a consumer again.')
  .argument('<subgraph>')
  .argument('<consumer>')
  .option('--from <instant>', 'only what was appended since: RFC 3339, or how long ago (10m, 2h, 7d)')
  .option('--detach', 'do not wait until it is done')
  .addHelpText(
    'after',
    `
Without --from the consumer is rebuilt: its tables are emptied, its dead letters dropped, and the whole log is handled
anew while what is delivered waits. Only for consumers that are REBUILDABLE (caravan events consumers).

With --from nothing is emptied and deliveries go on: events that were handled have no second effect, those that were
not are handled now. This fills holes, after a log was lost and restored or a bug skipped events; a hole that is filled
comes later than what followed it.

A running process of the subgraph does the work. Ending this command does not end the replay.`,
  )
  .action((subgraph: string, name: string, { from, detach }: ReplayArguments) =>
    withEvents(async (access) => {
      const consumer = consumerNamed(subgraph, name);
      const database = await access.database(subgraph);
      const since = from === undefined ? null : instantOf(from);
      if (!since) refusePartialLog(access);
      const replayId = await refusable(
        since ? replaySince(database, consumer.name, since) : rebuildConsumer(database, consumer),
      );
      if (detach) return console.log(`Asked for: a running ${subgraph} does it.`);
      await followReplay(database, { consumer: consumer.name, replayId, subgraph });
    }),
  );

/** What was emptied could not be filled again. */
function refusePartialLog({ configuration: { kafka } }: EventsAccess): void {
  if (kafka.brokers.length === 0 || kafka.retentionHours === undefined) return;
  throw new CommandError(
    `Kafka keeps events for ${kafka.retentionHours} hours (KAFKA_RETENTION_HOURS): a rebuilt consumer would lack what is older.`,
    exitCodes.refused,
  );
}

function instantOf(text: string): Date {
  const instant = parseInstant(text, new Date());
  if (instant) return instant;
  throw new CommandError(
    `--from ${text}: say an instant (2026-01-31T12:00:00Z) or how long ago (10m, 2h, 7d).`,
    exitCodes.usage,
  );
}

type Followed = { consumer: string; replayId: string; subgraph: string };

async function followReplay(database: Database, { consumer, replayId, subgraph }: Followed): Promise<void> {
  let told = '';
  for (;;) {
    const replay = await readReplay(database.query, consumer);
    if (replay?.id !== replayId)
      throw new CommandError(
        'Another replay was asked for meanwhile, which took the place of this.',
        exitCodes.refused,
      );
    if (replay.isFinished) return console.log(`Done: ${countsOf(replay)}.`);
    const line = await progressOf(database, replay, { consumer, subgraph });
    if (line !== told) process.stderr.write(`${line}\n`);
    told = line;
    await pause(progressMs);
  }
}

async function progressOf(
  database: Database,
  replay: Replay,
  { consumer, subgraph }: Omit<Followed, 'replayId'>,
): Promise<string> {
  if (!replay.isStarted) return `Waiting for a running ${subgraph} …`;
  const controls = await readControls(database.query);
  const isPaused = controls.find((control) => control.consumer === consumer)?.state === 'PAUSED';
  return `${countsOf(replay)}${isPaused ? ', waiting: the consumer is paused' : ' …'}`;
}

function countsOf({ handled: { claimed, repeated, givenUp } }: Replay): string {
  return `${claimed} handled, ${repeated} were handled before, ${givenUp} dead or parked`;
}
