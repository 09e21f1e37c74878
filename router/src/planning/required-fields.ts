import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { CaravanError } from '@caravan/core/errors';
import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { clientKeyOf } from './client-keys.ts';

/**
 * What subgraphs require of others (`@requires`), where arguments matter.
 *
 * The planner takes a selection for a required field by its name alone: where both have arguments and these differ, one
 * of the two is lost without a word.
 */
export type RequiredFields = {
  /** Whether a field that is selected like this would be taken for a required one with other arguments. */
  collides(name: string, given: readonly ArgumentNode[]): boolean;
  /**
   * Refuses a plan in which one object would have to hold a required field twice, with different arguments: there is
   * one place for it in what the plan hands to subgraphs.
   *
   * @throws CaravanError `GRAPHQL_VALIDATION_FAILED`
   */
  check(plan: QueryPlan): void;
};

/** @param sdl - A supergraph. */
export function requiredFieldsOf(sdl: string): RequiredFields {
  const document = parse(sdl, { noLocation: true });
  const formOf = argumentForms(document);
  const { selections, printed } = readRequirements(document, formOf);
  const mayCollide = Array.from(printed.values()).some(({ size }) => size > 1);
  return {
    collides: (name, given) => {
      const required = printed.get(name);
      if (!required) return false;
      return required.size > 1 || !required.has(formOf(name, given));
    },
    check: ({ node }) => {
      if (!mayCollide || !node) return;
      const planned = node.kind === 'Subscription' ? node.rest : node;
      if (planned) checkNode(planned, [], { selections, formOf, seen: new Map() });
    },
  };
}

type Requirements = {
  /** By subgraph, type and field: what it requires. */
  readonly selections: ReadonlyMap<string, SelectionSetNode>;
  /** Arguments in all forms in which a field is required, by its name. */
  readonly printed: ReadonlyMap<string, ReadonlySet<string>>;
};

function readRequirements(document: DocumentNode, formOf: FormOf): Requirements {
  const graphs = graphNames(document);
  const selections = new Map<string, SelectionSetNode>();
  const printed = new Map<string, Set<string>>();
  for (const [type, { name, directives }] of fieldsOf(document)) {
    for (const directive of directives ?? []) {
      const required = directive.name.value === 'join__field' ? selectionOf(directive) : undefined;
      if (!required) continue;
      const graph = graphs.get(textOf(directive, 'graph') ?? '') ?? '';
      selections.set(keyOf(graph, type, name.value), required);
      visit(required, {
        Field: (field) => {
          const forms = printed.get(field.name.value) ?? new Set();
          printed.set(field.name.value, forms.add(formOf(field.name.value, field.arguments ?? [])));
        },
      });
    }
  }
  return { selections, printed };
}

function fieldsOf(document: DocumentNode): (readonly [string, FieldDefinitionNode])[] {
  return document.definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? (type.fields ?? []).map((field) => [type.name.value, field] as const)
      : [],
  );
}

type Check = {
  readonly selections: Requirements['selections'];
  readonly formOf: FormOf;
  /** Arguments by the path of the required field. */
  readonly seen: Map<string, string>;
};

function checkNode(node: PlanNode, path: readonly string[], check: Check): void {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      for (const each of node.nodes) checkNode(each, path, check);
      return;
    case 'Flatten':
      return checkNode(node.node, [...path, ...node.path.filter((key) => key !== '@').map(String)], check);
    case 'Condition':
      for (const each of [node.ifClause, node.elseClause]) if (each) checkNode(each, path, check);
      return;
    case 'Fetch':
      return checkFetch(node, path, check);
    case 'Defer':
      return;
  }
}

/** Fields with requirements stand right below `_entities`, in a fetch of the objects that they are of. */
function checkFetch({ serviceName, operation, requires }: FetchNode, path: readonly string[], check: Check): void {
  if (!requires) return;
  for (const definition of parse(operation, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const entities of definition.selectionSet.selections) {
      if (entities.kind !== Kind.FIELD || !entities.selectionSet) continue;
      for (const [type, field] of typedFields(entities.selectionSet, '')) {
        const required = check.selections.get(keyOf(serviceName, type, field));
        if (required) takePlaces(required, path, check);
      }
    }
  }
}

/** Fields of an object as [type, name], those in fragments included. */
function typedFields({ selections }: SelectionSetNode, type: string): (readonly [string, string])[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [[type, selection.name.value] as const];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    return typedFields(selection.selectionSet, selection.typeCondition?.name.value ?? type);
  });
}

function takePlaces({ selections }: SelectionSetNode, path: readonly string[], check: Check): void {
  const { seen, formOf } = check;
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
    const isField = selection.kind === Kind.FIELD;
    const inner = isField ? [...path, selection.name.value] : path;
    if (isField) {
      const printed = formOf(selection.name.value, selection.arguments ?? []);
      const taken = seen.get(inner.join('.'));
      if (taken !== undefined && taken !== printed) throw conflict(inner);
      seen.set(inner.join('.'), printed);
    }
    if (selection.selectionSet) takePlaces(selection.selectionSet, inner, check);
  }
}

function conflict(path: readonly string[]): CaravanError {
  return new CaravanError(
    'GRAPHQL_VALIDATION_FAILED',
    `Fields of this operation need \`${path.map(clientKeyOf).join('.')}\` with different arguments at once. ` +
      'Select them under different aliases of their parent, or in operations of their own.',
  );
}

function graphNames(document: DocumentNode): ReadonlyMap<string, string> {
  const graphs = document.definitions.find(
    (each) => each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === 'join__Graph',
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) return new Map();
  return new Map(
    (graphs.values ?? []).flatMap(({ name, directives }) =>
      (directives ?? []).map((each) => [name.value, textOf(each, 'name') ?? name.value] as const),
    ),
  );
}

function selectionOf(join: ConstDirectiveNode): SelectionSetNode | undefined {
  const required = textOf(join, 'requires');
  const [operation] = required === undefined ? [] : parse(`{ ${required} }`, { noLocation: true }).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
}

function textOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((each) => each.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

function keyOf(graph: string, type: string, field: string): string {
  return `${graph} ${type}.${field}`;
}

/** Arguments of a field by its name, in one form whatever their order, and whether a default is written out or not. */
type FormOf = (name: string, given: readonly ArgumentNode[]) => string;

function argumentForms(document: DocumentNode): FormOf {
  const defaults = new Map<string, string | null>();
  for (const [, { name, arguments: declared }] of fieldsOf(document)) {
    for (const argument of declared ?? []) {
      const place = `${name.value}.${argument.name.value}`;
      const value = argument.defaultValue ? print(argument.defaultValue) : null;
      // Fields of that name that do not agree have no default that could be left out.
      defaults.set(place, defaults.has(place) && defaults.get(place) !== value ? null : value);
    }
  }
  return (name, given) =>
    given
      .filter((each) => defaults.get(`${name}.${each.name.value}`) !== print(each.value))
      .map((each) => print(each))
      .sort()
      .join();
}
