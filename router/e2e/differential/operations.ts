import {
  doTypesOverlap,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isNonNullType,
  isRequiredArgument,
  parse,
  validate,
} from 'graphql';
import { jsonValue, literal } from './input-values.ts';
import { type Random, seededRandom } from './random.ts';

export type GeneratedOperation = {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
};

const attempts = 30;

/** A valid operation that follows from the seed alone. */
export function generateOperation(schema: GraphQLSchema, seed: string): GeneratedOperation {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const operation = draw(schema, seededRandom(`${seed} ${attempt}`));
    if (validate(schema, parse(operation.source, { noLocation: true })).length === 0) return operation;
  }
  return { source: '{ __typename }', variables: {}, operationName: undefined };
}

type Drawing = {
  readonly schema: GraphQLSchema;
  readonly random: Random;
  /** Aliases to tempt with: names of fields, and what objects in JavaScript have by nature. */
  readonly aliases: readonly string[];
  readonly definitions: string[];
  readonly variables: Record<string, unknown>;
  readonly fragments: { readonly name: string; readonly type: GraphQLCompositeType; readonly text: string }[];
  /** Fields that may still be drawn. */
  budget: number;
};

const deepest = 6;

function draw(schema: GraphQLSchema, random: Random): GeneratedOperation {
  const root = random.chance(0.15)
    ? (schema.getMutationType() ?? schema.getQueryType())
    : random.chance(0.15)
      ? (schema.getSubscriptionType() ?? schema.getQueryType())
      : schema.getQueryType();
  if (!root) throw new Error('The schema has no queries.');
  const isSubscription = root === schema.getSubscriptionType();
  const fieldNames = Object.keys(root.getFields());
  const aliases = ['id', 'name', '__proto__', 'constructor', 'alias_of_client_id', 'a', 'b', random.pick(fieldNames)];
  const budget = 5 + random.below(40);
  const drawing: Drawing = { schema, random, aliases, definitions: [], variables: {}, fragments: [], budget };
  const selections = isSubscription ? `{ ${field(drawing, root, 0)} }` : selectionSet(drawing, root, 0);
  const name = random.chance(0.5) ? 'Client' : '';
  const other = name && random.chance(0.1) ? ' query Other { __typename }' : '';
  const definitions = drawing.definitions.length > 0 ? `(${drawing.definitions.join(', ')})` : '';
  const kind = isSubscription ? 'subscription' : root === schema.getMutationType() ? 'mutation' : 'query';
  const fragments = drawing.fragments
    .map((each) => ` fragment ${each.name} on ${each.type.name} ${each.text}`)
    .join('');
  return {
    source: `${kind} ${name}${definitions} ${selections}${other}${fragments}`,
    variables: drawing.variables,
    operationName: name || undefined,
  };
}

function selectionSet(drawing: Drawing, type: GraphQLCompositeType, depth: number): string {
  const { random } = drawing;
  const count = 1 + random.below(5);
  const selections = Array.from({ length: count }, () => selection(drawing, type, depth)).filter(
    (each) => each !== null,
  );
  return `{ ${selections.length > 0 ? selections.join(' ') : '__typename'} }`;
}

function selection(drawing: Drawing, type: GraphQLCompositeType, depth: number): string | null {
  const { random } = drawing;
  const kind = random.below(100);
  if (kind < 10) return `${alias(drawing, '__typename')}${directives(drawing)}`;
  if (kind < 24 && depth < deepest) return inlineFragment(drawing, type, depth);
  if (kind < 34 && depth < deepest) return fragmentSpread(drawing, type, depth);
  if (kind < 36 && type === drawing.schema.getQueryType()) return introspection(drawing, depth);
  return field(drawing, type, depth);
}

function field(drawing: Drawing, type: GraphQLCompositeType, depth: number): string | null {
  const { random } = drawing;
  const all: GraphQLField<unknown, unknown>[] = 'getFields' in type ? Object.values(type.getFields()) : [];
  const fitting = all.filter((each) => depth < deepest || !isCompositeType(getNamedType(each.type)));
  if (fitting.length === 0 || drawing.budget <= 0) return null;
  // What leads on to other types is what plans are made of.
  const leading = fitting.filter((each) => isCompositeType(getNamedType(each.type)));
  const { name, args, type: fieldType } = random.pick(leading.length > 0 && random.chance(0.5) ? leading : fitting);
  drawing.budget -= 1;
  const given = args
    .filter((each) => isRequiredArgument(each) || random.chance(0.5))
    .map((each) => `${each.name}: ${argument(drawing, each.type)}`);
  // Leaving the one field of a subscription out is not allowed.
  const conditions = type === drawing.schema.getSubscriptionType() ? '' : directives(drawing);
  const head = `${alias(drawing, name)}${given.length > 0 ? `(${given.join(', ')})` : ''}${conditions}`;
  const named = getNamedType(fieldType);
  return isCompositeType(named) ? `${head} ${selectionSet(drawing, named, depth + 1)}` : head;
}

