import { anonymous } from '@caravan/core/principal';
import { createLogger } from '@caravan/telemetry/logger';
import type { ExecutionResult } from 'graphql';
import { describe, expect, test } from 'vitest';
import { breakerState, retries } from '../telemetry/router-metrics.ts';
import { type FailureKind, FetchFailure, timedOut, unavailable } from '../transports/fetch-failure.ts';
import type { SubgraphCall, SubgraphTransport } from '../transports/subgraph-transport.ts';
import { resilient } from './resilient.ts';

const settings = {
  retries: 2,
  retryPauseMs: 1,
  retryPercent: 20,
  retryReserve: 10,
  breakerFailurePercent: 50,
  breakerCalls: 20,
  breakerWindowMs: 10_000,
  breakerPauseMs: 5_000,
  breakerProbes: 3,
  fetchTimeoutMs: 3_000,
};
const logger = createLogger({ level: 'silent', name: 'test' });
const ok: ExecutionResult = { data: { ok: true } };

function callOf(changes: Partial<SubgraphCall> = {}): SubgraphCall {
  return {
    kind: 'query',
    query: '{ ok }',
    variables: {},
    operationName: undefined,
    caller: { principal: anonymous, requestId: 'r', clientAddress: null, userAgent: null },
    headers: {},
    timeoutMs: 3_000,
    ...changes,
  };
}

/** Answers in turn; the last for ever. */
function subgraph(name: string, answers: readonly (ExecutionResult | Error)[]) {
  const calls: SubgraphCall[] = [];
  const transport: SubgraphTransport = {
    name,
    execute: async (call) => {
      const answer = answers[Math.min(calls.length, answers.length - 1)];
      calls.push(call);
      if (answer instanceof Error) throw answer;
      return answer as ExecutionResult;
    },
    subscribe: async () => ok,
    ready: async () => true,
    close: async () => {},
  };
  return { calls, wrapped: resilient(transport, settings, logger) };
}

const passing = () => unavailable('passing', 'ECONNRESET');
const kindOf = (error: unknown) => (error instanceof FetchFailure ? error.kind : error);

describe('retries', () => {
  test('a query is sent again after failures that pass, within its own time', async () => {
    const { calls, wrapped } = subgraph('again', [passing(), passing(), ok]);
    expect(await wrapped.execute(callOf())).toEqual(ok);
    expect(calls).toHaveLength(3);
    expect(calls.every(({ timeoutMs }, index) => index === 0 || timeoutMs < 3_000)).toBe(true);
    expect((await retries.get()).values).toContainEqual({ labels: { subgraph: 'again' }, value: 2 });
  });

  test('at most twice', async () => {
    const { calls, wrapped } = subgraph('twice', [passing()]);
    await expect(wrapped.execute(callOf())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(calls).toHaveLength(3);
  });

  test.each(['timeout', 'broken', 'refused', 'abandoned'] as const)('never after %s', async (kind: FailureKind) => {
    const { calls, wrapped } = subgraph('never', [kind === 'timeout' ? timedOut() : unavailable(kind)]);
    expect(await wrapped.execute(callOf()).catch(kindOf)).toBe(kind);
    expect(calls).toHaveLength(1);
  });

  test('a mutation is never sent again', async () => {
    const { calls, wrapped } = subgraph('mutation', [passing(), ok]);
    expect(await wrapped.execute(callOf({ kind: 'mutation' })).catch(kindOf)).toBe('passing');
    expect(calls).toHaveLength(1);
  });

  test('not when there is no time left for it', async () => {
    const { calls, wrapped } = subgraph('late', [passing(), ok]);
    expect(await wrapped.execute(callOf({ timeoutMs: 0.1 })).catch(kindOf)).toBe('passing');
    expect(calls).toHaveLength(1);
  });

  test('a subgraph that is down is not hammered: what is saved up, then a fifth', async () => {
    const { calls, wrapped } = subgraph('down', [...Array.from({ length: 60 }, passing), ok]);
    // A breaker that never opens, so that the budget alone is seen.
    await Promise.allSettled(Array.from({ length: 19 }, () => wrapped.execute(callOf())));
    expect(calls.length).toBeLessThanOrEqual(19 + 10 + 4);
  });
});

describe('the breaker of a subgraph', () => {
  test('refuses at once when it failed too often, subscriptions too, and says so', async () => {
    const { calls, wrapped } = subgraph('shut', [unavailable('broken', 'status 500')]);
    for (let call = 0; call < 20; call += 1) await wrapped.execute(callOf()).catch(() => {});
    expect(await wrapped.execute(callOf()).catch(kindOf)).toBe('shut');
    expect(await wrapped.subscribe(callOf({ kind: 'subscription' })).catch(kindOf)).toBe('shut');
    expect(calls).toHaveLength(20);
    expect((await breakerState.get()).values).toContainEqual({ labels: { subgraph: 'shut' }, value: 2 });
  });

  test.each([
    ['clients that went away', unavailable('abandoned'), 3_000],
    ['calls that it refused', unavailable('refused', 'status 400'), 3_000],
    ['calls for which others left no time', timedOut(), 100],
    ['errors of ours', new TypeError('a bug'), 3_000],
  ])('does not count %s', async (_what, failure, timeoutMs) => {
    const { calls, wrapped } = subgraph('counts-not', [failure]);
    for (let call = 0; call < 30; call += 1) await wrapped.execute(callOf({ timeoutMs })).catch(() => {});
    expect(calls).toHaveLength(30);
  });

  test('counts time-outs', async () => {
    const { calls, wrapped } = subgraph('hangs', [timedOut()]);
    for (let call = 0; call < 30; call += 1) await wrapped.execute(callOf({ timeoutMs: 2_000 })).catch(() => {});
    expect(calls).toHaveLength(20);
  });
});
