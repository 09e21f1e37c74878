import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** What mocked subgraphs know of a supergraph beyond their own schemas. */
export type JoinRules = {
  /** Names of a type's fields that are part of a key, on any level. */
  readonly keyFields: ReadonlyMap<string, ReadonlySet<string>>;
  /** All keys of a type. */
  readonly keys: ReadonlyMap<string, readonly SelectionSetNode[]>;
  /** By subgraph, type and field, as `a T.f`. */
  readonly requires: ReadonlyMap<string, SelectionSetNode>;
};

type Fields = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export function readJoinRules(supergraphSdl: string): JoinRules {
  const { definitions } = parse(supergraphSdl, { noLocation: true });
  const graphs = new Map<string, string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives } of definition.values ?? []) {
      for (const directive of directives ?? []) graphs.set(name.value, textOf(directive, 'name') ?? name.value);
    }
  }
  const types = new Map(
    definitions.flatMap((each) =>
      each.kind === Kind.OBJECT_TYPE_DEFINITION || each.kind === Kind.INTERFACE_TYPE_DEFINITION
        ? [[each.name.value, each] as const]
        : [],
    ),
  );
  const keyFields = new Map<string, Set<string>>();
  const keys = new Map<string, SelectionSetNode[]>();
  const requires = new Map<string, SelectionSetNode>();
  for (const type of types.values()) {
    for (const directive of type.directives ?? []) {
      const key = directive.name.value === 'join__type' ? textOf(directive, 'key') : undefined;
      if (key === undefined) continue;
      const selected = selectionOf(key);
      keys.set(type.name.value, [...(keys.get(type.name.value) ?? []), selected]);
      noteKey(type, selected, { types, keyFields });
    }
    for (const field of type.fields ?? []) {
      for (const directive of field.directives ?? []) {
        const required = directive.name.value === 'join__field' ? textOf(directive, 'requires') : undefined;
        if (required === undefined) continue;
        const graph = graphs.get(textOf(directive, 'graph') ?? '') ?? '';
        requires.set(`${graph} ${type.name.value}.${field.name.value}`, selectionOf(required));
      }
    }
  }
  return { keyFields, keys, requires };
}

type Notes = { readonly types: ReadonlyMap<string, Fields>; readonly keyFields: Map<string, Set<string>> };

function noteKey(type: Fields, { selections }: SelectionSetNode, notes: Notes): void {
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const names = notes.keyFields.get(type.name.value) ?? new Set();
    notes.keyFields.set(type.name.value, names.add(selection.name.value));
    const field = type.fields?.find(({ name }) => name.value === selection.name.value);
    const inner = field && notes.types.get(innermost(field));
    if (inner && selection.selectionSet) noteKey(inner, selection.selectionSet, notes);
  }
}

function innermost({ type }: FieldDefinitionNode): string {
  let inner = type;
  while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
  return inner.name.value;
}

function selectionOf(fields: string): SelectionSetNode {
  const [operation] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`No selection: ${fields}`);
  return operation.selectionSet;
}

function textOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((each) => each.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}
