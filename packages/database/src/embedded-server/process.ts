import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from './account.ts';

export type ServerFolder = { bin: string; data: string; log: string; account: Account };

export type ServerProcess = {
  /** The postmaster's. */
  pid: number;
  /** Resolves when the server is gone, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends sessions, writes everything down, and resolves when the server is gone. */
  stop(): Promise<void>;
};

/**
 * Runs the server and, beside it, a watcher that shuts it down when our end of the pipe closes: Postgres
 * outlives us by moments only, however we die. `3` is that pipe; the server itself must not hold it. The server's
 * process id is written to the standard output, everything else to the log.
 */
const watched = `
"$@" 3<&- >&2 &
server=$!
echo "$server"
exec >&2
( read -r line <&3; kill -INT "$server" ) 3<&3 >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$server"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
`;

/** Starts the server on a port; null when the port turned out to be taken. */
export async function runServer(
  folder: ServerFolder,
  options: { port: number; durable: boolean },
): Promise<ServerProcess | null> {
  const log = openLog(folder.log);
  // A session of its own: Ctrl-C in a terminal must reach Caravan, which needs its database to stop in order.
  const child = spawn(
    '/bin/sh',
    ['-c', watched, 'sh', join(folder.bin, 'postgres'), ...serverArguments(folder, options)],
    {
      ...folder.account,
      cwd: folder.bin,
      detached: true,
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', log.descriptor, 'pipe'],
    },
  );
  closeSync(log.descriptor);
  const exited = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
  const ready = await Promise.race([untilReady(folder.data, child, child.stdout as Socket), exited.then(() => null)]);
  if (ready === null) {
    const written = readFileSync(folder.log, 'utf8').slice(log.length);
    if (written.includes('Address already in use')) return null;
    throw new Error(`The embedded Postgres did not start. Its log (${folder.log}) says:\n${written.slice(-2_000)}`);
  }
  child.unref();
  const pipe = child.stdio[3] as Socket;
  pipe.on('error', () => {});
  pipe.unref();
  return { pid: ready, ended: exited, stop: () => stop(child, pipe, exited) };
}

function serverArguments({ data }: ServerFolder, { port, durable }: { port: number; durable: boolean }): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    timezone: 'UTC',
    // Errors belong to their clients. In the log their text would be a copy of personal data.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

function openLog(file: string): { descriptor: number; length: number } {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 1_000_000) rmSync(file);
  const descriptor = openSync(file, 'a', 0o600);
  return { descriptor, length: statSync(file).size };
}

/** The postmaster says in its pid file when it accepts connections, as pg_ctl reads it. */
async function untilReady(data: string, child: ChildProcess, stdout: Readable): Promise<number> {
  const [line] = (await once(stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  stdout.destroy();
  const deadline = Date.now() + 300_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const postmaster = readPostmaster(data);
    if (postmaster?.pid === pid && postmaster.status === 'ready') return pid;
    await pause(20);
  }
  if (child.exitCode === null) throw new Error(`The embedded Postgres (${pid}) is not ready after five minutes.`);
  return new Promise(() => {});
}

async function stop(child: ChildProcess, pipe: Socket, exited: Promise<void>): Promise<void> {
  child.ref();
  pipe.end();
  if (child.exitCode === null && child.signalCode === null) await exited;
}

/** @see https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/utils/pidfile.h */
export function readPostmaster(data: string): { pid: number; status: string } | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), status: (lines[7] ?? '').trim() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
