import { anonymous, type Caller } from '@caravan/core/principal';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { unavailable } from './fetch-failure.ts';

export type RemoteLinkOptions = {
  /** Where to connect to, asked each time: another replica when the one before is gone. */
  address(): URL;
  /** A connection was lost, or could not be made. */
  onLost?(from: URL): void;
  readonly maximumBytes: number;
  /** A subgraph that takes longer to welcome a socket is tried again. */
  readonly socketInitMs: number;
  readonly socketPingMs: number;
  /** Of clients, those that the subgraph gets, with the upgrade and in `connectionParams`. */
  readonly headers: Readonly<Record<string, string>>;
  /** What proves who asks, by name. */
  sign(caller: Caller): Record<string, string>;
};

/** A socket to a subgraph that is opened when it is needed, and again when it is lost. */
export type RemoteLink = {
  readonly client: Client;
  /** So far. */
  connections(): number;
  /** Whether a connection stands within that time. */
  opened(timeoutMs: number): Promise<boolean>;
  /** Connects anew if the address is another one by now. */
  reconsider(): void;
  close(): void;
};

/** A subgraph that closes a socket with it does not let in who asks, however often. */
const forbidden = 4403;
/** Because nobody needs the socket any more, and to connect anew (`terminate`). */
const ownCloses = new Set([1_000, 4_499]);
const lazyCloseMs = 5_000;

export function openLink({ address, onLost, headers, sign, ...options }: RemoteLinkOptions): RemoteLink {
  const connections = connectionCount();
  let silence: NodeJS.Timeout | undefined;
  let connectedTo = address();
  const client: Client = createClient({
    url: () => {
      connectedTo = address();
      return socketUrl(connectedTo);
    },
    webSocketImpl: socketWith(headers, options.maximumBytes),
    lazyCloseTimeout: lazyCloseMs,
    keepAlive: options.socketPingMs,
    connectionAckWaitTimeout: options.socketInitMs,
    connectionParams: () => ({ ...headers, ...sign(routerCaller) }),
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: (reason) => !isClose(reason) || reason.code !== forbidden,
    retryWait: backoff,
    on: {
      connected: connections.opens,
      closed: (event) => {
        clearTimeout(silence);
        connections.closes();
        if (isClose(event) && !ownCloses.has(event.code)) onLost?.(connectedTo);
      },
      // A peer that vanished without a word is noticed by the pong that does not come.
      ping: (received) => {
        if (received) return;
        silence = setTimeout(() => {
          onLost?.(connectedTo);
          client.terminate();
        }, options.socketPingMs);
      },
      pong: (received) => {
        if (received) clearTimeout(silence);
      },
    },
  });
  return {
    client,
    connections: connections.number,
    opened: connections.opened,
    reconsider: () => {
      if (connections.isOpen() && address().href !== connectedTo.href) client.terminate();
    },
    // One that is given up while it is being opened has failed to open, which whoever wanted it was told already.
    close: () => void Promise.resolve(client.dispose()).catch(() => {}),
  };
}

export function unavailableResult(): ExecutionResult {
  const { message, code } = unavailable();
  return { errors: [new GraphQLError(message, { extensions: { code } })] };
}

function socketUrl(endpoint: URL): string {
  const url = new URL(endpoint);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/**
 * The library makes sockets with `new`, and gives them no options. A class for each link would do, too, but with its
 * prototype it weighs as much as the socket.
 */
function socketWith(headers: Readonly<Record<string, string>>, maxPayload: number): typeof WebSocket {
  const open = function open(address: string | URL, protocols?: string | string[]) {
    return new WebSocket(address, protocols, { headers: { ...headers }, maxPayload, perMessageDeflate: false });
  };
  // The library also reads the names of states from it.
  return Object.setPrototypeOf(open, WebSocket);
}

const routerCaller: Caller = {
  principal: { ...anonymous, kind: 'router' },
  requestId: 'router',
  clientAddress: null,
  userAgent: null,
};

function isClose(reason: unknown): reason is { readonly code: number } {
  return typeof reason === 'object' && reason !== null && 'code' in reason && typeof reason.code === 'number';
}

/** 0.1 s doubling to 10 s, spread by half so that routers do not come back all at once. */
function backoff(retries: number): Promise<void> {
  const pauseMs = Math.min(10_000, 100 * 2 ** Math.min(retries, 10));
  return new Promise((resolve) => setTimeout(resolve, pauseMs * (0.5 + Math.random() / 2)).unref());
}

function connectionCount() {
  let count = 0;
  let open = false;
  const waiting = new Set<(opened: boolean) => void>();
  return {
    number: () => count,
    isOpen: () => open,
    opens: () => {
      count += 1;
      open = true;
      for (const resolve of waiting) resolve(true);
    },
    closes: () => {
      open = false;
    },
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
