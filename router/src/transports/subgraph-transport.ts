import type { Caller } from '@caravan/core/principal';
import type { DocumentNode, ExecutionResult } from 'graphql';

/** One operation for one subgraph, as the plan wants it. */
export type SubgraphCall = {
  /** Only a query may be sent twice. */
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Whether an equal query that is under way already may answer it. */
  readonly mayShare?: boolean;
  /** One that was sent for a lower version may not: what it brings may be outdated. */
  readonly version?: number;
  readonly query: string;
  /** `query`, parsed, where it is at hand. */
  readonly document?: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly caller: Caller;
  /** Of the client's, those that this subgraph gets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of the trace that the call is part of; it makes no difference to what is answered. */
  readonly traceparent?: string | null;
  /** The call fails with `TIMEOUT` after it; for a subscription it bounds the start only. */
  readonly timeoutMs: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
};

/** What a subgraph's subscription sent. */
export type UpstreamEvent = {
  readonly result: ExecutionResult;
  /** Counts the connections it came over: after a loss the first events repeat the state. */
  readonly connection: number;
};

/** `connection` of what comes from the same process. */
export const noConnection = 0;

/** Unlike a generator's, its `return()` takes effect at once, also while the next event is awaited. */
export type Upstream = AsyncIterableIterator<UpstreamEvent>;

/**
 * The way to one subgraph, in process or over the network; both behave alike. A subgraph that
 * cannot be had makes a call throw a `CaravanError` (`TIMEOUT`, `UNAVAILABLE`).
 */
export type SubgraphTransport = {
  readonly name: string;
  execute(call: SubgraphCall): Promise<ExecutionResult>;
  /** A subscription that is refused gives a result with errors instead of events. */
  subscribe(call: SubgraphCall): Promise<Upstream | ExecutionResult>;
  ready(): Promise<boolean>;
  close(): Promise<void>;
};

export function isUpstream(outcome: Upstream | ExecutionResult): outcome is Upstream {
  return Symbol.asyncIterator in outcome;
}
