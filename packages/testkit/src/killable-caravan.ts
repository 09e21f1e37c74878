import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Environment } from '@caravan/config/configuration';
import { findEmbeddedServer } from '@caravan/database/embedded-server';
import { killTree, signal } from './process-tree.ts';

const cli = fileURLToPath(import.meta.resolve('@caravan/cli/main'));

/** `caravan start` with its embedded Postgres, as a tree of processes that can be killed and started again. */
export type KillableCaravan = {
  /** Starts on the same data; ready when it says so. */
  start(): Promise<void>;
  /** Stops its main process between two instructions (SIGSTOP); Postgres goes on. */
  freeze(): void;
  thaw(): void;
  isRunning(): boolean;
  /** SIGKILL to the main process and everything below it, Postgres and its sessions included; waits until all are gone. */
  kill(): Promise<void>;
  /** Of the embedded Postgres, as its superuser; while Caravan runs. */
  databaseUrl(): string;
  stop(): Promise<void>;
};

/** @param environment - With `CARAVAN_DATA` and a `PORT` that stays the same. */
export function killableCaravan(environment: Environment): KillableCaravan {
  const folder = environment.CARAVAN_DATA ?? '';
  let child: ChildProcess | undefined;
  const pid = () => {
    if (!child?.pid) throw new Error('Caravan was not started.');
    return child.pid;
  };
  const kill = () => killTree(pid());
  return {
    start: async () => {
      child = await run(environment);
    },
    freeze: () => signal(pid(), 'SIGSTOP'),
    thaw: () => signal(pid(), 'SIGCONT'),
    isRunning: () => isRunning(child),
    kill,
    databaseUrl: () => {
      const url = findEmbeddedServer(join(folder, 'postgres'));
      if (!url) throw new Error('The embedded Postgres does not run.');
      return url;
    },
    stop: async () => {
      if (child && isRunning(child)) {
        child.kill('SIGTERM');
        await Promise.race([once(child, 'exit'), pause(20_000, undefined, { ref: false }).then(kill)]);
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(environment: Environment): Promise<ChildProcess> {
  const child = spawn(process.execPath, [cli, 'start'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let written = '';
  child.stderr.on('data', (chunk: Buffer) => {
    written = `${written}${chunk.toString()}`.slice(-4_000);
  });
  const ready = Promise.withResolvers<ChildProcess>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('Caravan is running')) ready.resolve(child);
    written = `${written}${line}\n`.slice(-4_000);
  });
  child.once('exit', (code) => ready.reject(new Error(`caravan start ended with ${code}:\n${written}`)));
  return ready.promise;
}

function isRunning(child: ChildProcess | undefined): boolean {
  return child?.exitCode === null && child.signalCode === null;
}
