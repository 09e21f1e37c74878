import type { Fault } from '@caravan/testkit/tcp-proxy';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { codes } from '../harness/test-router.ts';
import { openProxiedRouter, type ProxiedRouter } from './proxied-router.ts';

let net: ProxiedRouter;
beforeAll(async () => {
  // The breaker has tests of its own below.
  net = await openProxiedRouter({ BREAKER_CALLS: '100000', CONNECT_TIMEOUT_MS: '200' });
});
afterEach(() => {
  for (const proxy of Object.values(net.proxies)) {
    proxy.suffer(null);
    proxy.restore();
  }
  net.asked.length = 0;
});
afterAll(() => net.stop());

const query = '{ balance orders { number buyer { displayName } paymentStatus } }';
const rest = [
  { number: 'CV-1', buyer: { displayName: 'Aigerim' } },
  { number: 'CV-2', buyer: { displayName: 'Boris' } },
];

describe('while one subgraph is out of reach, the fields of the others arrive', () => {
  test.each<[string, string, Fault | 'gone']>([
    ['silent', 'TIMEOUT', { kind: 'silent' }],
    ['dripping', 'TIMEOUT', { kind: 'dripping', bytes: 1, everyMs: 50 }],
    ['late', 'TIMEOUT', { kind: 'late', ms: 1_000 }],
    ['resetting', 'UNAVAILABLE', { kind: 'reset', afterBytes: 0 }],
    ['resetting in the middle', 'UNAVAILABLE', { kind: 'reset', afterBytes: 100 }],
    ['ending in the middle', 'UNAVAILABLE', { kind: 'cut', afterBytes: 100 }],
    ['gone', 'UNAVAILABLE', 'gone'],
  ])('%s: %s', async (_what, code, fault) => {
    if (fault === 'gone') net.proxies.money.cut();
    else net.proxies.money.suffer(fault);
    const startedAt = performance.now();
    const { status, body } = await net.caravan.post(query);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(status).toBe(200);
    expect(body.data).toEqual({ balance: null, orders: rest.map((order) => ({ ...order, paymentStatus: null })) });
    expect(new Set(codes(body))).toEqual(new Set([code]));
  });

  test('an answer that is late, but not too late, is taken', async () => {
    net.proxies.money.suffer({ kind: 'late', ms: 100 });
    expect((await net.caravan.post('{ balance }')).body).toEqual({ data: { balance: 42 } });
  });
});

describe('a connection that is lost', () => {
  const isMutation = ({ query: asked }: ProxiedRouter['asked'][number]) => asked.trimStart().startsWith('mutation');

  test('is not noticed by a query: it is sent again', async () => {
    net.proxies.money.suffer({ kind: 'reset', afterBytes: 0 });
    const asking = net.caravan.post('{ balance }');
    while (net.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    net.proxies.money.suffer(null);
    // Whichever of the tries it was that met the working network.
    expect((await asking).body.data).toEqual({ balance: 42 });
  });

  test.each<[string, Fault]>([
    ['reset', { kind: 'reset', afterBytes: 0 }],
    ['reset in the middle of the answer', { kind: 'reset', afterBytes: 60 }],
    ['closed', { kind: 'cut', afterBytes: 0 }],
    ['silent', { kind: 'silent' }],
    ['dripping', { kind: 'dripping', bytes: 1, everyMs: 50 }],
  ])('%s after a mutation has arrived: it is never sent twice, and its client is told', async (_what, fault) => {
    net.proxies.shop.suffer(fault);
    const { body } = await net.caravan.post('mutation { ship(id: "o1") { number } }');
    expect(body.data).toEqual({ ship: null });
    expect(['UNAVAILABLE', 'TIMEOUT']).toContain(codes(body)[0]);
    net.proxies.shop.suffer(null);
    await net.caravan.post('{ orders { number } }');
    expect(net.asked.filter(isMutation)).toHaveLength(1);
  });

  test('while idle, costs no mutation: a hundred arrive once each, though half their connections were closed', async () => {
    for (let round = 0; round < 10; round += 1) {
      const ships = Array.from({ length: 10 }, () => net.caravan.post('mutation { ship(id: "o1") { number } }'));
      const answers = await Promise.all(ships);
      const done = answers.filter(({ body }) => !body.errors).length;
      expect(net.asked.filter(isMutation).length).toBeGreaterThanOrEqual(done);
      expect(net.asked.filter(isMutation).length).toBeLessThanOrEqual(10);
      net.asked.length = 0;
      net.proxies.shop.cut();
      net.proxies.shop.restore();
    }
  });
});

describe('a subgraph that fails and fails', () => {
  test('is left alone, its fields are UNAVAILABLE at once, and it is taken back when it answers', async () => {
    const settings = { BREAKER_CALLS: '5', BREAKER_PAUSE_MS: '300', FETCH_TIMEOUT_MS: '200', RETRIES: '0' };
    const own = await openProxiedRouter(settings);
    try {
      const balance = async () => (await own.caravan.post('{ balance users { id } }')).body;
      own.proxies.money.suffer({ kind: 'silent' });
      for (let call = 0; call < 5; call += 1) expect(codes(await balance())).toEqual(['TIMEOUT']);
      const before = own.asked.length;
      const startedAt = performance.now();
      const refused = await Promise.all(Array.from({ length: 20 }, balance));
      expect(performance.now() - startedAt).toBeLessThan(1_000);
      expect(refused.flatMap(codes)).toEqual(Array.from({ length: 20 }, () => 'UNAVAILABLE'));
      expect(refused.every(({ data }) => data?.users !== null)).toBe(true);
      expect(own.asked.slice(before).filter(({ subgraph }) => subgraph === 'money')).toEqual([]);
      const metrics = await (await fetch(`${own.caravan.router.url}/metrics`)).text();
      expect(metrics).toContain('caravan_router_breaker{subgraph="money"} 2');

      own.proxies.money.suffer(null);
      let answered = await balance();
      while (answered.errors) answered = await balance();
      expect(answered.data).toMatchObject({ balance: 42 });
    } finally {
      await own.stop();
    }
  });
});
