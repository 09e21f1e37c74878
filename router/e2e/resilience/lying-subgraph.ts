import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { json } from 'node:stream/consumers';

export type AskedCall = { readonly query: string; readonly variables?: Record<string, unknown> };
export type Lie = (response: ServerResponse, call: AskedCall, request: IncomingMessage) => void;

/** A server that says of itself what a subgraph must, and answers everything else as a test wants. */
export type LyingSubgraph = {
  readonly url: string;
  /** Calls other than those for its schema, in their order. */
  readonly calls: AskedCall[];
  lie: Lie;
  stop(): Promise<void>;
};

export async function startLyingSubgraph(sdl: string): Promise<LyingSubgraph> {
  const sockets = new Set<Socket>();
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'GET') return void response.end('{}');
    const call = (await json(request)) as AskedCall;
    if (call.query.includes('_service')) return answer(response, { data: { _service: { sdl } } });
    lying.calls.push(call);
    lying.lie(response, call, request);
  };
  const server = createServer((request, response) => void serve(request, response));
  server.on('connection', (socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const lying: LyingSubgraph = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    lie: (response) => answer(response, { data: {} }),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return lying;
}

export function answer(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text);
}
