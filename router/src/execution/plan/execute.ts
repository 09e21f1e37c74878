import type { GraphQLError } from 'graphql';
import type { Batch, BatchPart, BatchText } from './batches.ts';
import type { Flags } from './conditions.ts';
import { type FetchText, representationsName } from './fetch-text.ts';
import { copied, merge } from './merge.ts';
import { type Data, getOwn, isData, setOwn } from './own.ts';
import { type Asked, failedFetch, type Problem, readErrors, toReported, untoldAnswer } from './problems.ts';
import type { Rewrite } from './rewrites.ts';
import type { Fetch, Representation, Run, Variables } from './run.ts';
import type { Step } from './steps.ts';
import { collectTargets } from './targets.ts';

/** One execution under way: what the subgraphs have brought so far, and what went wrong. */
export type Execution = {
  readonly run: Run;
  readonly flags: Flags;
  readonly root: Data;
  readonly problems: Problem[];
  /** Entities that a step could not ask for, because something it requires is missing. */
  readonly skipped: { readonly step: Step; readonly targets: readonly Data[] }[];
};

/** Runs all fetches of a plan, each as soon as what it needs is there. */
export async function runBatches(batches: readonly Batch[], execution: Execution): Promise<void> {
  const running: Promise<void>[] = [];
  for (const batch of batches) {
    const before = batch.after.map((place) => running[place]);
    running.push(before.length === 0 ? runBatch(batch, execution) : runAfter(before, batch, execution));
  }
  await Promise.all(running);
}

async function runAfter(before: readonly unknown[], batch: Batch, execution: Execution): Promise<void> {
  await (before.length === 1 ? before[0] : Promise.all(before));
  return runBatch(batch, execution);
}

/** Entities that a part of a batch asks for. */
type Wanted = {
  readonly part: BatchPart;
  readonly representations: readonly Representation[];
  /** By the place of a representation. */
  readonly targets: readonly (readonly Data[])[];
};

async function runBatch({ parts, textFor }: Batch, execution: Execution): Promise<void> {
  const [first] = parts;
  if (first && !first.step.represent) return runRootStep(first.step, execution);
  const wanted: Wanted[] = [];
  for (const part of parts) {
    const targets = targetsOf(part.step, execution);
    if (targets.length === 0 || !part.step.represent) continue;
    const { without, ...represented } = part.step.represent(targets);
    if (without.length > 0) execution.skipped.push({ step: part.step, targets: without });
    if (represented.representations.length > 0) wanted.push({ part, ...represented });
  }
  const { entities } = execution.run;
  const missing = entities ? await takeCached(wanted, execution) : wanted;
  const [only] = missing;
  if (!only) return;
  if (missing.length === 1) return runEntities(missing, singleRequest(only, execution), execution);
  return runEntities(missing, joinedRequest(missing, textFor(missing.map(({ part }) => part)), execution), execution);
}

function targetsOf({ path, conditions }: Step, { root, flags }: Execution): Data[] {
  if (!conditions.every(({ variable, isOn }) => flags.isOn(variable) === isOn)) return [];
  return collectTargets(root, path);
}

/** Merges what is cached; what is left has to be fetched. */
async function takeCached(wanted: readonly Wanted[], { run: { entities } }: Execution): Promise<Wanted[]> {
  const left = await Promise.all(
    wanted.map(async ({ part, representations, targets }): Promise<Wanted> => {
      // A cache that fails costs fetches, not answers.
      const found = (await entities?.read(part.step.entity, representations).catch(() => null)) ?? [];
      representations.forEach((_representation, place) => {
        const entity = found[place];
        if (entity) for (const target of targets[place] ?? []) mergeEntity(part.step, target, { entity, copy: true });
      });
      const isMissing = (_each: unknown, place: number) => found[place] === undefined;
      return { part, representations: representations.filter(isMissing), targets: targets.filter(isMissing) };
    }),
  );
  return left.filter(({ representations }) => representations.length > 0);
}

type Request = { readonly fetch: Fetch; readonly keyOf: (wanted: Wanted) => string };

function singleRequest(wanted: Wanted, { run }: Execution): Request {
  const { step } = wanted.part;
  const variables = pickInto({}, step.variableNames, run.variables);
  variables[representationsName] = wanted.representations;
  return { fetch: toFetch(step, step.text, variables), keyOf: () => '_entities' };
}

function joinedRequest(wanted: readonly Wanted[], { text, parts }: BatchText, { run }: Execution): Request {
  const variables: Data = {};
  for (const { step, names } of parts) {
    pickInto(variables, step.variableNames, run.variables);
    variables[names.variable] = [];
  }
  for (const { part, representations } of wanted) variables[part.names.variable] = representations;
  return {
    fetch: toFetch((wanted[0] as Wanted).part.step, text, variables),
    keyOf: ({ part }) => part.names.alias,
  };
}

