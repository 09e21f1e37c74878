import type { ErrorCode } from '@caravan/core/errors';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type Flags, isSelected } from './conditions.ts';
import { type IsValidLeaf, leafCheck } from './leaf-values.ts';
import { type TypeConditions, typeConditions } from './subtypes.ts';

/** Selections of one object, with the type that they were written for. */
export type Scope = { readonly selections: readonly SelectionNode[]; readonly type: GraphQLCompositeType };

/** What the client selects of objects in one place; the same key selected twice is one field. */
export type Selection = {
  /** What it is known to be without asking. */
  readonly type: GraphQLCompositeType;
  readonly scopes: readonly Scope[];
  /** In the client's order; null when no such type can be selected from. */
  fieldsOf(typename: string): readonly ClientField[] | null;
  /** What is selected under a key, whatever the type; null when nothing is. */
  below(key: string): Selection | 'leaf' | null;
};

export type ClientField = {
  readonly key: string;
  readonly parentName: string;
  readonly kind: 'typename' | 'introspection' | 'data';
  readonly type: GraphQLOutputType;
  readonly value: ValueType;
  /** Why it is not answered. */
  readonly denied: ErrorCode | null;
  /** Null for leaves. */
  readonly selection: Selection | null;
};

/** A type as shaping asks for it. */
export type ValueType = {
  readonly isRequired: boolean;
  /** Of the elements of a list. */
  readonly element: ValueType | null;
  /** Null for lists and what has fields. */
  readonly isValid: IsValidLeaf | null;
};

type Options = {
  readonly document: DocumentNode;
  readonly schema: GraphQLSchema;
  readonly denied: ReadonlyMap<FieldNode, ErrorCode> | undefined;
};

type Context = {
  readonly schema: GraphQLSchema;
  readonly holds: TypeConditions;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly denied: ReadonlyMap<FieldNode, ErrorCode>;
  readonly flags: Flags;
};

/** What the client selects when variables set these flags. */
export function clientSelection(root: Scope, { document, schema, denied }: Options, flags: Flags): Selection {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  return toSelection([root], { schema, holds: typeConditions(schema), fragments, denied: denied ?? new Map(), flags });
}

function toSelection(scopes: readonly Scope[], context: Context): Selection {
  const byType = new Map<string, readonly ClientField[]>();
  const belowKeys = new Map<string, Selection | 'leaf' | null>();
  const [first] = scopes;
  if (!first) throw new Error('A selection of nothing.');
  return {
    type: first.type,
    scopes,
    fieldsOf: (typename) => {
      const found = byType.get(typename);
      if (found) return found;
      const type = context.schema.getType(typename);
      if (!isCompositeType(type)) return null;
      const fields = collectFields(scopes, (condition) => context.holds(condition, typename), context);
      byType.set(typename, fields);
      return fields;
    },
    below: (key) => {
      const found = belowKeys.get(key);
      if (found !== undefined) return found;
      const fields = collectFields(scopes, () => true, context, key);
      const [field] = fields;
      const below = field ? (field.selection ?? 'leaf') : null;
      // Keys come from subgraphs' error paths: only those that are selected are worth remembering.
      if (below !== null) belowKeys.set(key, below);
      return below;
    },
  };
}

type Occurrence = { readonly node: FieldNode; readonly parent: GraphQLCompositeType };

function collectFields(
  scopes: readonly Scope[],
  applies: (condition: string) => boolean,
  context: Context,
  only?: string,
): ClientField[] {
  const groups = new Map<string, Occurrence[]>();
  const visited = new Set<string>();
  const collect = ({ selections, type }: Scope) => {
    for (const selection of selections) {
      if (!isSelected(selection, context.flags)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        if (only !== undefined && key !== only) continue;
        const group = groups.get(key);
        if (group) group.push({ node: selection, parent: type });
        else groups.set(key, [{ node: selection, parent: type }]);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : spread(selection.name.value);
      const condition = fragment?.typeCondition?.name.value;
      if (!fragment || (condition !== undefined && !applies(condition))) continue;
      const narrowed = condition === undefined ? type : context.schema.getType(condition);
      if (isCompositeType(narrowed)) collect({ selections: fragment.selectionSet.selections, type: narrowed });
    }
  };
  const spread = (name: string) => {
    if (visited.has(name)) return undefined;
    visited.add(name);
    return context.fragments.get(name);
  };
  scopes.forEach(collect);
  return Array.from(groups, ([key, occurrences]) => toField(key, occurrences, context));
}

function toField(key: string, occurrences: readonly Occurrence[], context: Context): ClientField {
  const [first] = occurrences;
  if (!first) throw new Error('A field that is nowhere.');
  const definition = definitionOf(first);
  const scopes = occurrences.flatMap((occurrence): Scope[] => {
    const { selectionSet } = occurrence.node;
    const type = selectionSet && getNamedType(definitionOf(occurrence).type);
    return selectionSet && isCompositeType(type) ? [{ selections: selectionSet.selections, type }] : [];
  });
  const { name } = first.node;
  const isIntrospection = name.value === '__schema' || name.value === '__type';
  return {
    key,
    parentName: first.parent.name,
    kind: name.value === '__typename' ? 'typename' : isIntrospection ? 'introspection' : 'data',
    type: definition.type,
    value: valueTypeOf(definition.type),
    denied: occurrences.map(({ node }) => context.denied.get(node)).find((code) => code !== undefined) ?? null,
    selection: scopes.length > 0 && !isIntrospection ? toSelection(scopes, context) : null,
  };
}

function valueTypeOf(type: GraphQLOutputType): ValueType {
  if (isNonNullType(type)) return { ...valueTypeOf(type.ofType), isRequired: true };
  const element = isListType(type) ? valueTypeOf(type.ofType) : null;
  return { isRequired: false, element, isValid: isLeafType(type) ? leafCheck(type) : null };
}

function definitionOf({ node, parent }: Occurrence): GraphQLField<unknown, unknown> {
  const name = node.name.value;
  const introspected = [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef].find((each) => each.name === name);
  const own = isUnionType(parent) ? undefined : parent.getFields()[name];
  const definition = introspected ?? own;
  if (!definition) throw new Error(`The operation asks for a field that is not in the schema: ${parent.name}.${name}`);
  return definition;
}
