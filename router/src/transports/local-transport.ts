import type { ResultStream, RunningSubgraph, SubgraphRequest } from '@caravan/subgraph/running-subgraph';
import {
  noConnection,
  type SubgraphCall,
  type SubgraphTransport,
  type Upstream,
  type UpstreamEvent,
} from './subgraph-transport.ts';
import { withTimeout } from './with-timeout.ts';

/** What the router needs of a subgraph in its own process; whoever runs it stops it. */
export type LocalSubgraph = Pick<RunningSubgraph, 'name' | 'sdl' | 'routes' | 'execute' | 'subscribe' | 'ready'>;

/** Calls a subgraph in the same process: no HTTP, no JSON. */
export function localTransport(subgraph: LocalSubgraph): SubgraphTransport {
  return {
    name: subgraph.name,
    execute: (call) => withTimeout(subgraph.execute(toRequest(call)), call.timeoutMs),
    subscribe: async (call) => {
      const abandoned = new AbortController();
      const started = subgraph.subscribe({ ...toRequest(call), signal: abandoned.signal });
      try {
        const outcome = await withTimeout(started, call.timeoutMs);
        return Symbol.asyncIterator in outcome ? toUpstream(outcome) : outcome;
      } catch (error) {
        abandoned.abort();
        throw error;
      }
    },
    ready: () => subgraph.ready(),
    close: async () => {},
  };
}

function toRequest(call: SubgraphCall): SubgraphRequest {
  const { query, document, variables, operationName, caller, traceparent = null } = call;
  return {
    query,
    ...(document && { document }),
    variables,
    ...(operationName && { operationName }),
    caller,
    traceparent,
  };
}

/** Events are pulled when the client can take them: meanwhile the subgraph's feed keeps only the newest state. */
function toUpstream(stream: ResultStream): Upstream {
  const done = { value: undefined, done: true } as const;
  return {
    async next(): Promise<IteratorResult<UpstreamEvent>> {
      const event = await stream.next();
      return event.done ? done : { value: { result: event.value, connection: noConnection }, done: false };
    },
    async return() {
      await stream.return?.();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
