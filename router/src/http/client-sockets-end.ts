import type { WebSocket } from 'ws';

/** A client that does not answer the closing handshake within it is cut off. */
const handshakeMs = 1_000;

export function endSoon(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  const timer = setTimeout(() => socket.terminate(), handshakeMs);
  socket.once('close', () => clearTimeout(timer));
}
