import type { ExecutionResult } from 'graphql';
import { type CallOptions, callerSignatures, remoteCalls } from './remote-calls.ts';
import { openRemoteSubscriptions } from './remote-subscriptions.ts';
import type { SubgraphCall, SubgraphTransport } from './subgraph-transport.ts';

export type RemoteOptions = CallOptions & {
  readonly name: string;
  readonly socketInitMs: number;
  readonly socketPingMs: number;
  /** Events of one subscription that may wait for a slow client, and their bytes. */
  readonly liveQueueSize: number;
  readonly liveQueueBytes: number;
};

/** The way to a subgraph that runs in other processes, one or several. */
export type RemoteTransport = SubgraphTransport & {
  /** Where it is served, the place to ask first at the front. */
  endpoints(): readonly URL[];
  /** Calls every replica that is up, or all where none is. */
  executeOnEach(call: SubgraphCall): Promise<PromiseSettledResult<ExecutionResult>[]>;
};

/** Calls a subgraph that one process runs: over HTTP, and over one WebSocket that all subscriptions share. */
export function remoteTransport(options: RemoteOptions): RemoteTransport {
  const sign = callerSignatures(options.callerSecret);
  const calls = remoteCalls(options, sign);
  const subscriptions = openRemoteSubscriptions({ ...options, address: () => options.endpoint, sign });
  return {
    name: options.name,
    execute: calls.execute,
    executeOnEach: (call) => Promise.allSettled([calls.execute(call)]),
    endpoints: () => [options.endpoint],
    subscribe: subscriptions.subscribe,
    ready: calls.ready,
    close: async () => {
      await subscriptions.close();
      await calls.close();
    },
  };
}
