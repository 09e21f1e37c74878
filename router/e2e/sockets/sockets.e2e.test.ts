import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { codes, once, openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { sessionId, userClaims } from '../harness/tokens.ts';

let caravan: TestRouter;
beforeAll(async () => {
  caravan = await openTestRouter('in process', {
    SOCKET_INIT_MS: '200',
    LIMIT_SUBSCRIPTIONS: '3',
    LIMIT_BODY_BYTES: '20000',
    ALLOWED_ORIGINS: 'https://shop.example',
  });
});
afterAll(() => caravan.stop());

const open = (headers: Record<string, string> = {}, path = '/graphql') =>
  new WebSocket(`${caravan.router.url.replace('http', 'ws')}${path}`, 'graphql-transport-ws', { headers });

function ending(socket: WebSocket): Promise<number | string> {
  return new Promise((resolve) => {
    socket.once('close', resolve);
    socket.once('error', (error) => resolve(error.message));
    socket.once('open', () => socket.listenerCount('message') || setTimeout(resolve, 600, 'open'));
  });
}

const init = (socket: WebSocket, payload?: object) =>
  socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', ...(payload && { payload }) })));

describe('a client socket', () => {
  test('that says nothing is closed', async () => {
    expect(await ending(open())).toBe(4408);
  });

  test.each([
    [{}, 'open'],
    [{ origin: 'https://shop.example' }, 'open'],
    [{ origin: 'https://evil.example' }, 'Unexpected server response: 403'],
    [{ origin: 'null' }, 'Unexpected server response: 403'],
  ])('with the headers %j ends: %s', async (headers, expected) => {
    const socket = open(headers);
    init(socket);
    expect(await ending(socket)).toBe(expected);
    socket.terminate();
  });

  test('of our own origin is taken', async () => {
    const socket = open({ origin: caravan.router.url });
    init(socket);
    expect(await ending(socket)).toBe('open');
    socket.terminate();
  });

  test('elsewhere than at /graphql is refused', async () => {
    expect(await ending(open({}, '/elsewhere'))).toBe('Unexpected server response: 404');
  });

  test('that sends too much is closed', async () => {
    const socket = open();
    socket.once('open', () => socket.send('x'.repeat(30_000)));
    expect(await ending(socket)).toBe(1009);
  });

  test('that runs operations before it said who it is is closed', async () => {
    const socket = open();
    socket.once('open', () => socket.send('{"type":"subscribe","id":"1","payload":{"query":"{__typename}"}}'));
    expect(await ending(socket)).toBe(4401);
  });

  test('ends with its token', async () => {
    const exp = Math.floor(Date.now() / 1000) + 2;
    const token = await caravan.tokens.accessToken({ exp });
    const events = caravan.socket(token).iterate({ query: 'subscription { orderUpdated(id: "o1") { id } }' });
    await events.next();
    await expect(events.next()).rejects.toMatchObject({ code: 4403, reason: 'Token expired' });
    await vi.waitFor(() => expect(caravan.world.feed.watchers).toBe(0));
  });
});

describe('subscriptions of one principal', () => {
  test('are limited, and count again once one has ended', async () => {
    const client = caravan.socket(await caravan.tokens.accessToken());
    const query = 'subscription { orderUpdated(id: "o1") { id } }';
    const running = Array.from({ length: 3 }, () => client.iterate({ query }));
    await Promise.all(running.map((events) => events.next()));
    const other = caravan.socket(await caravan.tokens.accessToken());
    expect(codes(await once(other, query))).toEqual(['RATE_LIMITED']);
    expect(codes(await once(caravan.socket(), query))).toEqual([]);
    await running[0]?.return?.();
    await vi.waitFor(async () => expect(codes(await once(other, query))).toEqual([]));
    for (const events of running) await events.return?.();
  });
});

describe('a revoked session', () => {
  test('is refused at once: over HTTP, on new sockets, and its open sockets end', async () => {
    const token = await caravan.tokens.accessToken();
    const events = caravan.socket(token).iterate({ query: 'subscription { orderUpdated(id: "o1") { id } }' });
    await events.next();
    const stranger = caravan.socket().iterate({ query: 'subscription { orderUpdated(id: "o1") { id } }' });
    await stranger.next();

    caravan.transport.revoke(sessionId);
    await expect(events.next()).rejects.toMatchObject({ code: 4403, reason: 'Session ended' });
    const { status, body } = await caravan.post('{ __typename }', { token });
    expect([status, codes(body)]).toEqual([401, ['UNAUTHENTICATED']]);
    await expect(once(caravan.socket(token), '{ __typename }')).rejects.toMatchObject({ code: 4403 });
    await vi.waitFor(() => expect(caravan.world.feed.watchers).toBe(1));
    await stranger.return?.();
  });

  test('is still refused by a router that starts later, and after events were missed', async () => {
    const later = await openTestRouter(
      'in process',
      {},
      {
        transport: caravan.transport,
        jwks: async () => caravan.tokens.jwks,
      },
    );
    const token = await caravan.tokens.accessToken();
    expect((await later.post('{ __typename }', { token })).status).toBe(401);
    caravan.transport.loseEvents();
    expect((await later.post('{ __typename }', { token })).status).toBe(401);
    const other = await caravan.tokens.sign(userClaims({ sid: '01981d7e-4a00-7000-8000-00000000000f' }));
    expect((await later.post('{ __typename }', { token: other })).status).toBe(200);
    await later.stop();
  });
});

test('stopping the router ends sockets with 1001 and releases what they watched', async () => {
  const ending = await openTestRouter();
  const events = ending.socket().iterate({ query: 'subscription { orderUpdated(id: "o1") { id } }' });
  await events.next();
  const closed = events.next().catch((error: unknown) => error);
  await ending.router.stop();
  expect(await closed).toMatchObject({ code: 1001 });
  expect(ending.world.feed.watchers).toBe(0);
  await ending.stop();
});
