import { GraphQLError, type SelectionSetNode } from 'graphql';
import type { Execution } from './execute.ts';
import { type Data, getOwn, isData } from './own.ts';
import { mostPaths, type Problem, type ReportedError, rawValueAt } from './problems.ts';
import type { Path } from './run.ts';
import type { Selection } from './selection.ts';
import type { Shaped } from './shape.ts';
import { keysOf, type Step } from './steps.ts';
import type { TypeConditions } from './subtypes.ts';

/** Of one answer to a client. */
const mostErrors = 1_000;

type Options = {
  readonly execution: Execution;
  readonly selection: Selection;
  readonly shaped: Shaped;
  /** Of all types, those included that clients cannot see. */
  readonly holds: TypeConditions;
};

/** Everything that went wrong, by where the client finds its nulls. */
export function clientErrors(options: Options): GraphQLError[] {
  const { execution, shaped } = options;
  const [values, losses] = [true, false].map((isValue) =>
    execution.problems
      .filter(({ kind }) => (kind === 'value') === isValue)
      .flatMap((each) => findingsOf(each, options)),
  ) as [LooseFinding[], LooseFinding[]];
  // An error within what was lost says more of it.
  const found = [
    ...values,
    ...losses.filter(({ path }) => !values.some((value) => value.path && path && isWithin(value.path, path))),
  ];
  const unexplained = shaped.violations.filter(
    ({ path }) => ![...found, ...shaped.denials].some((other) => isRelated(path, other.path)),
  );
  return distinct([...found, ...shaped.denials, ...unexplained])
    .slice(0, mostErrors)
    .map(
      ({ error: { message, extensions, cause }, path }) =>
        new GraphQLError(message, { path: path ?? null, extensions, originalError: cause ?? null }),
    );
}

type LooseFinding = { readonly error: ReportedError; readonly path: Path | null };

function findingsOf(problem: Problem, options: Options): LooseFinding[] {
  const { error } = problem;
  if (problem.kind === 'value') {
    const visible = visiblePath(problem.path, options);
    if (visible.length === problem.path.length) return [{ error, path: visible }];
    const lost = dependentsLost(visible, options);
    return (lost.length > 0 ? lost : [visible]).map((path) => ({ error, path }));
  }
  const { step, places } = problem;
  const paths: Path[] = [];
  for (const { path } of places) {
    if (paths.length >= mostPaths) break;
    paths.push(...lostAt(step, path, { options, seen: new Set() }));
  }
  if (paths.length > 0) return paths.slice(0, mostPaths).map((path) => ({ error, path }));
  // Nothing that the client sees is missing, or it cannot be told what: the failure itself is not kept back.
  const [first] = places;
  const path = first && first.path.length > 0 ? visiblePath(first.path, options) : [];
  return [{ error, path: path.length > 0 ? path : null }];
}

/** The path up to where it leaves what the client selected: a plan also fetches what only other fetches need. */
function visiblePath(path: Path, { selection, shaped: { data } }: Options): Path {
  let selected: Selection | 'leaf' | null = selection;
  let value: unknown = data;
  for (const [place, key] of path.entries()) {
    if (typeof key === 'string') {
      selected = selected === 'leaf' || selected === null ? null : selected.below(key);
      if (selected === null) return path.slice(0, place);
    }
    if (typeof value !== 'object' || value === null) continue;
    if (!Object.hasOwn(value, key)) return path.slice(0, place);
    value = getOwn(value, String(key));
  }
  return path;
}

/** What the client misses because fetches for the object at a path could not be made. */
function dependentsLost(path: Path, options: Options): Path[] {
  return lostWith(rawValueAt(options.execution.root, path), path, { options, seen: new Set() });
}

type Losing = { readonly options: Options; readonly seen: Set<Step> };

function lostWith(target: unknown, path: Path, losing: Losing): Path[] {
  const { skipped } = losing.options.execution;
  return skipped.flatMap(({ step, targets }) =>
    targets.some((each) => each === target) ? lostAt(step, path, losing) : [],
  );
}

/** Where the client finds null for want of what a step was to bring for the object at a path. */
function lostAt(step: Step, path: Path, losing: Losing): Path[] {
  const { options, seen } = losing;
  if (seen.has(step)) return [];
  seen.add(step);
  const { paths, isHidden } = lostWithin(step, [step.selection], { path, options });
  return isHidden ? [...paths, ...lostWith(rawValueAt(options.execution.root, path), path, losing)] : paths;
}

type Within = { readonly path: Path; readonly options: Options };
type Lost = { readonly paths: Path[]; readonly isHidden: boolean };

/** Other fetches may have brought parts of the same objects: then it is what they lack. */
function lostWithin(step: Step, selections: readonly SelectionSetNode[], { path, options }: Within): Lost {
  const target = rawValueAt(options.execution.root, path);
  if (Array.isArray(target)) {
    const each = target.map((_element, place) => lostWithin(step, selections, { path: [...path, place], options }));
    return { paths: each.flatMap(({ paths }) => paths), isHidden: false };
  }
  if (!isData(target)) return { paths: [], isHidden: false };
  const typename = getOwn(target, '__typename');
  const applies = (condition: string) => typeof typename !== 'string' || options.holds(condition, typename);
  const shown = shownAt(path, options);
  const paths: Path[] = [];
  let isHidden = false;
  for (const [key, below] of keysOf(step, selections, applies)) {
    const at = [...path, key];
    if (visiblePath(at, options).length < at.length) isHidden = true;
    else if (shown === null || getOwn(shown, key) === null) paths.push(at);
    else if (below.length > 0) paths.push(...lostWithin(step, below, { path: at, options }).paths);
  }
  return { paths, isHidden };
}

/** The client's object at a path; null where it or something above it is null. */
function shownAt(path: Path, { shaped: { data } }: Options): Data | null {
  const value = data && rawValueAt(data, path);
  return isData(value) ? value : null;
}

/** Whether one leads to the other, or to what is above it. */
function isRelated(one: Path, other: Path | null): boolean {
  return other !== null && one.slice(0, other.length).every((key, place) => key === other[place]);
}

function isWithin(inner: Path, outer: Path): boolean {
  return inner.length >= outer.length && isRelated(inner, outer);
}

function distinct<Found extends LooseFinding>(findings: readonly Found[]): Found[] {
  if (findings.length < 2) return [...findings];
  const keyed = new Map<string, Found>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.path, finding.error.message, finding.error.extensions.code]);
    if (!keyed.has(key)) keyed.set(key, finding);
  }
  return [...keyed.values()];
}
