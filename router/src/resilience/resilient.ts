import { setTimeout as pause } from 'node:timers/promises';
import type { Configuration } from '@caravan/config/configuration';
import type { Logger } from '@caravan/telemetry/logger';
import { breakerState, retries } from '../telemetry/router-metrics.ts';
import { FetchFailure, unavailable } from '../transports/fetch-failure.ts';
import type { SubgraphCall, SubgraphTransport } from '../transports/subgraph-transport.ts';
import { type BreakerState, createBreaker, type Verdict } from './breaker.ts';
import { retryBudget } from './retry-budget.ts';

type Settings = Pick<
  Configuration['router'],
  | 'retries'
  | 'retryPauseMs'
  | 'retryPercent'
  | 'retryReserve'
  | 'breakerFailurePercent'
  | 'breakerCalls'
  | 'breakerWindowMs'
  | 'breakerPauseMs'
  | 'breakerProbes'
  | 'fetchTimeoutMs'
>;

/**
 * A subgraph whose passing failures are not noticed, and which is left alone while it fails.
 *
 * Only queries are sent again, only after failures that may be gone at the next try, and only within the call's own
 * time. A breaker that is open refuses at once.
 */
export function resilient(transport: SubgraphTransport, settings: Settings, logger: Logger): SubgraphTransport {
  const { name } = transport;
  const breaker = createBreaker({ settings: breakerSettings(settings), onChange: announcer(name, logger) });
  breakerState.set({ subgraph: name }, levels.closed);

  const attempt = async (call: SubgraphCall) => {
    const leave = breaker.enter();
    if (!leave) throw shut();
    try {
      const result = await transport.execute(call);
      leave('success');
      return result;
    } catch (error) {
      leave(verdictOn(error, call, settings));
      throw error;
    }
  };
  const again = retrying(name, settings, attempt);
  return {
    ...transport,
    execute: (call) => (call.kind === 'query' ? again(call) : attempt(call)),
    // A subscription is made over a connection of its own, which says nothing about calls; it is only kept away.
    subscribe: async (call) => {
      if (breaker.isShut()) throw shut();
      return transport.subscribe(call);
    },
  };
}

type Attempt = SubgraphTransport['execute'];

/** Attempts until one does not fail in passing, there is no time left, or there were too many failures altogether. */
function retrying(subgraph: string, settings: Settings, attempt: Attempt): Attempt {
  const budget = retryBudget({ percent: settings.retryPercent, reserve: settings.retryReserve });
  return async (call) => {
    const deadline = performance.now() + call.timeoutMs;
    budget.earn();
    for (let retry = 0; ; retry += 1) {
      try {
        return await attempt(retry === 0 ? call : { ...call, timeoutMs: deadline - performance.now() });
      } catch (error) {
        const pauseMs = settings.retryPauseMs * 2 ** retry * (0.5 + Math.random() / 2);
        const isOver = retry >= settings.retries || call.signal?.aborted || performance.now() + pauseMs >= deadline;
        if (isOver || !isPassing(error) || !budget.spend()) throw error;
        await pause(pauseMs);
        retries.inc({ subgraph });
      }
    }
  };
}

function shut() {
  return unavailable('shut', 'its breaker is open');
}

function isPassing(error: unknown): boolean {
  return error instanceof FetchFailure && error.kind === 'passing';
}

/** A time-out counts if the call had a fair share of the time that fetches get; else those before it took too long. */
function verdictOn(error: unknown, { timeoutMs }: SubgraphCall, { fetchTimeoutMs }: Settings): Verdict {
  if (!(error instanceof FetchFailure)) return 'nothing';
  switch (error.kind) {
    case 'timeout':
      return timeoutMs * 2 >= fetchTimeoutMs ? 'failure' : 'nothing';
    case 'passing':
    case 'broken':
      return 'failure';
    case 'refused':
      return 'success';
    case 'abandoned':
    case 'shut':
      return 'nothing';
  }
}

const levels: Readonly<Record<BreakerState, number>> = { closed: 0, 'half-open': 1, open: 2 };

function announcer(subgraph: string, logger: Logger) {
  return (state: BreakerState) => {
    breakerState.set({ subgraph }, levels[state]);
    if (state === 'open') logger.warn({ subgraph }, 'a subgraph fails too often and is left alone');
    if (state === 'closed') logger.info({ subgraph }, 'a subgraph answers again');
  };
}

function breakerSettings(settings: Settings) {
  return {
    failurePercent: settings.breakerFailurePercent,
    leastCalls: settings.breakerCalls,
    windowMs: settings.breakerWindowMs,
    pauseMs: settings.breakerPauseMs,
    probes: settings.breakerProbes,
  };
}
