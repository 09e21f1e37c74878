import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { loadConfiguration } from '@caravan/config/environment';
import { findEmbeddedServer, removeEmbeddedData } from '@caravan/database/embedded-server';
import { Command } from 'commander';

export const resetCommand = new Command('reset')
  .description('Forget everything: people, stores, orders, money. Asks first.')
  .option('--yes', 'do not ask')
  .action(async ({ yes }: { yes?: boolean }) => {
    const { platform, database } = loadConfiguration();
    const folder = resolve(platform.dataFolder);
    if (database.url) throw new Error('DATABASE_URL is set: a database of your own is never dropped by Caravan.');
    if (!existsSync(folder)) {
      console.log(`There is nothing in ${folder}.`);
      return;
    }
    if (findEmbeddedServer(join(folder, 'postgres')))
      throw new Error('Caravan is running on this data; stop it first.');
    if (!(yes || (await confirmed(folder)))) {
      console.log('Nothing was changed.');
      return;
    }
    removeEmbeddedData(join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
    console.log(`${folder} is gone. The next start begins anew.`);
  });

async function confirmed(folder: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('There is no terminal to ask at: pass --yes.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test(await terminal.question(`Delete everything in ${folder}? [y/N] `));
  } finally {
    terminal.close();
  }
}
