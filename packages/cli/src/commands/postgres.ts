import { join } from 'node:path';
import { startEmbeddedServer } from '@caravan/database/embedded-server';
import { Command } from 'commander';
import { openProcess, runUntilSignal } from './process.ts';

export const postgresCommand = new Command('postgres')
  .description('Run the embedded Postgres as a process of its own, for parts that share CARAVAN_DATA.')
  .action(async () => {
    const { configuration, logger } = openProcess('postgres');
    const folder = join(configuration.platform.dataFolder, 'postgres');
    const server = await startEmbeddedServer({ folder, durable: true });
    let isStopping = false;
    void server.ended.then(() => {
      if (isStopping) return;
      logger.fatal({ pid: server.pid }, 'Postgres has ended');
      console.error(`Postgres has ended; what it said is in ${join(folder, 'server.log')}.`);
      process.exit(1);
    });
    // Nothing else here keeps the process running.
    const keepingAlive = setInterval(() => {}, 60_000);
    await runUntilSignal(`Postgres (${server.pid}) is ready.`, async () => {
      isStopping = true;
      clearInterval(keepingAlive);
      await server.stop();
    });
  });
