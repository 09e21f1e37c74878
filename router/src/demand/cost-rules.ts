import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  type OperationTypeNode,
  parse,
  print,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';
import { linkedDirective } from '../supergraph/links.ts';

/** Of a list field (`@listSize`). */
export type ListSize = {
  /** Entries of the list where no slicing argument says it. */
  readonly assumed: number | null;
  /** Paths of the arguments that say how many entries there are: `["first"]`, `["page", "first"]`. */
  readonly slicing: readonly (readonly string[])[];
  /** Fields below that hold the entries, such as `edges` of a connection; empty where the field itself is the list. */
  readonly sizedFields: ReadonlySet<string>;
  readonly requiresOne: boolean;
};

/** An argument, or a field of an input object. */
export type InputRule = {
  readonly name: string;
  /** Without lists and non-null. */
  readonly type: string;
  /** Null where nothing says it: 1 for an object, 0 for anything else. */
  readonly weight: number | null;
  readonly defaultValue: ConstValueNode | null;
};

/** Equal rules are one object, whatever fields they belong to. */
export type FieldRule = {
  /** Type of its value, without lists and non-null. */
  readonly type: string;
  /** How many lists its value is nested in. */
  readonly lists: number;
  readonly weight: number;
  readonly listSize: ListSize | null;
  readonly arguments: readonly InputRule[];
};

export type CostSettings = {
  /** Entries of a list of which nothing else is known. */
  readonly defaultListSize: number;
  /** Of `__schema` and `__type`, with all that is below. */
  readonly introspectionCost: number;
};

/** What the supergraph says about the cost of operations (`@cost`, `@listSize` of https://specs.apollo.dev/cost/v0.1). */
export type CostRules = {
  readonly settings: CostSettings;
  field(type: string, field: string): FieldRule | undefined;
  /** Fields of an input object; undefined for other types. */
  inputFields(type: string): readonly InputRule[] | undefined;
  /** Names of the object types that a value of the type can be of. */
  possibleTypes(type: string): ReadonlySet<string>;
  root(operation: OperationTypeNode): string;
};

/** Reads the rules from the full supergraph, under whatever names it links the directives. */
export function readCostRules(supergraphSdl: string, settings: CostSettings): CostRules {
  const document = parse(supergraphSdl, { noLocation: true });
  const reading = createReading(document);
  const fields = new Map<string, ReadonlyMap<string, FieldRule>>();
  const inputs = new Map<string, readonly InputRule[]>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      const rules = (definition.fields ?? []).map((field) => [field.name.value, reading.field(field)] as const);
      fields.set(definition.name.value, new Map(rules));
    } else if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      inputs.set(definition.name.value, (definition.fields ?? []).map(reading.input));
    }
  }
  const possible = readPossibleTypes(document);
  const roots = readRoots(document);
  return {
    settings,
    field: (type, field) => fields.get(type)?.get(field),
    inputFields: (type) => inputs.get(type),
    possibleTypes: (type) => possible.get(type) ?? new Set([type]),
    root: (operation) => roots[operation],
  };
}

type Reading = {
  field(definition: FieldDefinitionNode): FieldRule;
  input(definition: InputValueDefinitionNode): InputRule;
};

function createReading(document: DocumentNode): Reading {
  const costName = linkedDirective(document, 'cost');
  const listSizeName = linkedDirective(document, 'cost', 'listSize');
  const weightOf = (directives: readonly ConstDirectiveNode[] = []): number | null => {
    const cost = directives.find(({ name }) => name.value === costName);
    return cost ? weightIn(cost) : null;
  };
  const weights = typeWeights(document, weightOf);
  const input = ({ name, type, directives, defaultValue }: InputValueDefinitionNode): InputRule => ({
    name: name.value,
    type: nameOf(type),
    weight: weightOf(directives) ?? weights.ofInput(nameOf(type)),
    defaultValue: defaultValue ?? null,
  });
  const known = new Map<string, FieldRule>();
  const field = (definition: FieldDefinitionNode): FieldRule => {
    const listSize = definition.directives?.find(({ name }) => name.value === listSizeName);
    const type = nameOf(definition.type);
    const rule: FieldRule = {
      type,
      lists: listsOf(definition.type),
      weight: weightOf(definition.directives) ?? weights.ofOutput(type),
      listSize: listSize ? readListSize(listSize) : null,
      arguments: (definition.arguments ?? []).map(input),
    };
    const signature = signatureOf(rule);
    const same = known.get(signature) ?? rule;
    known.set(signature, same);
    return same;
  };
  return { field, input };
}

