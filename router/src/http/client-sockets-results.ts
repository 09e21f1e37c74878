import type { WebSocket } from 'ws';
import type { ResultStream } from '../subscriptions/federated-stream.ts';
import { subscriptionEvents } from '../telemetry/router-metrics.ts';

type Writing = {
  readonly socket: WebSocket;
  /** Of the operation, as the client named it. */
  readonly id: string;
  readonly bufferBytes: number;
};

const done = { value: undefined, done: true } as const;

/**
 * Writes `next` messages as fast as the client reads, from texts that are made once for all who get them. A result is
 * asked for when most of those before have left: what happens meanwhile waits where it is bounded.
 *
 * The library that speaks the protocol is given no results, but an iterator that is over when they are: it would print
 * each of them again for each client, and hold no client's place in its queue.
 */
export function writtenResults(
  results: ResultStream,
  { socket, id, bufferBytes }: Writing,
): AsyncIterableIterator<never> {
  const before = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  let wake = () => {};
  let open = true;
  const write = async (): Promise<typeof done> => {
    while (open) {
      const { value, done: isOver } = await results.next();
      if (isOver || !open) break;
      subscriptionEvents.inc();
      const message = `${before}${value.text}}`;
      const isBehind = socket.bufferedAmount + message.length > bufferBytes;
      if (!isBehind) socket.send(message);
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
          socket.send(message, () => resolve());
        });
      }
    }
    return done;
  };
  return {
    next: write,
    async return() {
      open = false;
      wake();
      await results.return?.();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
