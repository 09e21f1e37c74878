import { expect, test } from 'vitest';
import { createServer } from './server.ts';

test('a request that never ends is cut off', async () => {
  const configuration = { platform: { routeBytes: 1_000 }, router: { allowedOrigins: [], forwardHeaders: [] } };
  const server = createServer({
    configuration: configuration as never,
    isTrustedProxy: () => false,
    admission: { refusal: () => null, isDraining: false },
  });
  expect(server.server.requestTimeout).toBeGreaterThan(0);
  expect(server.server.headersTimeout).toBeGreaterThan(0);
  await server.close();
});
