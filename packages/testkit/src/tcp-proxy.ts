import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * What happens to the answers of a server; what it is sent always arrives.
 *
 * - `late`: they set out so many milliseconds later.
 * - `dripping`: so many bytes of them at a time.
 * - `silent`: none arrives, and the connection stays.
 * - `reset`: the connection is reset when that many bytes of one have passed: 0 loses the answer to what was done.
 * - `cut`: the same with a goodbye, as of a server that ends in the middle of a sentence.
 */
export type Fault =
  | { readonly kind: 'late'; readonly ms: number }
  | { readonly kind: 'dripping'; readonly bytes: number; readonly everyMs: number }
  | { readonly kind: 'silent' }
  | { readonly kind: 'reset' | 'cut'; readonly afterBytes: number };

/** A way to a server that a test can cut or make bad, as a network does. */
export type TcpProxy = {
  /** Base address under which the server is reached through the proxy. */
  readonly url: string;
  /** Connections that clients have now. */
  readonly connections: number;
  /** Ends every connection without a goodbye and refuses new ones. */
  cut(): void;
  restore(): void;
  /** From now on, for connections there are and to come; null for none. */
  suffer(fault: Fault | null): void;
  /** From now on, leads to another server. */
  leadTo(target: string): void;
  stop(): Promise<void>;
};

/** Stands between clients and the server at `target`. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  let { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let isCut = false;
  let fault: Fault | null = null;
  const server = createServer((incoming) => {
    if (isCut) return void incoming.resetAndDestroy();
    const outgoing = connect(Number(port), hostname);
    join(open, incoming, outgoing);
    incoming.pipe(outgoing);
    passAnswers(outgoing, incoming, () => fault);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get connections() {
      return open.size / 2;
    },
    cut,
    restore: () => {
      isCut = false;
    },
    suffer: (next) => {
      fault = next;
    },
    leadTo: (other) => {
      ({ hostname, port } = new URL(other));
    },
    stop: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Two sockets that end with each other. */
function join(open: Set<Socket>, incoming: Socket, outgoing: Socket): void {
  for (const [one, other] of [
    [incoming, outgoing],
    [outgoing, incoming],
  ] as const) {
    open.add(one);
    one.setNoDelay(true);
    one.on('error', () => other.destroy());
    one.on('close', () => {
      open.delete(one);
      other.destroy();
    });
  }
}

/** Chunk by chunk, each by the fault of its moment, and in order. */
function passAnswers(from: Socket, to: Socket, fault: () => Fault | null): void {
  let passed = 0;
  let turn: Promise<void> = Promise.resolve();
  const pass = async (chunk: Buffer) => {
    const now = fault();
    if (now === null) return void to.write(chunk);
    switch (now.kind) {
      case 'silent':
        return;
      case 'late':
        await elapsed(now.ms);
        return void to.write(chunk);
      case 'dripping':
        for (let start = 0; start < chunk.length && !to.destroyed; start += now.bytes) {
          to.write(chunk.subarray(start, start + now.bytes));
          await elapsed(now.everyMs);
        }
        return;
      case 'reset':
      case 'cut':
        if (passed < now.afterBytes) to.write(chunk.subarray(0, now.afterBytes - passed));
        passed += chunk.length;
        if (passed < now.afterBytes) return;
        if (now.kind === 'reset') to.resetAndDestroy();
        else to.end();
    }
  };
  from.on('data', (chunk: Buffer) => {
    turn = turn.then(() => pass(chunk));
  });
  from.on('end', () => {
    turn = turn.then(() => void to.end());
  });
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
