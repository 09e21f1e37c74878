import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { JoinRules, KeyPart } from './join-rules.ts';
import { fraction, hash } from './random.ts';

/** How often what goes wrong, as fractions of 1. */
export type Faults = {
  /** Nullable fields that are null. */
  readonly nulls: number;
  /** Fields whose resolver throws. */
  readonly errors: number;
  /** Entities that are not found. */
  readonly missing: number;
  /** Subgraphs that do not answer at all. */
  readonly down: number;
  /** Values that the schema forbids: nulls in non-null places, leaves of another kind. */
  readonly lies: number;
};

/** An object of the world. What its fields hold follows from its number alone, whichever subgraph is asked. */
export type Thing = {
  readonly __typename: string;
  readonly number: number;
  /** What the router handed over about it. */
  readonly given?: Readonly<Record<string, unknown>>;
};

export type World = {
  readonly seed: string;
  readonly rules: JoinRules;
  readonly faults: Faults;
};

/** Where a value is read. */
export type Place = {
  readonly subgraph: string;
  readonly schema: GraphQLSchema;
  readonly parent: Thing;
  readonly field: string;
  /** Arguments, and whatever else the value depends on. */
  readonly input: string;
};

const entities = 6;
const divisor = 3;
const longestList = 3;
const emptyLists = 0.1;

/** The value of a field: leaves as they are, objects as things, lists of either. */
export function valueAt(world: World, place: Place, type: GraphQLOutputType): unknown {
  const { parent, field, input } = place;
  const own = `${world.seed} ${parent.__typename} ${parent.number} ${field} ${input}`;
  const isKey = world.rules.told.get(parent.__typename)?.has(field) ?? false;
  if (!isKey && fraction(`error ${place.subgraph} ${own}`) < world.faults.errors) {
    throw new Error(`No ${field} of ${parent.__typename} ${parent.number} ${input}.`);
  }
  return complete(world, place, { type, own, isKey });
}

type Wanted = { readonly type: GraphQLOutputType; readonly own: string; readonly isKey: boolean };

/** What a field of a key tells of its object's number. */
function keyNumber({ rules }: World, { parent, field }: Place): number {
  const told = rules.told.get(parent.__typename)?.get(field);
  if (told === 'quotient') return Math.floor(parent.number / divisor);
  return told === 'remainder' ? parent.number % divisor : parent.number;
}

function complete(world: World, place: Place, { type, own, isKey }: Wanted): unknown {
  const lies = !isKey && fraction(`lie ${own}`) < world.faults.lies;
  if (isNonNullType(type)) {
    return lies && hash(own) % 2 === 0 ? null : complete(world, place, { type: type.ofType, own, isKey });
  }
  if (!isKey && fraction(`null ${own}`) < world.faults.nulls) return null;
  if (isListType(type)) {
    const length = fraction(`empty ${own}`) < emptyLists ? 0 : 1 + (hash(`length ${own}`) % longestList);
    const { ofType } = type;
    return Array.from({ length }, (_, index) =>
      complete(world, place, { type: ofType, own: `${own} ${index}`, isKey }),
    );
  }
  if (isLeafType(type)) {
    if (isKey) return isEnumType(type) ? leafOf(type, own) : keyLeaf(type.name, keyNumber(world, place));
    return lies ? [true, 'PINK', 1.5, -1][hash(own) % 4] : leafOf(type, own);
  }
  const number = isKey ? keyNumber(world, place) : numberOf(world, place.schema, { typename: type.name, own });
  return thingOf(place.schema, type.name, number);
}

/** Entities are few, so that the same one comes up in many places. */
function numberOf(
  { rules }: World,
  schema: GraphQLSchema,
  { typename, own }: { typename: string; own: string },
): number {
  const type = schema.getType(typename);
  const names = type && isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [typename];
  return names.some((name) => rules.keys.has(name)) ? hash(own) % entities : hash(own);
}

