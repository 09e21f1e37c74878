#!/usr/bin/env node
import { ConfigurationError } from '@caravan/config/configuration';
import { Command } from 'commander';
import { apiKeyCommand } from './commands/api-key.ts';
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
  .addCommand(apiKeyCommand)
  .addCommand(eventsCommand)
  .addCommand(subgraphCommand)
  .addCommand(routerCommand)
  .addCommand(sandboxCommand)
  .addCommand(resetCommand);

try {
  await program.parseAsync();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

/** What people can mend is told in a line or two; anything else is a bug and shows where. */
function explain(error: unknown): unknown {
  if (error instanceof ConfigurationError) return `caravan: ${error.message}`;
  if (!(error instanceof Error)) return error;
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `caravan: port ${String(error.port)} is in use. Choose another with PORT (router) or SANDBOX_PORT (sandbox payments).`;
  }
  return error.constructor === Error ? `caravan: ${error.message}` : error;
}
