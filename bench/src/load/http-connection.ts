import { connect, type Socket } from 'node:net';

export type HttpAnswer = { readonly status: number; readonly body: Buffer };

/**
 * One kept-alive connection that asks one thing at a time. It knows just enough of HTTP/1.1 to read the answers of
 * the gateways, so that the load costs little beside what it measures.
 */
export type HttpConnection = { ask(request: string): Promise<HttpAnswer>; close(): void };

const headEnd = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('0\r\n\r\n');

export async function openConnection(port: number): Promise<HttpConnection> {
  const socket = await opened(port);
  let waiting: PromiseWithResolvers<HttpAnswer> | null = null;
  let read: Buffer[] = [];
  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = null;
  };
  socket.on('data', (chunk: Buffer) => {
    read.push(chunk);
    const answer = toAnswer(read);
    if (!answer) return;
    read = [];
    waiting?.resolve(answer);
    waiting = null;
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the gateway closed the connection')));
  return {
    ask: (request) => {
      waiting = Promise.withResolvers();
      const { promise } = waiting;
      socket.write(request);
      return promise;
    },
    close: () => socket.destroy(),
  };
}

export type HttpRequest = { readonly port: number; readonly body: string; readonly authorization: string };

export function postOf({ port, body, authorization }: HttpRequest): string {
  return [
    'POST /graphql HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'content-type: application/json',
    'accept: application/graphql-response+json, application/json',
    `authorization: ${authorization}`,
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

function opened(port: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  socket.once('connect', () => resolve(socket));
  socket.once('error', reject);
  return promise;
}

/** Null until the whole answer was read. Bodies are JSON, which has no line break of HTTP's in it. */
function toAnswer(read: readonly Buffer[]): HttpAnswer | null {
  const [first = Buffer.alloc(0)] = read;
  const start = first.indexOf(headEnd);
  if (start < 0) return read.length > 1 ? toAnswer([Buffer.concat(read)]) : null;
  const head = first.toString('latin1', 0, start).toLowerCase();
  const bodyStart = start + headEnd.length;
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  const have = read.reduce((sum, { length: bytes }) => sum + bytes, -bodyStart);
  if (length !== undefined) {
    if (have < Number(length)) return null;
    return { status, body: Buffer.concat(read).subarray(bodyStart) };
  }
  const tail = Buffer.concat(read.slice(-lastChunk.length));
  if (!tail.subarray(-lastChunk.length).equals(lastChunk)) return null;
  return { status, body: withoutChunks(Buffer.concat(read).subarray(bodyStart)) };
}

function withoutChunks(chunked: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < chunked.length; ) {
    const lineEnd = chunked.indexOf('\r\n', at);
    const size = Number.parseInt(chunked.toString('latin1', at, lineEnd), 16);
    if (!(size > 0)) break;
    parts.push(chunked.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return Buffer.concat(parts);
}
