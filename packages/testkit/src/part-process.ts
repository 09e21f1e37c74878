import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Environment } from '@caravan/config/configuration';

const cli = fileURLToPath(import.meta.resolve('@caravan/cli/main'));

/** A part of Caravan as an OS process of its own. */
export type PartProcess = {
  readonly url: string;
  readonly pid: number;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
  /** SIGKILL: the process ends between any two lines. */
  kill(): Promise<void>;
  /** SIGSTOP: it keeps its connections and says nothing, until `resume`. */
  pause(): void;
  resume(): void;
  /** False once it has ended, by whatever. */
  isRunning(): boolean;
};

/** Runs `caravan <args>`; ready when it prints its address. */
export function startPart(args: readonly string[], environment: Environment): Promise<PartProcess> {
  return startScript([cli, ...args], environment);
}

/** Runs any script with its arguments; ready when it prints its address. */
export async function startScript(args: readonly string[], environment: Environment): Promise<PartProcess> {
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await addressOf(child, args);
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const end = async (signal: NodeJS.Signals) => {
    if (!isRunning()) return;
    child.kill(signal);
    await ended;
  };
  return {
    url,
    pid: child.pid ?? 0,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    isRunning,
  };
}

async function addressOf(child: ChildProcess, args: readonly string[]): Promise<string> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('a part is run with pipes');
  let errors = '';
  stderr.on('data', (chunk: Buffer) => {
    errors = `${errors}${chunk.toString()}`.slice(-4_000);
  });
  const found = Promise.withResolvers<string>();
  createInterface({ input: stdout }).on('line', (line) => {
    if (/^https?:\/\/\S+$/.test(line)) found.resolve(line);
  });
  child.once('exit', (code) => found.reject(new Error(`${args.join(' ')} ended with ${code}: ${errors}`)));
  return found.promise;
}
