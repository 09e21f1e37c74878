import { afterEach, describe, expect, test, vi } from 'vitest';
import { modes, openTestRouter, type TestRouter } from '../harness/test-router.ts';

const otherUser = { sub: '01981d7e-4a00-7000-8000-0000000000a1', sid: '01981d7e-4a00-7000-8000-0000000000a2' };
const ofOrder = 'subscription { orderUpdated(id: "o1") { status paymentStatus } }';
const ofAny = 'subscription { anyOrderUpdated { id status paymentStatus } }';

let caravan: TestRouter;
afterEach(() => caravan.stop());

const watchers = () => caravan.world.feed.watchers;

/** Subscriptions that have reached their feeds, each over a socket of its own. */
async function listen(query: string, tokens: readonly (string | undefined)[]) {
  const before = watchers();
  const streams = tokens.map((token) => caravan.socket(token).iterate({ query }));
  const first = streams.map((stream) => stream.next());
  await vi.waitFor(() => expect(watchers()).toBeGreaterThan(before));
  // All have asked for their first event; those that share a feed show in none of the numbers.
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { streams, first };
}

describe.each(modes)('subscriptions that are the same, %s', (mode) => {
  test('of one session share a feed, and those of others do not', async () => {
    caravan = await openTestRouter(mode);
    const mine = await caravan.tokens.accessToken();
    const tokens = [mine, mine, await caravan.tokens.accessToken(otherUser), undefined, undefined];
    const { first } = await listen(ofAny, tokens);
    await vi.waitFor(() => expect(watchers()).toBe(4));
    caravan.world.update('o1', 'SHIPPED');
    const told = { data: { anyOrderUpdated: { id: 'o1', status: 'SHIPPED', paymentStatus: 'PENDING' } } };
    expect((await Promise.all(first)).map(({ value }) => value)).toEqual(tokens.map(() => told));
  });

  test('tell who joins later the state as it is', async () => {
    caravan = await openTestRouter(mode);
    const token = await caravan.tokens.accessToken();
    const early = caravan.socket(token).iterate({ query: ofOrder });
    await early.next();
    caravan.world.paymentStatus.set('o1', 'CAPTURED');
    const late = caravan.socket(token).iterate({ query: ofOrder });
    expect((await late.next()).value).toEqual({
      data: { orderUpdated: { status: 'PLACED', paymentStatus: 'CAPTURED' } },
    });
    expect(watchers()).toBe(2);
  });

  test('share a feed whoever asks where they are declared to tell everybody the same', async () => {
    caravan = await openTestRouter(mode, { SHARED_SUBSCRIPTIONS: 'anyOrderUpdated' });
    const others = await Promise.all([{}, otherUser].map((claims) => caravan.tokens.accessToken(claims)));
    const { streams, first } = await listen(ofAny, [undefined, undefined, ...others]);
    expect(watchers()).toBe(1);
    caravan.world.update('o1', 'SHIPPED');
    expect(new Set((await Promise.all(first)).map(({ value }) => JSON.stringify(value))).size).toBe(1);
    expect(caravan.world.moneyCalls).toBe(1);

    const { late } = await listenLate(ofAny);
    const second = streams.map((stream) => stream.next());
    caravan.world.update('o2', 'SHIPPED');
    const told = { data: { anyOrderUpdated: { id: 'o2', status: 'SHIPPED', paymentStatus: 'CAPTURED' } } };
    expect((await late).value).toEqual(told);
    expect((await Promise.all(second)).map(({ value }) => value)).toEqual(streams.map(() => told));
    expect([watchers(), caravan.world.moneyCalls]).toEqual([1, 2]);
    for (const stream of streams) await stream.return?.();
  });

  test('tell who joins late the last states where the feed is declared to tell states', async () => {
    caravan = await openTestRouter(mode, { SHARED_SUBSCRIPTIONS: 'orderUpdated=state' });
    const early = caravan.socket().iterate({ query: ofOrder });
    await early.next();
    caravan.world.update('o1', 'SHIPPED');
    await early.next();
    const late = caravan.socket(await caravan.tokens.accessToken()).iterate({ query: ofOrder });
    expect((await late.next()).value).toEqual({
      data: { orderUpdated: { status: 'SHIPPED', paymentStatus: 'PENDING' } },
    });
    caravan.world.update('o1', 'DELIVERED');
    expect((await late.next()).value).toMatchObject({ data: { orderUpdated: { status: 'DELIVERED' } } });
    expect(watchers()).toBe(1);
  });

  test('share nothing where a rule of access is on the way', async () => {
    caravan = await openTestRouter(mode, { SHARED_SUBSCRIPTIONS: 'anyOrderUpdated' });
    const query = 'subscription { anyOrderUpdated { buyer { email } } }';
    const support = await caravan.tokens.accessToken({ roles: ['SUPPORT'] });
    await listen(query, [support, await caravan.tokens.accessToken(otherUser)]);
    await vi.waitFor(() => expect(watchers()).toBe(2));
  });
});

/** The first event of somebody who joins when the others listen already. */
async function listenLate(query: string) {
  const stream = caravan.socket().iterate({ query });
  const first = stream.next();
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { late: first };
}
