import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process of the benchmark; all that still run end with it. */
export type Child = {
  readonly pid: number;
  /** The first line of its output that looks so; rejects when it ends without one. */
  says(line: RegExp): Promise<string>;
  /** What it said last, for error messages. */
  said(): string;
  readonly hasEnded: boolean;
  stop(): Promise<void>;
};

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

type Options = { readonly cwd?: string; readonly environment?: Readonly<Record<string, string>> };

export function startChild(command: readonly string[], { cwd, environment }: Options = {}): Child {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
    ...(cwd && { cwd }),
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  const hear = (line: string) => {
    said = `${said}${line}\n`.slice(-4_000);
  };
  const lines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    hear(line);
    lines.push(line);
    for (const listen of listeners) listen(line);
  });
  createInterface({ input: child.stderr }).on('line', hear);
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => {});
  child.once('error', (error) => ended.reject(error));
  child.once('exit', (code) => ended.reject(new Error(`${command.join(' ')} ended with ${code}:\n${said}`)));
  return {
    pid: child.pid ?? 0,
    says: (wanted) => {
      const known = lines.find((line) => wanted.test(line));
      if (known !== undefined) return Promise.resolve(known);
      const { promise, resolve } = Promise.withResolvers<string>();
      listeners.add((line) => {
        if (wanted.test(line)) resolve(line);
      });
      return Promise.race([promise, ended.promise]);
    },
    said: () => said,
    get hasEnded() {
      return child.exitCode !== null || child.signalCode !== null;
    },
    stop: () => end(child),
  };
}

/** A polite signal first, SIGKILL after five seconds. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(timer);
}
