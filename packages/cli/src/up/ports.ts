import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Addresses of one run; a part that is started again has the one it had. */
export type Ports = {
  /** The number itself, or a free one for 0. A part of the run before may be about to leave it. */
  wanted(port: number, what: string): Promise<number>;
  /** The first free one from a number on; 0 for any. */
  freeFrom(port: number): Promise<number>;
};

const patienceMs = 6_000;

/** @param isFree - Gives the port that was free, for 0 any; null when it is taken. */
export function choosePorts(isFree: (port: number) => Promise<number | null>): Ports {
  const taken = new Set<number>();
  const take = (port: number) => {
    taken.add(port);
    return port;
  };
  const probe = async (port: number) => {
    for (;;) {
      const found = taken.has(port) ? null : await isFree(port);
      // The same one may be offered twice, since nobody listens yet.
      if (port !== 0 || found === null || !taken.has(found)) return found;
    }
  };
  return {
    wanted: async (port, what) => {
      if (taken.has(port)) throw new Error(`Port ${port} is wanted twice: for ${what} and another part.`);
      const deadline = performance.now() + patienceMs;
      for (;;) {
        const found = await probe(port);
        if (found !== null) return take(found);
        if (performance.now() >= deadline) throw new Error(`Port ${port} (${what}) is in use by another program.`);
        await pause(200);
      }
    },
    freeFrom: async (first) => {
      for (let port = first; port <= 65_535; port += 1) {
        const found = await probe(port);
        if (found !== null) return take(found);
      }
      throw new Error(`There is no free port from ${first} on.`);
    },
  };
}

/** Whether one can listen there now. */
export function portProbe(host: string): (port: number) => Promise<number | null> {
  return (port) =>
    new Promise((resolve, reject) => {
      const server = createServer();
      server.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null);
        else reject(error);
      });
      server.listen(port, host, () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
      });
    });
}
