import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '@caravan/config/configuration';
import type { DemoPerson } from '@caravan/router/start-router';
import type { Caravan } from '../caravan.ts';
import { openGraphqlClient } from '../client/graphql-client.ts';
import { enterAll } from './enter.ts';
import { loadStores } from './load-stores.ts';
import { loadTrades } from './load-trades.ts';
import { demoPassword, everyone, people } from './people.ts';

/** Where the demo was loaded whole, this file says so; its people exist only there. */
function markerFile({ platform }: Configuration): string {
  return join(platform.dataFolder, 'demo.json');
}

function wantsDemo({ platform, database }: Configuration): boolean {
  return platform.demo && platform.environment !== 'production' && !database.url;
}

/**
 * The configuration with the demo's admin as the first SUPER_ADMIN, unless one is configured.
 *
 * @throws Error in production on data that holds the demo.
 */
export function demoConfiguration(configuration: Configuration): Configuration {
  const { platform, identity } = configuration;
  if (platform.environment === 'production' && existsSync(markerFile(configuration))) {
    throw new Error(`${platform.dataFolder} holds demo people with known passwords; production needs data of its own.`);
  }
  if (!wantsDemo(configuration) || identity.adminEmail) return configuration;
  return { ...configuration, identity: { ...identity, adminEmail: people.admin.email, adminPassword: demoPassword } };
}

/** People whom the explorer offers: those of the demo, once it is loaded. */
export function demoPeople(configuration: Configuration): DemoPerson[] {
  if (!existsSync(markerFile(configuration))) return [];
  return everyone.map(({ displayName, role, email }) => ({
    name: displayName,
    role,
    identifier: email,
    password: demoPassword,
  }));
}

/** Fills a new Caravan with a small marketplace, through the public API like anybody. Repeating it changes nothing. */
export async function loadDemo(
  caravan: Pick<Caravan, 'url' | 'configuration'>,
  say: (line: string) => void,
): Promise<void> {
  const file = markerFile(caravan.configuration);
  if (!wantsDemo(caravan.configuration) || existsSync(file)) return;
  say('First start: loading demo stores, products, people and orders …');
  const client = openGraphqlClient(caravan.url);
  try {
    const signedIn = await enterAll(client, caravan.configuration.identity);
    const stores = await loadStores(client, signedIn);
    await loadTrades(client, signedIn, stores);
  } finally {
    await client.close();
  }
  mkdirSync(caravan.configuration.platform.dataFolder, { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify({ people: everyone.map(({ email }) => email) }, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
