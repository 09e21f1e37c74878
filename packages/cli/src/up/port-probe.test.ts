import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { portProbe } from './ports.ts';

test('a port is free while nobody listens on it', async () => {
  const isFree = portProbe('127.0.0.1');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await isFree(port)).toBeNull();
  server.close();
  await once(server, 'close');
  expect(await isFree(port)).toBe(port);
  expect(await isFree(0)).toBeGreaterThan(0);
});
