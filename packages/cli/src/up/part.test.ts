import { parseConfiguration } from '@caravan/config/configuration';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Child, Ending } from './child.ts';
import { openPart, type Part } from './part.ts';
import { supervise } from './supervisor.ts';

const secret = 'a secret that is long enough for all';
const configuration = parseConfiguration({
  CALLER_SECRET: secret,
  CURSOR_SECRET: secret,
  SEALING_KEY: secret,
  FILE_SECRET: secret,
  IDENTITY_KEY_ENCRYPTION_KEY: secret,
  SANDBOX_SECRET: secret,
  SANDBOX_API_KEY: secret,
  SANDBOX_WEBHOOK_SECRET: secret,
  UP_RESTART_BASE_MS: '250',
  UP_ATTEMPTS: '3',
  UP_READY_MS: '10000',
  UP_STOP_MS: '5000',
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A part whose processes do as the test says. */
function fakePart(name: string, log: string[] = []) {
  const told = { isReady: true, heedsTerm: true, words: [] as string[] };
  const children: { end(ending: Partial<Ending>): void; signals: string[] }[] = [];
  const texts: string[] = [];
  const launch = (): Child => {
    const { promise, resolve } = Promise.withResolvers<Ending>();
    const signals: string[] = [];
    log.push(`${name} starts`);
    void promise.then(() => log.push(`${name} ends`));
    children.push({ end: (ending) => resolve({ code: null, signal: null, ...ending }), signals });
    return {
      pid: 100 + children.length,
      ended: promise,
      lastWords: () => told.words,
      signal: (signal) => {
        signals.push(signal);
        if (signal === 'SIGKILL' || told.heedsTerm) resolve({ code: null, signal });
      },
    };
  };
  const part: Part = openPart({
    name,
    address: null,
    settings: configuration.up,
    launch,
    isReady: async () => told.isReady,
    onChange: (text) => void (text !== null && texts.push(text)),
  });
  return { part, told, children, texts };
}

const state = ({ part }: ReturnType<typeof fakePart>) => part.status().state;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a part', () => {
  test('is up when it says that it is ready', async () => {
    const shop = fakePart('shop');
    shop.told.isReady = false;
    const started = shop.part.start();
    await pass(1_000);
    expect(shop.part.status()).toMatchObject({ state: 'starting', pid: 101, restarts: 0 });
    shop.told.isReady = true;
    await pass(1_000);
    await started;
    expect(state(shop)).toBe('up');
    expect(shop.texts).toEqual([expect.stringMatching(/^shop is up after 1\.\d s \(process 101\)$/)]);
  });

  test('that dies is started again after a pause, and it is said why it died', async () => {
    const shop = fakePart('shop');
    await Promise.all([shop.part.start(), pass(100)]);
    shop.told.words = ['Error: no memory'];
    shop.children[0]?.end({ signal: 'SIGKILL' });
    await pass(200);
    expect(shop.part.status()).toMatchObject({ state: 'restarting', pid: null, restarts: 0 });
    expect(shop.texts.at(-1)).toMatch(/^shop was ended by SIGKILL after it was up for .*\n {2}\| Error: no memory\n/);
    await pass(200);
    expect(shop.part.status()).toMatchObject({ state: 'up', pid: 102, restarts: 1 });
  });

  test('says the same words only once', async () => {
    const shop = fakePart('shop');
    shop.told.words = ['Error: no memory'];
    await Promise.all([shop.part.start(), pass(100)]);
    for (let life = 0; life < 4; life += 1) {
      shop.children[life]?.end({ code: 1 });
      await pass(10_000);
    }
    expect(shop.texts.filter((text) => text.includes('no memory'))).toHaveLength(1);
    expect(shop.texts.filter((text) => text.includes('the same as before'))).toHaveLength(3);
  });

  test('that cannot start is given up, with its last words', async () => {
    const shop = fakePart('shop');
    Object.assign(shop.told, { isReady: false, words: ['port 1 is in use'] });
    const refused = shop.part.start().catch((error: Error) => error.message);
    for (let life = 0; life < 3; life += 1) {
      await pass(1_000);
      shop.children[life]?.end({ code: 1 });
    }
    expect(await refused).toContain('shop did not start.\nshop ended with 1 before it was ready');
    await pass(60_000);
    expect(state(shop)).toBe('given up');
    expect(shop.children).toHaveLength(3);
  });

  test('that never says that it is ready is ended, and has failed to start', async () => {
    const shop = fakePart('shop');
    shop.told.isReady = false;
    const refused = shop.part.start().catch((error: Error) => error.message);
    await pass(40_000);
    expect(await refused).toContain('UP_READY_MS');
    expect(shop.children.map(({ signals }) => signals)).toEqual([['SIGKILL'], ['SIGKILL'], ['SIGKILL']]);
  });

  test('that says later that it is not ready is left running', async () => {
    const shop = fakePart('shop');
    await Promise.all([shop.part.start(), pass(100)]);
    shop.told.isReady = false;
    await pass(20_000);
    expect(shop.part.status()).toMatchObject({ state: 'not ready', pid: 101, restarts: 0 });
    shop.told.isReady = true;
    await pass(3_000);
    expect(state(shop)).toBe('up');
  });

  test('that is stopped is not started again, and is killed when it does not heed', async () => {
    const shop = fakePart('shop');
    await Promise.all([shop.part.start(), pass(100)]);
    shop.told.heedsTerm = false;
    const stopped = shop.part.stop();
    await pass(4_900);
    expect(state(shop)).toBe('stopping');
    await pass(200);
    await stopped;
    expect(shop.children.map(({ signals }) => signals)).toEqual([['SIGTERM', 'SIGKILL']]);
    await pass(60_000);
    expect(shop.part.status()).toMatchObject({ state: 'stopped', pid: null });
  });

  test('that waits for its next start can be stopped', async () => {
    const shop = fakePart('shop');
    await Promise.all([shop.part.start(), pass(100)]);
    shop.children[0]?.end({ code: 1 });
    await pass(10);
    await shop.part.stop();
    await pass(60_000);
    expect([state(shop), shop.children.length]).toEqual(['stopped', 1]);
  });
});