/** The thing of that number, of the one object type that it has wherever the abstract type is known. */
export function thingOf(schema: GraphQLSchema, typename: string, number: number): Thing {
  const type = schema.getType(typename);
  if (!type || !isAbstractType(type)) return { __typename: typename, number };
  const possible = schema.getPossibleTypes(type).map(({ name }) => name);
  const concrete = possible.toSorted()[number % possible.length];
  if (concrete === undefined) throw new Error(`Nothing is a ${typename}.`);
  return { __typename: concrete, number };
}

function keyLeaf(type: string, number: number): unknown {
  return type === 'Int' || type === 'Float' ? number : String(number);
}

const leaves: Readonly<Record<string, (own: string) => unknown>> = {
  Int: (own) => hash(own) % 1000,
  Float: (own) => (hash(own) % 1000) / 8,
  Boolean: (own) => hash(own) % 2 === 0,
  ID: (own) => `id-${hash(own) % 1000}`,
  String: (own) => `text-${hash(own) % 1000}`,
  JSON: (own) => [{ a: 1, nested: [{ c: null }] }, 'text', 7, [1, [2]], {}][hash(own) % 5],
};

function leafOf(type: GraphQLOutputType, own: string): unknown {
  if (isEnumType(type)) {
    const values = type.getValues().map(({ name }) => name);
    return values[hash(own) % values.length];
  }
  const make = leaves[String(type)];
  return make ? make(own) : `${String(type)}-${hash(own) % 1000}`;
}

/** The number of the thing that a representation means; null when it means nothing. */
export function findNumber({ rules }: World, given: Readonly<Record<string, unknown>>): number | null {
  for (const key of rules.keys.get(String(given.__typename)) ?? []) {
    const number = numberIn(rules, key, given);
    if (number !== null) return number;
  }
  return null;
}

function numberIn(rules: JoinRules, key: readonly KeyPart[], given: unknown): number | null {
  if (typeof given !== 'object' || given === null) return null;
  let whole: number | null = null;
  let sum = 0;
  for (const { type, field, parts } of key) {
    const value = (given as Record<string, unknown>)[field];
    if (value === undefined || value === null) return null;
    const number = parts.length > 0 ? numberIn(rules, parts, value) : Number(value);
    if (number === null || !Number.isInteger(number)) return null;
    const told = rules.told.get(type)?.get(field);
    if (told === 'whole') whole = number;
    sum += told === 'quotient' ? divisor * number : number;
  }
  return whole ?? sum;
}

/** What a field requires of others, as the router gave it; always in the same order. */
export function requiredInput(rule: SelectionSetNode, given: unknown, schema: GraphQLSchema): unknown {
  if (Array.isArray(given)) return given.map((each) => requiredInput(rule, each, schema));
  if (typeof given !== 'object' || given === null) return given;
  const values = given as Record<string, unknown>;
  return rule.selections.flatMap((selection): unknown[] => {
    if (selection.kind === Kind.FIELD) {
      const value = values[selection.name.value];
      if (value === undefined) throw new Error(`The representation has no ${selection.name.value}.`);
      return [
        [selection.name.value, selection.selectionSet ? requiredInput(selection.selectionSet, value, schema) : value],
      ];
    }
    if (
      selection.kind === Kind.FRAGMENT_SPREAD ||
      !isOf(schema, values.__typename, selection.typeCondition?.name.value)
    ) {
      return [];
    }
    return [requiredInput(selection.selectionSet, given, schema)];
  });
}

function isOf(schema: GraphQLSchema, typename: unknown, condition: string | undefined): boolean {
  if (condition === undefined || condition === typename) return true;
  const abstract = schema.getType(condition);
  const concrete = schema.getType(String(typename));
  if (!abstract || !concrete || !isAbstractType(abstract)) return false;
  return schema.isSubType(abstract, concrete as GraphQLObjectType);
}
