import type { Caller } from '@caravan/core/principal';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { BoundRoute } from './route.ts';

/** Key in a `subscribe` message's `extensions` for `missedSince`, as an RFC 3339 instant. */
export const missedSinceExtension = 'x-caravan-missed-since';

/** Header of the answer to a call that was not looked at, since the process is to stop: another one may be asked. */
export const leavingHeader = 'x-caravan-leaving';

export type SubgraphRequest = {
  readonly query: string;
  /** `query`, parsed, for callers that have it at hand. */
  readonly document?: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly caller: Caller;
  /** Of the trace that it is part of (W3C Trace Context). */
  readonly traceparent?: string | null;
  /** Ends a subscription; an operation whose signal is aborted does not start. */
  readonly signal?: AbortSignal;
  /** For a subscription that is made again after its connection was lost: when it last heard of anything. */
  readonly missedSince?: Date;
};

export type ResultStream = AsyncIterableIterator<ExecutionResult>;

/** A subgraph at work. A router calls it in process or through `serveSubgraph`; both run the same code. */
export type RunningSubgraph = {
  readonly name: string;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  readonly routes: readonly BoundRoute[];
  execute(request: SubgraphRequest): Promise<ExecutionResult>;
  /** A subscription that cannot start gives a result with errors instead of a stream. */
  subscribe(request: SubgraphRequest): Promise<ResultStream | ExecutionResult>;
  /** Whether its database answers. */
  ready(): Promise<boolean>;
  /** Ends subscriptions, finishes what runs, and closes everything it opened. */
  stop(): Promise<void>;
};
