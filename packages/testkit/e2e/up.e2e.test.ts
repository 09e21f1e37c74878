import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import { findEmbeddedServer, removeEmbeddedData } from '@caravan/database/embedded-server';
import { openTestClient } from '@caravan/testkit/caravan';
import { type CliProcess, runCli } from '@caravan/testkit/cli-process';
import { freePort } from '@caravan/testkit/free-port';
import { openPeople, type People } from '@caravan/testkit/people';
import { isAlive, processTree } from '@caravan/testkit/process-tree';
import { testAdmin } from '@caravan/testkit/settings';
import { openCheckout } from '@caravan/testkit/trade';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runWholeTrade, watchOrders } from './whole-trade.ts';

/** `caravan up --distributed` as a person runs it, where there is no terminal. */
const folder = mkdtempSync(join(tmpdir(), 'caravan-up-'));
const settings = {
  CARAVAN_DATA: folder,
  PORT: '0',
  SANDBOX_PORT: '0',
  BCRYPT_COST: '4',
  CARAVAN_DEMO: 'false',
  LOG_LEVEL: 'warn',
  CARAVAN_ADMIN_EMAIL: testAdmin.email,
  CARAVAN_ADMIN_PASSWORD: testAdmin.password,
};
const parts = ['postgres', 'sandbox', 'identity', 'marketplace-1', 'marketplace-2', 'payments', 'router-1', 'router-2'];
let running: CliProcess;
let tree: number[] = [];

beforeAll(() => {
  // Postgres runs as another user where tests run as root.
  chmodSync(folder, 0o755);
});
afterAll(async () => {
  running.kill();
  await allGone();
  removeEmbeddedData(join(folder, 'postgres'));
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

async function start(...args: string[]): Promise<void> {
  running = runCli(['up', '--distributed', ...args], settings);
  await running.until('Ctrl+C stops all in order');
  tree = processTree(running.pid);
}

const allGone = () => vi.waitFor(() => expect(tree.filter(isAlive)).toEqual([]), { timeout: 20_000, interval: 50 });

/** Of a part's process that is up; the newest that was told. */
const pidOf = (part: string) => Number(lastMatch(new RegExp(`${part} is up after .*\\(process (\\d+)\\)`, 'g')));
const routerUrl = (number: number) => lastMatch(new RegExp(`Router ${number} +(http:\\S+)/ `, 'g'));

function lastMatch(pattern: RegExp): string {
  return [...running.output().matchAll(pattern)].at(-1)?.[1] ?? '';
}

describe('every part as a process', () => {
  let clients: [GraphqlClient, GraphqlClient];
  /** Asks router 1 and listens at router 2. */
  let both: GraphqlClient;
  let people: People;
  beforeAll(async () => {
    await start('--routers', '2', '--replicas', 'marketplace=2');
    clients = [openTestClient(routerUrl(1)), openTestClient(routerUrl(2))];
    const [one, other] = clients;
    both = { ...one, subscribe: other.subscribe, waitFor: other.waitFor };
    people = openPeople(one);
  }, 180_000);
  afterAll(async () => {
    for (const client of clients) await client.close();
  });

  test('a table tells what runs where', () => {
    const table = running.output().slice(running.output().indexOf('PART '));
    for (const part of parts) expect(table).toMatch(new RegExp(`^${part} +${pidOf(part)} .* up +0 `, 'm'));
    expect(new Set(parts.map(pidOf)).size).toBe(parts.length);
  });

  test('a whole trade over one router is watched over the other', async () => {
    await runWholeTrade(both, people);
  });

  test('a killed marketplace is started again, and meanwhile the trade goes on', async () => {
    const killed = pidOf('marketplace-1');
    process.kill(killed, 'SIGKILL');
    await runWholeTrade(both, people);
    await running.until('marketplace-1 was ended by SIGKILL');
    await vi.waitFor(() => expect(pidOf('marketplace-1')).not.toBe(killed), 60_000);
  });

  test('a subscription outlives both marketplaces, one after the other', async () => {
    const [buyer, vendor] = await Promise.all([people.customer('buyer'), people.vendor()]);
    const watched = watchOrders(both, buyer.token);
    const { id: checkoutId } = await openCheckout(both, people, { buyer, vendor });
    await watched.until(({ status }) => status === 'PENDING');
    for (const part of ['marketplace-1', 'marketplace-2']) {
      const killed = pidOf(part);
      process.kill(killed, 'SIGKILL');
      await vi.waitFor(() => expect(pidOf(part)).not.toBe(killed), 60_000);
    }
    await both.mutate(
      'mutation Cancel($input: CancelCheckoutInput!) { cancelCheckout(input: $input) { checkout { id } errors { __typename ... on UserError { message } } } }',
      { checkoutId },
      { token: buyer.token },
    );
    await watched.until(({ status }) => status === 'CANCELLED');
    await watched.stop();
  });

  test('a killed Postgres is started again, and everybody finds it', async () => {
    const killed = pidOf('postgres');
    process.kill(killed, 'SIGKILL');
    await vi.waitFor(() => expect(pidOf('postgres')).not.toBe(killed), 60_000);
    tree = processTree(running.pid);
    await vi.waitFor(() => runWholeTrade(both, people), { timeout: 60_000, interval: 1_000 });
  });

  test('SIGTERM stops all in order, and leaves no process', async () => {
    tree = processTree(running.pid);
    expect(tree.length).toBeGreaterThan(parts.length);
    running.terminate();
    expect(await running.ended).toBe(0);
    await allGone();
    expect(running.output()).toContain('All processes have ended.');
    expect(findEmbeddedServer(join(folder, 'postgres'))).toBeNull();
    expect(readFileSync(join(folder, 'logs', 'router-1.log'), 'utf8')).toContain(routerUrl(1));
  });
});

test('a supervisor that is killed leaves no process behind', async () => {
  await start();
  running.kill();
  await allGone();
  expect(findEmbeddedServer(join(folder, 'postgres'))).toBeNull();
}, 120_000);

describe('what cannot be is told at once, and leaves no process', () => {
  afterEach(() => expect(processTree(running.pid).filter(isAlive)).toEqual([]));

  test('a port that is in use', async () => {
    const port = await freePort();
    const taken = createServer().listen(port, '127.0.0.1');
    running = runCli(['up', '--distributed'], { ...settings, PORT: String(port) });
    expect(await running.ended).toBe(1);
    taken.close();
    expect(running.output()).toContain(`Port ${port} (PORT: a router) is in use by another program.`);
  });

  test('a part that cannot start', async () => {
    running = runCli(['up', '--distributed'], {
      ...settings,
      DATABASE_URL: `postgres://nobody:nothing@127.0.0.1:${await freePort()}/caravan`,
      UP_ATTEMPTS: '2',
    });
    expect(await running.ended).toBe(1);
    expect(running.output()).toMatch(/is given up: it did not start 2 times in a row/);
    expect(running.output()).toContain('ECONNREFUSED');
  });

  test('no Kafka where it is said to be', async () => {
    const broker = `127.0.0.1:${await freePort()}`;
    running = runCli(['up', '--distributed', '--kafka', broker], settings);
    expect(await running.ended).toBe(1);
    expect(running.output()).toContain(`No Kafka answers at ${broker}`);
  });

  test('a word that nobody knows', async () => {
    running = runCli(['up', '--distributed', '--replicas', 'nothing=2'], settings);
    expect(await running.ended).toBe(2);
    expect(running.output()).toContain('identity, marketplace, payments');
    running = runCli(['up'], settings);
    expect(await running.ended).toBe(2);
    expect(running.output()).toContain('caravan start');
  });
});
