import { anonymous } from '@caravan/core/principal';
import { createLogger } from '@caravan/telemetry/logger';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Client } from '../access/client.ts';
import { openRateBudget, type RateSettings } from './rate-budget.ts';

const settings: RateSettings = {
  principalRate: 1_000,
  apiKeyRate: 0,
  apiKeyHighRate: 0,
  addressRate: 0,
  rateBurst: 0,
  rateExempt: ['127.0.0.0/8'],
  refusalCost: 10,
};

type Who = { id?: string; apiKeyId?: string; isHighRate?: boolean; address?: string };

function client({ id, apiKeyId, isHighRate, address }: Who): Client {
  return {
    caller: {
      principal: { ...anonymous, id: id ?? null },
      requestId: 'r',
      clientAddress: address ?? '192.0.2.1',
      userAgent: null,
    },
    rights: { isAuthenticated: false, scopes: new Set(), policies: new Set() },
    contract: 'api',
    apiKeyId: apiKeyId ?? null,
    isHighRate: isHighRate ?? false,
    mayIntrospect: true,
    headers: {},
  };
}

const aigerim = client({ id: 'u1' });
const open = (changed: Partial<RateSettings> = {}) => openRateBudget({ settings: { ...settings, ...changed } });
type Budget = ReturnType<typeof open>;
const passes = async (budget: Budget, who: Client, cost: number) => 'settle' in (await budget.take(who, cost));
const passing = async (budget: Budget, who: Client, costs: readonly number[]) =>
  (await Promise.all(costs.map((cost) => passes(budget, who, cost)))).filter(Boolean).length;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('hundreds of operations at once are counted exactly', async () => {
  expect(
    await passing(
      open(),
      aigerim,
      Array.from({ length: 700 }, () => 3),
    ),
  ).toBe(333);
});

test('a spent budget is filled up when its minute is over', async () => {
  const budget = open();
  expect(await passes(budget, aigerim, 1_000)).toBe(true);
  vi.advanceTimersByTime(20_000);
  expect(await budget.take(aigerim, 1)).toEqual({ retryAfterSeconds: 40 });
  vi.advanceTimersByTime(40_000);
  expect(await passes(budget, aigerim, 1_000)).toBe(true);
});

test('what is refused takes nothing, so that less still fits', async () => {
  const budget = open();
  expect(await passing(budget, aigerim, [900])).toBe(1);
  expect(await passing(budget, aigerim, [200])).toBe(0);
  expect(await passing(budget, aigerim, [100])).toBe(1);
});

test('the actual cost replaces the estimate', async () => {
  const budget = open();
  const charge = await budget.take(aigerim, 1_000);
  if ('settle' in charge) charge.settle(400);
  expect(await passing(budget, aigerim, [601])).toBe(0);
  expect(await passing(budget, aigerim, [600])).toBe(1);
  const dearer = await open().take(aigerim, 10);
  expect('settle' in dearer).toBe(true);
});

test('an actual cost above the estimate is taken, too', async () => {
  const budget = open();
  const charge = await budget.take(aigerim, 10);
  if ('settle' in charge) charge.settle(900);
  expect(await passing(budget, aigerim, [101])).toBe(0);
});

test('what is settled after the minute does not give it to the next one', async () => {
  const budget = open();
  const charge = await budget.take(aigerim, 1_000);
  vi.advanceTimersByTime(61_000);
  if ('settle' in charge) charge.settle(0);
  expect(await passing(budget, aigerim, [1_000])).toBe(1);
  expect(await passing(budget, aigerim, [1])).toBe(0);
});

test('an operation dearer than the whole budget takes all of it', async () => {
  const budget = open();
  expect(await passes(budget, aigerim, Number.MAX_SAFE_INTEGER)).toBe(true);
  expect(await passes(budget, aigerim, 1)).toBe(false);
});

test('a burst is on top, once in ten minutes', async () => {
  const budget = open({ rateBurst: 500 });
  expect(
    await passing(
      budget,
      aigerim,
      Array.from({ length: 20 }, () => 100),
    ),
  ).toBe(15);
  vi.advanceTimersByTime(60_000);
  expect(
    await passing(
      budget,
      aigerim,
      Array.from({ length: 20 }, () => 100),
    ),
  ).toBe(10);
  vi.advanceTimersByTime(600_000);
  expect(
    await passing(
      budget,
      aigerim,
      Array.from({ length: 20 }, () => 100),
    ),
  ).toBe(15);
});

