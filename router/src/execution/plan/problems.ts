import { CaravanError } from '@caravan/core/errors';
import type { GraphQLError } from 'graphql';
import { type Data, getOwn } from './own.ts';
import type { Path } from './run.ts';
import type { Step } from './steps.ts';
import { locateTargets } from './targets.ts';

/** What a client is told, before it is known where. */
export type ReportedError = {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly cause: Error | undefined;
};

/** Something that went wrong, by places in the data as subgraphs gave it. */
export type Problem =
  /** With one value. */
  | { readonly kind: 'value'; readonly error: ReportedError; readonly path: Path }
  /** With everything that a fetch was to bring for some objects. */
  | {
      readonly kind: 'lost';
      readonly error: ReportedError;
      readonly step: Step;
      readonly places: readonly LostPlace[];
    };

export type LostPlace = { readonly path: Path; readonly target: Data };

/** More say nothing new, and a list of a thousand failed entities is no reason for an answer of a megabyte. */
export const mostPaths = 100;
/** Of one answer: subgraphs may send as many errors as they like. */
const mostErrors = 1_000;

export function toReported(error: unknown): ReportedError {
  if (error instanceof CaravanError) {
    const { message, details, code } = error;
    return { message, extensions: { ...details, code }, cause: error };
  }
  // What was thrown otherwise is a bug of ours or of a subgraph: it has no code, so nobody is shown its text.
  const cause = error instanceof Error ? error : new Error(String(error));
  return { message: cause.message, extensions: {}, cause };
}

/** Of an answer that has no data, or not what was asked for, and says nothing about it. */
export function untoldAnswer(subgraph: string): Error {
  return new Error(`The subgraph ${subgraph} did not answer what it was asked.`);
}

function reportedBy(error: GraphQLError): ReportedError {
  const { message, extensions } = error;
  return { message: String(message), extensions: extensions ?? {}, cause: error instanceof Error ? error : undefined };
}

/** What a step asked for in one request: its targets by the place in the answer's list, and the list's key. */
export type Asked = {
  readonly step: Step;
  /** Null for fields of root types, whose paths begin with response keys. */
  readonly key: string | null;
  readonly targets: readonly (readonly Data[])[];
};

export type Told = {
  readonly problems: Problem[];
  /** By the place of a request's part: the places in its list that errors are about, or everything. */
  readonly marred: readonly (ReadonlySet<number> | 'all')[];
};

/** What the errors of an answer say of what was asked. */
export function readErrors(errors: readonly GraphQLError[], asked: readonly Asked[], root: Data): Told {
  const marred = asked.map((): Set<number> | 'all' => new Set<number>());
  const problems: Problem[] = [];
  const locate = locator(root);
  for (const error of errors.slice(0, mostErrors)) {
    if (problems.length >= mostErrors) break;
    const reported = reportedBy(error);
    const path = Array.isArray(error.path) ? error.path : [];
    const about = asked.findIndex(({ key }) => key === null || (path.length > 0 && path[0] === key));
    const part = asked[about];
    if (!part || (path.length < 2 && part.key !== null) || path.length === 0) {
      const lost = part ? [part] : asked;
      for (const [place, each] of asked.entries()) if (lost.includes(each)) marred[place] = 'all';
      problems.push(...lost.map((each) => lostTargets(reported, each.step, { targets: each.targets.flat(), locate })));
      continue;
    }
    const index = part.key === null ? 0 : Number(path[1]);
    const places = marred[about];
    if (places instanceof Set) places.add(index);
    const targets = part.targets[index] ?? [];
    const rest = path.slice(part.key === null ? 0 : 2).map((key) => renamed(key, part.step));
    if (rest.length === 0) problems.push(lostTargets(reported, part.step, { targets, locate }));
    else
      for (const { path: at } of placesOf(part.step, targets, locate))
        problems.push({ kind: 'value', error: reported, path: [...at, ...rest] });
  }
  return { problems, marred };
}

/** Of a fetch that brought nothing. */
export function failedFetch(error: ReportedError, asked: readonly Asked[], root: Data): Problem[] {
  const locate = locator(root);
  return asked.map(({ step, targets }) => lostTargets(error, step, { targets: targets.flat(), locate }));
}

type Locate = (step: Step) => ReadonlyMap<object, readonly Path[]>;

/** Finds the ways to a step's targets, once for all errors of an answer. */
function locator(root: Data): Locate {
  const found = new Map<Step, ReadonlyMap<object, readonly Path[]>>();
  return (step) => {
    const located = found.get(step) ?? locateTargets(root, step.path, mostPaths);
    found.set(step, located);
    return located;
  };
}

type Lost = { readonly targets: readonly Data[]; readonly locate: Locate };

function lostTargets(error: ReportedError, step: Step, { targets, locate }: Lost): Problem {
  return { kind: 'lost', error, step, places: placesOf(step, targets, locate) };
}

function placesOf(step: Step, targets: readonly Data[], locate: Locate): LostPlace[] {
  const located = locate(step);
  const places: LostPlace[] = [];
  for (const target of targets) {
    for (const path of located.get(target) ?? []) {
      if (places.length < mostPaths) places.push({ path, target });
    }
  }
  return places;
}

function renamed(key: string | number, { renamedKeys }: Step): string | number {
  return typeof key === 'string' ? (renamedKeys.get(key) ?? key) : key;
}

/** What is at a path of the data as subgraphs gave it. */
export function rawValueAt(root: Data, path: Path): unknown {
  let value: unknown = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = getOwn(value, String(key));
  }
  return value;
}
