import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import type { CostRules, FieldRule } from './cost-rules.ts';
import { argumentsTerm } from './inputs.ts';
import { sizeTerm } from './list-sizes.ts';
import { type Applied, appliedTo, fragmentsOf, identities, inclusionOf } from './selections.ts';
import { maximum, once, product, sum, type Term, valueOf } from './terms.ts';

export const mutationCost = 10;

/** A field whose arguments say how many entries its list has. */
export type SlicedField = { readonly field: FieldNode; readonly rule: FieldRule };

export type Estimate = { readonly term: Term; readonly sliced: readonly SlicedField[] };

/** How many entries the fields below a connection have, told by the arguments of the connection. */
type Sizes = { readonly fields: ReadonlySet<string>; readonly size: Term };

type Compilation = {
  readonly rules: CostRules;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly idOf: (thing: unknown) => number;
  readonly fields: Map<string, Term>;
  readonly sets: Map<string, Term>;
  readonly sums: Map<string, Term>;
  readonly sliced: SlicedField[];
};

/**
 * What an operation may cost at most, as a function of its variables.
 *
 * Each value weighs what its field or type says; lists multiply what is in them; what is abstract costs what its most
 * expensive type does. A fragment is worked out once per type and counts wherever it is spread.
 */
export function compileEstimate(
  rules: CostRules,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Estimate {
  const compilation: Compilation = {
    rules,
    fragments: fragmentsOf(document),
    idOf: identities(),
    fields: new Map(),
    sets: new Map(),
    sums: new Map(),
    sliced: [],
  };
  const selected = setTerm(compilation, operation.selectionSet, { type: rules.root(operation.operation), sizes: null });
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  return { term: sum([selected, isMutation ? mutationCost : 0]), sliced: compilation.sliced };
}

type Place = { readonly type: string; readonly sizes: Sizes | null };

function setTerm(compilation: Compilation, set: SelectionSetNode, { type, sizes }: Place): Term {
  const types = [...compilation.rules.possibleTypes(type)];
  return maximum(new Set(types.map((each) => objectTerm(compilation, set, { type: each, sizes }))));
}

function objectTerm(compilation: Compilation, set: SelectionSetNode, place: Place): Term {
  const { idOf, sets, sums } = compilation;
  const key = `${idOf(set)} ${place.type} ${idOf(place.sizes)}`;
  const known = sets.get(key);
  if (known !== undefined) return known;
  const parts = appliedTo(place.type, set, compilation).map((applied) => appliedTerm(compilation, applied, place));
  // Types to which the same applies share one term, so that the most expensive is sought among those that differ.
  const signature = parts.map(idOf).join(' ');
  const term = sums.get(signature) ?? once(sum(parts));
  sums.set(signature, term);
  sets.set(key, term);
  return term;
}

function appliedTerm(compilation: Compilation, { field, set, directives }: Applied, place: Place): Term {
  const isIncluded = inclusionOf(directives);
  if (isIncluded === false) return 0;
  const term = field ? fieldTerm(compilation, field, place) : objectTerm(compilation, set, place);
  if (isIncluded === true || term === 0) return term;
  return (estimation) => (isIncluded(estimation) ? valueOf(term, estimation) : 0);
}

function fieldTerm(compilation: Compilation, field: FieldNode, { type, sizes }: Place): Term {
  const { rules, idOf, fields } = compilation;
  const name = field.name.value;
  if (name === '__schema' || name === '__type') return rules.settings.introspectionCost;
  const rule = rules.field(type, name);
  if (!rule) return 0;
  const given = sizes?.fields.has(name) ? sizes : null;
  const key = `${idOf(field)} ${idOf(rule)} ${idOf(given)}`;
  const known = fields.get(key);
  if (known !== undefined) return known;
  const term = ruledTerm(compilation, { field, rule }, given);
  fields.set(key, term);
  return term;
}

function ruledTerm(compilation: Compilation, sliced: SlicedField, given: Sizes | null): Term {
  const { rules } = compilation;
  const { field, rule } = sliced;
  const { defaultListSize } = rules.settings;
  if (rule.listSize && rule.listSize.slicing.length > 0) compilation.sliced.push(sliced);
  const inner: Place = { type: rule.type, sizes: sizesBelow(sliced, defaultListSize) };
  const below = field.selectionSet ? setTerm(compilation, field.selectionSet, inner) : 0;
  const size = given?.size ?? sizeTerm(field, rule, defaultListSize);
  const entries = rule.lists === 0 ? 1 : product(size, defaultListSize ** (rule.lists - 1));
  const values = product(entries, sum([rule.weight, below]));
  return sum([values, argumentsTerm(rules, rule.arguments, field.arguments)]);
}

function sizesBelow({ field, rule }: SlicedField, defaultSize: number): Sizes | null {
  if (!rule.listSize || rule.listSize.sizedFields.size === 0) return null;
  return { fields: rule.listSize.sizedFields, size: once(sizeTerm(field, rule, defaultSize)) };
}