function toFetch({ subgraph, kind }: Step, { query, document, operationName }: FetchText, variables: Data): Fetch {
  return { subgraph, kind, query, document, operationName, variables };
}

/** Adds the variables of those names that the client gave. */
export function pickInto(into: Data, names: readonly string[], variables: Variables): Data {
  for (const name of names) {
    const value = getOwn(variables, name);
    if (value !== undefined) setOwn(into, name, value);
  }
  return into;
}

async function runEntities(wanted: readonly Wanted[], { fetch, keyOf }: Request, execution: Execution): Promise<void> {
  const { run, root, problems } = execution;
  const asked = wanted.map((each): Asked => ({ step: each.part.step, key: keyOf(each), targets: each.targets }));
  try {
    const { data, errors } = checked(await run.fetch(fetch), fetch.subgraph);
    const told = errors.length > 0 ? readErrors(errors, asked, root) : null;
    if (told) problems.push(...told.problems);
    for (const [place, each] of wanted.entries()) {
      const entities = data && getOwn(data, keyOf(each));
      const marred = told?.marred[place];
      if (Array.isArray(entities) && entities.length === each.representations.length) {
        takeEntities(each, entities, { run, marred });
      } else if (marred !== 'all') {
        problems.push(...failedFetch(toReported(untoldAnswer(fetch.subgraph)), [asked[place] as Asked], root));
      }
    }
  } catch (error) {
    problems.push(...failedFetch(toReported(error), asked, root));
  }
}

type Taking = { readonly run: Run; readonly marred: ReadonlySet<number> | 'all' | undefined };

function takeEntities(
  { part: { step }, representations, targets }: Wanted,
  entities: unknown[],
  { run, marred }: Taking,
): void {
  if (step.rewrite)
    for (const [place, entity] of entities.entries()) rewriteEntity(step.rewrite, entity, targets[place]?.[0]);
  if (run.entities && marred !== 'all') {
    const isWhole = (_each: unknown, place: number) => !marred?.has(place);
    run.entities.write(step.entity, representations.filter(isWhole), entities.filter(isWhole));
  }
  for (let place = 0; place < entities.length; place += 1) {
    const entity = entities[place];
    const own = targets[place];
    if (!isData(entity) || !own) continue;
    // Others of the same entity get copies: what is merged into one of them later need not hold for all.
    for (let at = own.length - 1; at >= 0; at -= 1) {
      mergeEntity(step, own[at] as Data, { entity, copy: at > 0 || run.entities !== undefined });
    }
  }
}

/**
 * Merges an entity into one of its targets. A subgraph that knows an interface only as an object (`@interfaceObject`)
 * gives its name for the type, and plans ask for it even where the type is known: the known one stays.
 */
function mergeEntity(
  { tree, isVaguer }: Step,
  target: Data,
  { entity, copy }: { readonly entity: Data; readonly copy: boolean },
): void {
  const known = isVaguer && getOwn(target, '__typename');
  merge(target, entity, tree, copy);
  if (isVaguer?.(getOwn(target, '__typename'), known)) setOwn(target, '__typename', known);
}

/** Rewrites depend on the type, which a subgraph need not repeat. */
function rewriteEntity(rewrite: Rewrite, entity: unknown, target: Data | undefined): void {
  if (isData(entity) && target && !getOwn(entity, '__typename'))
    setOwn(entity, '__typename', getOwn(target, '__typename'));
  rewrite(entity);
}

async function runRootStep(step: Step, execution: Execution): Promise<void> {
  const { run, root, problems } = execution;
  const targets = targetsOf(step, execution);
  if (targets.length === 0) return;
  const asked: Asked[] = [{ step, key: null, targets: [targets] }];
  try {
    const variables = pickInto({}, step.variableNames, run.variables);
    takeRoot(step, await run.fetch(toFetch(step, step.text, variables)), { execution, targets, copy: false });
  } catch (error) {
    problems.push(...failedFetch(toReported(error), asked, root));
  }
}

type RootTaking = { readonly execution: Execution; readonly targets: readonly Data[]; readonly copy: boolean };

/** Merges an answer to fields of a root type. */
export function takeRoot(
  step: Step,
  answer: unknown,
  { execution: { root, problems }, targets, copy }: RootTaking,
): void {
  const { data, errors } = checked(answer, step.subgraph);
  const asked: Asked[] = [{ step, key: null, targets: [targets] }];
  if (data) {
    const brought = copy ? (copied(data, step.rawTree) as Data) : data;
    step.rewrite?.(brought);
    targets.forEach((target, place) => merge(target, brought, step.tree, place < targets.length - 1));
  }
  if (errors.length > 0) problems.push(...readErrors(errors, asked, root).problems);
  else if (!data) problems.push(...failedFetch(toReported(untoldAnswer(step.subgraph)), asked, root));
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
