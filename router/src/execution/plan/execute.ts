import type { GraphQLError } from 'graphql';
import type { Flags } from './conditions.ts';
import { contextRequests, contextWanted } from './context-requests.ts';
import type { Group, StepGraph } from './groups.ts';
import { copied, merge } from './merge.ts';
import { type Data, getOwn, isData, setOwn } from './own.ts';
import {
  type Asked,
  failedFetch,
  type Marred,
  type Problem,
  type ReportedError,
  readErrors,
  reportedBy,
  toReported,
  untoldAnswer,
} from './problems.ts';
import type { Represented } from './representations.ts';
import { type EntityRequest, entityRequest, rootRequest } from './requests.ts';
import type { Run } from './run.ts';
import { runSteps } from './schedule.ts';
import type { Step } from './steps.ts';
import { collectTargets } from './targets.ts';
import { type Wanted, wantedBy, without } from './wanted.ts';

/** One execution under way: what the subgraphs have brought so far, and what went wrong. */
export type Execution = {
  readonly run: Run;
  readonly flags: Flags;
  readonly root: Data;
  readonly problems: Problem[];
  /** Entities that a step could not ask for, because something it requires is missing. */
  readonly skipped: { readonly step: Step; readonly targets: readonly Data[] }[];
  /** What steps of the same source represent, until something new is brought. */
  readonly represented: Map<string, Represented>;
};

export function openExecution(run: Run, flags: Flags): Execution {
  return { run, flags, root: {}, problems: [], skipped: [], represented: new Map() };
}

/** Runs the fetches of a plan, each as soon as what it needs is there. */
export function runPlan(graph: StepGraph, execution: Execution): Promise<void> {
  const { flags } = execution;
  return runSteps(graph, {
    isActive: ({ conditions }) => conditions.every(({ variable, isOn }) => flags.isOn(variable) === isOn),
    start: (group, steps) => {
      const [first] = steps;
      if (first && !first.represent) return runRootStep(first, execution);
      if (first?.contexts) return runContextStep(first, group, execution);
      return runEntitySteps(group, steps, execution);
    },
  });
}

async function runEntitySteps(group: Group, steps: readonly Step[], execution: Execution): Promise<void> {
  const wanted: Wanted[] = [];
  for (const unit of group.units) {
    const own = unit.members.filter((member) => steps.includes(member));
    const asked = wantedBy(
      unit,
      own.map((step) => ({ step, represented: represent(step, execution) })),
    );
    if (asked) wanted.push(asked);
  }
  if (wanted.length === 0) return;
  const missing = execution.run.entities ? await takeCached(wanted, execution) : wanted;
  if (missing.length === 0) return;
  return fetchEntities(missing, entityRequest(group, missing, execution.run.variables), execution);
}

/** Nothing of it is cached: what is kept of an entity does not tell what its arguments were. */
async function runContextStep(step: Step, group: Group, execution: Execution): Promise<void> {
  const { run, root, skipped } = execution;
  const { entities: _entities, ...uncached } = run;
  const asking = contextWanted(step, group, root);
  if (asking.without.length > 0) skipped.push({ step, targets: asking.without });
  const requests = contextRequests(group, asking.wanted, run.variables);
  await Promise.all(
    requests.map(({ wanted, request }) => fetchEntities(wanted, request, { ...execution, run: uncached })),
  );
}

function represent(step: Step, { root, represented, skipped }: Execution): Represented {
  const known = represented.get(step.source);
  const found = known ?? (step.represent?.(collectTargets(root, step.path)) as Represented);
  if (!known) represented.set(step.source, found);
  if (found.without.length > 0) skipped.push({ step, targets: found.without });
  return found;
}

/** Merges what is cached; what is left has to be fetched. */
async function takeCached(wanted: readonly Wanted[], execution: Execution): Promise<Wanted[]> {
  const { entities } = execution.run;
  const left = await Promise.all(
    wanted.map(async (each) => {
      // A cache that fails costs fetches, not answers.
      const read = entities?.read(each.unit.step.entity, each.representations).catch(() => null);
      const found = (await read) ?? [];
      takeEntities(each, found, execution);
      return without(each, (place) => found[place] === undefined);
    }),
  );
  return left.filter((each) => each !== null);
}

async function fetchEntities(
  wanted: readonly Wanted[],
  { fetch, keyOf }: EntityRequest,
  execution: Execution,
): Promise<void> {
  const { run, root, problems } = execution;
  const asked = wanted.map(({ unit, members }): Asked => ({ key: keyOf(unit), members }));
  try {
    const { data, errors } = checked(await run.fetch(fetch), fetch.subgraph);
    const told = errors.length > 0 ? readErrors(errors, asked, root) : null;
    if (told) problems.push(...told.problems);
    for (const [place, each] of wanted.entries()) {
      const entities = data && getOwn(data, keyOf(each.unit));
      const marred = told?.marred[place];
      if (Array.isArray(entities) && entities.length === each.representations.length) {
        rewriteEntities(each, entities);
        if (run.entities) keepEntities(each, entities, { cache: run.entities, marred });
        takeEntities(each, entities, execution);
      } else if (marred !== 'all') {
        problems.push(...failedFetch(causeOf(errors, fetch.subgraph), [asked[place] as Asked], root));
      }
    }
  } catch (error) {
    problems.push(...failedFetch(toReported(error), asked, root));
  }
}

