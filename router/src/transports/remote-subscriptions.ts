import { anonymous, type Caller } from '@caravan/core/principal';
import { missedSinceExtension } from '@caravan/subgraph/running-subgraph';
import { GraphQLError } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { boundedQueue } from '../subscriptions/bounded-queue.ts';
import { toResult } from './remote-result.ts';
import type { SubgraphCall, Upstream, UpstreamEvent } from './subgraph-transport.ts';
import { unavailable } from './with-timeout.ts';

type Options = {
  readonly endpoint: URL;
  readonly socketPingMs: number;
  readonly liveQueueSize: number;
  /** What proves who asks, by name. */
  sign(caller: Caller): Record<string, string>;
};

export type RemoteSubscriptions = { subscribe(call: SubgraphCall): Promise<Upstream>; close(): Promise<void> };

/**
 * All subscriptions of one subgraph over one socket. When it is lost they are made again, with backoff, as
 * long as their clients wait, and say when they last heard of anything: a subgraph then sends its state first.
 */
export function openRemoteSubscriptions(options: Options): RemoteSubscriptions {
  const connections = connectionCount();
  const client = openClient(options, connections);
  return {
    subscribe: async (call) => {
      const queue = boundedQueue<UpstreamEvent>(options.liveQueueSize, tooSlow(connections.number()));
      const hearing = { lastAt: new Date() };
      const stop = client.subscribe(toPayload(call, options.sign, hearing), {
        next: (result) => {
          hearing.lastAt = new Date();
          queue.push({ result: toResult(result), connection: connections.number() });
        },
        error: (reason) => {
          queue.push({ result: refusalOf(reason), connection: connections.number() });
          queue.end();
        },
        complete: () => queue.end(),
      });
      queue.onEnd(stop);
      if (!(await connections.opened(call.timeoutMs))) {
        queue.end();
        throw unavailable();
      }
      return queue.events;
    },
    close: async () => client.dispose(),
  };
}

function openClient({ endpoint, socketPingMs, sign }: Options, connections: ConnectionCount): Client {
  const url = new URL(endpoint);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  let silence: NodeJS.Timeout | undefined;
  const client: Client = createClient({
    url: url.href,
    webSocketImpl: WebSocket,
    lazyCloseTimeout: 5_000,
    keepAlive: socketPingMs,
    connectionParams: () => sign(routerCaller),
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: backoff,
    on: {
      connected: () => connections.opens(),
      closed: () => {
        clearTimeout(silence);
        connections.closes();
      },
      // A peer that vanished without a word is noticed by the pong that does not come.
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), socketPingMs);
      },
      pong: (received) => {
        if (received) clearTimeout(silence);
      },
    },
  });
  return client;
}

/** The caller is signed when the message is written: a subscription that is made again needs a fresh signature. */
function toPayload(
  { query, variables, operationName, caller }: SubgraphCall,
  sign: Options['sign'],
  hearing: { readonly lastAt: Date },
) {
  let isWritten = false;
  return {
    query,
    variables: { ...variables },
    operationName: operationName ?? null,
    get extensions() {
      const missedSince = isWritten ? hearing.lastAt.toISOString() : undefined;
      isWritten = true;
      return { ...sign(caller), [missedSinceExtension]: missedSince };
    },
  };
}

const routerCaller: Caller = {
  principal: { ...anonymous, kind: 'router' },
  requestId: 'router',
  clientAddress: null,
  userAgent: null,
};

function tooSlow(connection: number): UpstreamEvent {
  const message = 'Events came faster than they were read. Subscribe again to go on from the current state.';
  return {
    result: { errors: [new GraphQLError(message, { extensions: { code: 'RATE_LIMITED' } })] },
    connection,
  };
}

/** Errors of the protocol's `error` message are the subgraph's answer; anything else says the socket is gone for good. */
function refusalOf(reason: unknown) {
  if (Array.isArray(reason)) return toResult({ errors: reason });
  const { message, code } = unavailable();
  return { errors: [new GraphQLError(message, { extensions: { code } })] };
}

/** 0.1 s doubling to 10 s, spread by half so that routers do not come back all at once. */
function backoff(retries: number): Promise<void> {
  const pauseMs = Math.min(10_000, 100 * 2 ** Math.min(retries, 10));
  return new Promise((resolve) => setTimeout(resolve, pauseMs * (0.5 + Math.random() / 2)).unref());
}

type ConnectionCount = ReturnType<typeof connectionCount>;

function connectionCount() {
  let count = 0;
  let open = false;
  const waiting = new Set<(opened: boolean) => void>();
  return {
    /** Connections so far. */
    number: () => count,
    opens: () => {
      count += 1;
      open = true;
      for (const resolve of waiting) resolve(true);
    },
    closes: () => {
      open = false;
    },
    /** Whether a connection stands within that time. */
    opened: async (timeoutMs: number): Promise<boolean> => {
      if (open) return true;
      const { promise, resolve } = Promise.withResolvers<boolean>();
      waiting.add(resolve);
      const timer = setTimeout(() => resolve(false), timeoutMs);
      const opened = await promise;
      clearTimeout(timer);
      waiting.delete(resolve);
      return opened;
    },
  };
}
