import type { Server } from 'node:http';
import { callerHeader } from '@caravan/core/caller-signature';
import { type ExecutionArgs, GraphQLError, parse } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { missedSinceExtension, type RunningSubgraph, type SubgraphRequest } from './running-subgraph.ts';
import type { CallerReader } from './serve-subgraph.ts';

type Options = {
  readonly server: Server;
  readonly subgraph: RunningSubgraph;
  readonly callerOf: CallerReader;
  readonly settings: { readonly socketInitMs: number; readonly socketPingMs: number };
  readonly bodyBytes: number;
};

/**
 * GraphQL over WebSocket at `/graphql`. One socket carries the subscriptions of many people, so each `subscribe`
 * brings its caller, signed, in `extensions["x-caravan-caller"]`; the one in `connectionParams` opens
 * the socket and stands in for operations that bring none, as long as it is valid.
 */
export function serveSockets({ server, subgraph, callerOf, settings, bodyBytes }: Options): { stop(): Promise<void> } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: bodyBytes });
  const service = useServer(
    {
      connectionInitWaitTimeout: settings.socketInitMs,
      onConnect: ({ connectionParams }) => callerOf(connectionParams?.[callerHeader]) !== null,
      onSubscribe: ({ connectionParams }, _id, payload) => {
        const caller = callerOf(payload.extensions?.[callerHeader] ?? connectionParams?.[callerHeader]);
        if (caller) return prepare(subgraph, { ...requestOf(payload), caller });
        return [refusal('UNAUTHENTICATED', 'Only routers may call.')];
      },
      execute: (args) => subgraph.execute(args.contextValue as SubgraphRequest),
      subscribe: (args) => subgraph.subscribe(args.contextValue as SubgraphRequest),
    },
    sockets,
    settings.socketPingMs,
  );
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== '/graphql') return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });
  return { stop: async () => service.dispose() };
}

function requestOf({ query, variables, operationName, extensions }: SubscribePayload) {
  const missedSince = new Date(String(extensions?.[missedSinceExtension]));
  return {
    query,
    ...(variables && { variables }),
    ...(operationName && { operationName }),
    ...(!Number.isNaN(missedSince.getTime()) && { missedSince }),
  };
}

/** What the socket's protocol wants to know; the subgraph checks the document itself. */
function prepare(subgraph: RunningSubgraph, request: SubgraphRequest): ExecutionArgs | readonly GraphQLError[] {
  try {
    const document = parse(request.query, { noLocation: true });
    return {
      schema: subgraph.schema,
      document,
      operationName: request.operationName ?? null,
      contextValue: { ...request, document },
    };
  } catch (error) {
    if (error instanceof GraphQLError) return [refusal('GRAPHQL_PARSE_FAILED', error.message)];
    throw error;
  }
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
