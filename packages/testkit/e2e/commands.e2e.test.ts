import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configCommand } from '@caravan/cli/commands/config';
import { eventsCommand } from '@caravan/cli/commands/events';
import { replayCommand } from '@caravan/cli/commands/replay';
import { resetCommand } from '@caravan/cli/commands/reset';
import { demoConfiguration, demoPeople } from '@caravan/cli/demo/demo';
import { enterAll } from '@caravan/cli/demo/enter';
import { loadStores } from '@caravan/cli/demo/load-stores';
import { loadTrades } from '@caravan/cli/demo/load-trades';
import { people } from '@caravan/cli/demo/people';
import { parseConfiguration } from '@caravan/config/configuration';
import { generatedSecrets } from '@caravan/config/environment';
import { testCaravan } from '@caravan/testkit/caravan';
import { testAdmin } from '@caravan/testkit/settings';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** Commands in this process; that they work as processes of their own is shown by start, production and replay. */
const caravan = testCaravan();
const baskets = fileURLToPath(new URL('../fixtures/baskets', import.meta.resolve('@caravan/cli/main')));

const printed: string[] = [];
beforeEach(() => {
  printed.length = 0;
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => {
    printed.push(String(line));
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  for (const [variable, value] of Object.entries(caravan.environment)) vi.stubEnv(variable, value);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = 0;
});

const run = (command: typeof configCommand, ...args: string[]) => command.parseAsync(args, { from: 'user' });

describe('caravan config', () => {
  test('prints every setting with its source, and no secret', async () => {
    await run(configCommand);
    const text = printed.join('\n');
    expect(text).toContain('PORT=0  (environment)');
    expect(text).toContain('CALLER_SECRET=***');
    expect(text).not.toContain(caravan.environment.CALLER_SECRET);
  });

  test('prints JSON for programs', async () => {
    await run(configCommand, '--json');
    const settings = JSON.parse(printed.join('')) as { variable: string; description: string }[];
    expect(settings.length).toBeGreaterThan(60);
    expect(settings.filter(({ description }) => description.length < 10)).toEqual([]);
  });
});

describe('caravan events dead', () => {
  test('lists none where nothing was given up', async () => {
    await run(eventsCommand, 'dead', 'list', 'marketplace', '--consumer', 'marketplace.checkout');
    expect(printed).toEqual(['None.']);
  });

  test.each([['show'], ['retry'], ['drop']])('%s says when there is no such letter', async (verb) => {
    const unknown = '01900000-0000-7000-8000-000000000000';
    await expect(run(eventsCommand, 'dead', verb, 'payments', 'payments.checkout', unknown)).rejects.toThrow(
      'There is no such dead letter.',
    );
  });

  test('names the subgraphs there are', async () => {
    await expect(run(eventsCommand, 'dead', 'list', 'nothing')).rejects.toThrow('identity, marketplace, payments');
  });
});

describe('caravan reset', () => {
  test('never drops a database of somebody else', async () => {
    await expect(run(resetCommand, '--yes')).rejects.toThrow('DATABASE_URL is set');
  });

  test('forgets a data folder, once', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'caravan-test-')), 'data');
    vi.stubEnv('DATABASE_URL', '');
    vi.stubEnv('CARAVAN_DATA', folder);
    mkdirSync(folder);
    writeFileSync(join(folder, 'something'), '');
    await run(resetCommand, '--yes');
    expect(existsSync(folder)).toBe(false);
  });
});

test('caravan replay tells in words what agrees', async () => {
  const admin = ['--admin-identifier', testAdmin.email, '--admin-password', testAdmin.password];
  await run(replayCommand, baskets, '--url', caravan.caravan.url, '--limit', '3', '--buyers', '2', ...admin);
  const report = printed.join('\n');
  expect(report).toContain('3 baskets');
  expect(report).toContain('Everything agrees.');
  expect(process.exitCode).toBe(0);
  await expect(run(replayCommand, baskets, '--url', caravan.caravan.url, '--buyers', '0')).rejects.toThrow('--buyers');
});

describe('the demo', () => {
  const mine = `query Mine { orders { totalCount } me { favourites { totalCount } } cart { items { quantity } } }`;
  const everything = 'query Everything { products(first: 100) { totalCount } stores { nodes { slug } } }';

  test('loaded twice is there once', async () => {
    const { client } = caravan;
    const load = async () => {
      const entered = await enterAll(client, caravan.caravan.configuration.identity);
      await loadTrades(client, entered, await loadStores(client, entered));
      const { data } = await client.ask(mine, {}, { token: entered.aigerim.token });
      return { mine: data, everything: await client.query(everything) };
    };
    const first = await load();
    expect(first.mine).toEqual({
      orders: { totalCount: 2 },
      me: { favourites: { totalCount: 2 } },
      cart: { items: [{ quantity: 1 }, { quantity: 3 }] },
    });
    expect(await load()).toEqual(first);
  }, 120_000);

  test('has people and an admin with a known password only outside production', () => {
    const folder = mkdtempSync(join(tmpdir(), 'caravan-test-'));
    const environment = { ...generatedSecrets({ CARAVAN_DATA: folder }), CARAVAN_DATA: folder };
    const development = parseConfiguration(environment);
    expect(demoConfiguration(development).identity.adminEmail).toBe(people.admin.email);
    expect(demoPeople(development)).toEqual([]);
    writeFileSync(join(folder, 'demo.json'), '{}');
    expect(demoPeople(development)).toHaveLength(Object.keys(people).length);
    const production = parseConfiguration({ ...environment, NODE_ENV: 'production' });
    expect(() => demoConfiguration(production)).toThrow('known passwords');
  });
});
