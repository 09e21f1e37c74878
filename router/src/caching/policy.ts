import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { CacheHint, CacheHints } from './cache-hints.ts';

/** How long an answer may be kept, and whether it is for one principal only. */
export type CachePolicy = { readonly maxAgeSeconds: number; readonly isPrivate: boolean };

export const uncacheable: CachePolicy = { maxAgeSeconds: 0, isPrivate: true };

export type PolicyRules = {
  readonly hints: CacheHints;
  readonly schema: GraphQLSchema;
  /** Whether rules of access stand on the field, its type, or what it needs. */
  isGuarded(type: string, field: string): boolean;
  /** For root fields, and fields that return objects, without a hint. */
  readonly defaultSeconds: number;
  readonly maximumSeconds: number;
};

export type Selected = {
  /** Name of the type that is selected from. */
  readonly type: string;
  readonly set: SelectionSetNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
};

/**
 * The least that the fields of an operation allow, by the rules that Apollo documents
 * (https://www.apollographql.com/docs/apollo-server/performance/caching): a root field and a field that returns objects
 * has the hint on itself, else on its type, else the default; other fields take what their parent has. One PRIVATE
 * makes all of it private, and so does a rule of access. Fields that `@skip` leaves out count all the same.
 */
export function operationPolicy(rules: PolicyRules, selected: Selected): CachePolicy {
  const tally = openTally(rules);
  tally.addAll(selected, true);
  return tally.policy();
}

/**
 * The same for what a fetch selects from entities of a type. Nothing says how entities are reached, so here a plain
 * field without a hint takes what its type has, else the default.
 */
export function entityPolicy(rules: PolicyRules, selected: Selected): CachePolicy {
  const tally = openTally(rules);
  const hint = rules.hints.ofType(selected.type);
  if (hint) tally.restrict(hint);
  tally.addAll(selected, hint?.maxAge === undefined);
  return tally.policy();
}

function openTally(rules: PolicyRules) {
  let maxAge: number | undefined;
  let isPrivate = false;
  const restrict = (hint: CacheHint) => {
    if (hint.maxAge !== undefined) maxAge = Math.min(maxAge ?? Number.POSITIVE_INFINITY, hint.maxAge);
    if (hint.scope === 'PRIVATE') isPrivate = true;
  };
  const visited = new Set<string>();
  const addAll = ({ type, set, fragments }: Selected, needsHints: boolean): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) addField(selection, { type, set, fragments }, needsHints);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? type;
        addAll({ type: condition, set: selection.selectionSet, fragments }, needsHints);
      } else {
        const fragment = fragments.get(selection.name.value);
        const place = `${selection.name.value} ${needsHints}`;
        if (!fragment || visited.has(place)) continue;
        visited.add(place);
        addAll({ type: fragment.typeCondition.name.value, set: fragment.selectionSet, fragments }, needsHints);
      }
    }
  };
  const addField = (node: FieldNode, { type, fragments }: Selected, needsHint: boolean): void => {
    const name = node.name.value;
    if (name === '__typename') return;
    const returned = returnedType(rules.schema, type, name);
    // Introspection, and what the schema does not know.
    if (returned === undefined) return restrict({ maxAge: 0 });
    const field = { type, field: name, returned };
    for (const hint of [hintOf(rules, field, needsHint), ...possibleHints(rules, field)]) restrict(hint);
    if (rules.isGuarded(type, name)) restrict({ scope: 'PRIVATE' });
    if (node.selectionSet) addAll({ type: returned, set: node.selectionSet, fragments }, false);
  };
  const policy = (): CachePolicy => {
    const maxAgeSeconds = Math.max(0, Math.min(maxAge ?? 0, rules.maximumSeconds));
    return maxAgeSeconds === 0 ? uncacheable : { maxAgeSeconds, isPrivate };
  };
  return { addAll, restrict, policy };
}

function returnedType(schema: GraphQLSchema, type: string, field: string): string | undefined {
  const parent = schema.getType(type);
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  const definition = parent.getFields()[field];
  return definition && getNamedType(definition.type).name;
}

type Field = { readonly type: string; readonly field: string; readonly returned: string };

function hintOf({ hints, schema, defaultSeconds }: PolicyRules, at: Field, needsHint: boolean): CacheHint {
  const isComposite = isCompositeType(schema.getType(at.returned));
  const ofType = (isComposite && hints.ofType(at.returned)) || {};
  const ofField = hints.ofField(at.type, at.field) ?? {};
  const scope = ofField.scope ?? ofType.scope;
  const inherits = ofType.inheritMaxAge || (ofField.inheritMaxAge && ofType.maxAge === undefined);
  const own = ofField.maxAge ?? ofType.maxAge;
  const isOpen = own === undefined && (needsHint || (isComposite && !inherits));
  const maxAge = isOpen ? defaultSeconds : own;
  return { ...(maxAge !== undefined && { maxAge }), ...(scope && { scope }) };
}

/** Hints of what an abstract type may turn out to be. They only tighten: one possible type says nothing of the others. */
function possibleHints({ hints, schema }: PolicyRules, { type, field, returned }: Field): CacheHint[] {
  return [
    ...possibleTypes(schema, type).flatMap((possible) => hints.ofField(possible, field) ?? []),
    ...possibleTypes(schema, returned).flatMap((possible) => hints.ofType(possible) ?? []),
  ];
}

export function possibleTypes(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  return isAbstractType(type) ? schema.getPossibleTypes(type).map((possible) => possible.name) : [];
}

export function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}
