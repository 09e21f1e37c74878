import { fromTypeId } from '@caravan/core/ids';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

export type SeenOrder = { readonly id: string; readonly version: number; readonly status: string };

/** Somebody's page that shows their orders, and is opened again whenever it is closed. */
export type Subscriber = {
  /** The newest version that was seen of each order (UUID). */
  readonly seen: ReadonlyMap<string, number>;
  /** What was wrong with what came, in words. */
  readonly problems: readonly string[];
  events(): number;
  /** Opens the page anew, at another router, after its connection broke down or after it unsubscribed. */
  again(how: 'broken' | 'unsubscribed', router: string): Promise<void>;
  stop(): Promise<void>;
};

export type Way = 'websocket' | 'event stream';

const fields = 'id version status';
const allOrders = `subscription OrderUpdated { orderUpdated { ${fields} } }`;
const oneOrder = `subscription OneOrderUpdated($id: ID!) { orderUpdated(orderId: $id) { ${fields} } }`;

export function openSubscriber(options: { way: Way; token: string; router: string }): Subscriber {
  const { way, token } = options;
  const seen = new Map<string, SeenOrder>();
  const problems: string[] = [];
  let events = 0;
  let connection: Connection;

  const follow = async (open: Connection, variables: { id?: string }) => {
    const versions = new Map<string, number>();
    const query = variables.id ? oneOrder : allOrders;
    try {
      for await (const order of open.subscribe(query, variables)) {
        events += 1;
        const before = versions.get(order.id) ?? 0;
        if (order.version <= before) problems.push(`${order.id} came as ${order.version} after ${before}`);
        versions.set(order.id, order.version);
        if (order.version >= (seen.get(order.id)?.version ?? 0)) seen.set(order.id, order);
      }
      if (!open.isClosed()) problems.push('a subscription ended by itself');
    } catch (error) {
      if (!open.isClosed()) problems.push(`a subscription failed: ${String(error)}`);
    }
  };
  const open = (router: string) => {
    connection = way === 'websocket' ? openSocket(router, token) : openStreams(router, token);
    void follow(connection, {});
    // A list begins with what is open, so what was on the page before is asked for by itself.
    for (const { id } of seen.values()) void follow(connection, { id });
  };
  open(options.router);
  return {
    get seen() {
      return new Map(Array.from(seen.values(), ({ id, version }) => [fromTypeId('order', id), version]));
    },
    problems,
    events: () => events,
    again: async (how, router) => {
      await connection.close(how);
      open(router);
    },
    stop: () => connection.close('unsubscribed'),
  };
}

type Connection = {
  subscribe(query: string, variables: { id?: string }): AsyncIterable<SeenOrder>;
  isClosed(): boolean;
  close(how: 'broken' | 'unsubscribed'): Promise<void>;
};

type Answer = { data?: { orderUpdated: SeenOrder } | null; errors?: readonly { message: string }[] };

function openSocket(router: string, token: string): Connection {
  let closed = false;
  let socket: WebSocket | undefined;
  const client = createClient({
    url: new URL('/graphql', router).href.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    on: { opened: (opened) => (socket = opened as WebSocket) },
  });
  return {
    subscribe: async function* (query, variables) {
      for await (const answer of client.iterate<{ orderUpdated: SeenOrder }>({ query, variables })) {
        yield orderOf(answer as Answer);
      }
    },
    isClosed: () => closed,
    close: async (how) => {
      closed = true;
      if (how === 'broken') socket?.terminate();
      else await client.dispose();
    },
  };
}

function openStreams(router: string, token: string): Connection {
  const closing = new AbortController();
  return {
    subscribe: async function* (query, variables) {
      const response = await fetch(new URL('/graphql', router), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          authorization: `Bearer ${token}`,
        },
        body: JSON.stringify({ query, variables }),
        signal: closing.signal,
      });
      if (!response.ok || !response.body) throw new Error(`the event stream answered ${response.status}`);
      let text = '';
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        const messages = `${text}${chunk}`.split('\n\n');
        text = messages.pop() ?? '';
        for (const message of messages) {
          const data = /^data: ?(\{.*)$/m.exec(message)?.[1];
          if (data) yield orderOf(JSON.parse(data) as Answer);
        }
      }
    },
    isClosed: () => closing.signal.aborted,
    // A stream of HTTP knows no other way to unsubscribe.
    close: async () => closing.abort(),
  };
}

function orderOf({ data, errors }: Answer): SeenOrder {
  if (!data || errors) throw new Error(errors?.map(({ message }) => message).join(' ') ?? 'no data');
  return data.orderUpdated;
}
