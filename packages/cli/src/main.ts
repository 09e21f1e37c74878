#!/usr/bin/env node
import { ConfigurationError } from '@caravan/config/configuration';
import { Command } from 'commander';
import { CommandError } from './commands/command-error.ts';
import { tellWrongUsage } from './commands/wrong-usage.ts';
import { endWithParent } from './lifeline.ts';

/** In the order of the help. A command brings all that it runs, so only the one that is meant is loaded. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./commands/start.ts')).startCommand,
  up: async () => (await import('./commands/up.ts')).upCommand,
  replay: async () => (await import('./commands/replay.ts')).replayCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  restore: async () => (await import('./commands/restore.ts')).restoreCommand,
  config: async () => (await import('./commands/config.ts')).configCommand,
  identity: async () => (await import('./commands/identity.ts')).identityCommand,
  'api-key': async () => (await import('./commands/api-key.ts')).apiKeyCommand,
  events: async () => (await import('./commands/events.ts')).eventsCommand,
  subgraph: async () => (await import('./commands/serve.ts')).subgraphCommand,
  router: async () => (await import('./commands/router.ts')).routerCommand,
  sandbox: async () => (await import('./commands/serve.ts')).sandboxCommand,
  postgres: async () => (await import('./commands/postgres.ts')).postgresCommand,
  health: async () => (await import('./commands/health.ts')).healthCommand,
  reset: async () => (await import('./commands/reset.ts')).resetCommand,
};

endWithParent();
const program = new Command('caravan')
  .description('One GraphQL API over everything a trading platform does.')
  .showHelpAfterError();
const meant = process.argv[2] ?? '';
for (const name of Object.hasOwn(commands, meant) ? [meant] : Object.keys(commands)) {
  const command = await commands[name]?.();
  if (command) program.addCommand(command);
}
tellWrongUsage(program);

try {
  await program.parseAsync();
} catch (error) {
  console.error(explain(error));
  process.exitCode = error instanceof CommandError ? error.exitCode : 1;
}

/** What people can mend is told in a line or two; anything else is a bug and shows where. */
function explain(error: unknown): unknown {
  if (error instanceof ConfigurationError || error instanceof CommandError) return `caravan: ${error.message}`;
  if (!(error instanceof Error)) return error;
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `caravan: port ${String(error.port)} is in use. Choose another with PORT (router) or SANDBOX_PORT (sandbox payments).`;
  }
  return error.constructor === Error ? `caravan: ${error.message}` : error;
}
