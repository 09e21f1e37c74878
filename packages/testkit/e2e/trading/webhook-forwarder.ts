import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type WebhookForwarder = {
  readonly url: string;
  /** Resolves when the next webhook is about to reach Caravan. */
  next(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Stands between the provider and Caravan, and tells when a webhook passes. What Caravan does not take is refused.
 *
 * @param routers - The first that can be reached gets it, as from a proxy in front of several routers.
 */
export async function startWebhookForwarder(routers: readonly string[]): Promise<WebhookForwarder> {
  let passing = Promise.withResolvers<void>();
  const forward = async (request: IncomingMessage): Promise<number> => {
    const body = await read(request);
    const tell = passing;
    passing = Promise.withResolvers<void>();
    const answer = pass(routers, request, body);
    tell.resolve();
    return answer;
  };
  const server = createServer((request, response) => {
    void forward(request).then((status) => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    next: () => passing.promise,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function pass(routers: readonly string[], request: IncomingMessage, body: Buffer): Promise<number> {
  for (const router of routers) {
    const status = await post(new URL('/webhooks/sandbox', router), request, body);
    if (status !== null) return status;
  }
  return 503;
}

/** Null when nobody is there. */
async function post(target: URL, { headers }: IncomingMessage, body: Buffer): Promise<number | null> {
  try {
    const response = await fetch(target, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sandbox-signature': String(headers['sandbox-signature']),
      },
      body: new Uint8Array(body),
    });
    return response.status;
  } catch {
    return null;
  }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
