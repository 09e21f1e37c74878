import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from '@caravan/testkit/free-port';

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of its own that keeps nothing on disk. */
export type RedisServer = {
  readonly url: string;
  start(): Promise<void>;
  /** SIGKILL: connections break, and everything in it is lost. */
  kill(): Promise<void>;
  /** Connections stay, but nothing is answered. */
  freeze(): void;
  thaw(): void;
};

export async function createRedisServer(): Promise<RedisServer> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      const started = spawn(
        'redis-server',
        ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      child = started;
      for await (const line of createInterface({ input: started.stdout })) if (line.includes('Ready to accept')) break;
      started.stdout.resume();
    },
    kill: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
  };
}
