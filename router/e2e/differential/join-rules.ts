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
  /** What of its number a type's fields tell that are part of a key, on any level. */
  readonly told: ReadonlyMap<string, ReadonlyMap<string, Told>>;
  /** All keys of a type. */
  readonly keys: ReadonlyMap<string, readonly (readonly KeyPart[])[]>;
  /** By subgraph, type and field, as `a T.f`. */
  readonly requires: ReadonlyMap<string, SelectionSetNode>;
};

/** A number as it is, or one of the two parts that make it only together. */
export type Told = 'whole' | 'quotient' | 'remainder';

export type KeyPart = { readonly field: string; readonly type: string; readonly parts: readonly KeyPart[] };

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
  const told = new Map<string, Map<string, Told>>();
  const keys = new Map<string, (readonly KeyPart[])[]>();
  const requires = new Map<string, SelectionSetNode>();
  for (const type of types.values()) {
    for (const directive of type.directives ?? []) {
      const key = directive.name.value === 'join__type' ? textOf(directive, 'key') : undefined;
      if (key === undefined) continue;
      const parts = readKey(type, selectionOf(key), { types, told });
      keys.set(type.name.value, [...(keys.get(type.name.value) ?? []), parts]);
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
  return { told, keys, requires };
}

type Notes = { readonly types: ReadonlyMap<string, Fields>; readonly told: Map<string, Map<string, Told>> };

function readKey(type: Fields, { selections }: SelectionSetNode, notes: Notes): readonly KeyPart[] {
  const own = notes.told.get(type.name.value) ?? new Map<string, Told>();
  notes.told.set(type.name.value, own);
  const fields = selections.filter((each) => each.kind === Kind.FIELD);
  return fields.map(({ name, selectionSet }, index) => {
    const tells: Told = fields.length === 1 || index > 1 ? 'whole' : index === 0 ? 'quotient' : 'remainder';
    // A field of several keys tells the same in all of them.
    own.set(name.value, tells === 'whole' ? tells : (own.get(name.value) ?? tells));
    const definition = type.fields?.find((each) => each.name.value === name.value);
    const inner = definition && notes.types.get(innermost(definition));
    const parts = inner && selectionSet ? readKey(inner, selectionSet, notes) : [];
    return { field: name.value, type: type.name.value, parts };
  });
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
