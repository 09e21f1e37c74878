import type { QueryPlan } from '@apollo/query-planner';
import { CaravanError } from '@caravan/core/errors';
import type { Logger } from '@caravan/telemetry/logger';
import { plannerRestarts } from '../telemetry/router-metrics.ts';
import type { PlanRequest } from './planner-messages.ts';
import { openPlannerThread, takesTooLong } from './planner-thread.ts';

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

/** Starts the thread and waits until it has read the supergraph. */
export async function openPlanner(options: Options): Promise<Planner> {
  const jobs = await openJobs(options);
  let lastId = 0;
  return {
    plan: (source, operationName) => {
      lastId += 1;
      const outcome = Promise.withResolvers<QueryPlan>();
      const job = { id: lastId, source, operationName, outcome };
      if (!jobs.add(job))
        outcome.reject(new CaravanError('UNAVAILABLE', 'Too many new operations at once. Try again.'));
      return outcome.promise;
    },
    close: () => jobs.close(),
  };
}

/** Runs jobs one after the other. */
async function openJobs({ sdl, settings, logger }: Options) {
  const openThread = () => openPlannerThread(sdl, settings.planningHeapMb);
  const waiting: Job[] = [];
  let current: Job | null = null;
  let closed = false;
  let thread = openThread();
  await thread.ready;

  const settle = (job: Job, outcome: QueryPlan | Error) => {
    // A job that went down with its thread has its outcome, and another may be running.
    if (current !== job) return;
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
    void thread.stop();
    thread = openThread();
    thread.onLost(restart);
    if (current) settle(current, takesTooLong());
  };
  thread.onLost(restart);

  const next = async () => {
    const job = current ? undefined : waiting.shift();
    if (!job) return;
    current = job;
    const { outcome: _outcome, ...request } = job;
    const asked = await thread.ask(request, settings.planningTimeoutMs);
    if (asked) settle(job, asked);
    else if (current === job) restart(new Error('planning took too long'));
  };
  const add = (job: Job): boolean => {
    if (closed || waiting.length >= settings.planningQueue) return false;
    waiting.push(job);
    void next();
    return true;
  };
  const close = async () => {
    closed = true;
    const stopping = new CaravanError('UNAVAILABLE', 'The router is stopping.');
    for (const { outcome } of waiting.splice(0)) outcome.reject(stopping);
    current?.outcome.reject(stopping);
    await thread.stop();
  };
  return { add, close };
}