function signatureOf({ listSize, arguments: inputs, ...rule }: FieldRule): string {
  return JSON.stringify([
    rule,
    listSize && { ...listSize, sizedFields: [...listSize.sizedFields] },
    inputs.map((input) => ({ ...input, defaultValue: input.defaultValue && print(input.defaultValue) })),
  ]);
}

type TypeWeights = { ofOutput(type: string): number; ofInput(type: string): number | null };

/** What a value of a type weighs: what its type says, else 1 for what has fields and 0 for leaves. */
function typeWeights(
  document: DocumentNode,
  weightOf: (directives?: readonly ConstDirectiveNode[]) => number | null,
): TypeWeights {
  const weights = new Map<string, number>();
  const stated = new Map<string, number>();
  for (const definition of document.definitions) {
    if (!isTypeDefinitionNode(definition)) continue;
    const weight = weightOf(definition.directives);
    if (weight !== null) stated.set(definition.name.value, weight);
    weights.set(definition.name.value, weight ?? (isComposite(definition) ? 1 : 0));
  }
  for (const [name, types] of readPossibleTypes(document)) {
    weights.set(name, Math.max(stated.get(name) ?? 0, ...[...types].map((type) => weights.get(type) ?? 1)));
  }
  return { ofOutput: (type) => weights.get(type) ?? 0, ofInput: (type) => stated.get(type) ?? null };
}

function isComposite({ kind }: DefinitionNode): boolean {
  return (
    kind === Kind.OBJECT_TYPE_DEFINITION ||
    kind === Kind.INTERFACE_TYPE_DEFINITION ||
    kind === Kind.UNION_TYPE_DEFINITION
  );
}

function readPossibleTypes(document: DocumentNode): Map<string, Set<string>> {
  const possible = new Map<string, Set<string>>();
  const add = (abstract: string, type: string) =>
    possible.set(abstract, (possible.get(abstract) ?? new Set()).add(type));
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) {
      for (const { name } of definition.interfaces ?? []) add(name.value, definition.name.value);
    } else if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const { name } of definition.types ?? []) add(definition.name.value, name.value);
    }
  }
  return possible;
}

function readRoots(document: DocumentNode): Record<OperationTypeNode, string> {
  const roots = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION) continue;
    for (const { operation, type } of definition.operationTypes) roots[operation] = type.name.value;
  }
  return roots;
}

/** Apollo's weight is an integer, IBM's a text. A negative one would let the rest of an operation hide behind it. */
function weightIn(cost: ConstDirectiveNode): number {
  const weight = Number(valueIn(cost, 'weight'));
  return Number.isFinite(weight) ? Math.max(0, weight) : 0;
}

function readListSize(directive: ConstDirectiveNode): ListSize {
  const assumed = valueIn(directive, 'assumedSize');
  return {
    assumed: typeof assumed === 'number' ? Math.max(0, assumed) : null,
    slicing: textsIn(directive, 'slicingArguments').map((path) => path.split('.')),
    sizedFields: new Set(textsIn(directive, 'sizedFields')),
    requiresOne: valueIn(directive, 'requireOneSlicingArgument') !== false,
  };
}

function textsIn(directive: ConstDirectiveNode, name: string): string[] {
  const value = valueIn(directive, name);
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}

function valueIn(directive: ConstDirectiveNode, name: string): unknown {
  const value = directive.arguments?.find((each) => each.name.value === name)?.value;
  // Untyped, an integer is read as a number and IBM's decimal as a text.
  return value && valueFromASTUntyped(value);
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function listsOf(type: TypeNode): number {
  if (type.kind === Kind.NAMED_TYPE) return 0;
  return listsOf(type.type) + (type.kind === Kind.LIST_TYPE ? 1 : 0);
}
