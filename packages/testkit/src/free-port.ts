import { type AddressInfo, createServer } from 'node:net';

/** A port that is free now, for servers that have to know theirs before they listen. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
