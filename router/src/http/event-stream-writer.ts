import type { ServerResponse } from 'node:http';

export type EventWriter = {
  /** Resolves at once, or when the client has read enough for another. */
  next(text: string): Promise<void>;
  /** Says that nothing follows, and ends. */
  complete(): void;
  /** Ends without a word: clients then connect again, elsewhere if need be. */
  end(): void;
};

type Settings = { readonly socketPingMs: number; readonly socketBufferBytes: number };

const comment = ':\n\n';
/** A client that does not read what is left within it is cut off. */
const endingMs = 1_000;

/**
 * Writes server-sent events. A comment now and then keeps proxies from closing an idle stream; a client that reads
 * nothing between two of them is cut off, as one that does not answer a ping of a socket.
 */
export function eventWriter(response: ServerResponse, { socketPingMs, socketBufferBytes }: Settings): EventWriter {
  let wake = () => {};
  let wasBehind = false;
  let ended = false;
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(comment);
    else if (wasBehind) response.destroy();
    wasBehind = response.writableNeedDrain;
  }, socketPingMs);
  response.once('close', () => {
    clearInterval(heartbeat);
    wake();
  });
  // Some browsers take the headers for an answer only when a first byte follows.
  response.write(comment);

  const end = (last: string) => {
    if (ended) return;
    ended = true;
    clearInterval(heartbeat);
    response.end(last);
    const timer = setTimeout(() => response.destroy(), endingMs);
    response.once('close', () => clearTimeout(timer));
    wake();
  };
  return {
    next: async (text) => {
      if (ended || response.destroyed) return;
      const event = `event: next\ndata: ${text}\n\n`;
      if (response.writableLength + event.length <= socketBufferBytes) response.write(event);
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
          response.write(event, () => resolve());
        });
      }
    },
    complete: () => end('event: complete\ndata:\n\n'),
    end: () => end(''),
  };
}
