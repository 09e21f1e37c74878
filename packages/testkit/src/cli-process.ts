import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Environment } from '@caravan/config/configuration';

const cli = fileURLToPath(import.meta.resolve('@caravan/cli/main'));
const workspace = fileURLToPath(new URL('../../..', import.meta.url));

/** A command of the CLI, as a person runs it. */
export type CliProcess = {
  readonly pid: number;
  /** Standard output and error so far. */
  output(): string;
  /** What stands in the output from `text` on; rejects when the command ends without having said it. */
  until(text: string): Promise<string>;
  /** Exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  interrupt(): void;
  /** SIGTERM, as supervisors send it. */
  terminate(): void;
  /** SIGKILL. */
  kill(): void;
};

/** @param environment - All that the command gets to see, besides the path to programs. */
export function runCli(args: readonly string[], environment: Environment): CliProcess {
  return run([process.execPath, cli, ...args], environment);
}

/** `npm <args>` in the workspace. */
export function runNpm(args: readonly string[], environment: Environment): CliProcess {
  return run(['npm', ...args], environment);
}

function run(command: readonly string[], environment: Environment): CliProcess {
  const { PATH, HOME } = process.env;
  return runProgram(command, { PATH, HOME, ...environment }, workspace);
}

/** @param environment - All that the program gets to see. */
export function runProgram(
  [program = '', ...args]: readonly string[],
  environment: Environment,
  folder: string,
): CliProcess {
  const child = spawn(program, args, {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    output += chunk.toString();
    for (const look of waiting) look();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    pid: child.pid ?? 0,
    output: () => output,
    until: (text) => {
      const found = Promise.withResolvers<string>();
      const look = () => {
        const position = output.indexOf(text);
        if (position >= 0) found.resolve(output.slice(position));
      };
      waiting.add(look);
      void ended.then(() => found.reject(new Error(`${args.join(' ')} ended without "${text}":\n${output}`)));
      look();
      return found.promise.finally(() => waiting.delete(look));
    },
    ended,
    interrupt: () => void child.kill('SIGINT'),
    terminate: () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGKILL'),
  };
}
