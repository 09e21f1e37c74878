import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Environment } from '@caravan/config/configuration';
import type { Child, Ending } from './child.ts';
import type { PartLog } from './part-log.ts';

const cli = fileURLToPath(new URL('../main.ts', import.meta.url));
const keptWords = 20;
const longestLine = 400;
/** How long what it wrote may take to arrive when it has ended. */
const lastWordsMs = 500;

/**
 * Runs `caravan <args>` as a process of its own, its output in `log`.
 *
 * It has a session of its own, so that Ctrl+C in a terminal reaches the supervisor alone, which stops all in order. It
 * ends with the supervisor by the channel between them (`lifeline.ts`).
 */
export function launchPart(args: readonly string[], environment: Environment, log: PartLog): Child {
  const process_ = spawn(process.execPath, [cli, ...args], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  const { stdout, stderr } = process_;
  if (!stdout || !stderr) throw new Error('a part is run with pipes');
  const words: string[] = [];
  stdout.on('data', log.write);
  stderr.on('data', log.write);
  createInterface({ input: stderr }).on('line', (line) => {
    if (line.trim() === '') return;
    words.push(line.slice(0, longestLine));
    if (words.length > keptWords) words.shift();
  });
  const ended = Promise.withResolvers<Ending>();
  process_.once('error', ({ message }) => {
    words.push(message);
    ended.resolve({ code: null, signal: null });
  });
  process_.once('exit', (code, signal) => {
    const heard = Promise.race([once(process_, 'close'), pause(lastWordsMs)]);
    void heard.then(() => ended.resolve({ code, signal }));
  });
  return {
    pid: process_.pid ?? 0,
    ended: ended.promise,
    lastWords: () => words,
    signal: (name) => void process_.kill(name),
  };
}
