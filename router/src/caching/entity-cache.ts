import { hash } from 'node:crypto';
import { type DocumentNode, type GraphQLSchema, Kind, parse, print, visit } from 'graphql';
import type { EntityCache, EntityFetch, Representation } from '../execution/plan/run.ts';
import { entityLookups } from '../telemetry/router-metrics.ts';
import type { CacheHints } from './cache-hints.ts';
import type { CacheIdentity } from './cache-identity.ts';
import type { CacheStore, Kept, KeptEntry } from './cache-store.ts';
import type { DropLog } from './drop-log.ts';
import { type EntityReader, entityReader } from './entities-within.ts';
import type { EntityTags } from './entity-tags.ts';
import {
  type CachePolicy,
  entityPolicy,
  fragmentsOf,
  type PolicyRules,
  possibleTypes,
  type Selected,
} from './policy.ts';

/** What an operation knows of itself. */
export type CachedOperation = {
  readonly identity: CacheIdentity;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Key under which it is noted that this principal has just written; null for who cannot be told from others. */
  readonly writeMark: string | null;
  /** When it began, by the log of drops. */
  readonly since: number;
  /** Whether kept things may be used. */
  readonly mayRead: boolean;
  /** Told of everything kept that becomes part of the answer. */
  used(kept: Kept): void;
  /** When the first of what was used expires. */
  freshUntil(): number;
};

export type EntityCaching = { bind(operation: CachedOperation): EntityCache };

type Options = {
  readonly generation: string;
  readonly store: CacheStore;
  readonly drops: DropLog;
  readonly hints: CacheHints;
  readonly tags: EntityTags;
  /** Of all types, those included that no client sees. */
  readonly supergraph: GraphQLSchema;
  readonly rules: PolicyRules;
  readonly maximumCharacters: number;
};

/**
 * Keeps single entities as subgraphs answered them, by subgraph, selection, representation, variables and, for what is
 * private, principal. An entity that is not there is not kept: it may come to be at any moment.
 */
export function entityCaching(options: Options): EntityCaching {
  const known = new WeakMap<EntityFetch, FetchCaching>();
  const cachingOf = (fetch: EntityFetch) => {
    const found = known.get(fetch) ?? analyse(options, fetch);
    known.set(fetch, found);
    return found;
  };
  return {
    bind: (operation) => {
      const keysOf = keyMaker(operation);
      return {
        read: async (fetch, representations) => {
          const caching = cachingOf(fetch);
          const isKept = caching.policy.maxAgeSeconds > 0;
          if (!isKept || !operation.mayRead) return representations.map(() => undefined);
          const keys = keysOf(fetch, caching, representations);
          const { writeMark } = operation;
          const found = await options.store.read(writeMark === null ? keys : [...keys, writeMark]);
          if (writeMark !== null && found[keys.length]) return representations.map(() => undefined);
          return keys.map((_key, index) => take(found[index], operation));
        },
        write: (fetch, representations, entities) => {
          const caching = cachingOf(fetch);
          if (caching.policy.maxAgeSeconds === 0) return;
          const keys = keysOf(fetch, caching, representations);
          void options.store.write(entriesOf(options, operation, { caching, keys, representations, entities }));
        },
      };
    },
  };
}

/** What holds for every use of one entity fetch. */
type FetchCaching = {
  readonly policy: CachePolicy;
  /** Hash of the subgraph, the selection and the supergraph. */
  readonly name: string;
  /** Entities below those that are fetched. */
  readonly readers: readonly EntityReader[];
};

function analyse({ generation, supergraph, hints, tags, rules }: Options, fetch: EntityFetch): FetchCaching {
  const document = parse(fetch.query, { noLocation: true });
  const selections = entitySelections(document);
  const policies = selections.map((selected) => entityPolicy(rules, selected));
  return {
    policy: {
      maxAgeSeconds: policies.length === 0 ? 0 : Math.min(...policies.map(({ maxAgeSeconds }) => maxAgeSeconds)),
      isPrivate: policies.some(({ isPrivate }) => isPrivate),
    },
    name: hash('sha256', JSON.stringify([generation, fetch.subgraph, print(withoutNames(document))]), 'base64url'),
    readers: selections.map((selected) => entityReader({ schema: supergraph, hints, tags, below: true }, selected)),
  };
}

/** Plans name their fetches after the client's operation, which says nothing of the entities. */
function withoutNames(document: DocumentNode): DocumentNode {
  return visit(document, { OperationDefinition: (node) => ({ ...node, name: undefined }) });
}

/** What an `_entities` query selects from each type. */
function entitySelections(document: DocumentNode): Selected[] {
  const fragments = fragmentsOf(document);
  const [operation] = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return (operation?.selectionSet.selections ?? []).flatMap((field) =>
    field.kind !== Kind.FIELD
      ? []
      : (field.selectionSet?.selections ?? []).flatMap((selection) =>
          selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition
            ? [{ type: selection.typeCondition.name.value, set: selection.selectionSet, fragments }]
            : [],
        ),
  );
}

function keyMaker({ identity, variables }: CachedOperation) {
  return (fetch: EntityFetch, { policy, name }: FetchCaching, representations: readonly Representation[]) => {
    // What is absent has a default in the subgraph, which null has not.
    const used = fetch.variableNames.map((variable) =>
      Object.hasOwn(variables, variable) ? [variables[variable]] : [],
    );
    const asker = policy.isPrivate ? identity.whole : '';
    const common = `entity ${name} ${asker} ${identity.headers(fetch.subgraph, policy.isPrivate)} ${canonical(used)}`;
    return representations.map((representation) =>
      hash('sha256', `${common} ${canonical(representation)}`, 'base64url'),
    );
  };
}

/** JSON that is the same for equal values, whatever the order of their fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).sort(([left], [right]) => (left < right ? -1 : 1))) : each,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function take(kept: Kept | undefined, operation: CachedOperation): Record<string, unknown> | undefined {
  entityLookups.inc({ outcome: kept ? 'hit' : 'miss' });
  if (!kept) return undefined;
  operation.used(kept);
  return JSON.parse(kept.text) as Record<string, unknown>;
}

type Fetched = {
  readonly caching: FetchCaching;
  readonly keys: readonly string[];
  readonly representations: readonly Representation[];
  readonly entities: readonly unknown[];
};

function entriesOf(options: Options, operation: CachedOperation, fetched: Fetched): KeptEntry[] {
  const { drops, maximumCharacters } = options;
  const { caching, keys, representations, entities } = fetched;
  const storedAt = Date.now();
  const expiresAt = storedAt + caching.policy.maxAgeSeconds * 1000;
  return keys.flatMap((key, index): KeptEntry[] => {
    const entity = entities[index];
    const representation = representations[index];
    if (!isObject(entity) || !representation) return [];
    const tags = tagsOf(options, { representation, entity, readers: caching.readers });
    const text = JSON.stringify(entity);
    const isKept = text.length <= maximumCharacters && drops.isCurrent(tags, operation.since);
    return isKept ? [{ key, kept: { text, storedAt, expiresAt }, tags: [...tags] }] : [];
  });
}

function tagsOf(
  { tags, supergraph }: Options,
  fetched: { representation: Representation; entity: Record<string, unknown>; readers: readonly EntityReader[] },
): Set<string> {
  const { representation, entity, readers } = fetched;
  const typename = String(representation.__typename);
  // A subgraph may know an entity by its interface alone; it is dropped by its type.
  const possible = possibleTypes(supergraph, typename);
  const found = new Set([typename, ...possible].flatMap((name) => tags.tagsOf(name, representation)));
  for (const read of readers) read(entity, found);
  return found;
}
