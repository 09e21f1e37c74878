import { request } from 'node:http';
import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Answer, codes, modes, openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { sessionId } from '../harness/tokens.ts';
import { type EventSourceAnswer, openEventSource, type ServerEvent } from './event-source.ts';

const query = 'subscription { orderUpdated(id: "o1") { status paymentStatus buyer { displayName } } }';
const told = (status: string) => ({
  data: { orderUpdated: { status, paymentStatus: 'PENDING', buyer: { displayName: 'Aigerim' } } },
});
const body = (source: string) => JSON.stringify({ query: source });
const nextOnly = (events: readonly ServerEvent[]) => events.filter(({ event }) => event !== ':');
const results = ({ events }: EventSourceAnswer) =>
  events.filter(({ event }) => event === 'next').map(({ data }) => JSON.parse(data) as Answer['body']);

describe.each(modes)('an event stream, %s', (mode) => {
  let caravan: TestRouter;
  beforeAll(async () => {
    caravan = await openTestRouter(mode);
  });
  afterAll(() => caravan.stop());

  test('tells the client of graphql-sse what a socket would be told', async () => {
    const client = createClient({ url: new URL('/graphql', caravan.router.url).href, retryAttempts: 0 });
    const events = client.iterate({ query });
    expect((await events.next()).value).toEqual(told('PLACED'));
    caravan.world.update('o1', 'SHIPPED');
    expect((await events.next()).value).toEqual(told('SHIPPED'));
    await events.return?.();
    client.dispose();
    await vi.waitFor(() => expect(caravan.world.feed.watchers).toBe(0));
    caravan.world.update('o1', 'PLACED');
  });

  test('carries one result of a query or mutation, and ends', async () => {
    const client = createClient({ url: new URL('/graphql', caravan.router.url).href, retryAttempts: 0 });
    expect(await Array.fromAsync(client.iterate({ query: '{ user(id: "u1") { displayName } }' }))).toEqual([
      { data: { user: { displayName: 'Aigerim' } } },
    ]);
    const mutation = 'mutation { rename(id: "u2", name: "Bolat") { displayName } }';
    expect(await Array.fromAsync(client.iterate({ query: mutation }))).toEqual([
      { data: { rename: { displayName: 'Bolat' } } },
    ]);
    client.dispose();
  });

  test('releases the upstream when the client vanishes', async () => {
    const stream = await openEventSource(caravan.router.url, { body: body(query) });
    await vi.waitFor(() => expect(results(stream)).toHaveLength(1));
    expect(caravan.world.feed.watchers).toBe(1);
    stream.destroy();
    await vi.waitFor(() => expect(caravan.world.feed.watchers).toBe(0));
  });

  test('is not begun for a client that has gone', async () => {
    caravan.world.fault = 'silent';
    const gone = request(new URL('/graphql', caravan.router.url), {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    });
    gone.on('error', () => {});
    gone.end(body('{ order(id: "o1") { paymentStatus } }'));
    const calls = caravan.world.moneyCalls;
    await vi.waitFor(() => expect(caravan.world.moneyCalls).toBeGreaterThan(calls));
    gone.destroy();
    caravan.world.fault = 'none';
    // Its answer is ready after the time-out of the fetch.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await caravan.post('{ __typename }')).status).toBe(200);
  });

  test('ends with a masked error and `complete` when its source breaks', async () => {
    const anyOrder = 'subscription { anyOrderUpdated { id } }';
    const stream = await openEventSource(caravan.router.url, { body: body(anyOrder) });
    await vi.waitFor(() => expect(caravan.world.feed.watchers).toBe(1));
    caravan.world.feed.breakAll(new Error('canary'));
    await stream.ended;
    expect(results(stream).map(codes)).toEqual([['INTERNAL_SERVER_ERROR']]);
    expect(JSON.stringify(stream.events)).not.toContain('canary');
    expect(stream.events.at(-1)).toEqual({ event: 'complete', data: '' });
  });
});

