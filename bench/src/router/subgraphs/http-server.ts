import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** Gives the bytes of an answer, at once where it knows them. */
export type Answers = (body: string) => Buffer | Promise<Buffer>;

type Options = {
  readonly answer: Answers;
  /** Of a request: refused with 401 when it does not say whom it is for. */
  isSigned(headers: IncomingHttpHeaders): boolean;
};

/** A subgraph of plain node:http; GET means a look whether it is well. */
export async function serveAnswers(options: Options): Promise<{ server: Server; url: string }> {
  const server = createServer({ keepAliveTimeout: 600_000, noDelay: true }, (request, response) =>
    respond(request, response, options),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function respond(request: IncomingMessage, response: ServerResponse, { answer, isSigned }: Options): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'GET') return send(response, healthy);
    if (!isSigned(request.headers)) return void response.writeHead(401).end();
    const body = chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString();
    const found = answer(body);
    if (Buffer.isBuffer(found)) return send(response, found);
    found.then(
      (bytes) => send(response, bytes),
      (error: unknown) => {
        console.error(error);
        response.writeHead(400).end();
      },
    );
  });
}

const healthy = Buffer.from('{"healthy":true}');

function send(response: ServerResponse, bytes: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes);
}
