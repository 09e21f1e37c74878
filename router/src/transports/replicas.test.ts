import { anonymous } from '@caravan/core/principal';
import { createLogger } from '@caravan/telemetry/logger';
import type { ExecutionResult } from 'graphql';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { executeOnOne } from './fail-over.ts';
import { FetchFailure, timedOut, unavailable, unreached } from './fetch-failure.ts';
import { openReplicas, type Replicas } from './replicas.ts';
import type { SubgraphCall } from './subgraph-transport.ts';

const probeMs = 1_000;
const answer: ExecutionResult = { data: { ok: true } };

function callOf(kind: SubgraphCall['kind'], timeoutMs = 3_000): SubgraphCall {
  return {
    kind,
    query: '{ ok }',
    variables: {},
    operationName: undefined,
    caller: { principal: anonymous, requestId: 'r', clientAddress: null, userAgent: null },
    headers: {},
    timeoutMs,
  };
}

/** A process that does as it is told. */
function fake(port: number) {
  const told = { execute: async (): Promise<ExecutionResult> => answer, ready: async () => true };
  const calls: SubgraphCall[] = [];
  return {
    told,
    calls,
    endpoint: new URL(`http://127.0.0.1:${port}/graphql`),
    execute: (call: SubgraphCall) => {
      calls.push(call);
      return told.execute();
    },
    ready: () => told.ready(),
    close: async () => {},
  };
}

let one: ReturnType<typeof fake>;
let other: ReturnType<typeof fake>;
let replicas: Replicas;
beforeEach(() => {
  vi.useFakeTimers();
  [one, other] = [fake(1), fake(2)];
  const ways = [one, other].map(({ endpoint, ...calls }) => ({ endpoint, calls }));
  replicas = openReplicas({ name: 'shop', ways, probeMs, logger: createLogger({ level: 'silent', name: 'test' }) });
});
afterEach(async () => {
  await replicas.close();
  vi.useRealTimers();
});

const run = (kind: SubgraphCall['kind'], timeoutMs?: number) =>
  executeOnOne(replicas, callOf(kind, timeoutMs), () => {});
const up = () => replicas.all.map(({ isUp }) => isUp);
const kindOf = (error: unknown) => (error instanceof FetchFailure ? error.kind : error);
const never = () => new Promise<never>(() => {});
const fails = (error: Error) => async () => {
  throw error;
};

describe('a call', () => {
  test('goes to whoever has the fewest under way: one that hangs gets no more than that', async () => {
    one.told.execute = never;
    for (let index = 0; index < 20; index += 1) {
      void run('mutation');
      await vi.advanceTimersByTimeAsync(0);
    }
    expect([one.calls.length, other.calls.length]).toEqual([1, 19]);
  });

  test('goes to equally busy ones in turn', async () => {
    for (let index = 0; index < 10; index += 1) await run('query');
    expect([one.calls.length, other.calls.length]).toEqual([5, 5]);
  });

  test.each([
    { kind: 'query', failure: unreached('passing', 'ECONNREFUSED'), outcome: 'is asked elsewhere' },
    { kind: 'query', failure: unavailable('passing', 'ECONNRESET'), outcome: 'is asked elsewhere' },
    { kind: 'query', failure: unavailable('broken', 'status 500'), outcome: 'fails' },
    { kind: 'query', failure: unavailable('refused', 'status 400'), outcome: 'fails' },
    { kind: 'query', failure: timedOut(), outcome: 'fails' },
    { kind: 'mutation', failure: unreached('passing', 'ECONNREFUSED'), outcome: 'is asked elsewhere' },
    { kind: 'mutation', failure: unavailable('passing', 'ECONNRESET'), outcome: 'fails' },
    { kind: 'mutation', failure: unavailable('passing', 'status 503'), outcome: 'fails' },
    { kind: 'mutation', failure: timedOut(), outcome: 'fails' },
  ] as const)('$kind, $failure.reason, sent: $failure.isSent: $outcome', async ({ kind, failure, outcome }) => {
    for (const each of [one, other]) each.told.execute = fails(failure);
    const failed = await run(kind).catch((error: unknown) => error);
    expect(failed).toBe(failure);
    expect(one.calls.length + other.calls.length).toBe(outcome === 'fails' ? 1 : 2);
  });

  test('asked elsewhere has the time that is left of it', async () => {
    for (const each of [one, other])
      each.told.execute = async () => {
        await new Promise((resolve) => setTimeout(resolve, 600));
        throw unreached('passing', 'UND_ERR_CONNECT_TIMEOUT');
      };
    const failed = run('query', 1_000).catch(kindOf);
    await vi.advanceTimersByTimeAsync(600);
    expect([...one.calls, ...other.calls].map(({ timeoutMs }) => Math.round(timeoutMs))).toEqual([1_000, 400]);
    await vi.advanceTimersByTimeAsync(600);
    expect(await failed).toBe('passing');
  });
});

describe('a replica', () => {
  test('that cannot be reached is put aside at once, and is back when it is ready', async () => {
    one.told.execute = fails(unreached('passing', 'ECONNREFUSED'));
    one.told.ready = fails(new Error('ECONNREFUSED'));
    await run('query');
    await run('query');
    expect(up()).toEqual([false, true]);
    for (let index = 0; index < 10; index += 1) await run('mutation');
    expect(one.calls.length).toBe(1);

    one.told.execute = async () => answer;
    one.told.ready = async () => true;
    await vi.advanceTimersByTimeAsync(probeMs);
    expect(up()).toEqual([true, true]);
  });

  test.each([
    ['says that it is not ready', async () => false],
    ['cannot be asked', fails(new Error('ECONNREFUSED'))],
    ['says nothing', never],
  ])('that %s is put aside without a call', async (_what, ready) => {
    one.told.ready = ready;
    await vi.advanceTimersByTimeAsync(2 * probeMs);
    expect(up()).toEqual([false, true]);
  });

  test('that hangs gives the queries that wait for it to the other, and keeps mutations', async () => {
    Object.assign(one.told, { execute: never, ready: never });
    Object.assign(other.told, { execute: never });
    const queries = [run('query'), run('query')];
    let mutations = 0;
    for (const mutation of [run('mutation'), run('mutation')])
      void mutation.finally(() => {
        mutations += 1;
      });
    await vi.advanceTimersByTimeAsync(0);
    other.told.execute = async () => answer;
    await vi.advanceTimersByTimeAsync(2 * probeMs);
    expect(await Promise.race(queries)).toEqual(answer);
    expect(mutations).toBe(0);
    expect(one.calls.length + other.calls.length).toBe(5);
  });

  test('with one slow query is not put aside while it answers others', async () => {
    one.told.execute = () => new Promise((_resolve, reject) => setTimeout(() => reject(timedOut()), 3_000));
    const slow = run('query').catch(kindOf);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await slow).toBe('timeout');
    expect(up()).toEqual([true, true]);
  });

  test('that is aside is called all the same where no other is up', async () => {
    for (const each of [one, other]) each.told.ready = async () => false;
    await vi.advanceTimersByTimeAsync(probeMs);
    expect(up()).toEqual([false, false]);
    expect(await run('mutation')).toEqual(answer);
  });
});

test('whoever listens is told of each change once', async () => {
  const changes: boolean[][] = [];
  replicas.onChange(() => changes.push(up()));
  one.told.ready = async () => false;
  await vi.advanceTimersByTimeAsync(3 * probeMs);
  one.told.ready = async () => true;
  await vi.advanceTimersByTimeAsync(3 * probeMs);
  expect(changes).toEqual([
    [false, true],
    [true, true],
  ]);
});
