import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signIn } from '@caravan/cli/client/people';
import { demoEmailDomain } from '@caravan/core/demo';
import { openTestClient } from '@caravan/testkit/caravan';
import { type CliProcess, runCli } from '@caravan/testkit/cli-process';
import { watch } from '@caravan/testkit/watching';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** `npm start` as a newcomer meets it: an embedded Postgres, the demo on the first start, the same data on the next. */
const folder = mkdtempSync(join(tmpdir(), 'caravan-start-'));
const settings = { CARAVAN_DATA: folder, PORT: '0', SANDBOX_PORT: '0', BCRYPT_COST: '4' };
const aigerim = {
  username: 'aigerim',
  email: `aigerim@${demoEmailDomain}`,
  password: 'Caravan-Demo-1',
  displayName: 'Aigerim Bekova',
};
let running: CliProcess;

beforeAll(() => {
  // Postgres runs as another user where tests run as root.
  chmodSync(folder, 0o755);
});
afterAll(async () => {
  running?.interrupt();
  await running?.ended;
  await runCli(['reset', '--yes'], settings).ended;
}, 60_000);

async function start(): Promise<string> {
  running = runCli(['start'], settings);
  await running.until('Ctrl+C stops');
  return /Explorer +(http:\S+)\//.exec(running.output())?.[1] ?? '';
}

const myOrders = 'query MyOrders { orders(first: 20) { nodes { id number status total { amountMinor } } } }';
const everything = `query Everything {
  products(first: 50) { nodes { id title inStock } } stores(first: 50) { nodes { id name } } categories { name }
}`;

async function look(url: string): Promise<{ orders: unknown; catalog: unknown }> {
  const client = openTestClient(url);
  try {
    const { token } = await signIn(client, aigerim, '127.0.0.1');
    return { orders: await client.query(myOrders, {}, { token }), catalog: await client.query(everything) };
  } finally {
    await client.close();
  }
}

test('the first start loads the demo, and says what runs where and how to sign in', async () => {
  const url = await start();
  const output = running.output();
  expect(output).toContain('First start: loading demo stores');
  for (const line of ['Explorer', 'GraphQL', 'Mail outbox', 'Health', 'Sandbox payments', 'Data', 'Aigerim Bekova'])
    expect(output).toContain(line);
  const seen = await look(url);
  expect(seen.orders).toMatchObject({ orders: { nodes: [{ status: 'PREPARING' }, { status: 'COMPLETED' }] } });
  expect(seen.catalog).toMatchObject({ stores: { nodes: [{}, {}, {}] } });
});

test('Ctrl+C stops it within seconds, also while somebody watches; a second start keeps the data', async () => {
  const url = /Explorer +(http:\S+)\//.exec(running.output())?.[1] ?? '';
  const before = await look(url);
  const client = openTestClient(url);
  const { token } = await signIn(client, aigerim, '127.0.0.1');
  const watching = watch(
    client.subscribe('subscription Watch { orderUpdated { number } }', {}, { token }),
    (seen) => seen,
  );
  await watching.until(() => true);

  const began = performance.now();
  running.interrupt();
  expect(await running.ended).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  await watching.stop();
  await client.close();

  const again = await start();
  expect(running.output()).not.toContain('First start');
  expect(running.output()).toContain('Aigerim Bekova');
  expect(await look(again)).toEqual(before);
});

test('reset asks first, refuses while Caravan runs, and then forgets everything', async () => {
  const early = runCli(['reset', '--yes'], settings);
  expect(await early.ended).toBe(1);
  expect(early.output()).toContain('Caravan is running on this data');
  running.interrupt();
  await running.ended;

  const unasked = runCli(['reset'], settings);
  expect(await unasked.ended).toBe(1);
  expect(unasked.output()).toContain('--yes');
  expect(existsSync(join(folder, 'demo.json'))).toBe(true);

  expect(await runCli(['reset', '--yes'], settings).ended).toBe(0);
  expect(existsSync(folder)).toBe(false);
});
