import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { type GuardedWorld, guardedWorld } from './guarded-subgraphs.ts';

const touch = 'mutation { touch(id: "i1") { id } }';
const body = JSON.stringify({ query: touch });

let world: GuardedWorld;
let caravan: TestRouter;
beforeAll(async () => {
  world = guardedWorld();
  const settings = { ALLOWED_ORIGINS: 'https://shop.example', FORWARD_HEADERS: 'x-tenant,storage:x-region' };
  caravan = await openTestRouter('in process', settings, { serving: world.subgraphs });
});
afterAll(() => caravan.stop());

/** A call as a browser or something else may make it, with no header added by a library. */
function call(
  path: string,
  { method, headers = {}, sent }: { method: string; headers?: Record<string, string>; sent?: string },
): Promise<{ status: number | undefined; headers: Record<string, unknown> }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number | undefined;
    headers: Record<string, unknown>;
  }>();
  const call = request(
    new URL(path, caravan.router.url),
    { method, headers: sent === undefined ? headers : { 'content-length': Buffer.byteLength(sent), ...headers } },
    (response) => {
      response.resume().on('end', () => resolve({ status: response.statusCode, headers: response.headers }));
    },
  );
  call.on('error', reject).end(sent);
  return promise;
}

describe.each(['/graphql', '/partner/graphql'])('a page of another site, at %s', (path) => {
  /** What browsers send to anybody without asking first (https://fetch.spec.whatwg.org/#simple-header). */
  test.each([
    'text/plain',
    'text/plain; application/json',
    'text/plain;charset=application/json',
    'text/plain, application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=application/json',
    'multipart/form-data',
    ' application/jsonp',
    'application/graphql',
    '',
  ])('cannot POST as %j', async (type) => {
    const headers = { ...(type && { 'content-type': type }), origin: 'https://evil.example' };
    expect((await call(path, { method: 'POST', headers, sent: body })).status).toBe(415);
    expect(world.resolved).toEqual([]);
  });

  test('cannot upload a form (graphql-multipart-request-spec)', async () => {
    const form = new FormData();
    form.set('operations', body);
    form.set('map', '{}');
    const { status } = await fetch(new URL(path, caravan.router.url), { method: 'POST', body: form });
    expect([status, world.resolved]).toEqual([415, []]);
  });

  const query = `${path}?query=${encodeURIComponent(touch)}`;
  test.each(['GET', 'HEAD'])('cannot make a mutation of %s, whatever it sends', async (method) => {
    expect((await call(query, { method })).status).toBe(400);
    for (const header of ['apollo-require-preflight', 'x-apollo-operation-name', 'content-type']) {
      const { status } = await call(query, { method, headers: { [header]: 'application/json' } });
      expect(status).toBe(path === '/graphql' ? 405 : 400);
    }
    expect(world.resolved).toEqual([]);
  });

  test.each(['PUT', 'PATCH', 'DELETE'])('cannot use %s', async (method) => {
    expect((await call(path, { method, headers: { 'content-type': 'application/json' }, sent: body })).status).toBe(
      404,
    );
    expect(world.resolved).toEqual([]);
  });

  test('cannot open a socket', async () => {
    const socket = new WebSocket(new URL(path, caravan.router.url).href.replace('http', 'ws'), 'graphql-transport-ws', {
      headers: { origin: 'https://evil.example' },
    });
    const { promise, resolve } = Promise.withResolvers<string>();
    socket.once('error', (error) => resolve(error.message)).once('open', () => resolve('open'));
    expect(await promise).toBe('Unexpected server response: 403');
  });

  test('is not allowed to send anything else when its browser asks', async () => {
    const asks = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-api-key' };
    for (const origin of ['https://evil.example', 'null', 'http://shop.example', 'https://shop.example:8443']) {
      const { status, headers } = await call(path, { method: 'OPTIONS', headers: { ...asks, origin } });
      expect([status, headers['access-control-allow-origin']]).toEqual([403, undefined]);
    }
  });
});

test('an allowed page may send all headers that the router reads or passes on', async () => {
  const { status, headers } = await call('/graphql', {
    method: 'OPTIONS',
    headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
  });
  const allowed = String(headers['access-control-allow-headers']).split(', ');
  expect(status).toBe(204);
  for (const header of [
    'authorization',
    'content-type',
    'x-api-key',
    'traceparent',
    'x-request-id',
    'x-tenant',
    'x-region',
  ]) {
    expect(allowed).toContain(header);
  }
  expect(headers['access-control-allow-credentials']).toBeUndefined();
  expect(headers.vary).toContain('Origin');
});
