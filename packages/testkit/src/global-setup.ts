import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedServer } from '@caravan/database/embedded-server';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A Postgres whose role may create databases and roles. */
    postgresUrl: string;
  }
}

/**
 * One Postgres for all tests of a run: `DATABASE_URL`, or an embedded one without fsync. Vitest calls this only for
 * projects that have tests to run, so tests without a database do not pay for it.
 */
export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.DATABASE_URL;
  if (given) {
    project.provide('postgresUrl', given);
    return undefined;
  }
  const shared = sharedServer();
  shared.users += 1;
  const { url } = await shared.server;
  project.provide('postgresUrl', url);
  return async () => {
    shared.users -= 1;
    if (shared.users === 0) await (await shared.server).stop();
  };
}

type SharedServer = { users: number; server: Promise<{ url: string; stop(): Promise<void> }> };

/** The projects of one run load this module each for itself, but live in one process. */
function sharedServer(): SharedServer {
  const holder = globalThis as { caravanTestServer?: SharedServer };
  holder.caravanTestServer ??= { users: 0, server: startServer() };
  return holder.caravanTestServer;
}

async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), 'caravan-test-'));
  // The server runs as another user when we are root.
  chmodSync(folder, 0o755);
  const server = await startEmbeddedServer({ folder: join(folder, 'postgres'), durable: false });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
