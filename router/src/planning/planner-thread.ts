import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { CaravanError } from '@caravan/core/errors';
import type { PlannerMessage, PlanRequest } from './planner-messages.ts';

/** Planning may have to share a processor: it is given up at the latest after this many times its time. */
const wallTimeFactor = 6;

/** Plans live long or not at all; the default costs 16 MB more for nothing. */
const youngHeapMb = 12;

/** A thread that plans one operation at a time. */
export type PlannerThread = {
  readonly ready: Promise<void>;
  /** Asks when the thread is ready. Null when the time was up. */
  ask(request: PlanRequest, timeoutMs: number): Promise<QueryPlan | Error | null>;
  onLost(listener: (reason: unknown) => void): void;
  stop(): Promise<void>;
};

/** @param heapMb - The thread ends when it needs more. */
export function openPlannerThread(sdl: string, heapMb: number): PlannerThread {
  const worker = new Worker(new URL('./planner-worker.ts', import.meta.url), {
    workerData: { sdl },
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngHeapMb },
  });
  worker.unref();
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => {});
  let asked: { readonly id: number; answer(outcome: QueryPlan | Error | null): void } | null = null;
  let lost: (reason: unknown) => void = () => {};
  let stopping = false;
  worker.on('message', (message: PlannerMessage) => {
    if (message.kind === 'ready') return ready.resolve();
    if (asked?.id === message.id) asked.answer(outcomeOf(message));
  });
  const onLost = (reason: unknown) => {
    ready.reject(reason);
    if (stopping) return;
    stopping = true;
    lost(reason);
  };
  worker.on('error', onLost);
  worker.on('exit', (code) => onLost(new Error(`the planner's thread ended with ${code}`)));
  return {
    ready: ready.promise,
    ask: async (request, timeoutMs) => {
      const failure = await ready.promise.then(() => null, asError);
      if (failure) return failure;
      return new Promise((resolve) => {
        const watch = watchTime(worker, timeoutMs, () => answer(null));
        const answer = (outcome: QueryPlan | Error | null) => {
          watch.stop();
          asked = null;
          resolve(outcome);
        };
        asked = { id: request.id, answer };
        worker.postMessage(request);
      });
    },
    onLost: (listener) => {
      lost = listener;
    },
    stop: async () => {
      stopping = true;
      await worker.terminate();
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('The planner does not start.');
}

function outcomeOf(message: Exclude<PlannerMessage, { kind: 'ready' }>): QueryPlan | Error {
  if (message.kind === 'planned') return JSON.parse(message.plan) as QueryPlan;
  return message.isTooLarge ? takesTooLong() : new Error(`The planner failed: ${message.message}`);
}

/** Calls when the thread has computed for that long since now, however much of the processor it got. */
function watchTime(worker: Worker, timeoutMs: number, onTimeUp: () => void): { stop(): void } {
  let stopped = false;
  let timer: NodeJS.Timeout;
  const startedAt = performance.now();
  const usedAtStart = worker.cpuUsage().catch(() => null);
  const look = async () => {
    const [before, now] = await Promise.all([usedAtStart, worker.cpuUsage().catch(() => null)]);
    if (stopped) return;
    const usedMs = before && now ? (now.user + now.system - before.user - before.system) / 1000 : timeoutMs;
    const isOver = performance.now() - startedAt >= timeoutMs * wallTimeFactor;
    if (usedMs >= timeoutMs || isOver) onTimeUp();
    else timer = setTimeout(check, Math.max(timeoutMs - usedMs, 10)).unref();
  };
  const check = () => void look();
  timer = setTimeout(check, timeoutMs).unref();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

export function takesTooLong(): CaravanError {
  return new CaravanError('OPERATION_TOO_LARGE', 'The operation is too large: planning it takes too long.');
}
