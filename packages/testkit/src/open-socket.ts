import { once } from 'node:events';
import WebSocket from 'ws';

/** Somebody's connection with a subscription on it. */
export type OpenSocket = {
  /** Code with which the server closed it; pending while it is open. */
  readonly closed: Promise<number>;
  isOpen(): boolean;
  stop(): void;
};

/** Subscribes over graphql-transport-ws and waits until the server has read the subscription. */
export async function openSocket(url: string, token: string, query: string): Promise<OpenSocket> {
  const socket = new WebSocket(new URL('/graphql', url).href.replace(/^http/, 'ws'), 'graphql-transport-ws');
  const closed = once(socket, 'close').then(([code]) => code as number);
  const send = (message: object) => socket.send(JSON.stringify(message));
  const hears = (type: string) =>
    new Promise<void>((resolve, reject) => {
      socket.on('message', (data) => {
        const message = JSON.parse((data as Buffer).toString()) as { type: string; payload?: unknown };
        if (message.type === 'error') reject(new Error(JSON.stringify(message.payload)));
        if (message.type === type) resolve();
      });
      closed.then((code) => reject(new Error(`closed with ${code}`)), reject);
    });
  await once(socket, 'open');
  const acknowledged = hears('connection_ack');
  send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await acknowledged;
  const answered = hears('pong');
  send({ id: '1', type: 'subscribe', payload: { query } });
  // Messages are read in order.
  send({ type: 'ping' });
  await answered;
  return { closed, isOpen: () => socket.readyState === WebSocket.OPEN, stop: () => socket.terminate() };
}
