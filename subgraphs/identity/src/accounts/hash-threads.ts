import { Worker } from 'node:worker_threads';
import type { HashAnswer, Hashed, HashTask } from './hash-messages.ts';

export type HashThreads = { run(task: HashTask): Promise<Hashed> };

/**
 * Threads of this process that do nothing but hash, with less right to processors than everything else: neither the
 * event loop nor the thread pool of Node (files, names of hosts) waits for them. They start when they are first needed.
 *
 * @param count - Hashes at the same time; the others wait, first come, first served.
 */
export function hashThreads(count: number): HashThreads {
  const known = pools.get(count);
  if (known) return known;
  const made = openThreads(count);
  pools.set(count, made);
  return made;
}

/** Shared by all of a process, however often identity is set up in it. */
const pools = new Map<number, HashThreads>();

type Asked = PromiseWithResolvers<Hashed> & { readonly task: HashTask };

function openThreads(count: number): HashThreads {
  const waiting: Asked[] = [];
  const threads = new Set<HashThread>();
  const giveOut = () => {
    while (waiting.length > 0) {
      const thread = [...threads].find(({ isIdle }) => isIdle) ?? (threads.size < count ? start() : null);
      const first = thread && waiting.shift();
      if (!first) return;
      thread.work(first);
    }
  };
  const start = () => {
    const thread: HashThread = openThread({ onIdle: giveOut, onLost: () => void threads.delete(thread) });
    threads.add(thread);
    return thread;
  };
  return {
    run(task) {
      const asked = { ...Promise.withResolvers<Hashed>(), task };
      waiting.push(asked);
      giveOut();
      return asked.promise;
    },
  };
}

type HashThread = { readonly isIdle: boolean; work(asked: Asked): void };

function openThread({ onIdle, onLost }: { onIdle: () => void; onLost: () => void }): HashThread {
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url));
  let current: Asked | null = null;
  const end = () => {
    const ended = current;
    current = null;
    worker.unref();
    return ended;
  };
  const lose = (reason: unknown) => {
    onLost();
    end()?.reject(new Error('The thread that hashes passwords has ended.', { cause: reason }));
    onIdle();
  };
  worker.on('message', (answer: HashAnswer) => {
    const asked = end();
    if ('problem' in answer) asked?.reject(new Error(`A password could not be hashed: ${answer.problem}`));
    else asked?.resolve(answer);
    onIdle();
  });
  worker.once('error', lose);
  worker.once('exit', lose);
  worker.unref();
  return {
    get isIdle() {
      return current === null;
    },
    work(asked) {
      current = asked;
      // Whoever waits for a hash does not end.
      worker.ref();
      worker.postMessage(asked.task);
    },
  };
}
