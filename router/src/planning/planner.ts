import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { CaravanError } from '@caravan/core/errors';
import type { Logger } from '@caravan/telemetry/logger';
import { plannerRestarts } from '../telemetry/router-metrics.ts';
import type { PlannerMessage, PlanRequest } from './planner-messages.ts';

/** Makes plans in a thread of its own, one after the other. */
export type Planner = {
  /**
   * @param source - A document that keeps the limits and is valid.
   * @throws CaravanError `OPERATION_TOO_LARGE` when planning takes longer than its time, `UNAVAILABLE` when too many
   *   operations wait to be planned.
   */
  plan(source: string, operationName: string | undefined): Promise<QueryPlan>;
  close(): Promise<void>;
};

type Options = {
  /** A supergraph without rules of access (`plannerSdl`). */
  readonly sdl: string;
  readonly settings: {
    /** Of computing, for one plan. */
    readonly planningTimeoutMs: number;
    readonly planningQueue: number;
    readonly planningHeapMb: number;
  };
  readonly logger: Logger;
};

type Job = PlanRequest & { readonly outcome: PromiseWithResolvers<QueryPlan> };

/** Planning may have to share a processor: it is given up at the latest after this many times its time. */
const wallTimeFactor = 6;

/** Starts the thread and waits until it has read the supergraph. */
export async function openPlanner(options: Options): Promise<Planner> {
  const { settings, logger } = options;
  const waiting: Job[] = [];
  let lastId = 0;
  let current: Job | null = null;
  let closed = false;
  let thread = openThread(options);
  await thread.ready;

  const settle = (job: Job, outcome: QueryPlan | Error) => {
    current = null;
    if (outcome instanceof Error) job.outcome.reject(outcome);
    else job.outcome.resolve(outcome);
    void next();
  };
  /** What is running is given up, what waits goes on in a new thread. */
  const restart = (reason: unknown) => {
    if (closed) return;
    plannerRestarts.inc();
    logger.warn({ err: reason }, 'the planner is started again');
    const stopping = thread;
    thread = openThread(options);
    thread.onLost(restart);
    void stopping.stop();
    if (current) settle(current, takesTooLong());
  };
  thread.onLost(restart);

  const next = async () => {
    const job = current ? undefined : waiting.shift();
    if (!job) return;
    current = job;
    const { id, source, operationName } = job;
    try {
      await thread.ready;
    } catch (error) {
      return settle(job, error instanceof Error ? error : new Error('The planner does not start.'));
    }
    const used = thread;
    const answered = await used.ask({ id, source, operationName }, settings.planningTimeoutMs);
    if (current !== job) return;
    if (answered) settle(job, answered);
    else restart(new Error('planning took too long'));
  };

  return {
    plan: (source, operationName) => {
      if (closed || waiting.length >= settings.planningQueue) {
        return Promise.reject(new CaravanError('UNAVAILABLE', 'Too many new operations at once. Try again.'));
      }
      lastId += 1;
      const outcome = Promise.withResolvers<QueryPlan>();
      waiting.push({ id: lastId, source, operationName, outcome });
      void next();
      return outcome.promise;
    },
    close: async () => {
      closed = true;
      const unavailable = new CaravanError('UNAVAILABLE', 'The router is stopping.');
      for (const { outcome } of waiting.splice(0)) outcome.reject(unavailable);
      current?.outcome.reject(unavailable);
      await thread.stop();
    },
  };
}

function takesTooLong(): CaravanError {
  return new CaravanError('OPERATION_TOO_LARGE', 'The operation is too large: planning it takes too long.');
}

type Thread = {
  readonly ready: Promise<void>;
  /** Null when the time was up. */
  ask(request: PlanRequest, timeoutMs: number): Promise<QueryPlan | Error | null>;
  onLost(listener: (reason: unknown) => void): void;
  stop(): Promise<void>;
};

function openThread({ sdl, settings }: Options): Thread {
  const worker = new Worker(new URL('./planner-worker.ts', import.meta.url), {
    workerData: { sdl },
    resourceLimits: { maxOldGenerationSizeMb: settings.planningHeapMb },
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
    ask: (request, timeoutMs) =>
      new Promise((resolve) => {
        const watch = watchTime(worker, timeoutMs, () => answer(null));
        const answer = (outcome: QueryPlan | Error | null) => {
          watch.stop();
          asked = null;
          resolve(outcome);
        };
        asked = { id: request.id, answer };
        worker.postMessage(request);
      }),
    onLost: (listener) => {
      lost = listener;
    },
    stop: async () => {
      stopping = true;
      await worker.terminate();
    },
  };
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
  const check = async () => {
    const [before, now] = await Promise.all([usedAtStart, worker.cpuUsage().catch(() => null)]);
    if (stopped) return;
    const usedMs = before && now ? (now.user + now.system - before.user - before.system) / 1000 : timeoutMs;
    const isOver = performance.now() - startedAt >= timeoutMs * wallTimeFactor;
    if (usedMs >= timeoutMs || isOver) onTimeUp();
    else timer = setTimeout(check, Math.max(timeoutMs - usedMs, 10));
  };
  timer = setTimeout(check, timeoutMs);
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
