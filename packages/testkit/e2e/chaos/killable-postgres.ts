import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedServer, removeEmbeddedData, startEmbeddedServer } from '@caravan/database/embedded-server';
import { killTree } from '@caravan/testkit/process-tree';

/** A Postgres that keeps what it has acknowledged, and belongs to nobody who is killed with it. */
export type KillablePostgres = {
  readonly url: string;
  /** SIGKILL to the server and all its sessions. */
  kill(): Promise<void>;
  /** On the same data and port; ready when it has recovered. */
  start(): Promise<void>;
  remove(): Promise<void>;
};

export async function startKillablePostgres(): Promise<KillablePostgres> {
  const home = mkdtempSync(join(tmpdir(), 'caravan-test-'));
  // The server runs as another user when we are root.
  chmodSync(home, 0o755);
  const folder = join(home, 'postgres');
  let server: EmbeddedServer = await startEmbeddedServer({ folder, durable: true });
  const { url } = server;
  return {
    url,
    kill: () => killTree(server.pid),
    start: async () => {
      server = await startEmbeddedServer({ folder, durable: true });
      if (server.url !== url) throw new Error('The port of Postgres was taken by somebody else.');
    },
    remove: async () => {
      await server.stop();
      removeEmbeddedData(folder);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
