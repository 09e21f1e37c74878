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
  const active = steps.map(({ step }) => isActive(step));
  const waits = steps.map(({ waitsFor }) => waitsFor);
  const ended = Promise.withResolvers<void>();
  let unfinished = steps.length;

  /** Steps that are left out are done as soon as they are possible. */
  const release = (possible: readonly number[]) => {
    const idle = possible.filter((place) => !active[place]);
    gather(possible.filter((place) => active[place]));
    if (idle.length > 0) finish(idle);
  };
  const finish = (done: readonly number[]) => {
    unfinished -= done.length;
    if (unfinished === 0) return ended.resolve();
    const possible: number[] = [];
    for (const dependent of done.flatMap((place) => steps[place]?.dependents ?? [])) {
      waits[dependent] = (waits[dependent] ?? 0) - 1;
      if (waits[dependent] === 0) possible.push(dependent);
    }
    release(possible);
  };
  const gather = gatherer({ steps, groups }, active, (group, places) => {
    const started = places.flatMap((place) => steps[place]?.step ?? []);
    start(group, started).then(() => finish(places), ended.reject);
  });
  release(steps.flatMap(({ waitsFor }, place) => (waitsFor === 0 ? [place] : [])));
  return ended.promise;
}

type Launch = (group: Group, places: readonly number[]) => void;

/** Takes steps that have become possible, and launches them with the others of their groups or after a while. */
function gatherer({ steps, groups }: StepGraph, active: readonly boolean[], launch: Launch) {
  const startedAt = performance.now();
  const gatherings = groups.map((group): Gathering => ({ group, ready: [], missing: 0, timer: undefined }));
  const gatheringOf = (place: number) => gatherings[steps[place]?.group ?? -1];
  for (const place of steps.keys()) {
    const own = gatheringOf(place);
    if (own && active[place]) own.missing += 1;
  }
  const go = (gathering: Gathering) => {
    clearTimeout(gathering.timer);
    gathering.timer = undefined;
    launch(gathering.group, gathering.ready.splice(0));
  };
  return (possible: readonly number[]) => {
    const touched = new Set<Gathering>();
    for (const place of possible) {
      const own = gatheringOf(place);
      if (!own) continue;
      own.ready.push(place);
      own.missing -= 1;
      touched.add(own);
    }
    for (const own of touched) {
      if (own.missing === 0) go(own);
      else own.timer ??= setTimeout(go, waitMs(performance.now() - startedAt), own);
    }
  };
}

type Gathering = {
  readonly group: Group;
  readonly ready: number[];
  missing: number;
  timer: NodeJS.Timeout | undefined;
};

function waitMs(passedMs: number): number {
  return Math.min(Math.max(passedMs * waitShare, shortestWaitMs), longestWaitMs);
}
