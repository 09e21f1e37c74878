import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedServer } from '@caravan/database/embedded-server';
import { migrate } from '@caravan/database/migrations';
import { provisionSchema } from '@caravan/database/provision';
import { eventsMigrations } from '@caravan/events/outbox';
import postgres from 'postgres';
import { openSchema } from './shop.ts';

export type Databases = {
  /** A database of its own for each run, with the schemas `shop`, `ledger` and `events`. */
  open(name: string): Promise<RunDatabase>;
  stop(): Promise<void>;
};

export type RunDatabase = {
  readonly shopUrl: string;
  readonly ledgerUrl: string;
  readonly logUrl: string;
  readonly admin: postgres.Sql;
};

/** Durable as `npm start` has it; it keeps when each transaction was committed, which is what latency is told by. */
export async function startDatabases(): Promise<Databases> {
  const folder = mkdtempSync(join(tmpdir(), 'caravan-bench-'));
  chmodSync(folder, 0o755);
  const options = { folder: join(folder, 'postgres'), durable: true };
  const first = await startEmbeddedServer(options);
  const setup = postgres(first.url, { max: 1 });
  await setup`alter system set track_commit_timestamp = on`;
  await setup.end();
  await first.stop();
  const server = await startEmbeddedServer(options);
  const root = postgres(server.url, { max: 1, onnotice: () => {} });
  const opened: postgres.Sql[] = [];
  return {
    open: async (name) => {
      await root`create database ${root(name)}`;
      const adminUrl = server.url.replace(/\/[^/]*$/, `/${name}`);
      const urlOf = (schema: string) => provisionSchema({ adminUrl, name: schema, password: 'bench' });
      const [shopUrl, ledgerUrl, logUrl] = [await urlOf('shop'), await urlOf('ledger'), await urlOf('events')];
      await prepare(shopUrl, 'shop', [
        'create table things (id uuid primary key, changes integer not null)',
        'create table facts (number integer primary key)',
      ]);
      await prepare(ledgerUrl, 'ledger', ['create table effects (number integer primary key)']);
      const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
      opened.push(admin);
      return { shopUrl, ledgerUrl, logUrl, admin };
    },
    stop: async () => {
      await Promise.all([root, ...opened].map((sql) => sql.end({ timeout: 1 })));
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function prepare(url: string, schema: string, tables: readonly string[]): Promise<void> {
  const database = openSchema(url, schema);
  await migrate(database, [{ name: 'events', folder: eventsMigrations }]);
  for (const statement of tables) await database.client.unsafe(statement);
  await database.close();
}
