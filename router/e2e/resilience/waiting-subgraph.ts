import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, graphql, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { composeSupergraph } from '../../src/supergraph/compose.ts';
import { eventFeed } from '../harness/event-feed.ts';

const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")
  type Query { slow(id: Int!): Int  quick: Int }
  type Subscription { ticks: Int }`;

/** A foreign subgraph that answers `slow` when the test lets it. */
export type WaitingSubgraph = {
  readonly supergraphSdl: string;
  /** Calls that wait for their answer. */
  readonly waiting: number;
  answerAll(): void;
  tick(): void;
  stop(): Promise<void>;
};

export async function startWaitingSubgraph(): Promise<WaitingSubgraph> {
  const waiting = new Set<() => void>();
  const feed = eventFeed<number>();
  const resolvers = {
    Query: {
      quick: () => 1,
      slow: async (_root: unknown, { id }: { id: number }) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        waiting.add(resolve);
        await promise;
        return id;
      },
    },
    Subscription: { ticks: { subscribe: () => feed.watch(0, () => true), resolve: (tick: number) => tick } },
  };
  const { server, sockets } = await serve(sdl, resolvers);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    supergraphSdl: composeSupergraph([{ name: 'waiting', url, sdl }]),
    get waiting() {
      return waiting.size;
    },
    answerAll: () => {
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
    tick: () => feed.emit(1),
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(typeDefs: string, resolvers: object): Promise<{ server: Server; sockets: WebSocketServer }> {
  type Module = { typeDefs: DocumentNode; resolvers: never };
  const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers: resolvers as never } satisfies Module);
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { query, variables } = (await json(request)) as { query: string; variables: Record<string, unknown> };
    const result = await graphql({ schema, source: query, variableValues: variables });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  };
  const server = createServer((request, response) => void answer(request, response));
  const sockets = new WebSocketServer({ server });
  useServer({ schema }, sockets);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, sockets };
}
