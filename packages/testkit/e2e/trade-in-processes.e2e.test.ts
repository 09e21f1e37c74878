import { rmSync } from 'node:fs';
import { openGraphqlClient } from '@caravan/cli/client/graphql-client';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { freePort } from '@caravan/testkit/free-port';
import { type PartProcess, startPart } from '@caravan/testkit/part-process';
import { openPeople } from '@caravan/testkit/people';
import { testEnvironment } from '@caravan/testkit/settings';
import { afterAll, test } from 'vitest';
import { runWholeTrade } from './whole-trade.ts';

const databases = {
  EVENTS_DATABASE_URL: emptyTestDatabase().adminUrl,
  IDENTITY_DATABASE_URL: emptyTestDatabase().adminUrl,
  MARKETPLACE_DATABASE_URL: emptyTestDatabase().adminUrl,
  PAYMENTS_DATABASE_URL: emptyTestDatabase().adminUrl,
};
const sandboxDatabase = emptyTestDatabase().adminUrl;
const started: PartProcess[] = [];
afterAll(async () => {
  for (const part of started.reverse()) await part.stop();
  rmSync(environment.CARAVAN_DATA ?? '', { recursive: true, force: true });
}, 60_000);

async function start(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<PartProcess> {
  const part = await startPart(args, { ...environment, ...settings });
  started.push(part);
  return part;
}

const routerPort = await freePort();
const environment = testEnvironment(sandboxDatabase, {
  ...databases,
  CARAVAN_PUBLIC_URL: `http://127.0.0.1:${routerPort}`,
});

test('the same trade with every part in its own process and its own database', async () => {
  const sandbox = await start(['sandbox'], {});
  const withSandbox = { SANDBOX_URL: sandbox.url, DATABASE_URL: '' };
  const [identity, marketplace, payments] = await Promise.all(
    ['identity', 'marketplace', 'payments'].map((name) => start(['subgraph', name], withSandbox)),
  );
  const urls = `identity=${identity?.url},marketplace=${marketplace?.url},payments=${payments?.url}`;
  const router = await start(['router'], { ...withSandbox, SUBGRAPH_URLS: urls, PORT: String(routerPort) });

  const client = openGraphqlClient(router.url);
  try {
    await runWholeTrade(client, openPeople(client));
  } finally {
    await client.close();
  }
}, 180_000);
