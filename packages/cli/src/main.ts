#!/usr/bin/env node
import { ConfigurationError } from '@caravan/config/configuration';
import { Command } from 'commander';
import { configCommand } from './commands/config.ts';
import { eventsCommand } from './commands/events.ts';
import { replayCommand } from './commands/replay.ts';
import { resetCommand } from './commands/reset.ts';
import { routerCommand, sandboxCommand, subgraphCommand } from './commands/serve.ts';
import { startCommand } from './commands/start.ts';

const program = new Command('caravan')
  .description('One GraphQL API over everything a trading platform does.')
  .showHelpAfterError()
  .addCommand(startCommand)
  .addCommand(replayCommand)
  .addCommand(configCommand)
  .addCommand(eventsCommand)
  .addCommand(subgraphCommand)
  .addCommand(routerCommand)
  .addCommand(sandboxCommand)
  .addCommand(resetCommand);

try {
  await program.parseAsync();
} catch (error) {
  // What people can mend is told in a line or two; anything else is a bug and shows where.
  const expected = error instanceof ConfigurationError || (error instanceof Error && error.constructor === Error);
  console.error(expected ? `caravan: ${error.message}` : error);
  process.exitCode = 1;
}
