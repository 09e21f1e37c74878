import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answersOf } from './answers.ts';
import { serveLiveUpdates } from './live-updates.ts';
import { type SubgraphName, schemaOf, subgraphNames } from './schemas.ts';

/** The process of the subgraphs: prints their addresses as one line of JSON, then serves until it is killed. */
const urls = await Promise.all(subgraphNames.map(async (name) => [name, await serve(name)] as const));
console.log(JSON.stringify(Object.fromEntries(urls)));

async function serve(name: SubgraphName): Promise<string> {
  const schema = schemaOf(name);
  const answer = answersOf(schema);
  const server = createServer({ keepAliveTimeout: 600_000, noDelay: true }, (request, response) =>
    respond(request, response, answer),
  );
  if (name === 'products') serveLiveUpdates(server, schema);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

function respond(request: IncomingMessage, response: ServerResponse, answer: ReturnType<typeof answersOf>): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString();
    if (body === '') return send(response, healthy);
    // A gateway that forgets whom it asks for would have it too easy.
    if (!request.headers.authorization) return void response.writeHead(401).end();
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
