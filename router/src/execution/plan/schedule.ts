import type { Group, StepGraph } from './groups.ts';
import type { Step } from './steps.ts';

type Work = {
  /** Whether a step is run at all. */
  isActive(step: Step): boolean;
  /** Runs steps of one group that have become possible. */
  start(group: Group, steps: readonly Step[]): Promise<void>;
};

/** A step waits for others of its group at most a fifth of the time that has passed, and never long. */
const waitShare = 0.2;
const shortestWaitMs = 1;
const longestWaitMs = 5;

/**
 * Runs all steps, each once what it waits for is done.
 *
 * Steps of a group are started together when they become possible at about the same time. Waiting for all of them
 * would let a slow subgraph hold up what needs nothing of it.
 */
export function runSteps({ steps, groups }: StepGraph, { isActive, start }: Work): Promise<void> {
  if (steps.length === 0) return Promise.resolve();
  const startedAt = performance.now();
  const waits = steps.map(({ waitsFor }) => waitsFor);
  const active = steps.map(({ step }) => isActive(step));
  const gathering = groups.map((): Gathering => ({ ready: [], missing: 0, timer: null }));
  for (const [place, { group }] of steps.entries()) if (active[place]) (gathering[group] as Gathering).missing += 1;
  const ended = Promise.withResolvers<void>();
  let unfinished = steps.length;

  const launch = (place: number) => {
    const { ready, timer } = gathering[place] as Gathering;
    if (timer) clearTimeout(timer);
    gathering[place] = { ...(gathering[place] as Gathering), ready: [], timer: null };
    const started = ready.map((at) => steps[at]?.step).filter((step) => step !== undefined);
    start(groups[place] as Group, started).then(() => finish(ready), ended.reject);
  };
  const finish = (done: readonly number[]) => {
    const possible: number[] = [];
    const queue = [...done];
    for (const place of queue) {
      unfinished -= 1;
      for (const dependent of steps[place]?.dependents ?? []) {
        waits[dependent] = (waits[dependent] ?? 0) - 1;
        if (waits[dependent] !== 0) continue;
        if (active[dependent]) possible.push(dependent);
        else queue.push(dependent);
      }
    }
    if (unfinished === 0) ended.resolve();
    else gather(possible);
  };
  const gather = (possible: readonly number[]) => {
    const touched = new Set<number>();
    for (const place of possible) {
      const { group } = steps[place] as StepGraph['steps'][number];
      const own = gathering[group] as Gathering;
      own.ready.push(place);
      own.missing -= 1;
      touched.add(group);
    }
    for (const group of touched) {
      const own = gathering[group] as Gathering;
      if (own.missing === 0) launch(group);
      else own.timer ??= setTimeout(launch, waitMs(performance.now() - startedAt), group);
    }
  };
  const first = steps.flatMap(({ waitsFor }, place) => (waitsFor === 0 ? [place] : []));
  const idle = first.filter((place) => !active[place]);
  gather(first.filter((place) => active[place]));
  if (idle.length > 0) finish(idle);
  return ended.promise;
}

type Gathering = { ready: number[]; missing: number; timer: NodeJS.Timeout | null };

function waitMs(passedMs: number): number {
  return Math.min(Math.max(passedMs * waitShare, shortestWaitMs), longestWaitMs);
}
