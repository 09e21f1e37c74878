import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

type Message = { readonly type: string; readonly id?: string; readonly payload?: Record<string, unknown> };

/** A socket of the router, as the subgraph sees it. */
export type Seen = {
  readonly socket: WebSocket;
  readonly headers: IncomingHttpHeaders;
  readonly messages: Message[];
  say(message: object): void;
};

/** A subgraph that speaks graphql-transport-ws as badly as the test wants. */
export type ScriptedSubgraph = {
  readonly endpoint: URL;
  readonly seen: Seen[];
  /** What it does when a message comes; welcomes sockets by default. */
  answer: (message: Message, seen: Seen) => void;
  stop(): Promise<void>;
};

export async function openScriptedSubgraph(): Promise<ScriptedSubgraph> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'graphql-transport-ws' });
  await once(server, 'listening');
  const seen: Seen[] = [];
  const subgraph: ScriptedSubgraph = {
    endpoint: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`),
    seen,
    answer: welcome,
    stop: async () => {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('connection', (socket, { headers }) => {
    const each: Seen = { socket, headers, messages: [], say: (message) => socket.send(JSON.stringify(message)) };
    seen.push(each);
    socket.on('error', () => {});
    socket.on('message', (text: Buffer) => {
      const message = JSON.parse(text.toString()) as Message;
      each.messages.push(message);
      subgraph.answer(message, each);
    });
  });
  return subgraph;
}

export function welcome({ type }: Message, { say }: Seen): void {
  if (type === 'connection_init') say({ type: 'connection_ack' });
}
