import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { openEventSource } from '../sse/event-source.ts';

let caravan: TestRouter;
beforeAll(async () => {
  caravan = await openTestRouter('in process', { LIMIT_SOCKET_OPERATIONS: '4', LIMIT_SOCKETS: '2' });
});
afterAll(() => caravan.stop());

type Message = { type: string; id?: string; payload?: { extensions: { code: string } }[] };

const connect = () => new WebSocket(`${caravan.router.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');

/** A socket after the handshake, that speaks the protocol by hand. */
async function open(token?: string): Promise<{ socket: WebSocket; messages: Message[] }> {
  const socket = connect();
  const messages: Message[] = [];
  socket.on('message', (text: Buffer) => messages.push(JSON.parse(text.toString()) as Message));
  const payload = token && { authorization: `Bearer ${token}` };
  socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', ...(payload && { payload }) })));
  await vi.waitFor(() => expect(messages).toHaveLength(1));
  return { socket, messages };
}

const run = (id: string, query: string) => JSON.stringify({ type: 'subscribe', id, payload: { query } });

test('a socket runs so many operations at once and no more', async () => {
  const { socket, messages } = await open();
  for (const id of ['1', '2', '3', '4', '5', '6']) socket.send(run(id, '{ slow }'));
  await vi.waitFor(() => expect(messages.filter(({ type }) => type === 'error')).toHaveLength(2));
  const refused = messages.filter(({ type }) => type === 'error');
  expect(refused.map(({ id, payload }) => [id, payload?.[0]?.extensions.code])).toEqual([
    ['5', 'RATE_LIMITED'],
    ['6', 'RATE_LIMITED'],
  ]);
  await vi.waitFor(() => expect(messages.filter(({ type }) => type === 'complete')).toHaveLength(4));
  socket.send(run('7', '{ __typename }'));
  await vi.waitFor(() => expect(messages.at(-2)).toMatchObject({ type: 'next', id: '7' }));
  socket.terminate();
});

test('operations that were completed before they had an answer still count', async () => {
  const { socket, messages } = await open();
  for (let index = 0; index < 5; index += 1) {
    socket.send(run(`${index}`, '{ slow }'));
    socket.send(`{"type":"complete","id":"${index}"}`);
  }
  socket.send(run('last', '{ __typename }'));
  await vi.waitFor(() =>
    expect(messages.at(-1)).toMatchObject({ id: 'last', payload: [{ extensions: { code: 'RATE_LIMITED' } }] }),
  );
  socket.terminate();
});

test('a router holds so many sockets and event streams and no more', async () => {
  const [first, second] = await Promise.all([open(), open()]);
  const body = '{"query":"subscription { anyOrderUpdated { id } }"}';
  expect(await openEventSource(caravan.router.url, { body })).toMatchObject({
    status: 503,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
  const third = connect();
  const refusal = await new Promise<string>((resolve) => {
    third.once('error', ({ message }) => resolve(message));
    third.once('open', () => resolve('open'));
  });
  expect(refusal).toBe('Unexpected server response: 503');
  first.socket.close();
  await new Promise((resolve) => first.socket.once('close', resolve));
  const next = await open();
  for (const { socket } of [second, next]) socket.terminate();
});

test('a client that does not let its socket be closed does nothing with an expired token', async () => {
  const exp = Math.floor(Date.now() / 1000) + 2;
  const { socket } = await open(await caravan.tokens.accessToken({ exp }));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  // Nothing is read any more, so the closing handshake is not answered.
  socket.pause();
  await new Promise((resolve) => setTimeout(resolve, exp * 1000 - Date.now() + 200));
  socket.send(run('1', 'mutation { ship(id: "o1") { id } }'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(caravan.world.orders.get('o1')?.status).toBe('PLACED');
  socket.resume();
  await closed;
});
