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

export function reportedBy(error: GraphQLError): ReportedError {
  const { message, extensions } = error;
  return { message: String(message), extensions: extensions ?? {}, cause: error instanceof Error ? error : undefined };
}

/** What one request asked for under one key of its answer. */
export type Asked = {
  /** Null for fields of root types, whose paths begin with response keys. */
  readonly key: string | null;
  readonly members: readonly AskedStep[];
};

/** A step, and by the place in the answer's list the targets it has for an entity. */
export type AskedStep = { readonly step: Step; readonly targets: readonly (readonly Data[] | undefined)[] };

/** By the place of what was asked: the places in its list that errors are about, or everything. */
export type Marred = ReadonlySet<number> | 'all';

export type Told = { readonly problems: Problem[]; readonly marred: readonly Marred[] };

/** What the errors of an answer say of what was asked. */
export function readErrors(errors: readonly GraphQLError[], asked: readonly Asked[], root: Data): Told {
  const marred = asked.map((): Set<number> | 'all' => new Set<number>());
  const problems: Problem[] = [];
  const locate = locator(root);
  for (const each of errors.slice(0, mostErrors)) {
    if (problems.length >= mostErrors) break;
    const error = reportedBy(each);
    const path: Path = Array.isArray(each.path) ? each.path : [];
    const about = asked.findIndex(({ key }) => key === null || path[0] === key);
    const part = asked[about];
    const start = part?.key === null ? 0 : 2;
    if (!part || path.length < Math.max(start, 1)) {
      for (const [place, other] of asked.entries()) {
        if (part && other !== part) continue;
        marred[place] = 'all';
        problems.push(...lostWhole(error, other, locate));
      }
      continue;
    }
    const index = start === 0 ? 0 : Number(path[1]);
    const places = marred[about];
    if (places instanceof Set) places.add(index);
    problems.push(...atEntity(error, part.members, { index, rest: path.slice(start), locate }));
  }
  return { problems, marred };
}

/** Of a fetch that brought nothing. */
export function failedFetch(error: ReportedError, asked: readonly Asked[], root: Data): Problem[] {
  const locate = locator(root);
  return asked.flatMap((each) => lostWhole(error, each, locate));
}

function lostWhole(error: ReportedError, { members }: Asked, locate: Locate): Problem[] {
  return members.map(({ step, targets }): Problem => {
    const all = targets.flatMap((each) => each ?? []);
    return { kind: 'lost', error, step, places: placesOf(step, all, locate) };
  });
}

type Within = { readonly index: number; readonly rest: Path; readonly locate: Locate };

function atEntity(error: ReportedError, members: readonly AskedStep[], { index, rest, locate }: Within): Problem[] {
  return members.flatMap(({ step, targets }): Problem[] => {
    const places = placesOf(step, targets[index] ?? [], locate);
    if (places.length === 0) return [];
    if (rest.length === 0) return [{ kind: 'lost', error, step, places }];
    const keys = rest.map((key) => renamed(key, step));
    return places.map(({ path }) => ({ kind: 'value', error, path: [...path, ...keys] }));
  });
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
