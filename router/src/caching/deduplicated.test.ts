import { anonymous, type Caller } from '@caravan/core/principal';
import type { ExecutionResult } from 'graphql';
import { expect, test } from 'vitest';
import type { SubgraphCall, SubgraphTransport } from '../transports/subgraph-transport.ts';
import { deduplicated } from './deduplicated.ts';

const caller: Caller = { principal: anonymous, requestId: 'r1', clientAddress: '10.0.0.1', userAgent: null };
const somebody: Caller = { ...caller, principal: { ...anonymous, kind: 'user', id: 'u1' } };
const call = (over: Partial<SubgraphCall> = {}): SubgraphCall => ({
  kind: 'query',
  mayShare: true,
  query: '{ a }',
  variables: {},
  operationName: undefined,
  caller,
  headers: {},
  timeoutMs: 1_000,
  ...over,
});

function open(characters = 1_000) {
  const calls: { call: SubgraphCall; answer: PromiseWithResolvers<ExecutionResult> }[] = [];
  const transport: SubgraphTransport = {
    name: 'shop',
    execute: (made) => {
      const answer = Promise.withResolvers<ExecutionResult>();
      calls.push({ call: made, answer });
      return answer.promise;
    },
    subscribe: () => Promise.reject(new Error('not here')),
    ready: async () => true,
    close: async () => {},
  };
  return { calls, shared: deduplicated(transport, { sharedVariableCharacters: characters }) };
}

const turn = () => new Promise(setImmediate);

test('equal queries at the same time are sent once, and each asker may change its answer', async () => {
  const { calls, shared } = open();
  const [first, second] = [shared.execute(call()), shared.execute(call({ caller: { ...caller, requestId: 'r2' } }))];
  await turn();
  expect(calls).toHaveLength(1);
  calls[0]?.answer.resolve(JSON.parse('{"data":{"a":{"list":[1],"__proto__":{"kept":true}}}}') as ExecutionResult);
  const [one, two] = await Promise.all([first, second]);
  expect(two).toEqual(one);
  expect(two.data).not.toBe(one.data);
  const a = one.data?.a as { list: number[] };
  a.list.push(2);
  expect(two.data).toMatchObject({ a: { list: [1] } });
  const third = shared.execute(call());
  await turn();
  expect(calls).toHaveLength(2);
  calls[1]?.answer.resolve({ data: {} });
  await third;
});

test.each<[string, Partial<SubgraphCall>]>([
  ['text', { query: '{ b }' }],
  ['variables', { variables: { id: 1 } }],
  ['principal', { caller: somebody }],
  ['address', { caller: { ...caller, clientAddress: '10.0.0.2' } }],
  ['Authorization', { headers: { authorization: 'Bearer other' } }],
  ['operation name', { operationName: 'A' }],
])('queries that differ in %s are sent each', async (_what, over) => {
  const { calls, shared } = open();
  void shared.execute(call({ headers: { authorization: 'Bearer one' } }));
  void shared.execute(call({ headers: { authorization: 'Bearer one' }, ...over }));
  await turn();
  expect(calls).toHaveLength(2);
});

test('mutations are sent each, and no query waits for one from before a mutation', async () => {
  const { calls, shared } = open();
  const before = shared.execute(call());
  const mutation = call({ kind: 'mutation', query: 'mutation { a }' });
  const mutations = [shared.execute(mutation), shared.execute(mutation)];
  await turn();
  expect(calls).toHaveLength(3);
  for (const { answer } of calls.filter((made) => made.call.kind === 'mutation')) answer.resolve({ data: {} });
  await Promise.all(mutations);
  const after = shared.execute(call());
  await turn();
  expect(calls).toHaveLength(4);
  const queries = calls.filter((made) => made.call.kind === 'query');
  queries[0]?.answer.resolve({ data: { a: 'old' } });
  queries[1]?.answer.resolve({ data: { a: 'new' } });
  expect(await Promise.all([before, after])).toEqual([{ data: { a: 'old' } }, { data: { a: 'new' } }]);
});

test('what follows a mutation or an event waits for nothing that began before', async () => {
  const { calls, shared } = open();
  void shared.execute(call());
  void shared.execute(call({ mayShare: false }));
  await turn();
  expect(calls).toHaveLength(2);
});

test('a fetch is given up when the last who waits for it has gone', async () => {
  const { calls, shared } = open();
  const clients = [new AbortController(), new AbortController()];
  const waiting = clients.map(({ signal }) => shared.execute(call({ signal })).catch((error: Error) => error));
  await turn();
  clients[0]?.abort();
  expect(await waiting[0]).toBeInstanceOf(Error);
  expect(calls[0]?.call.signal?.aborted).toBe(false);
  clients[1]?.abort();
  expect(await waiting[1]).toBeInstanceOf(Error);
  expect(calls[0]?.call.signal?.aborted).toBe(true);
  void shared.execute(call());
  await turn();
  expect(calls).toHaveLength(2);
});

test('a failure is told to all, and the next query is sent', async () => {
  const { calls, shared } = open();
  const outcomes = Promise.allSettled([shared.execute(call()), shared.execute(call())]);
  await turn();
  calls[0]?.answer.reject(new Error('down'));
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  void shared.execute(call());
  await turn();
  expect(calls).toHaveLength(2);
});

test('nobody joins a fetch that has little time left', async () => {
  const { calls, shared } = open();
  void shared.execute(call({ timeoutMs: 400 })).catch(() => {});
  void shared.execute(call({ timeoutMs: 3_000 })).catch(() => {});
  await turn();
  expect(calls).toHaveLength(2);
});

test('nobody keeps as new what was fetched before something was dropped', async () => {
  const { calls, shared } = open();
  void shared.execute(call({ version: 1 }));
  const after = shared.execute(call({ version: 2 }));
  void shared.execute(call({ version: 2 }));
  void shared.execute(call({ version: 1 }));
  await turn();
  expect(calls).toHaveLength(2);
  calls[1]?.answer.resolve({ data: { a: 'new' } });
  expect(await after).toEqual({ data: { a: 'new' } });
});

test('large variables are not compared', async () => {
  const { calls, shared } = open(100);
  const variables = { representations: Array.from({ length: 50 }, (_none, id) => ({ id })) };
  void shared.execute(call({ variables }));
  void shared.execute(call({ variables }));
  await turn();
  expect(calls).toHaveLength(2);
});
