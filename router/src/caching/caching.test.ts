import { parseConfiguration } from '@caravan/config/configuration';
import { anonymous, type Principal } from '@caravan/core/principal';
import { buildSchema, type ExecutionResult, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Client } from '../access/client.ts';
import { rightsOf } from '../access/rights.ts';
import { forwardedHeaders } from '../transports/forwarded-headers.ts';
import { cacheIdentity } from './cache-identity.ts';
import { openCaching } from './caching.ts';
import { freshnessOf } from './freshness.ts';
import { memoryStore } from './memory-store.ts';

const sdl = `
  directive @cacheControl(maxAge: Int, scope: CacheControlScope) on FIELD_DEFINITION | OBJECT
  enum CacheControlScope { PUBLIC PRIVATE }
  type Query {
    mine: String @cacheControl(maxAge: 60, scope: PRIVATE)
    guarded: String @cacheControl(maxAge: 60)
    open: String @cacheControl(maxAge: 60)
  }
  type Mutation { write: String }`;
const schema = buildSchema(sdl);
const secret = Buffer.alloc(32).toString('base64url');
const secrets = Object.fromEntries(
  [
    'CALLER_SECRET',
    'CURSOR_SECRET',
    'SEALING_KEY',
    'FILE_SECRET',
    'IDENTITY_KEY_ENCRYPTION_KEY',
    'SANDBOX_SECRET',
    'SANDBOX_API_KEY',
    'SANDBOX_WEBHOOK_SECRET',
  ].map((name) => [name, secret]),
);

function open(settings: Record<string, string> = {}, identityOf = cacheIdentity) {
  const { router } = parseConfiguration({ NODE_ENV: 'test', ...secrets, ...settings });
  const caching = openCaching({
    settings: router,
    forwarded: forwardedHeaders(router.forwardHeaders),
    store: memoryStore(router.cacheBytes),
    identityOf,
  });
  const answers = caching.forSupergraph({
    id: 'one',
    sdl,
    schema,
    subgraphs: ['shop'],
    isGuarded: (_type, field) => field === 'guarded',
  });
  /** What a client gets when the subgraph would answer with who asks. */
  const ask = async (query: string, client: Client, answer = nameOf(client)) => {
    const document = parse(query);
    const [operation] = document.definitions as [OperationDefinitionNode];
    const result = (): ExecutionResult => ({ data: { [query.replace(/[^a-z]/g, '')]: answer } });
    const asked = { document, operation, schema, key: () => query };
    return answers.answer(asked, { client, variables: {} }, async () => result());
  };
  return { caching, ask };
}

const nameOf = ({ caller, headers }: Client) =>
  `${caller.principal.sessionId} ${caller.principal.scopes.join()} ${headers.authorization}`;

function clientOf(principal: Partial<Principal>, headers: Client['headers'] = {}): Client {
  const whole: Principal = { ...anonymous, ...principal };
  return {
    caller: { principal: whole, requestId: 'r', clientAddress: null, userAgent: null },
    rights: rightsOf(whole),
    contract: 'api',
    apiKeyId: null,
    isHighRate: false,
    mayIntrospect: true,
    headers,
  };
}

const clients: readonly Client[] = [
  clientOf({}),
  clientOf({}, { authorization: 'Bearer one' }),
  clientOf({}, { authorization: 'Bearer two' }),
  clientOf({ kind: 'guest', id: 'g', sessionId: 'g' }),
  clientOf({ kind: 'user', id: 'a', sessionId: 's1' }),
  clientOf({ kind: 'user', id: 'a', sessionId: 's2' }),
  clientOf({ kind: 'user', id: 'a', sessionId: 's2', scopes: ['order:read:any'] }),
  clientOf({ kind: 'user', id: 'b', sessionId: 's3' }),
];

/** How many clients were given what another one was answered. */
async function leaks(query: string, identityOf = cacheIdentity): Promise<number> {
  const { ask } = open({}, identityOf);
  let count = 0;
  for (const client of [...clients, ...clients.toReversed()]) {
    const { data } = await ask(query, client);
    if (Object.values(data ?? {})[0] !== nameOf(client)) count += 1;
  }
  return count;
}

describe('private answers', () => {
  test.each(['{ mine }', '{ guarded }'])('of %s never reach another principal, session or token', async (query) => {
    expect(await leaks(query)).toBe(0);
  });

  test('would, if keys left out who asks, or part of it', async () => {
    const mutants: (typeof cacheIdentity)[] = [
      (client, forwarded) => ({ ...cacheIdentity(client, forwarded), whole: '' }),
      (client, forwarded) => ({ ...cacheIdentity(client, forwarded), whole: `${client.caller.principal.id}` }),
      (client, forwarded) => ({ ...cacheIdentity(client, forwarded), whole: `${client.caller.principal.sessionId}` }),
    ];
    for (const mutant of mutants) expect(await leaks('{ mine }', mutant)).toBeGreaterThan(0);
  });
});

describe('a kept answer', () => {
  const somebody = clientOf({ kind: 'user', id: 'a', sessionId: 's1' });

  test('knows its freshness, also in a copy, and its text only as long as it is whole', async () => {
    const { ask } = open();
    await ask('{ open }', somebody, 'x');
    const found = await ask('{ open }', somebody, 'y');
    const freshness = freshnessOf(found);
    expect([freshness?.body, freshness?.policy]).toEqual([
      '{"data":{"open":"x"}}',
      { maxAgeSeconds: 60, isPrivate: false },
    ]);
    expect(freshness?.of).toBe(found);
    const copy = { ...found, extensions: { cost: 1 } };
    expect(freshnessOf(copy)?.of).not.toBe(copy);
    expect(JSON.stringify(copy)).toBe('{"data":{"open":"x"},"extensions":{"cost":1}}');
  });

  test('is not found for who has just written, in any session, until others are told', async () => {
    const { ask, caching } = open();
    await ask('{ open }', somebody, 'old');
    await ask('mutation { write }', somebody);
    const otherSession = clientOf({ kind: 'user', id: 'a', sessionId: 's9' });
    expect((await ask('{ open }', otherSession, 'new')).data).toEqual({ open: 'new' });
    expect((await ask('{ open }', clientOf({}), 'newer')).data).toEqual({ open: 'new' });
    caching.dropAll();
    expect((await ask('{ open }', clientOf({}), 'newer')).data).toEqual({ open: 'newer' });
  });

  test('is found again after a write when the setting is zero, and never when it is too large', async () => {
    const { ask } = open({ CACHE_AFTER_WRITE_SECONDS: '0', CACHE_VALUE_BYTES: '100' });
    await ask('{ open }', somebody, 'old');
    await ask('mutation { write }', somebody);
    expect((await ask('{ open }', somebody, 'new')).data).toEqual({ open: 'old' });
    const large = clientOf({ kind: 'user', id: 'large', sessionId: 's' });
    await ask('{ mine }', large, 'x'.repeat(200));
    expect((await ask('{ mine }', large, 'small')).data).toEqual({ mine: 'small' });
  });

  test('is not looked at by sockets’ handshakes, which browsers send with no-cache', async () => {
    const { ask } = open();
    const socket = clientOf({}, { upgrade: 'websocket', 'cache-control': 'no-cache' });
    await ask('{ open }', socket, 'old');
    expect((await ask('{ open }', socket, 'new')).data).toEqual({ open: 'old' });
  });
});
