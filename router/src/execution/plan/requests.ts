import { type FetchText, representationsName } from './fetch-text.ts';
import type { Group, Unit } from './groups.ts';
import { type Data, getOwn, setOwn } from './own.ts';
import type { Fetch, Representation, Variables } from './run.ts';
import type { Step } from './steps.ts';

/** A request for entities, and the key of the answer under which those of each unit are. */
export type EntityRequest = { readonly fetch: Fetch; keyOf(unit: Unit): string };

type Wanted = { readonly unit: Unit; readonly representations: readonly Representation[] };

/** One request for all that is wanted of a group at once. */
export function entityRequest(group: Group, wanted: readonly Wanted[], variables: Variables): EntityRequest {
  const [first] = wanted;
  if (!first) throw new Error('Nothing is wanted.');
  const { step } = first.unit;
  if (wanted.length === 1) {
    const given = pickInto({}, step.variableNames, variables);
    given[representationsName] = first.representations;
    return { fetch: toFetch(step, step.text, given), keyOf: () => '_entities' };
  }
  const { text, units } = group.textFor(wanted.map(({ unit }) => unit));
  const given: Data = {};
  for (const { step: each, names } of units) {
    pickInto(given, each.variableNames, variables);
    given[names.variable] = [];
  }
  for (const { unit, representations } of wanted) given[unit.names.variable] = representations;
  return { fetch: toFetch(step, text, given), keyOf: ({ names }) => names.alias };
}

/** A request for fields of a root type. */
export function rootRequest(step: Step, variables: Variables): Fetch {
  return toFetch(step, step.text, pickInto({}, step.variableNames, variables));
}

export function toFetch(
  { subgraph, kind }: Step,
  { query, document, operationName }: FetchText,
  variables: Data,
): Fetch {
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
