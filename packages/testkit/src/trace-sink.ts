import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type TraceSink = {
  /** `host:port`, for `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly address: string;
  /** How often spans were delivered. */
  deliveries(): number;
  stop(): Promise<void>;
};

/** Takes traces by OTLP over HTTP as a collector does, and counts. */
export async function startTraceSink(): Promise<TraceSink> {
  let deliveries = 0;
  const server = createServer((request, response) => {
    if (request.method === 'POST' && request.url === '/v1/traces') deliveries += 1;
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliveries: () => deliveries,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