describe('all parts', () => {
  const open = () => {
    const log: string[] = [];
    const [postgres, one, other, router] = ['postgres', 'one', 'other', 'router'].map((name) => fakePart(name, log));
    if (!postgres || !one || !other || !router) throw new Error('four parts');
    const supervisor = supervise([[postgres.part], [one.part, other.part], [router.part]]);
    return { log, postgres, one, other, router, supervisor };
  };

  test('start in the order in which they need each other, and stop the other way round', async () => {
    const { log, one, supervisor } = open();
    one.told.isReady = false;
    const started = supervisor.start();
    await pass(1_000);
    expect(log).toEqual(['postgres starts', 'one starts', 'other starts']);
    one.told.isReady = true;
    await pass(1_000);
    await started;
    expect(log.at(-1)).toBe('router starts');
    log.length = 0;
    await Promise.all([supervisor.stop(), pass(100)]);
    expect(log).toEqual(['router ends', 'one ends', 'other ends', 'postgres ends']);
    expect(supervisor.statuses().map(({ state: each }) => each)).toEqual(['stopped', 'stopped', 'stopped', 'stopped']);
  });

  test('do not go on starting once they are told to stop', async () => {
    const { log, one, supervisor } = open();
    one.told.isReady = false;
    void supervisor.start();
    await pass(1_000);
    await Promise.all([supervisor.stop(), pass(100)]);
    await pass(60_000);
    expect(log).not.toContain('router starts');
    expect(log.filter((line) => line.endsWith('starts'))).toHaveLength(3);
  });

  test('are killed at once by a second signal', async () => {
    const { log, router, supervisor } = open();
    await Promise.all([supervisor.start(), pass(1_000)]);
    router.told.heedsTerm = false;
    log.length = 0;
    const stopped = supervisor.stop();
    await pass(10);
    expect(log).toEqual([]);
    supervisor.kill();
    await pass(10);
    await stopped;
    expect(log).toHaveLength(4);
  });

  test('that start tell of the one that cannot', async () => {
    const { other, supervisor } = open();
    Object.assign(other.told, { isReady: false });
    const refused = supervisor.start().catch((error: Error) => error.message);
    await pass(60_000);
    expect(await refused).toContain('other did not start');
  });
});
