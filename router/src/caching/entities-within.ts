import {
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { CacheHints } from './cache-hints.ts';
import { type EntityTags, isNarrow } from './entity-tags.ts';
import { possibleTypes, type Selected } from './policy.ts';

/** Adds the tags of all entities in what was answered to a selection. */
export type EntityReader = (answered: unknown, tags: Set<string>) => void;

type Options = { readonly schema: GraphQLSchema; readonly hints: CacheHints; readonly tags: EntityTags };

/**
 * Works out once what a mutation outdates: every entity that it answers with, and, since one may have come, gone or
 * changed its place in lists, all that holds any of the types which its payloads are about.
 */
export function writtenReader(options: Options, selected: Selected): EntityReader {
  const root = readyPlace(options, selected);
  return (answered, found) => {
    const within = new Set<string>();
    readTags(root, answered, { tags: options.tags, found: within, counts: new Map() });
    for (const tag of within) if (isNarrow(tag)) found.add(tag);
    for (const [place, value] of subjects(root, answered)) {
      if (isObject(value)) for (const type of place.entities.keys()) found.add(options.tags.typeTag(type));
    }
  };
}

/** What the fields of a mutation return, or else what stands in the payloads that they return. */
function subjects(root: Place, answered: unknown): [Place, unknown][] {
  const fields = placesBelow(root, answered);
  return fields.flatMap(([place, value]): [Place, unknown][] =>
    place.entities.size > 0 ? [[place, value]] : placesBelow(place, value),
  );
}

function placesBelow({ below }: Place, value: unknown): [Place, unknown][] {
  return isObject(value) ? Array.from(below, ([key, place]) => [place, value[key]]) : [];
}

/** What a selection gives, as far as entities are in it; fragments are merged, since a reading may only find too much. */
type Place = {
  /** Entities that may be here, by type, with the response keys of their key's fields. */
  readonly entities: Map<string, Map<string, string>>;
  /** The only type that may be here; null where there are several. */
  onlyType: string | null;
  /** Response key of `__typename`. */
  typenameKey: string | null;
  readonly below: Map<string, Place>;
};

/** Entities of one type beyond so many are not told apart in one answer. */
const toldApart = 100;

/**
 * Works out once where entities are in the answers to a selection.
 *
 * @param options.below - Leaves out what is selected from itself.
 */
export function entityReader(
  { schema, hints, tags, below }: Options & { below?: boolean },
  selected: Selected,
): EntityReader {
  const root = readyPlace({ schema, hints }, selected);
  if (below) root.entities.clear();
  return (answered, found) => readTags(root, answered, { tags, found, counts: new Map() });
}

type Graph = Pick<Options, 'schema' | 'hints'>;

function readyPlace(graph: Graph, selected: Selected): Place {
  const root = placeOf(graph, selected.type);
  collect(graph, root, selected);
  prune(root);
  return root;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function placeOf({ schema, hints }: Graph, type: string): Place {
  const possible = isCompositeType(schema.getType(type)) ? [type, ...possibleTypes(schema, type)] : [];
  const concrete = possible.filter((name) => isObjectType(schema.getType(name)));
  const entities = concrete.filter((name) => hints.keyOf(name) !== null);
  return {
    entities: new Map(entities.map((name) => [name, new Map()])),
    onlyType: concrete.length === 1 ? (concrete[0] ?? null) : null,
    typenameKey: null,
    below: new Map(),
  };
}

function collect(graph: Graph, place: Place, { type, set, fragments }: Selected): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? type;
      collect(graph, place, { type: condition, set: selection.selectionSet, fragments });
    } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      if (!fragment) continue;
      collect(graph, place, { type: fragment.typeCondition.name.value, set: fragment.selectionSet, fragments });
    } else {
      const name = selection.name.value;
      const responseKey = selection.alias?.value ?? name;
      if (name === '__typename') place.typenameKey = responseKey;
      for (const [entity, keys] of place.entities) {
        if (graph.hints.keyOf(entity)?.includes(name)) keys.set(name, responseKey);
      }
      if (selection.selectionSet)
        descend(graph, place, { type, name, responseKey, set: selection.selectionSet, fragments });
    }
  }
}

type Descent = {
  readonly type: string;
  readonly name: string;
  readonly responseKey: string;
  readonly set: SelectionSetNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
};

function descend(graph: Graph, place: Place, { type, name, responseKey, set, fragments }: Descent): void {
  const parent = graph.schema.getType(type);
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  if (!field) return;
  const returned = getNamedType(field.type).name;
  const fresh = placeOf(graph, returned);
  const below = place.below.get(responseKey) ?? fresh;
  place.below.set(responseKey, below);
  // Fragments of different types may answer under one key with different types.
  if (below.onlyType !== fresh.onlyType) below.onlyType = null;
  for (const [entity, keys] of fresh.entities) below.entities.set(entity, below.entities.get(entity) ?? keys);
  collect(graph, below, { type: returned, set, fragments });
}

/** Forgets branches without entities. */
function prune(place: Place): boolean {
  for (const [key, below] of place.below) if (!prune(below)) place.below.delete(key);
  return place.below.size + place.entities.size > 0;
}

type Reading = { readonly tags: EntityTags; readonly found: Set<string>; readonly counts: Map<string, number> };

function readTags(place: Place, answered: unknown, reading: Reading): void {
  if (Array.isArray(answered)) {
    // Which entities are listed may change, too.
    for (const entity of place.entities.keys()) reading.found.add(reading.tags.typeTag(entity));
    for (const each of answered) readTags(place, each, reading);
  } else if (typeof answered !== 'object' || answered === null) {
    // What is not there may come to be.
    for (const entity of place.entities.keys()) addAll(reading.found, reading.tags.unknownTags(entity));
  } else {
    const object = answered as Record<string, unknown>;
    if (place.entities.size > 0) readEntity(place, object, reading);
    for (const [key, below] of place.below) if (object[key] !== undefined) readTags(below, object[key], reading);
  }
}

function readEntity(place: Place, object: Record<string, unknown>, { tags, found, counts }: Reading): void {
  const told = place.typenameKey === null ? undefined : object[place.typenameKey];
  const typename = typeof told === 'string' ? told : place.onlyType;
  if (typename === null) {
    for (const entity of place.entities.keys()) addAll(found, tags.unknownTags(entity));
    return;
  }
  const keys = place.entities.get(typename);
  if (!keys) return;
  const count = (counts.get(typename) ?? 0) + 1;
  counts.set(typename, count);
  const entity = Object.fromEntries(Array.from(keys, ([field, responseKey]) => [field, object[responseKey]]));
  addAll(found, count > toldApart ? tags.unknownTags(typename) : tags.tagsOf(typename, entity));
}

function addAll(tags: Set<string>, more: readonly string[]): void {
  for (const tag of more) tags.add(tag);
}
