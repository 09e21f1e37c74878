import { Command } from 'commander';
import { consumersCommand, pauseCommand, resumeCommand } from './events-consumers.ts';
import { deadCommand } from './events-dead.ts';
import { replayEventsCommand } from './events-replay.ts';
import { tailCommand } from './events-tail.ts';

export const eventsCommand = new Command('events')
  .description('Look after the events between subgraphs, beside a running Caravan or without one.')
  .addHelpText(
    'after',
    `
What is kept: outbox rows that were published are pruned by the relay (OUTBOX_KEPT_SECONDS); the log, and with it what
consumers remember of it (inbox rows), is not.

Exit codes: 0 done, 2 wrong usage, 3 what was named is not there, 4 cannot be done as things stand, 1 anything else.`,
  )
  .addCommand(consumersCommand)
  .addCommand(pauseCommand)
  .addCommand(resumeCommand)
  .addCommand(replayEventsCommand)
  .addCommand(tailCommand)
  .addCommand(deadCommand);
