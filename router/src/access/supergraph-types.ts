import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type OperationTypeNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';
import { argumentOf, linkedDirective, textOf } from '../supergraph/links.ts';

/** A type of the supergraph as far as access is concerned. */
export type SupergraphType = {
  /** Rules that stand on the type. */
  readonly rules: readonly number[];
  readonly isInterface: boolean;
  /** Whether what a field of this type turns out to be is known only when it is there. */
  readonly isAbstract: boolean;
  /** Whether a subgraph adds fields to all implementing types through it (`@interfaceObject`). */
  readonly isInterfaceObject: boolean;
  readonly interfaces: readonly string[];
  readonly fields: ReadonlyMap<string, SupergraphField>;
};

export type SupergraphField = {
  readonly rules: readonly number[];
  /** Name of the type it returns, without lists and non-null. */
  readonly type: string;
  /** Selections on its own type that a subgraph needs to resolve it. */
  readonly requires: readonly string[];
  /** Selections on types that set a context which it reads. */
  readonly contexts: readonly { readonly context: string; readonly selection: string }[];
  /** Whether no subgraph of its own type resolves it, but one that knows the interface only. */
  readonly isOfInterfaceObject: boolean;
};

export type SupergraphTypes = {
  get(name: string): SupergraphType | undefined;
  /** Object types that implement the interface. */
  implementing(name: string): readonly string[];
  /** Types that set the context. */
  settingContext(name: string): readonly string[];
  root(operation: OperationTypeNode): string;
};

type RuleReading = (directives: readonly ConstDirectiveNode[] | undefined) => readonly number[];

/** What the rules of access need to know of a supergraph's types, those included that no client sees. */
export function readTypes(document: DocumentNode, rulesOf: RuleReading): SupergraphTypes {
  const types = new Map<string, SupergraphType>();
  const implementers = new Map<string, string[]>();
  const contexts = new Map<string, string[]>();
  const contextDirective = linkedDirective(document, 'context');
  for (const definition of document.definitions) {
    if (!('name' in definition) || !definition.name || !definition.kind.endsWith('TypeDefinition')) continue;
    const name = definition.name.value;
    const type = readType(definition, rulesOf);
    types.set(name, type);
    if (!type.isAbstract) for (const each of type.interfaces) listIn(implementers, each).push(name);
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== contextDirective) continue;
      listIn(contexts, textOf(argumentOf(directive as ConstDirectiveNode, 'name')) ?? '').push(name);
    }
  }
  const roots = rootTypes(document);
  return {
    get: (name) => types.get(name),
    implementing: (name) => implementers.get(name) ?? [],
    settingContext: (name) => contexts.get(name) ?? [],
    root: (operation) => roots[operation],
  };
}

function listIn(lists: Map<string, string[]>, key: string): string[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function readType(definition: DocumentNode['definitions'][number], rulesOf: RuleReading): SupergraphType {
  const directives = ('directives' in definition ? definition.directives : []) as readonly ConstDirectiveNode[];
  const isInterface = definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
  const hasFields = isInterface || definition.kind === Kind.OBJECT_TYPE_DEFINITION;
  const { fields = [], interfaces = [] } = hasFields
    ? (definition as ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode)
    : {};
  return {
    rules: rulesOf(directives),
    isInterface,
    isAbstract: isInterface || definition.kind === Kind.UNION_TYPE_DEFINITION,
    isInterfaceObject: named(directives, 'join__type').some((join) => valueOf(join, 'isInterfaceObject') === true),
    interfaces: interfaces.map(({ name }) => name.value),
    fields: new Map(fields.map((field) => [field.name.value, readField(field, rulesOf)])),
  };
}

function readField({ directives, type }: FieldDefinitionNode, rulesOf: RuleReading): SupergraphField {
  const joins = named(directives ?? [], 'join__field');
  return {
    rules: rulesOf(directives),
    type: namedType(type),
    requires: joins.flatMap((join) => textOf(argumentOf(join, 'requires')) ?? []),
    contexts: joins.flatMap((join) => {
      const read = valueOf(join, 'contextArguments');
      return Array.isArray(read) ? (read as { context: string; selection: string }[]) : [];
    }),
    isOfInterfaceObject: joins.length > 0 && joins.every((join) => valueOf(join, 'graph') === undefined),
  };
}

function named(directives: readonly ConstDirectiveNode[], name: string): ConstDirectiveNode[] {
  return directives.filter((directive) => directive.name.value === name);
}

function valueOf(directive: ConstDirectiveNode, name: string): unknown {
  const value = argumentOf(directive, name);
  return value && valueFromASTUntyped(value);
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function rootTypes(document: DocumentNode): Record<OperationTypeNode, string> {
  const roots = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION) continue;
    for (const { operation, type } of definition.operationTypes) roots[operation] = type.name.value;
  }
  return roots;
}
