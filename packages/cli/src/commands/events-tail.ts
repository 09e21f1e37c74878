import { allEvents } from '@caravan/contracts/all-events';
import type { EventEnvelope } from '@caravan/contracts/event';
import { Command } from 'commander';
import { parseInstant } from './columns.ts';
import { CommandError, exitCodes } from './command-error.ts';
import { type EventsAccess, withEvents } from './events-access.ts';

type TailArguments = { topic?: string; type?: string; subject?: string; since?: string; json?: true };

export const tailCommand = new Command('tail')
  .description('Print events as they come, until Ctrl+C. What is sealed stays sealed.')
  .option('--topic <topic>', 'only of this topic')
  .option('--type <type>', 'only of this type, such as marketplace.OrderPlaced or OrderPlaced')
  .option('--subject <id>', 'only about this')
  .option('--since <instant>', 'also what was appended since: RFC 3339, or how long ago (10m, 2h, 7d)')
  .option('--json', 'a whole event a line, for programs')
  .action((options: TailArguments) =>
    withEvents(async (access) => {
      const ended = untilEnded();
      const following = await tailEvents(access, options);
      // On standard error: the lines on standard output are events.
      process.stderr.write('Following; Ctrl+C ends.\n');
      await ended;
      await following.stop();
    }),
  );

/** Follows the transport as live feeds do, without a group: nobody's place in the log is moved. */
export function tailEvents(
  { transport }: Pick<EventsAccess, 'transport'>,
  options: TailArguments,
): Promise<{ stop(): Promise<void> }> {
  const contracts = [...allEvents.values()].filter(
    ({ topic, type }) =>
      (options.topic === undefined || topic === options.topic) &&
      (options.type === undefined || type === options.type || type.endsWith(`.${options.type}`)),
  );
  if (contracts.length === 0)
    throw new CommandError('There is no such event: docs/events.md lists them.', exitCodes.notFound);
  const fromTime = options.since === undefined ? {} : { fromTime: instantOf(options.since) };
  const types = new Set(contracts.map(({ type }) => type));
  return transport.follow({
    topics: [...new Set(contracts.map(({ topic }) => topic))].sort(),
    ...fromTime,
    onEvent(envelope) {
      if (!types.has(envelope.type)) return;
      if (options.subject !== undefined && envelope.subject !== options.subject) return;
      console.log(options.json ? JSON.stringify(envelope) : lineOf(envelope));
    },
    onGap: () => process.stderr.write('Events may have been missed here.\n'),
  });
}

function lineOf({ time, type, version, subject, data }: EventEnvelope): string {
  const name = version === 1 ? type : `${type}@${version}`;
  return `${time}  ${name}  ${subject}  ${JSON.stringify(data)}`;
}

function instantOf(text: string): Date {
  const instant = parseInstant(text, new Date());
  if (instant) return instant;
  throw new CommandError(
    `--since ${text}: say an instant (2026-01-31T12:00:00Z) or how long ago (10m, 2h, 7d).`,
    exitCodes.usage,
  );
}

/** Ctrl+C, SIGTERM, or nobody who reads on (`| head`). */
function untilEnded(): Promise<void> {
  const ended = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.resolve());
  process.stdout.on('error', () => ended.resolve());
  return ended.promise;
}
