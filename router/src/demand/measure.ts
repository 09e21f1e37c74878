import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import type { CostRules, FieldRule } from './cost-rules.ts';
import { mutationCost } from './estimate.ts';
import { argumentsTerm } from './inputs.ts';
import { type Applied, appliedTo, fragmentsOf, identities, inclusionOf } from './selections.ts';
import { type Estimation, type Term, valueOf } from './terms.ts';

/** What an object of the result cost, with all that is in it. */
type Measure = (object: Readonly<Record<string, unknown>>, estimation: Estimation) => number;

type Compilation = {
  readonly rules: CostRules;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly idOf: (thing: unknown) => number;
  /** Null where nothing below costs anything, so that it need not be walked. */
  readonly fields: Map<string, Measure | null>;
  readonly sets: Map<string, Measure | null>;
  readonly sums: Map<string, Measure | null>;
};

/** What an operation did cost, by the same rules as its estimate, as a function of its result. */
export function compileMeasure(rules: CostRules, document: DocumentNode, operation: OperationDefinitionNode) {
  const compilation: Compilation = {
    rules,
    fragments: fragmentsOf(document),
    idOf: identities(),
    fields: new Map(),
    sets: new Map(),
    sums: new Map(),
  };
  const measure = setMeasure(compilation, operation.selectionSet, rules.root(operation.operation));
  const own = operation.operation === OperationTypeNode.MUTATION ? mutationCost : 0;
  return (data: unknown, estimation: Estimation): number =>
    own + (isObject(data) && measure ? measure(data, estimation) : 0);
}

/** Where a type is not told, it is that of the possible ones by which what is there costs most. */
function setMeasure(compilation: Compilation, set: SelectionSetNode, type: string): Measure | null {
  const types = [...compilation.rules.possibleTypes(type)];
  const distinct = new Set(types.map((each) => objectMeasure(compilation, set, each)));
  distinct.delete(null);
  const [first = null, ...others] = distinct;
  if (!first || others.length === 0) return first;
  return (object, estimation) => {
    let most = first(object, estimation);
    for (const measure of others) if (measure) most = Math.max(most, measure(object, estimation));
    return most;
  };
}

function objectMeasure(compilation: Compilation, set: SelectionSetNode, type: string): Measure | null {
  const { idOf, sets, sums } = compilation;
  const key = `${idOf(set)} ${type}`;
  const known = sets.get(key);
  if (known !== undefined) return known;
  const parts = appliedTo(type, set, compilation)
    .map((applied) => appliedMeasure(compilation, applied, type))
    .filter((part) => part !== null);
  const signature = parts.map(idOf).join(' ');
  const same = sums.get(signature);
  const measure = same === undefined ? total(parts) : same;
  sums.set(signature, measure);
  sets.set(key, measure);
  return measure;
}

/** The same fragment spread many times is measured once. */
function total(parts: readonly Measure[]): Measure | null {
  const times = new Map<Measure, number>();
  for (const part of parts) times.set(part, (times.get(part) ?? 0) + 1);
  const counted = [...times];
  const [first] = counted;
  if (!first) return null;
  if (counted.length === 1 && first[1] === 1) return first[0];
  return (object, estimation) => {
    let cost = 0;
    for (const [measure, count] of counted) cost += count * measure(object, estimation);
    return cost;
  };
}

function appliedMeasure(compilation: Compilation, { field, set, directives }: Applied, type: string): Measure | null {
  const isIncluded = inclusionOf(directives);
  if (isIncluded === false) return null;
  const measure = field ? fieldMeasure(compilation, field, type) : objectMeasure(compilation, set, type);
  if (isIncluded === true || !measure) return measure;
  return (object, estimation) => (isIncluded(estimation) ? measure(object, estimation) : 0);
}

function fieldMeasure(compilation: Compilation, field: FieldNode, type: string): Measure | null {
  const { rules, idOf, fields } = compilation;
  const name = field.name.value;
  if (name === '__schema' || name === '__type') return () => rules.settings.introspectionCost;
  const rule = rules.field(type, name);
  if (!rule) return null;
  const key = `${idOf(field)} ${idOf(rule)}`;
  const known = fields.get(key);
  if (known !== undefined) return known;
  const measure = ruledMeasure(compilation, field, rule);
  fields.set(key, measure);
  return measure;
}

function ruledMeasure(compilation: Compilation, field: FieldNode, rule: FieldRule): Measure | null {
  const { weight } = rule;
  const below = field.selectionSet ? setMeasure(compilation, field.selectionSet, rule.type) : null;
  const inputs: Term = argumentsTerm(compilation.rules, rule.arguments, field.arguments);
  if (weight === 0 && !below && inputs === 0) return null;
  const ofValue = (value: unknown, estimation: Estimation): number => {
    if (value === null || value === undefined) return 0;
    if (Array.isArray(value)) {
      let cost = 0;
      for (const each of value) cost += ofValue(each, estimation);
      return cost;
    }
    return weight + (below && isObject(value) ? below(value, estimation) : 0);
  };
  const key = (field.alias ?? field.name).value;
  return (object, estimation) => {
    const value = object[key];
    return value === undefined ? 0 : ofValue(value, estimation) + valueOf(inputs, estimation);
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