describe('budgets are', () => {
  const none = { principalRate: 0, apiKeyRate: 0, addressRate: 0 };
  test.each<[what: string, changed: Partial<RateSettings>, clients: [Who, Who], isShared: boolean]>([
    ['of each principal', {}, [{ id: 'u1' }, { id: 'u2' }], false],
    ['of a principal at every address', {}, [{ id: 'u1' }, { id: 'u1', address: '192.0.2.9' }], true],
    ['not of those who are nobody', {}, [{}, {}], false],
    [
      'of an API key, whoever has it',
      { ...none, apiKeyRate: 1_000 },
      [
        { id: 'u1', apiKeyId: 'k' },
        { id: 'u2', apiKeyId: 'k' },
      ],
      true,
    ],
    [
      'of an API key of the high class, apart from others',
      { ...none, apiKeyHighRate: 1_000 },
      [{ apiKeyId: 'k', isHighRate: true }, { apiKeyId: 'k' }],
      false,
    ],
    [
      'of an API key of the high class, whoever has it',
      { ...none, apiKeyHighRate: 1_000 },
      [
        { id: 'u1', apiKeyId: 'k', isHighRate: true },
        { id: 'u2', apiKeyId: 'k', isHighRate: true },
      ],
      true,
    ],
    ['of each API key', { ...none, apiKeyRate: 1_000 }, [{ apiKeyId: 'k' }, { apiKeyId: 'l' }], false],
    ['of an address, whoever is there', { ...none, addressRate: 1_000 }, [{ id: 'u1' }, { id: 'u2' }], true],
    ['of each address', { ...none, addressRate: 1_000 }, [{}, { address: '192.0.2.2' }], false],
    [
      'of an IPv6 network',
      { ...none, addressRate: 1_000 },
      [{ address: '2001:db8::1' }, { address: '2001:db8:0:0:ffff::1' }],
      true,
    ],
    [
      'of each IPv6 network',
      { ...none, addressRate: 1_000 },
      [{ address: '2001:db8::1' }, { address: '2001:db8:0:1::1' }],
      false,
    ],
    [
      'not of exempt addresses',
      { ...none, addressRate: 1_000 },
      [{ address: '127.0.0.1' }, { address: '127.0.0.1' }],
      false,
    ],
    ['nobody’s when all are off', none, [{ id: 'u1' }, { id: 'u1' }], false],
  ])('%s', async (_what, changed, [first, second], isShared) => {
    const budget = open(changed);
    await budget.take(client(first), 1_000);
    expect(await passes(budget, client(second), 1_000)).toBe(!isShared);
  });

  test('taken from all or from none', async () => {
    const budget = open({ addressRate: 100 });
    expect(await passing(budget, aigerim, [60, 60])).toBe(1);
    expect(await passing(budget, client({ id: 'u1', address: '192.0.2.2' }), [100])).toBe(1);
    expect(await passing(budget, client({ id: 'u1', address: '192.0.2.3' }), [100])).toBe(1);
  });
});

describe('refused operations', () => {
  test('cost, until the client is turned away unheard', async () => {
    const budget = open();
    for (let count = 0; count < 100; count += 1) await budget.fine(aigerim);
    expect(budget.spent(aigerim)).toBeNull();
    await budget.fine(aigerim);
    expect(budget.spent(aigerim)).toBe(60);
    expect(budget.spent(client({ id: 'u2' }))).toBeNull();
    expect(await passes(budget, aigerim, 1)).toBe(false);
    vi.advanceTimersByTime(60_000);
    expect(budget.spent(aigerim)).toBeNull();
  });

  test('are free where they have no price', async () => {
    const budget = open({ refusalCost: 0 });
    for (let count = 0; count < 200; count += 1) await budget.fine(aigerim);
    expect([budget.spent(aigerim), await passes(budget, aigerim, 1_000)]).toEqual([null, true]);
  });
});

describe('with Redis', () => {
  /** What the script of the library does, with its answer. */
  const fakeRedis = (isReady: boolean) => {
    const counts = new Map<string, number>();
    return {
      isReady,
      counts,
      eval: async (
        _script: string,
        { keys: [key = ''], arguments: [points] }: { keys: string[]; arguments: string[] },
      ) => {
        counts.set(key, (counts.get(key) ?? 0) + Number(points));
        return [counts.get(key), 60_000];
      },
    };
  };

  const logger = createLogger({ level: 'silent', name: 'test' });
  const openWith = (client: object) => openRateBudget({ settings, shared: { client, timeoutMs: 100, logger } });

  test('routers share the budgets', async () => {
    const redis = fakeRedis(true);
    const [first, second] = [openWith(redis), openWith(redis)];
    expect([await passes(first, aigerim, 600), await passes(second, aigerim, 600)]).toEqual([true, false]);
    await vi.waitFor(() => expect([...redis.counts]).toEqual([['rate:principal:minute:u1', 600]]));
  });

  test('that is away, each router counts by itself', async () => {
    const budget = openWith(fakeRedis(false));
    expect(await passing(budget, aigerim, [600, 600])).toBe(1);
  });

  test('that hangs, one operation waits for it, and the next ones do not', async () => {
    const asked = vi.fn(() => new Promise(() => {}));
    const budget = openWith({ isReady: true, eval: asked });
    const first = passes(budget, aigerim, 600);
    await vi.advanceTimersByTimeAsync(100);
    expect(await first).toBe(true);
    expect(await passes(budget, aigerim, 600)).toBe(false);
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
