import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Configuration } from '@caravan/config/configuration';
import { CaravanError } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { anonymous } from '@caravan/core/principal';
import type { Logger } from '@caravan/telemetry/logger';
import { type ExecutionArgs, type ExecutionResult, type GraphQLError } from 'graphql';
import type { ServerOptions, SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { anonymousSession, type Session } from '../access/access-token.ts';
import { type Authenticate, sessionEnded } from '../access/authenticate.ts';
import type { Client } from '../access/client.ts';
import type { ClientAddress } from '../access/client-address.ts';
import type { DenySet } from '../access/deny-set.ts';
import { maskError } from '../execution/mask-errors.ts';
import type { Pipeline, PreparedOperation } from '../execution/pipeline.ts';
import { type SubscriptionCounts, subscriptionCounts } from '../subscriptions/subscription-counts.ts';
import { type LoggedOperation, logOperation } from '../telemetry/operation-log.ts';
import { openSockets } from '../telemetry/router-metrics.ts';
import { clientOf } from './callers.ts';
import { originAllowed } from './origins.ts';

type Options = {
  readonly server: Server;
  readonly pipeline: Pipeline;
  readonly authenticate: Authenticate;
  readonly denied: DenySet;
  readonly addressOf: ClientAddress;
  readonly settings: Configuration['router'];
  readonly logger: Logger;
};

/** Close code of graphql-transport-ws for a socket whose session may no longer be used; clients then sign in anew. */
const forbidden = 4403;
const goingAway = 1001;
const longestTimerMs = 2 ** 31 - 1;

type SocketState = { session?: Session; starting?: number } & Record<PropertyKey, unknown>;
type Protocol = ServerOptions<Record<string, unknown>, Extra & Partial<SocketState>>;
type ProtocolContext = Parameters<NonNullable<Protocol['onSubscribe']>>[0];

/**
 * GraphQL over WebSocket (graphql-transport-ws) at `/graphql` for clients: subscriptions, queries and mutations, with
 * the same checks as over HTTP. A socket ends with its token, and at once when its session is revoked.
 */
export function serveClientSockets(options: Options): { stop(): Promise<void> } {
  const { server, settings, denied } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: settings.bodyBytes });
  const bySession = new Map<string, Set<WebSocket>>();
  const service = useServer<Record<string, unknown>, SocketState>(
    { ...protocol(options, bySession), isProd: true },
    sockets,
    settings.socketPingMs,
  );
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    upgrade(sockets, settings, { request, socket, head });
  server.on('upgrade', onUpgrade);
  const stopListening = denied.onRevoked((sessionId) => {
    for (const socket of bySession.get(sessionId) ?? []) endSoon(socket, forbidden, 'Session ended');
  });
  return {
    stop: async () => {
      stopListening();
      server.off('upgrade', onUpgrade);
      for (const socket of sockets.clients) endSoon(socket, goingAway, 'Going away');
      await service.dispose();
    },
  };
}

function upgrade(
  sockets: WebSocketServer,
  { allowedOrigins, sockets: most }: Options['settings'],
  { request, socket, head }: { request: IncomingMessage; socket: Duplex; head: Buffer },
): void {
  const refuse = (status: string) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  socket.on('error', () => socket.destroy());
  if (request.url?.split('?')[0] !== '/graphql') return void refuse('404 Not Found');
  if (!originAllowed(request.headers, allowedOrigins)) return void refuse('403 Forbidden');
  if (sockets.clients.size >= most) return void refuse('503 Service Unavailable');
  sockets.handleUpgrade(request, socket, head, (opened) => {
    openSockets.inc();
    opened.once('close', () => openSockets.dec());
    sockets.emit('connection', opened, request);
    // graphql-ws prints errors of sockets to the console. They are the clients' doing, and ws closes the socket itself.
    opened.removeAllListeners('error').on('error', () => {});
  });
}

/** A client that does not answer the closing handshake is cut off. */
function endSoon(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  const timer = setTimeout(() => socket.terminate(), 1_000);
  socket.once('close', () => clearTimeout(timer));
}

/** What travels from `onSubscribe` to the functions that run the operation. */
type SocketOperation = {
  readonly prepared: PreparedOperation;
  readonly client: Client;
  readonly startedAt: number;
  /** Gives back its place among those that start. */
  started(): void;
};

function protocol(options: Options, bySession: Map<string, Set<WebSocket>>): Protocol {
  const { settings, pipeline } = options;
  const counts = subscriptionCounts(settings.subscriptionsPerPrincipal);
  return {
    connectionInitWaitTimeout: settings.socketInitMs,
    onConnect: async (context) => {
      const session = await connect(options, context);
      if (!session) return false;
      context.extra.session = session;
      bindToSession(context.extra.socket, session, bySession);
      return true;
    },
    onSubscribe: (context, _id, payload) => admit(options, context, payload),
    execute: async (args) => {
      const { prepared, client, startedAt, started } = args.contextValue as SocketOperation;
      const result = await pipeline.execute(prepared, client).finally(started);
      logOperation(options.logger, { operation: describe(prepared), caller: client.caller, startedAt }, result);
      return result;
    },
    subscribe: (args) => {
      const operation = args.contextValue as SocketOperation;
      return subscribe(options, counts, operation).finally(operation.started);
    },
  };
}

