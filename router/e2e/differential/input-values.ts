import {
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Random } from './random.ts';

/** What takes the place of a literal now and then. */
export type VariableMaker = (type: GraphQLInputType, allowsNull: boolean) => string | null;

type Making = { readonly random: Random; readonly depth: number };

const texts = ['', 'a', 'ü 😀', 'say "hi"\n', '0', '\\'];

/** A JSON value that the type takes. */
export function jsonValue(type: GraphQLInputType, { random, depth }: Making): unknown {
  if (isNonNullType(type)) return nonNull(type.ofType, { random, depth });
  return random.chance(0.08) ? null : nonNull(type, { random, depth });
}

function nonNull(type: GraphQLInputType, making: Making): unknown {
  const { random, depth } = making;
  if (isListType(type)) {
    const { ofType } = type;
    // One value stands for a list of it.
    if (random.chance(0.1)) return nonNull(ofType, making);
    return Array.from({ length: random.below(3) }, () => jsonValue(ofType, { random, depth: depth + 1 }));
  }
  if (isInputObjectType(type)) {
    const given = Object.values(type.getFields()).filter((field) => isGiven(field, making));
    return Object.fromEntries(given.map((field) => [field.name, jsonValue(field.type, { random, depth: depth + 1 })]));
  }
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  return scalar(getNamedType(type).name, random);
}

function scalar(name: string, random: Random): unknown {
  switch (name) {
    case 'Int':
      return random.below(6);
    case 'Float':
      return random.pick([0.5, 3, -1e3]);
    case 'Boolean':
      return random.chance(0.5);
    case 'ID':
      return random.chance(0.3) ? random.below(6) : String(random.below(6));
    case 'JSON':
      return random.pick<unknown>([{ a: [1, { b: null }] }, [], 'text', 3, true]);
    case 'String':
      return random.pick(texts);
    default:
      return `${name}-${random.below(3)}`;
  }
}

function isGiven({ type, defaultValue }: GraphQLInputField, { random, depth }: Making): boolean {
  if (isNonNullType(type) && defaultValue === undefined) return true;
  return random.chance(depth > 2 ? 0.1 : 0.4);
}

/** A literal that the type takes, with variables in it where the maker gives some. */
export function literal(type: GraphQLInputType, making: Making & { readonly variable: VariableMaker }): string {
  const { random, depth, variable } = making;
  if (random.chance(0.3)) {
    const name = variable(type, !isNonNullType(type));
    if (name) return `$${name}`;
  }
  if (isNonNullType(type)) return nonNullLiteral(type.ofType, making);
  return random.chance(0.08) ? 'null' : nonNullLiteral(type, { random, depth, variable });
}

function nonNullLiteral(type: GraphQLInputType, making: Making & { readonly variable: VariableMaker }): string {
  const { random, depth, variable } = making;
  const inner = { random, depth: depth + 1, variable };
  if (isListType(type)) {
    const { ofType } = type;
    if (random.chance(0.1)) return nonNullLiteral(isNonNullType(ofType) ? ofType.ofType : ofType, making);
    return `[${Array.from({ length: random.below(3) }, () => literal(ofType, inner)).join(', ')}]`;
  }
  if (isInputObjectType(type)) {
    const given = Object.values(type.getFields()).filter((field) => isGiven(field, making));
    return `{${given.map((field) => `${field.name}: ${literal(field.type, inner)}`).join(', ')}}`;
  }
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  return toLiteral(scalar(getNamedType(type).name, random));
}

function toLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toLiteral).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, each]) => `${name}: ${toLiteral(each)}`)
    .join(', ')}}`;
}
