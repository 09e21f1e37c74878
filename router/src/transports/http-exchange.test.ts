import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FetchFailure } from './fetch-failure.ts';
import { exchange, type HttpCall } from './http-exchange.ts';

/** One connection, so that a second call has to wait for the first. */
let pool: Pool;
let reply: (response: ServerResponse, request: IncomingMessage) => void;
let requests: IncomingMessage[] = [];
const server = createServer((request, response) => {
  requests.push(request);
  reply(response, request);
});
let origin: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  requests = [];
  pool = new Pool(origin, { connections: 1, pipelining: 1 });
});
afterEach(() => pool.destroy());
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const call = (changes: Partial<HttpCall> = {}): HttpCall => ({
  path: '/graphql?v=1',
  headers: { 'content-type': 'application/json', 'x-tenant': 'one' },
  body: '{"query":"ü"}',
  timeoutMs: 5_000,
  maximumBytes: 1_000,
  ...changes,
});
const failure = (sending: Promise<unknown>) =>
  sending.then(
    () => 'none',
    (error: unknown) => (error instanceof FetchFailure ? `${error.code} ${error.kind}` : error),
  );
const arrived = async () => {
  while (requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
};

describe('an exchange', () => {
  test('posts the body with its headers and gives status, headers and body', async () => {
    reply = (response, request) => {
      response.writeHead(418, { 'x-a': 'b' });
      request.pipe(response);
    };
    const { status, headers, body } = await exchange(pool, call());
    expect([status, headers['x-a'], body.toString()]).toEqual([418, 'b', '{"query":"ü"}']);
    expect(requests[0]).toMatchObject({ method: 'POST', url: '/graphql?v=1', headers: { 'x-tenant': 'one' } });
  });

  test('ends after its time, with the connection that it waits on', async () => {
    const closed = Promise.withResolvers<void>();
    reply = (response) => response.on('close', closed.resolve).write('{');
    expect(await failure(exchange(pool, call({ timeoutMs: 50 })))).toBe('TIMEOUT timeout');
    await closed.promise;
  });

  test('is given up when nobody waits for it', async () => {
    const closed = Promise.withResolvers<void>();
    reply = (response) => void response.on('close', closed.resolve);
    const client = new AbortController();
    const sending = failure(exchange(pool, call({ signal: client.signal })));
    await arrived();
    client.abort();
    expect(await sending).toBe('UNAVAILABLE abandoned');
    await closed.promise;
    expect(await failure(exchange(pool, call({ signal: client.signal })))).toBe('UNAVAILABLE abandoned');
    expect(requests).toHaveLength(1);
  });

  test('that was given up while it waited for a connection is never sent', async () => {
    const held: ServerResponse[] = [];
    reply = (response) => void held.push(response);
    const first = exchange(pool, call());
    await arrived();
    expect(await failure(exchange(pool, call({ timeoutMs: 30 })))).toBe('TIMEOUT timeout');
    held[0]?.end('{}');
    await first;
    reply = (response) => response.end('{}');
    await exchange(pool, call());
    expect(requests).toHaveLength(2);
  });

  test.each([
    ['announced', true],
    ['not announced', false],
  ])('takes no answer above the limit, %s', async (_what, isAnnounced) => {
    const text = 'x'.repeat(1_001);
    reply = (response) => {
      if (isAnnounced) response.setHeader('content-length', text.length);
      response.write(text);
      response.end();
    };
    expect(await failure(exchange(pool, call()))).toBe('UNAVAILABLE broken');
    reply = (response) => response.end(text.slice(1));
    expect((await exchange(pool, call())).body).toHaveLength(1_000);
  });

  test('tells lost connections from answers that are none', async () => {
    reply = (response) => response.destroy();
    expect(await failure(exchange(pool, call()))).toBe('UNAVAILABLE passing');
    reply = (response) => response.socket?.end('nonsense\r\n\r\n');
    expect(await failure(exchange(pool, call()))).toBe('UNAVAILABLE broken');
    const nowhere = new Pool('http://127.0.0.1:1', { connections: 1 });
    expect(await failure(exchange(nowhere, call()))).toBe('UNAVAILABLE passing');
    await nowhere.destroy();
  });
});
