import type { Caller } from '@caravan/core/principal';
import type { ExecutionResult } from 'graphql';
import { sharedFetches } from '../telemetry/router-metrics.ts';
import { timedOut, unavailable } from '../transports/fetch-failure.ts';
import type { SubgraphCall, SubgraphTransport } from '../transports/subgraph-transport.ts';
import { withTimeout } from '../transports/with-timeout.ts';

type Settings = {
  /** Calls with larger variables are sent as they are; 0 for all. */
  readonly sharedVariableCharacters: number;
};

/** A fetch that several calls wait for. */
type Shared = {
  /** One result per waiter, each its own to change. */
  readonly results: Promise<readonly ExecutionResult[]>;
  readonly endsAt: number;
  /** Who waited or waits; the first made the call. */
  joined: number;
  waiting: number;
  readonly abandoned: AbortController;
};

/**
 * Sends queries that are equal in everything a subgraph is told (text, variables, headers, who asks and from where) once
 * while they overlap. Never mutations, and no query waits for one that began before a mutation ended. The fetch is given
 * up when the last who waits has gone.
 */
export function deduplicated(transport: SubgraphTransport, { sharedVariableCharacters }: Settings): SubgraphTransport {
  if (sharedVariableCharacters === 0) return transport;
  const open = new Map<string, Shared>();
  return {
    ...transport,
    execute: async (call) => {
      if (call.kind === 'mutation') return transport.execute(call).finally(() => open.clear());
      const key = keyOf(call, sharedVariableCharacters);
      if (key === null) return transport.execute(call);
      const known = open.get(key);
      if (known && isGoodFor(known, call)) {
        sharedFetches.inc({ subgraph: transport.name });
        return join(known, call);
      }
      const shared = begin(transport, call, () => {
        if (open.get(key) === shared) open.delete(key);
      });
      open.set(key, shared);
      return join(shared, call);
    },
  };
}

/** One that is about to end would cost a late-comer the time that is his. */
function isGoodFor({ endsAt, abandoned }: Shared, { timeoutMs }: SubgraphCall): boolean {
  return !abandoned.signal.aborted && endsAt - performance.now() >= timeoutMs / 2;
}

function begin(transport: SubgraphTransport, call: SubgraphCall, onEnd: () => void): Shared {
  const abandoned = new AbortController();
  const send = async () => {
    try {
      const result = await transport.execute({ ...call, signal: abandoned.signal });
      // Before anybody gets it: whoever is given a result may change it.
      return Array.from({ length: shared.joined }, (_none, index) => (index === 0 ? result : copyOf(result)));
    } finally {
      onEnd();
    }
  };
  const shared: Shared = {
    results: Promise.resolve().then(send),
    endsAt: performance.now() + call.timeoutMs,
    joined: 0,
    waiting: 0,
    abandoned,
  };
  // Those who wait are told; when all have gone, nobody is left to be.
  shared.results.catch(() => {});
  return shared;
}

async function join(shared: Shared, { signal, timeoutMs }: SubgraphCall): Promise<ExecutionResult> {
  const place = shared.joined;
  shared.joined += 1;
  shared.waiting += 1;
  const gone = Promise.withResolvers<never>();
  const leave = () => gone.reject(unavailable('abandoned', 'the client has gone'));
  gone.promise.catch(() => {});
  if (signal?.aborted) leave();
  signal?.addEventListener('abort', leave, { once: true });
  try {
    const answered = Promise.race([shared.results, gone.promise]);
    // Who made the call has its time kept by the transport.
    const results = await (place === 0 ? answered : withTimeout(answered, timeoutMs));
    const own = results[place];
    if (!own) throw timedOut();
    return own;
  } finally {
    signal?.removeEventListener('abort', leave);
    shared.waiting -= 1;
    if (shared.waiting === 0) shared.abandoned.abort();
  }
}

/** Everything the subgraph is told but the request's id; null where comparing would cost more than it saves. */
function keyOf({ query, variables, operationName, caller, headers }: SubgraphCall, limit: number): string | null {
  if (weightOf(variables, limit) > limit) return null;
  return `${askerOf(caller)}\n${JSON.stringify(headers)}\n${JSON.stringify(variables)}\n${operationName}\n${query}`;
}

const askers = new WeakMap<Caller, string>();

/** One caller makes all the fetches of an operation. */
function askerOf(caller: Caller): string {
  const known = askers.get(caller);
  if (known !== undefined) return known;
  const { principal, clientAddress, userAgent } = caller;
  const asker = JSON.stringify([principal, clientAddress, userAgent]);
  askers.set(caller, asker);
  return asker;
}

/** Roughly how many characters of JSON a value makes; counts no further than the limit. */
function weightOf(value: unknown, limit: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  let weight = 2;
  for (const key in value) {
    weight += key.length + 3 + weightOf((value as Record<string, unknown>)[key], limit - weight);
    if (weight > limit) break;
  }
  return weight;
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
