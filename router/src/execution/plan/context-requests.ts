import { type FetchText, joinFetches, type PartNames, partNames } from './fetch-text.ts';
import type { Group, Unit } from './groups.ts';
import { type Data, setOwn } from './own.ts';
import { type EntityRequest, entityRequest, pickInto, toFetch } from './requests.ts';
import type { Variables } from './run.ts';
import type { Step } from './steps.ts';
import type { Wanted } from './wanted.ts';

/** Entities with arguments of their own (`@fromContext`). */
type WantedWith = Wanted & { readonly values: Readonly<Data> };

type Asking = {
  readonly wanted: readonly WantedWith[];
  /** Those for which something required, or an argument, is missing. */
  readonly without: readonly Data[];
};

/** What a step asks for, apart by the arguments that are taken from above its targets. */
export function contextWanted(step: Step, { units }: Group, root: Data): Asking {
  const [unit] = units;
  const partition = step.contexts?.partition(root, step.path);
  if (!unit || !partition || !step.represent) return { wanted: [], without: [] };
  const { represent } = step;
  const without = [...partition.without];
  const wanted = partition.parts.flatMap(({ values, targets }): WantedWith[] => {
    const represented = represent(targets);
    without.push(...represented.without);
    const { representations } = represented;
    if (representations.length === 0) return [];
    return [{ unit, values, representations, members: [{ step, targets: represented.targets }] }];
  });
  return { wanted, without };
}

/** Of one request, each under an alias with variables of its own. */
const mostParts = 20;

type ContextRequest = { readonly wanted: readonly Wanted[]; readonly request: EntityRequest };

export function contextRequests(
  group: Group,
  wanted: readonly WantedWith[],
  variables: Variables,
): readonly ContextRequest[] {
  const chunks = Array.from({ length: Math.ceil(wanted.length / mostParts) }, (_each, chunk) =>
    wanted.slice(chunk * mostParts, (chunk + 1) * mostParts),
  );
  return chunks.map((chunk) => {
    const [only] = chunk;
    if (only && chunk.length === 1) {
      const request = entityRequest(group, chunk, variables);
      for (const [name, value] of Object.entries(only.values)) setOwn(request.fetch.variables, name, value);
      return { wanted: chunk, request };
    }
    return joinedRequest(chunk, variables);
  });
}

function joinedRequest(chunk: readonly WantedWith[], variables: Variables): ContextRequest {
  const [{ unit }] = chunk as [WantedWith];
  const { text, names } = textOf(unit.step, chunk.length);
  const given: Data = pickInto({}, unit.step.variableNames, variables);
  const wanted = chunk.map((each, place): Wanted => {
    const own = names[place] as PartNames;
    given[own.variable] = each.representations;
    for (const [name, value] of Object.entries(each.values)) setOwn(given, own.own.get(name) ?? name, value);
    return { ...each, unit: { ...unit, names: own } };
  });
  const keyOf = ({ names: { alias } }: Unit) => alias;
  return { wanted, request: { fetch: toFetch(unit.step, text, given), keyOf } };
}

type JoinedText = { readonly text: FetchText; readonly names: readonly PartNames[] };

const texts = new WeakMap<Step, Map<number, JoinedText>>();

/** The text for so many parts; the same each time. */
function textOf(step: Step, parts: number): JoinedText {
  const known = texts.get(step) ?? new Map<number, JoinedText>();
  texts.set(step, known);
  const found = known.get(parts);
  if (found) return found;
  const fetches = Array.from({ length: parts }, () => step.text);
  const names = partNames(fetches, step.contexts?.names);
  const text = joinFetches(names.map((own) => ({ fetch: step.text, names: own })));
  known.set(parts, { text, names });
  return { text, names };
}
