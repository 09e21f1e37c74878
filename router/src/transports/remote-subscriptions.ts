import { missedSinceExtension } from '@caravan/subgraph/running-subgraph';
import type { ExecutionResult } from 'graphql';
import { type BoundedQueue, boundedQueue } from '../subscriptions/bounded-queue.ts';
import { tooSlow } from '../subscriptions/too-slow.ts';
import { FetchFailure, unavailable } from './fetch-failure.ts';
import { toResult } from './remote-result.ts';
import { openLink, type RemoteLink, type RemoteLinkOptions, unavailableResult } from './remote-subscriptions-link.ts';
import type { SubgraphCall, Upstream, UpstreamEvent } from './subgraph-transport.ts';

type Options = Omit<RemoteLinkOptions, 'headers'> & {
  readonly liveQueueSize: number;
  readonly liveQueueBytes: number;
};

export type RemoteSubscriptions = {
  subscribe(call: SubgraphCall): Promise<Upstream>;
  /** Subscriptions that are open, or being opened. */
  readonly size: number;
  /** Moves all of them if the address is another one by now. */
  reconsider(): void;
  close(): Promise<void>;
};

/**
 * All subscriptions of one subgraph over one socket, or over one for each set of headers that it is given of clients:
 * a socket has the headers that it was opened with.
 *
 * When a socket is lost its subscriptions are made again, with backoff, as long as their clients wait, and say when
 * they last heard of anything: a subgraph of Caravan's then sends its state first.
 */
export function openRemoteSubscriptions(options: Options): RemoteSubscriptions {
  const links = linksByHeaders(options);
  return {
    get size() {
      return links.users();
    },
    reconsider: links.reconsider,
    subscribe: async (call) => {
      const { link, release } = links.take(call.headers);
      const queue = openQueue(options, link);
      queue.onEnd(listen(link, { call, queue, sign: options.sign }));
      queue.onEnd(release);
      // Refused sockets end the queue, with the reason as its last event.
      const ended = new Promise<true>((resolve) => queue.onEnd(() => resolve(true)));
      if (await Promise.race([link.opened(call.timeoutMs), ended])) return queue.events;
      queue.end();
      throw unavailable();
    },
    close: async () => links.close(),
  };
}

/** The link without headers of clients stays; the others live as long as they are used. */
function linksByHeaders(options: Options) {
  const links = new Map<string, { readonly link: RemoteLink; users: number }>();
  return {
    take: (headers: SubgraphCall['headers']) => {
      const names = Object.keys(headers);
      const key = names.length === 0 ? '' : JSON.stringify(headers, names.sort());
      const entry = links.get(key) ?? { link: openLink({ ...options, headers }), users: 0 };
      links.set(key, entry);
      entry.users += 1;
      const release = () => {
        entry.users -= 1;
        if (entry.users > 0 || key === '') return;
        links.delete(key);
        entry.link.close();
      };
      return { link: entry.link, release };
    },
    users: () => links.values().reduce((sum, { users }) => sum + users, 0),
    reconsider: () => {
      for (const { link } of links.values()) link.reconsider();
    },
    close: () => {
      for (const { link } of links.values()) link.close();
    },
  };
}

function openQueue({ liveQueueSize, liveQueueBytes }: Options, link: RemoteLink): BoundedQueue<UpstreamEvent> {
  return boundedQueue(
    { events: liveQueueSize, bytes: liveQueueBytes, sizeOf: ({ result }) => JSON.stringify(result).length },
    () => ({ result: tooSlow(), connection: link.connections() }),
  );
}

type Listening = {
  readonly call: SubgraphCall;
  readonly queue: BoundedQueue<UpstreamEvent>;
  readonly sign: Options['sign'];
};

/** Gives what ends the subscription. */
function listen(link: RemoteLink, { call, queue, sign }: Listening): () => void {
  const hearing = { lastAt: Date.now() };
  const last = (result: ExecutionResult) => {
    queue.push({ result, connection: link.connections() });
    queue.end();
  };
  return link.client.subscribe(toPayload(call, sign, hearing), {
    next: (event) => {
      hearing.lastAt = Date.now();
      const result = readEvent(event);
      if (result) queue.push({ result, connection: link.connections() });
      else last(unavailableResult());
    },
    error: (reason) => last(refusalOf(reason)),
    complete: () => queue.end(),
  });
}

/** Null for what is no result: an error thrown here would end all that share the socket. */
function readEvent(event: unknown): ExecutionResult | null {
  try {
    return toResult(event);
  } catch (error) {
    if (error instanceof FetchFailure) return null;
    throw error;
  }
}

/** The caller is signed when the message is written: a subscription that is made again needs a fresh signature. */
function toPayload(
  { query, variables, operationName, caller }: SubgraphCall,
  sign: Options['sign'],
  hearing: { readonly lastAt: number },
) {
  let isWritten = false;
  return {
    query,
    variables: { ...variables },
    operationName: operationName ?? null,
    get extensions() {
      const missedSince = isWritten ? new Date(hearing.lastAt).toISOString() : undefined;
      isWritten = true;
      return { ...sign(caller), [missedSinceExtension]: missedSince };
    },
  };
}

/** Errors of the protocol's `error` message are the subgraph's answer; anything else says the socket is gone for good. */
function refusalOf(reason: unknown): ExecutionResult {
  return (Array.isArray(reason) ? readEvent({ errors: reason }) : null) ?? unavailableResult();
}
