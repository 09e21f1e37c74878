import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  parse,
  print,
  stripIgnoredCharacters,
  type VariableDefinitionNode,
  visit,
} from 'graphql';

/** What is sent to a subgraph: the same text each time, so that subgraphs can keep what they made of it. */
export type FetchText = {
  readonly query: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
};

/** The text of a fetch as planned. */
export type ParsedFetch = FetchText & {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Texts of its variables' definitions; requests are joined only where these are the same by name. */
  readonly variables: ReadonlyMap<string, string>;
  /** Text of the operation's directives. */
  readonly directives: string;
};

export function parseFetch(query: string, operationName: string | undefined): ParsedFetch {
  const document = parse(query, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | null = null;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) operation ??= definition;
  }
  if (!operation) throw new Error('A fetch of the plan has no operation.');
  const { directives, variableDefinitions } = operation as OperationDefinitionNode;
  return {
    query,
    document,
    operationName,
    operation,
    fragments,
    variables: new Map((variableDefinitions ?? []).map((each) => [nameOf(each), print(each)])),
    directives: (directives ?? []).map((directive) => print(directive)).join(' '),
  };
}

/** How the parts of a request that asks for several things at once are told apart. */
export type PartNames = {
  readonly alias: string;
  /** Of its representations. */
  readonly variable: string;
  /** Of other variables that are its own, by their names in the plan. */
  readonly own: ReadonlyMap<string, string>;
};

/**
 * Names for the representations of each part that no variable of the operation has.
 *
 * @param own - Other variables of which each part has its own.
 */
export function partNames(fetches: readonly ParsedFetch[], own: readonly string[] = []): PartNames[] {
  const taken = new Set(fetches.flatMap(({ variables }) => [...variables.keys()]));
  const ownName = (name: string, place: number, prefix = '_'): string => {
    const made = `${prefix}${place}_${name}`;
    return taken.has(made) ? ownName(name, place, `${prefix}_`) : made;
  };
  return fetches.map((_fetch, place) => ({
    alias: `_${place}`,
    variable: ownName(representationsName, place),
    own: new Map(own.map((name) => [name, ownName(name, place)])),
  }));
}

export const representationsName = 'representations';

export type JoinedPart = { readonly fetch: ParsedFetch; readonly names: PartNames };

/** One request for all parts: each has its own `_entities` under an alias, with representations of its own. */
export function joinFetches(parts: readonly JoinedPart[]): FetchText {
  const variables = new Map<string, VariableDefinitionNode>();
  const selections: FieldNode[] = [];
  const fragments: FragmentDefinitionNode[] = [];
  for (const { fetch, names } of parts) {
    const own = renamed(fetch, names);
    for (const definition of variablesOf(own.operation)) variables.set(nameOf(definition), definition);
    const entities = entitiesOf(own.operation);
    if (entities) selections.push({ ...entities, alias: toName(names.alias) });
    fragments.push(...own.fragments);
  }
  const [first] = parts;
  if (!first) throw new Error('Nothing is joined.');
  const operation: OperationDefinitionNode = {
    ...first.fetch.operation,
    variableDefinitions: [...variables.values()],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const query = stripIgnoredCharacters(print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments] }));
  return { query, document: parse(query, { noLocation: true }), operationName: operation.name?.value };
}

/** The fetch with its representations and its fragments under names of its own. */
function renamed({ operation, fragments }: ParsedFetch, { alias, variable, own }: PartNames) {
  const names = new Map([...own, [representationsName, variable]]);
  const fragmentName = ({ value }: NameNode) => toName(`${alias}_${value}`);
  const visitor = {
    Variable: (node: { readonly kind: Kind.VARIABLE; readonly name: NameNode }) => {
      const name = names.get(node.name.value);
      return name === undefined ? undefined : { ...node, name: toName(name) };
    },
    FragmentSpread: (node: { readonly name: NameNode }) => ({ ...node, name: fragmentName(node.name) }),
  };
  return {
    operation: visit(operation, visitor),
    fragments: Array.from(fragments.values(), (fragment) => ({
      ...visit(fragment, visitor),
      name: fragmentName(fragment.name),
    })),
  };
}

function entitiesOf({ selectionSet: { selections } }: OperationDefinitionNode): FieldNode | null {
  const [field] = selections;
  if (selections.length !== 1 || field?.kind !== Kind.FIELD || field.alias) return null;
  return field.name.value === '_entities' ? field : null;
}

function variablesOf({ variableDefinitions }: OperationDefinitionNode): readonly VariableDefinitionNode[] {
  return variableDefinitions ?? [];
}

function nameOf({ variable }: VariableDefinitionNode): string {
  return variable.name.value;
}

function toName(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