/** Rewrites depend on the type, which a subgraph need not repeat. */
function rewriteEntities({ unit: { step }, members }: Wanted, entities: readonly unknown[]): void {
  const { rewrite } = step;
  if (!rewrite) return;
  for (const [place, entity] of entities.entries()) {
    if (isData(entity) && !getOwn(entity, '__typename')) {
      const target = members.map(({ targets }) => targets[place]?.[0]).find((each) => each !== undefined);
      if (target) setOwn(entity, '__typename', getOwn(target, '__typename'));
    }
    rewrite(entity);
  }
}

type Keeping = { readonly cache: NonNullable<Run['entities']>; readonly marred: Marred | undefined };

function keepEntities(
  { unit, representations }: Wanted,
  entities: readonly unknown[],
  { cache, marred }: Keeping,
): void {
  if (marred === 'all') return;
  const isWhole = (_each: unknown, place: number) => !marred?.has(place);
  cache.write(unit.step.entity, representations.filter(isWhole), entities.filter(isWhole));
}

function takeEntities({ members }: Wanted, entities: readonly unknown[], { run, represented }: Execution): void {
  represented.clear();
  for (let place = 0; place < entities.length; place += 1) {
    const entity = entities[place];
    if (!isData(entity)) continue;
    // One target may take parts of the entity as they are; the others get copies, since what is merged into one of
    // them later need not hold for all. Entities of a cache stay whole.
    let taker: (() => void) | null = null;
    for (const { step, targets } of members) {
      for (const target of targets[place] ?? []) {
        if (step.tree.isFlat || taker || run.entities) mergeEntity(step, target, { entity, copy: true });
        else taker = () => mergeEntity(step, target, { entity, copy: false });
      }
    }
    taker?.();
  }
}

type EntityMerge = { readonly entity: Data; readonly copy: boolean };

/**
 * Merges an entity into one of its targets. A subgraph that knows an interface only as an object (`@interfaceObject`)
 * gives its name for the type, and plans ask for it even where the type is known: the known one stays.
 */
function mergeEntity({ tree, isVaguer }: Step, target: Data, { entity, copy }: EntityMerge): void {
  const known = isVaguer && getOwn(target, '__typename');
  merge(target, entity, tree, copy);
  if (isVaguer?.(getOwn(target, '__typename'), known)) setOwn(target, '__typename', known);
}

async function runRootStep(step: Step, execution: Execution): Promise<void> {
  const targets = collectTargets(execution.root, step.path);
  if (targets.length === 0) return;
  try {
    const answer = await execution.run.fetch(rootRequest(step, execution.run.variables));
    takeRoot(step, answer, { execution, targets, copy: false });
  } catch (error) {
    const asked = { key: null, members: [{ step, targets: [targets] }] };
    execution.problems.push(...failedFetch(toReported(error), [asked], execution.root));
  }
}

type RootTaking = { readonly execution: Execution; readonly targets: readonly Data[]; readonly copy: boolean };

/** Merges an answer to fields of a root type. */
export function takeRoot(step: Step, answer: unknown, { execution, targets, copy }: RootTaking): void {
  const { root, problems, represented } = execution;
  const { data, errors } = checked(answer, step.subgraph);
  const asked: Asked[] = [{ key: null, members: [{ step, targets: [targets] }] }];
  represented.clear();
  if (data) {
    const brought = copy ? (copied(data, step.rawTree) as Data) : data;
    step.rewrite?.(brought);
    targets.forEach((target, place) => merge(target, brought, step.tree, place < targets.length - 1));
  }
  if (errors.length > 0) problems.push(...readErrors(errors, asked, root).problems);
  if (!data) problems.push(...failedFetch(causeOf(errors, step.subgraph), asked, root));
}

/** Why there is nothing: an error about one field may have taken everything with it. */
function causeOf([first]: readonly GraphQLError[], subgraph: string): ReportedError {
  return first ? reportedBy(first) : toReported(untoldAnswer(subgraph));
}

type Checked = { readonly data: Data | null; readonly errors: readonly GraphQLError[] };

/** Subgraphs in process, and those that lie, may answer anything. */
function checked(answer: unknown, subgraph: string): Checked {
  if (!isData(answer)) throw untoldAnswer(subgraph);
  const data = getOwn(answer, 'data');
  const errors = getOwn(answer, 'errors');
  return {
    data: isData(data) ? data : null,
    errors: Array.isArray(errors) ? (errors.filter(isData) as unknown as GraphQLError[]) : [],
  };
}