function alias({ random, aliases }: Drawing, name: string): string {
  return random.chance(0.2) ? `${random.pick(aliases)}: ${name}` : name;
}

function argument(drawing: Drawing, type: GraphQLInputType): string {
  return literal(type, { random: drawing.random, depth: 0, variable: (of) => variable(drawing, of) });
}

/** Declares a variable that fits the place, with or without a default, given or not. */
function variable({ random, definitions, variables }: Drawing, type: GraphQLInputType): string {
  const name = `v${definitions.length}`;
  const nullable = isNonNullType(type) ? type.ofType : type;
  const hasDefault = random.chance(0.3);
  const isStrict = isNonNullType(type) ? !hasDefault : random.chance(0.2);
  const text = hasDefault
    ? ` = ${literal(isStrict ? type : nullable, { random, depth: 1, variable: () => null })}`
    : '';
  // A default of null in a place that takes none makes the operation invalid, and another one is drawn.
  definitions.push(`$${name}: ${String(nullable)}${isStrict ? '!' : ''}${text}`);
  const isGiven = isNonNullType(type) ? !hasDefault || random.chance(0.5) : isStrict || random.chance(0.7);
  if (isGiven) variables[name] = givenValue(type, isStrict, random);
  return name;
}

function directives(drawing: Drawing): string {
  const { random, definitions, variables } = drawing;
  if (!random.chance(0.08)) return '';
  const name = random.pick(['skip', 'include']);
  const kind = random.below(3);
  if (kind === 0) return ` @${name}(if: ${random.chance(0.5)})`;
  const flag = `v${definitions.length}`;
  definitions.push(`$${flag}: Boolean${kind === 1 ? '!' : ` = ${random.chance(0.5)}`}`);
  if (kind === 1 || random.chance(0.5)) variables[flag] = random.chance(0.6) === (name === 'include');
  const more = random.chance(0.15) ? ` @${name === 'skip' ? 'include' : 'skip'}(if: $${flag})` : '';
  return ` @${name}(if: $${flag})${more}`;
}

function inlineFragment(drawing: Drawing, type: GraphQLCompositeType, depth: number): string {
  if (drawing.random.chance(0.2)) return `...${directives(drawing)} ${selectionSet(drawing, type, depth + 0.5)}`;
  const condition = overlapping(drawing, type);
  return `... on ${condition.name}${directives(drawing)} ${selectionSet(drawing, condition, depth + 0.5)}`;
}

function fragmentSpread(drawing: Drawing, type: GraphQLCompositeType, depth: number): string {
  const { random, fragments, schema } = drawing;
  const known = fragments.filter((each) => doTypesOverlap(schema, each.type, type));
  if (known.length > 0 && random.chance(0.4)) return `...${random.pick(known).name}${directives(drawing)}`;
  const condition = overlapping(drawing, type);
  const text = selectionSet(drawing, condition, depth + 0.5);
  const name = `F${fragments.length}`;
  fragments.push({ name, type: condition, text });
  return `...${name}${directives(drawing)}`;
}

function overlapping({ schema, random }: Drawing, type: GraphQLCompositeType): GraphQLCompositeType {
  if (random.chance(0.3)) return type;
  const types = Object.values(schema.getTypeMap()).filter(
    (each): each is GraphQLCompositeType => isCompositeType(each) && doTypesOverlap(schema, each, type),
  );
  return random.pick(types);
}

function introspection(drawing: Drawing, depth: number): string | null {
  const { schema, random } = drawing;
  const meta = schema.getType(random.chance(0.5) ? '__Schema' : '__Type');
  if (!meta || !isCompositeType(meta)) return null;
  const name = meta.name === '__Schema' ? '__schema' : '__type';
  const type = random.pick(Object.keys(schema.getTypeMap()));
  return `${alias(drawing, name)}${name === '__type' ? `(name: "${type}")` : ''} ${selectionSet(drawing, meta, Math.max(depth, 2))}`;
}

function givenValue(type: GraphQLInputType, isStrict: boolean, random: Random): unknown {
  const needsValue = isStrict || isNonNullType(type);
  for (;;) {
    const value = jsonValue(type, { random, depth: 0 });
    if (value !== null || !needsValue) return value;
  }
}
