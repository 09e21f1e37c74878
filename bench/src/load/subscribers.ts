import { once } from 'node:events';
import WebSocket from 'ws';

type Options = {
  readonly port: number;
  readonly count: number;
  readonly query: string;
  /** Of each socket, told by its number. */
  variables(number: number): Readonly<Record<string, unknown>>;
  onEvent(message: Buffer): void;
};

export type Subscribers = { close(): void };

/** How many sockets are opened at once: a crowd arrives in a few seconds, not in one instant. */
const openedAtOnce = 50;

const longestOpeningMs = 60_000;

/** As many as one person may have by default. */
const socketsOfOne = 100;

/** That many sockets with one subscription each (graphql-transport-ws); all have had an event. */
export async function openSubscribers(options: Options): Promise<Subscribers> {
  const sockets: WebSocket[] = [];
  let closed = false;
  const close = () => {
    closed = true;
    for (const socket of sockets) socket.terminate();
  };
  const openAll = async () => {
    const first: Promise<void>[] = [];
    for (let number = 0; number < options.count && !closed; number += openedAtOnce) {
      const batch = Array.from({ length: Math.min(openedAtOnce, options.count - number) }, (_, nth) => number + nth);
      await Promise.all(
        batch.map(async (each) => void first.push((await subscribe(each, options, sockets)).firstEvent)),
      );
    }
    await Promise.all(first);
  };
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    const reason = `${options.count} subscribers had no event each within ${longestOpeningMs / 1000} s`;
    timer = setTimeout(() => reject(new Error(reason)), longestOpeningMs);
  });
  try {
    await Promise.race([openAll(), tooLong]);
    return { close };
  } catch (error) {
    close();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function subscribe(
  number: number,
  options: Options,
  sockets: WebSocket[],
): Promise<{ firstEvent: Promise<void> }> {
  const authorization = `Bearer person-${Math.floor(number / socketsOfOne)}`;
  const socket = new WebSocket(`ws://127.0.0.1:${options.port}/graphql`, 'graphql-transport-ws', {
    headers: { authorization },
    perMessageDeflate: false,
  });
  sockets.push(socket);
  await once(socket, 'open');
  const { promise: firstEvent, resolve, reject } = Promise.withResolvers<void>();
  firstEvent.catch(() => {});
  socket.on('close', (code) => reject(new Error(`socket ${number} was closed with ${code}`)));
  socket.on('error', reject);
  socket.on('message', (message: Buffer) => {
    if (message.includes('"type":"next"')) {
      // An event that lacks what another subgraph knows is none.
      if (message.includes('"errors"')) return reject(new Error(`an event is not whole: ${String(message)}`));
      resolve();
      options.onEvent(message);
    } else if (message.includes('"type":"connection_ack"')) {
      const payload = { query: options.query, variables: options.variables(number) };
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
    } else if (message.includes('"type":"ping"')) {
      socket.send('{"type":"pong"}');
    } else {
      reject(new Error(`socket ${number} was told ${String(message)}`));
    }
  });
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
  return { firstEvent };
}