/** Null for credentials that are no good: the socket is closed with 4403. */
async function connect({ authenticate, logger }: Options, context: ProtocolContext): Promise<Session | null> {
  const { authorization } = context.connectionParams ?? {};
  try {
    return await authenticate({
      // Anything but a text is no token, and is refused as one.
      authorization: authorization == null ? undefined : typeof authorization === 'string' ? authorization : '',
      cookie: context.extra.request.headers.cookie,
    });
  } catch (error) {
    if (error instanceof CaravanError) {
      logger.info({ code: error.code }, 'a socket was refused');
      return null;
    }
    throw error;
  }
}

function bindToSession(
  socket: WebSocket,
  { principal: { sessionId }, expiresAt }: Session,
  bySession: Map<string, Set<WebSocket>>,
): void {
  if (!sessionId || !expiresAt) return;
  const sockets = bySession.get(sessionId) ?? new Set();
  bySession.set(sessionId, sockets.add(socket));
  const leftMs = Math.min(Math.max(expiresAt.getTime() - Date.now(), 0), longestTimerMs);
  const expiry = setTimeout(() => endSoon(socket, forbidden, 'Token expired'), leftMs);
  socket.once('close', () => {
    clearTimeout(expiry);
    sockets.delete(socket);
    if (sockets.size === 0) bySession.delete(sessionId);
  });
}

async function admit(
  options: Options,
  context: ProtocolContext,
  payload: SubscribePayload,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { pipeline, denied, addressOf, logger, settings } = options;
  const { request, session = anonymousSession } = context.extra;
  const requestId = newId();
  const startedAt = performance.now();
  const client = clientOf(
    { headers: request.headers, peer: request.socket.remoteAddress },
    { session, requestId, addressOf },
  );
  const refuse = (errors: readonly GraphQLError[]) => {
    logOperation(logger, { operation: refusedOperation, caller: client.caller, startedAt }, { errors });
    return errors;
  };
  // Its socket is being closed, but its client may be slow to let it.
  if (isOver(session) || denied.has(session.principal.sessionId)) {
    return refuse([maskError(sessionEnded(), { requestId, logger })]);
  }
  const starting = context.extra.starting ?? 0;
  if (starting >= settings.socketOperations || Object.keys(context.subscriptions).length > settings.socketOperations) {
    return refuse([maskError(tooMany('operations'), { requestId, logger })]);
  }
  // Counted here, since a client that completes an operation which has not started is rid of it, but not we.
  context.extra.starting = starting + 1;
  const started = () => {
    context.extra.starting = (context.extra.starting ?? 1) - 1;
  };
  const { operation: prepared, errors } = await pipeline.prepare(payload, client);
  if (errors) {
    started();
    return refuse(errors);
  }
  const operation: SocketOperation = { prepared, client, startedAt, started };
  return {
    schema: prepared.generation.schemaOf(client.contract),
    document: prepared.document,
    operationName: prepared.operation.name?.value ?? null,
    contextValue: operation,
  };
}

function isOver({ expiresAt }: Session): boolean {
  return expiresAt !== null && expiresAt.getTime() <= Date.now();
}

function tooMany(what: string): CaravanError {
  return new CaravanError('RATE_LIMITED', `Too many ${what} at once; end one first.`);
}

const refusedOperation: LoggedOperation = { kind: 'refused', way: 'websocket', name: undefined, hash: undefined };

function describe({ operation, hash }: PreparedOperation): LoggedOperation {
  return { kind: operation.operation, way: 'websocket', name: operation.name?.value, hash };
}

async function subscribe(
  { pipeline, logger }: Options,
  counts: SubscriptionCounts,
  { prepared, client, startedAt }: SocketOperation,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const operation = describe(prepared);
  const { caller } = client;
  const place = counts.take(caller.principal.id ?? caller.clientAddress ?? anonymous.kind);
  if (!place) {
    const result = { errors: [maskError(tooMany('subscriptions'), { requestId: caller.requestId, logger })] };
    logOperation(logger, { operation, caller, startedAt }, result);
    return result;
  }
  const outcome = await pipeline.subscribe(prepared, client);
  if (!(Symbol.asyncIterator in outcome)) {
    place.release();
    logOperation(logger, { operation, caller, startedAt }, outcome);
    return outcome;
  }
  const { requestId } = caller;
  logger.debug({ operation: operation.name, requestId }, 'a subscription starts');
  return place.held(outcome, () => logOperation(logger, { operation, caller, startedAt }, {}));
}
