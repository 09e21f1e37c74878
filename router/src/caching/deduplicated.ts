import type { ExecutionResult } from 'graphql';
import { sharedFetches } from '../telemetry/router-metrics.ts';
import { unavailable } from '../transports/fetch-failure.ts';
import type { SubgraphCall, SubgraphTransport } from '../transports/subgraph-transport.ts';
import { withTimeout } from '../transports/with-timeout.ts';
import { openFetches } from './open-fetches.ts';

type Settings = {
  /** Calls with larger variables are sent as they are; 0 for all. */
  readonly sharedVariableCharacters: number;
};

/** Somebody who waits for a fetch. */
type Waiter = { resolve(result: ExecutionResult): void; reject(error: unknown): void };

/** A fetch that several calls wait for. */
type Shared = {
  readonly endsAt: number;
  readonly version: number;
  /** The first made the call, as long as he waits. */
  readonly waiters: Set<Waiter>;
  readonly abandoned: AbortController;
};

/**
 * Sends queries that may be shared, and are equal in everything a subgraph is told (text, variables, headers, who asks
 * and from where), once while they overlap. Never mutations, and no query waits for one that began before a mutation
 * ended, or before something was dropped of what is kept. The fetch is given up when the last who waits has gone.
 */
export function deduplicated(transport: SubgraphTransport, { sharedVariableCharacters }: Settings): SubgraphTransport {
  if (sharedVariableCharacters === 0) return transport;
  const open = openFetches<Shared>(sharedVariableCharacters);
  return {
    ...transport,
    execute: (call) => {
      if (call.kind === 'mutation') return transport.execute(call).finally(() => open.clear());
      if (!call.mayShare) return transport.execute(call);
      const { known, add } = open.meet(call);
      if (known && isGoodFor(known, call)) {
        sharedFetches.inc({ subgraph: transport.name });
        return join(known, call);
      }
      const shared: Shared = {
        endsAt: performance.now() + call.timeoutMs,
        version: call.version ?? 0,
        waiters: new Set(),
        abandoned: new AbortController(),
      };
      const forget = add(shared);
      const result = wait(shared, call);
      void send(transport, call, shared).finally(forget);
      return result;
    },
  };
}

/** One that is about to end would cost a late-comer the time that is his; an outdated answer he would even keep. */
function isGoodFor({ endsAt, version, abandoned }: Shared, { timeoutMs, version: least = 0 }: SubgraphCall): boolean {
  return !abandoned.signal.aborted && version >= least && endsAt - performance.now() >= timeoutMs / 2;
}

/** Tells all who wait how it went. */
async function send(transport: SubgraphTransport, call: SubgraphCall, { waiters, abandoned }: Shared): Promise<void> {
  try {
    const result = await transport.execute({ ...call, signal: abandoned.signal });
    const [first, ...others] = waiters;
    // Before anybody gets it: whoever is given a result may change it.
    for (const waiter of others) waiter.resolve(copyOf(result));
    first?.resolve(result);
  } catch (error) {
    for (const waiter of waiters) waiter.reject(error);
  }
  waiters.clear();
}

/** Who made the call has its time kept by the transport; late-comers keep their own. */
function join(shared: Shared, call: SubgraphCall): Promise<ExecutionResult> {
  return withTimeout(wait(shared, call), call.timeoutMs);
}

function wait({ waiters, abandoned }: Shared, { signal }: SubgraphCall): Promise<ExecutionResult> {
  const { promise, resolve, reject } = Promise.withResolvers<ExecutionResult>();
  const waiter: Waiter = { resolve, reject };
  waiters.add(waiter);
  if (!signal) return promise;
  const leave = () => {
    if (!waiters.delete(waiter)) return;
    reject(unavailable('abandoned', 'the client has gone'));
    if (waiters.size === 0) abandoned.abort();
  };
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave, { once: true });
  return promise.finally(() => signal.removeEventListener('abort', leave));
}

function copyOf(result: ExecutionResult): ExecutionResult {
  return { ...result, ...(result.data && { data: copy(result.data) as Record<string, unknown> }) };
}

/** Of what JSON has; anything else is not changed by anybody. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copied = Object.create(prototype as object | null) as Record<string, unknown>;
  for (const [key, each] of Object.entries(value)) {
    // Assigning to `__proto__` would set the prototype.
    Object.defineProperty(copied, key, { value: copy(each), enumerable: true, writable: true, configurable: true });
  }
  return copied;
}
