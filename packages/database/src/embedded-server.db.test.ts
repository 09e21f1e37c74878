import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type EmbeddedServer, findEmbeddedServer, removeEmbeddedData, startEmbeddedServer } from './embedded-server.ts';

let home: string;
let folder: string;
const servers: EmbeddedServer[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'caravan-embedded-'));
  chmodSync(home, 0o755);
  folder = join(home, 'postgres');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) await server.stop();
  removeEmbeddedData(folder);
  rmSync(home, { recursive: true });
});

async function start(options: { port?: number } = {}): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ folder, durable: false, ...options });
  servers.push(server);
  return server;
}

async function query(url: string, text: string) {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await client.unsafe(text))];
  } finally {
    await client.end();
  }
}

/** A Caravan of its own process, which says the server's process id when it has started. */
async function startElsewhere(): Promise<{ child: ChildProcess; server: number; url: string }> {
  const program = `
    import { startEmbeddedServer } from ${JSON.stringify(new URL('./embedded-server.ts', import.meta.url).href)};
    const server = await startEmbeddedServer({ folder: ${JSON.stringify(folder)}, durable: true });
    console.log(JSON.stringify({ server: server.pid, url: server.url }));
    setInterval(() => {}, 1_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { server: number; url: string }) };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('data is there again after a stop, on the same port', async () => {
  const first = await start();
  expect(findEmbeddedServer(folder)).toBe(first.url);
  await query(first.url, 'create table kept (id int); insert into kept values (7)');
  await first.stop();
  expect([isRunning(first.pid), findEmbeddedServer(folder)]).toEqual([false, null]);
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, 'select id from kept')).toEqual([{ id: 7 }]);
});

test('only this machine, with the password, can talk to it', async () => {
  const { url } = await start();
  expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  const other = new URL(url);
  other.password = 'guess';
  await expect(query(other.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  expect(statSync(`${folder}.json`).mode & 0o777).toBe(0o600);
});

test('it is durable when asked to be', async () => {
  const server = await startEmbeddedServer({ folder, durable: true });
  servers.push(server);
  const settings = await query(
    server.url,
    `select string_agg(name || '=' || setting, ' ' order by name) as all from pg_settings
     where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
  );
  expect(settings).toEqual([{ all: 'fsync=on full_page_writes=on synchronous_commit=on' }]);
});

test('it ends soon after a Caravan that was killed; a start right after has its data', async () => {
  const killed = await startElsewhere();
  await query(killed.url, 'create table kept (id int)');
  killed.child.kill('SIGKILL');
  const next = await start();
  expect(isRunning(killed.server)).toBe(false);
  expect(await query(next.url, 'select * from kept')).toEqual([]);
});

test('it ends after a Caravan that was killed, when nobody starts again', async () => {
  const killed = await startElsewhere();
  killed.child.kill('SIGKILL');
  await vi.waitFor(() => expect(isRunning(killed.server)).toBe(false), 10_000);
});

test('everything may be killed at once', async () => {
  const killed = await startElsewhere();
  const client = postgres(killed.url, { max: 4, onnotice: () => {} });
  await client.unsafe('create table kept (id int)');
  const busy = Promise.allSettled([client`select pg_sleep(30)`, client`select pg_sleep(30)`]);
  killed.child.kill('SIGKILL');
  process.kill(killed.server, 'SIGKILL');
  const next = await start();
  expect(await query(next.url, 'select * from kept')).toEqual([]);
  await client.end({ timeout: 0 });
  await busy;
});

test('what a crash left in the pid file does not matter, even when the id is in use again', async () => {
  const first = await start();
  const pidFile = join(realpathSync(folder), 'data', 'postmaster.pid');
  const written = readFileSync(pidFile, 'utf8');
  await first.stop();
  writeFileSync(pidFile, written.replace(/^\d+/, String(process.pid)));
  await expect(start()).resolves.toBeDefined();
});

test('a second Caravan on the same data is told so, and does no harm', async () => {
  const other = await startElsewhere();
  await expect(start()).rejects.toThrow(`Caravan is already running on ${join(realpathSync(folder), 'data')}`);
  expect(await query(other.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('of two first starts at once one wins', async () => {
  const outcomes = await Promise.allSettled([start(), start()]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(String((outcomes.find((outcome) => outcome.status === 'rejected') as PromiseRejectedResult).reason)).toContain(
    'already running',
  );
  expect(await query(servers[0]?.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('another port is taken when the wished one is not free', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const { port } = blocker.address() as { port: number };
  const { url } = await start({ port });
  expect(new URL(url).port).not.toBe(String(port));
  blocker.close();
});

test('a first start that broke off does not stand in the way', async () => {
  const { url } = await start();
  await servers.pop()?.stop();
  const data = join(realpathSync(folder), 'data');
  rmSync(data, { recursive: true });
  expect((await start()).url).toBe(url);
});

test.runIf(process.getuid?.() === 0)('where its account cannot go, the data lie elsewhere behind a link', async () => {
  chmodSync(home, 0o700);
  const { url } = await start();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(lstatSync(folder).isSymbolicLink()).toBe(true);
  const elsewhere = realpathSync(folder);
  await servers.pop()?.stop();
  expect((await start()).url).toBe(url);
  await servers.pop()?.stop();
  removeEmbeddedData(folder);
  expect([existsSync(elsewhere), existsSync(folder), existsSync(`${folder}.json`)]).toEqual([false, false, false]);
});

test.runIf(process.getuid?.() === 0)(
  'what a removed temporary folder led to is removed with the next one',
  async () => {
    chmodSync(home, 0o700);
    await start();
    await servers.pop()?.stop();
    const orphan = realpathSync(folder);
    rmSync(folder);
    rmSync(`${folder}.json`);
    await start();
    expect([existsSync(orphan), realpathSync(folder) === orphan]).toEqual([false, false]);
  },
);