describe('an event stream', () => {
  let caravan: TestRouter;
  beforeAll(async () => {
    caravan = await openTestRouter('in process', {
      SOCKET_PING_MS: '100',
      LIMIT_SUBSCRIPTIONS: '2',
      ALLOWED_ORIGINS: 'https://shop.example',
    });
  });
  afterAll(() => caravan.stop());
  const open = (options: Parameters<typeof openEventSource>[1]) => openEventSource(caravan.router.url, options);
  const get = (source: string, headers: Record<string, string> = {}) =>
    open({ method: 'GET', path: `/graphql?query=${encodeURIComponent(source)}`, headers });

  test('gets through proxies, and is kept open by comments', async () => {
    const stream = await open({ body: body('subscription { anyOrderUpdated { id } }') });
    expect([stream.status, stream.headers]).toMatchObject([
      200,
      {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    ]);
    await vi.waitFor(() => expect(stream.events.length).toBeGreaterThan(2));
    expect(nextOnly(stream.events)).toEqual([]);
    stream.destroy();
  });

  test.each([
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' }, 200],
    [{ 'apollo-require-preflight': '1' }, 200],
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 400],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 400],
    [{}, 400],
  ])('that a page with the headers %j asks for by GET is answered with %i', async (headers, status) => {
    const stream = await get(query, headers as Record<string, string>);
    expect(stream.status).toBe(status);
    if (status === 200) await vi.waitFor(() => expect(results(stream)).toEqual([told('PLACED')]));
    stream.destroy();
    await vi.waitFor(() => expect(caravan.world.feed.watchers).toBe(0));
  });

  test('answers queries by GET, and no mutations', async () => {
    const headers = { 'sec-fetch-site': 'same-origin' };
    const answer = await get('{ __typename }', headers);
    await answer.ended;
    expect(nextOnly(answer.events)).toEqual([
      { event: 'next', data: '{"data":{"__typename":"Query"}}' },
      { event: 'complete', data: '' },
    ]);
    expect((await get('mutation { ship(id: "o1") { id } }', headers)).status).toBe(405);
    expect(caravan.world.orders.get('o1')?.status).toBe('PLACED');
  });

  test.each([
    ['{', {}, 400],
    ['{ nothing }', {}, 400],
    [query, { authorization: 'Bearer nonsense' }, 401],
    [query, { accept: 'application/json' }, 400],
  ])('is refused as on any route: %s with %j', async (source, headers, status) => {
    const answer = await open({ body: body(source), headers: headers as Record<string, string> });
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/json; charset=utf-8']);
  });

  test.each([
    ['application/graphql-response+json, application/json, text/event-stream', 'application/graphql-response+json'],
    ['text/event-stream;q=0.5, application/json', 'application/json'],
    ['application/json;q=0.5, text/event-stream', 'text/event-stream'],
    ['text/event-stream;q=0', 'application/json'],
  ])('is only what a query with %s gets if it wants one most', async (accept, type) => {
    const answer = await open({ body: body('{ __typename }'), headers: { accept } });
    expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`);
  });

  test('counts with the principal’s sockets', async () => {
    const token = await caravan.tokens.accessToken();
    const socket = caravan.socket(token).iterate({ query });
    await socket.next();
    const headers = { authorization: `Bearer ${token}` };
    const first = await open({ body: body(query), headers });
    expect([first.status, (await open({ body: body(query), headers })).status]).toEqual([200, 429]);
    first.destroy();
    await vi.waitFor(async () => {
      const again = await open({ body: body(query), headers });
      again.destroy();
      expect(again.status).toBe(200);
    });
    await socket.return?.();
  });

  test('ends with its token, and with its session', async () => {
    const exp = Math.floor(Date.now() / 1000) + 2;
    const expiring = await open({
      body: body(query),
      headers: { authorization: `Bearer ${await caravan.tokens.accessToken({ exp })}` },
    });
    await expiring.ended;
    expect(results(expiring).map(codes)).toEqual([[], ['UNAUTHENTICATED']]);
    expect(expiring.events.at(-1)?.event).toBe('complete');

    const token = await caravan.tokens.accessToken();
    const revoked = await open({ body: body(query), headers: { authorization: `Bearer ${token}` } });
    await vi.waitFor(() => expect(results(revoked)).toHaveLength(1));
    caravan.transport.revoke(sessionId);
    await revoked.ended;
    expect(results(revoked).map(codes)).toEqual([[], ['UNAUTHENTICATED']]);
    expect(revoked.events.at(-1)?.event).toBe('complete');
    await vi.waitFor(() => expect(caravan.world.feed.watchers).toBe(0));
  });
});

test('stopping the router ends event streams without `complete`, so that clients come back', async () => {
  const caravan = await openTestRouter();
  const stream = await openEventSource(caravan.router.url, { body: body(query) });
  await vi.waitFor(() => expect(results(stream)).toHaveLength(1));
  await caravan.router.stop();
  await stream.ended;
  expect(stream.events.map(({ event }) => event)).not.toContain('complete');
  expect(caravan.world.feed.watchers).toBe(0);
  await caravan.stop();
});
