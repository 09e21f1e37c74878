import { once } from 'node:events';
import { testCaravan } from '@caravan/testkit/caravan';
import { createClient } from 'graphql-ws';
import { expect, test, vi } from 'vitest';
import WebSocket from 'ws';

const caravan = testCaravan({ PARTNER_KEY_REQUIRED: 'true' });
const createApiKey = `mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { secret apiKey { id prefix } errors { __typename ... on UserError { message } } }
}`;
const revokeApiKey = `mutation RevokeApiKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) { apiKey { revokedAt } errors { __typename ... on UserError { message } } }
}`;
const apiKeys = 'query ApiKeys { apiKeys { id lastUsedAt } }';

type Made = { secret: string; apiKey: { id: string; prefix: string } };

async function askAsPartner(key: string, query: string) {
  const response = await fetch(new URL('/partner/graphql', caravan.caravan.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
}

function openSocket(key: string): WebSocket {
  const url = new URL('/partner/graphql', caravan.caravan.url).href.replace('http', 'ws');
  const sockets: WebSocket[] = [];
  class Recorded extends WebSocket {
    constructor(...parameters: ConstructorParameters<typeof WebSocket>) {
      super(...parameters);
      sockets.push(this);
    }
  }
  createClient({
    url,
    lazy: false,
    retryAttempts: 0,
    onNonLazyError: () => {},
    webSocketImpl: Recorded,
    connectionParams: { 'x-api-key': key },
  });
  const [socket] = sockets;
  if (!socket) throw new Error('The client opens its socket at once.');
  return socket;
}

test('a key that an admin made lets a partner in until it is revoked, and its use is seen', async () => {
  const { token } = await caravan.people.admin();
  const made = await caravan.client.mutate<Made>(createApiKey, { name: 'Acme' }, { token });
  const stores = '{ stores(first: 1) { nodes { id } } }';
  await vi.waitFor(async () => expect((await askAsPartner(made.secret, stores)).data).toBeTruthy(), 5_000);
  const hidden = await askAsPartner(made.secret, '{ me { id } }');
  expect(hidden.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  const socket = openSocket(made.secret);
  const closed = once(socket, 'close');
  await once(socket, 'message');

  type Listed = { apiKeys: { id: string; lastUsedAt: string | null }[] };
  await vi.waitFor(async () => {
    const listed = await caravan.client.query<Listed>(apiKeys, {}, { token });
    expect(listed.apiKeys).toEqual([{ id: made.apiKey.id, lastUsedAt: expect.any(String) }]);
  }, 5_000);

  await caravan.client.mutate(revokeApiKey, { apiKeyId: made.apiKey.id }, { token });
  const [code] = (await closed) as [number];
  expect(code).toBeGreaterThanOrEqual(4_400);
  await vi.waitFor(async () => {
    expect((await askAsPartner(made.secret, stores)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  }, 5_000);
});

test('a program may do what its key says, and no more', async () => {
  const { token } = await caravan.people.admin();
  const make = (name: string, scopes: string[]) =>
    caravan.client.mutate<Made>(createApiKey, { name, scopes }, { token });
  const [auditor, plain] = [await make('Auditor', ['order:read:any']), await make('Plain', [])];
  const everyone = '{ orders(filter: { everyone: true }, first: 1) { nodes { id } } }';
  await vi.waitFor(async () => {
    expect(await askAsPartner(auditor.secret, everyone)).toEqual({ data: { orders: { nodes: expect.any(Array) } } });
  }, 5_000);
  await vi.waitFor(async () => {
    const refused = await askAsPartner(plain.secret, everyone);
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }, 5_000);
});
