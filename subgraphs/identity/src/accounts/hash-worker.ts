import { platform, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import bcrypt from 'bcrypt';
import type { HashAnswer, HashTask } from './hash-messages.ts';

/** Of Linux' -20 (first) to 19: a quarter of a processor that others want too, all of one that nobody wants. */
const niceness = 5;

// On Linux this is the priority of the calling thread alone, elsewhere that of the whole process.
if (platform() === 'linux') setPriority(niceness);

parentPort?.on('message', (task: HashTask) => parentPort?.postMessage(answer(task)));

function answer(task: HashTask): HashAnswer {
  const start = performance.now();
  try {
    const value = run(task);
    return { value, milliseconds: performance.now() - start };
  } catch (error) {
    return { problem: String(error) };
  }
}

function run(task: HashTask): string | boolean {
  if (task.kind === 'hash') return bcrypt.hashSync(task.password, task.cost);
  return bcrypt.compareSync(task.password, task.hash);
}
