import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Configuration } from '@caravan/config/configuration';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { LiveClients } from '../subscriptions/live-clients.ts';
import { openSockets } from '../telemetry/router-metrics.ts';
import { endSoon } from './client-sockets-end.ts';
import { type SocketOptions, type SocketState, socketProtocol } from './client-sockets-protocol.ts';
import { endpointOf } from './endpoints.ts';
import { originAllowed } from './origins.ts';

type Options = SocketOptions & { readonly server: Server };

const goingAway = 1001;

/**
 * GraphQL over WebSocket (graphql-transport-ws) for clients: subscriptions, queries and mutations, at the same
 * addresses and with the same checks as over HTTP. A socket ends with its token, and at once when its session is revoked.
 */
export function serveClientSockets(options: Options): { stop(): Promise<void> } {
  const { server, settings, live } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: settings.bodyBytes });
  const service = useServer<Record<string, unknown>, SocketState>(
    { ...socketProtocol(options), isProd: true },
    sockets,
    settings.socketPingMs,
  );
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    upgrade(sockets, { live, settings }, { request, socket, head });
  server.on('upgrade', onUpgrade);
  return {
    stop: async () => {
      server.off('upgrade', onUpgrade);
      for (const socket of sockets.clients) endSoon(socket, goingAway, 'Going away');
      await service.dispose();
    },
  };
}

type Upgrade = { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer };

function upgrade(
  sockets: WebSocketServer,
  { live, settings }: { live: LiveClients; settings: Configuration['router'] },
  { request, socket, head }: Upgrade,
): void {
  const refuse = (status: string) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  socket.on('error', () => socket.destroy());
  if (!endpointOf(request.url)) return void refuse('404 Not Found');
  if (!originAllowed(request.headers, settings.allowedOrigins)) return void refuse('403 Forbidden');
  let opened: WebSocket | undefined;
  const leave = live.enter(() => opened && endSoon(opened, goingAway, 'Going away'));
  if (!leave) return void refuse('503 Service Unavailable');
  socket.once('close', leave);
  sockets.handleUpgrade(request, socket, head, (client) => {
    opened = client;
    openSockets.inc();
    client.once('close', () => openSockets.dec());
    client.on('message', () => holdBack(client, settings.socketBufferBytes));
    sockets.emit('connection', client, request);
    // graphql-ws prints errors of sockets to the console. They are the clients' doing, and ws closes the socket itself.
    client.removeAllListeners('error').on('error', () => {});
  });
}

/**
 * A client that asks but does not read what it is answered is not listened to until it has: its answers would fill the
 * memory. A ping is written behind all that waits, and tells when it has left.
 */
function holdBack(socket: WebSocket, bufferBytes: number): void {
  if (socket.isPaused || socket.readyState !== socket.OPEN || socket.bufferedAmount <= bufferBytes) return;
  socket.pause();
  socket.ping('', false, () => socket.resume());
}
