import type { SubgraphDefinition } from '@caravan/subgraph/define-subgraph';
import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  print,
  valueFromASTUntyped,
} from 'graphql';
import type { Row } from './matrix.ts';

type Fields = 'root fields' | 'other fields';

const guards: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes']);
const roots: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

/**
 * The rule of every field of a schema by its coordinate: `authenticated`, scopes (`a+b` for both, `a|b` for either),
 * `public` for root fields without one, `-` for other fields without one.
 */
export function rulesIn(sdl: string): Map<string, string> {
  const rules = new Map<string, string>();
  for (const type of parse(sdl).definitions.filter(isObjectType)) {
    for (const { name, directives = [] } of type.fields ?? []) {
      const coordinate = `${type.name.value}.${name.value}`;
      const rule = directives.filter(isGuard).map(ruleOf).join(', ');
      rules.set(coordinate, rule || (isRoot(coordinate) ? 'public' : '-'));
    }
  }
  return rules;
}

/** Fields that need a row and have none, and rows whose field is gone or has another rule. */
export function ruleProblems(rows: readonly Row[], sdl: string): string[] {
  const rules = rulesIn(sdl);
  const covered = new Set(rows.map(({ coordinate }) => coordinate));
  const uncovered = [...rules].filter(([coordinate, rule]) => rule !== '-' && !covered.has(coordinate));
  const different = rows.filter(({ coordinate, rule }) => rules.get(coordinate) !== rule);
  return [
    ...uncovered.map(([coordinate]) => `${coordinate}: has no row`),
    ...different.map(({ name, coordinate, rule }) => `${name}: ${rule} became ${rules.get(coordinate)}`),
  ];
}

function ruleOf({ name, arguments: [scopes] = [] }: ConstDirectiveNode): string {
  if (!scopes) return name.value;
  return (valueFromASTUntyped(scopes.value) as string[][]).map((all) => all.join('+')).join('|');
}

export function isRoot(coordinate: string): boolean {
  return roots.has(coordinate.split('.')[0] ?? '');
}

/** The subgraph as if somebody had forgotten the rules of all its root fields, or those of all other fields. */
export function withoutRulesOf(forgotten: Fields, definition: SubgraphDefinition): SubgraphDefinition {
  const schema: SubgraphDefinition['schema'] = (configuration) => {
    const document = parse(definition.schema(configuration));
    const definitions = document.definitions.map((type) => {
      const isForgotten = isObjectType(type) && roots.has(type.name.value) === (forgotten === 'root fields');
      return isForgotten ? { ...type, fields: type.fields?.map((field) => withoutRule(field, type)) ?? [] } : type;
    });
    return print({ ...document, definitions });
  };
  return { ...definition, schema };
}

const allowAll: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'public' } };

function withoutRule(field: FieldDefinitionNode, type: ObjectType): FieldDefinitionNode {
  const { directives = [] } = field;
  if (!directives.some(isGuard)) return field;
  const others = directives.filter((directive) => !isGuard(directive));
  return { ...field, directives: roots.has(type.name.value) ? [...others, allowAll] : others };
}

type ObjectType = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

function isObjectType(node: { kind: string }): node is ObjectType {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;
}

function isGuard({ name }: ConstDirectiveNode): boolean {
  return guards.has(name.value);
}
