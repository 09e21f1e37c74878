import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { reachableFolder, serverAccount } from './embedded-server/account.ts';
import { installBinaries } from './embedded-server/binaries.ts';
import { type Credentials, credentialsOf, readCredentials, saveCredentials } from './embedded-server/credentials.ts';
import { isPostmasterOf, isRunning } from './embedded-server/owner.ts';
import { readPostmaster, runServer, type ServerFolder, type ServerProcess } from './embedded-server/process.ts';

export type EmbeddedServer = {
  /** Of the database `caravan`, as its superuser. */
  url: string;
  /** Process id of the server. */
  pid: number;
  /** Resolves when the server is gone, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

const superuser = 'caravan';

/**
 * A real PostgreSQL 18 of our own on 127.0.0.1, its data in `folder` and its password in `<folder>.json`.
 *
 * Made on the first start. The server ends with us, even when we are killed; a start right after waits for that.
 * As root it runs as `nobody`. Concept and limits: docs/adr/0002-embedded-postgres.md.
 *
 * @param options.port - Wished for; by default the one used last. Another one is taken when it is not free.
 * @param options.durable - False turns fsync off, for data that may be lost with the machine.
 * @throws When another Caravan runs on the folder, or the server does not start.
 */
export async function startEmbeddedServer(options: {
  folder: string;
  port?: number;
  durable: boolean;
}): Promise<EmbeddedServer> {
  const account = serverAccount();
  const place = reachableFolder(options.folder, account);
  const credentialsFile = credentialsFileOf(options.folder);
  const folder: ServerFolder = {
    bin: installBinaries(place),
    data: join(place, 'data'),
    log: join(place, 'server.log'),
    account,
  };
  const credentials = credentialsOf(credentialsFile);
  await endFormerServer(folder, credentials);
  if (!existsSync(folder.data)) initialise(folder, place, credentials.password);
  const { server, port } = await runOnFreePort(folder, options.port ?? credentials.port, options.durable);
  saveCredentials(credentialsFile, { ...credentials, port, owner: process.pid });
  try {
    await createDatabase(urlOf({ ...credentials, port }, 'postgres'));
  } catch (error) {
    await server.stop();
    throw error;
  }
  const url = urlOf({ ...credentials, port }, 'caravan');
  return { url, pid: server.pid, ended: server.ended, stop: () => server.stop() };
}

/** URL of the server that another, living process runs on this folder, or null: for commands beside a running Caravan. */
export function findEmbeddedServer(folder: string): string | null {
  const credentials = readCredentials(credentialsFileOf(folder));
  if (!credentials?.port || !credentials.owner || !existsSync(folder)) return null;
  // Without its owner the server is about to end.
  if (!isRunning(credentials.owner)) return null;
  const postmaster = readPostmaster(join(realpathSync(folder), 'data'));
  return postmaster?.status === 'ready' && isRunning(postmaster.pid) ? urlOf(credentials, 'caravan') : null;
}

/** Forgets everything, also where the folder is only a link to the data. The server must not be running. */
export function removeEmbeddedData(folder: string): void {
  if (existsSync(folder)) rmSync(realpathSync(folder), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  rmSync(credentialsFileOf(folder), { force: true });
}

function credentialsFileOf(folder: string): string {
  return `${resolve(folder)}.json`;
}

function urlOf({ password, port }: Pick<Credentials, 'password' | 'port'>, database: string): string {
  return `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Makes the data aside and moves it in place: an interrupted first start leaves nothing half-made. */
function initialise(folder: ServerFolder, place: string, password: string) {
  const workshop = mkdtempSync(join(place, 'new-'));
  const data = join(workshop, 'data');
  const passwordFile = join(workshop, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  mkdirSync(data, { mode: 0o700 });
  const { uid, gid } = folder.account;
  for (const path of [place, workshop]) chmodSync(path, uid === undefined ? 0o700 : 0o711);
  if (uid !== undefined && gid !== undefined) for (const path of [passwordFile, data]) chownSync(path, uid, gid);
  try {
    runInitdb(folder, data, passwordFile);
    renameSync(data, folder.data);
  } catch (error) {
    // Another process was faster; which of the two may run is decided by the server's own lock.
    if (!existsSync(folder.data)) throw error;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

function runInitdb({ bin, account }: ServerFolder, data: string, passwordFile: string) {
  const settings = ['-D', data, '-U', superuser, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  // The builtin provider sorts the same on every machine, whatever its C library or ICU.
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  execFileSync(join(bin, 'initdb'), [...settings, ...locale, '--no-instructions'], {
    ...account,
    cwd: bin,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** A server that a killed Caravan left behind is about to end; one of a living Caravan is not ours to take. */
async function endFormerServer(folder: ServerFolder, { owner }: Credentials) {
  const began = Date.now();
  for (let asked = false; ; await pause(50)) {
    const postmaster = readPostmaster(folder.data);
    if (!postmaster) return;
    if (!isPostmasterOf(postmaster.pid, folder.data)) break;
    const waitedMs = Date.now() - began;
    if (owner !== null && isRunning(owner)) {
      // It may be dying just now.
      if (waitedMs > 1_000) throw alreadyRunning(folder, owner);
      continue;
    }
    if (!asked) process.kill(postmaster.pid, 'SIGINT');
    asked = true;
    if (waitedMs > 60_000) throw new Error(`The former embedded Postgres (${postmaster.pid}) does not end.`);
  }
  // Nobody runs here, but the id in the file may belong to another program by now, at which Postgres would stop.
  rmSync(join(folder.data, 'postmaster.pid'), { force: true });
}

function alreadyRunning({ data }: Pick<ServerFolder, 'data'>, owner: number): Error {
  return new Error(
    `Caravan is already running on ${data} (process ${owner}). Stop it, or choose another CARAVAN_DATA.`,
  );
}

async function runOnFreePort(
  folder: ServerFolder,
  wished: number | null,
  durable: boolean,
): Promise<{ server: ServerProcess; port: number }> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const port = attempt === 0 && wished ? wished : await freePort();
    const server = await startPatiently(folder, { port, durable });
    if (server) return { server, port };
  }
  throw new Error('No free port was found for the embedded Postgres.');
}

/** Sessions of a killed server hold its shared memory for a moment longer; another start writes its lock file just now. */
const passing = ['shared memory block', 'lock file "postmaster.pid" is empty'];

async function startPatiently(folder: ServerFolder, options: { port: number; durable: boolean }) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runServer(folder, options);
    } catch (error) {
      const { message } = error as Error;
      if (message.includes('lock file "postmaster.pid" already exists')) {
        throw new Error(`Caravan is already running on ${folder.data}.`, { cause: error });
      }
      if (!passing.some((each) => message.includes(each)) || attempt >= 50) throw error;
      await pause(200);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolvePort(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function createDatabase(url: string) {
  const client = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [existing] = await client`select 1 from pg_database where datname = 'caravan'`;
    if (!existing) await client`create database caravan`;
  } finally {
    await client.end({ timeout: 5 });
  }
}
