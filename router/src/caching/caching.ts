import type { Configuration } from '@caravan/config/configuration';
import { type ExecutionResult, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Client } from '../access/client.ts';
import type { EntityCache } from '../execution/plan/run.ts';
import { cacheDrops } from '../telemetry/router-metrics.ts';
import type { ForwardedHeaders } from '../transports/forwarded-headers.ts';
import { readCacheHints } from './cache-hints.ts';
import { type CacheIdentity, cacheIdentity } from './cache-identity.ts';
import type { CacheStore } from './cache-store.ts';
import { type DropLog, openDropLog } from './drop-log.ts';
import { type CachedOperation, entityCaching } from './entity-cache.ts';
import { type EntityChange, type EntityTags, entityTags } from './entity-tags.ts';
import type { PolicyRules } from './policy.ts';
import { type AskedOperation, operationCachings, responseCache } from './response-cache.ts';

type Settings = Configuration['router'];

/** What the router keeps of answers, whatever supergraph they are of. */
export type Caching = {
  /** Keeping for the answers of one supergraph. */
  forSupergraph(supergraph: CachedSupergraph): AnswerCaching;
  /** Drops what holds something that has changed. */
  drop(changes: readonly EntityChange[]): void;
  /** Drops everything: changes may have been missed. */
  dropAll(): void;
  close(): Promise<void>;
};

export type CachedSupergraph = {
  readonly id: string;
  readonly sdl: string;
  /** All types, those included that no client sees. */
  readonly schema: GraphQLSchema;
  readonly subgraphs: readonly string[];
  /** Whether rules of access stand on the field, its type, or what it needs. */
  isGuarded(type: string, field: string): boolean;
};

export type AnswerCaching = {
  /** Grows whenever something is dropped: what was fetched before may be outdated since. */
  version(): number;
  /** Answers from what is kept, or by `execute`, of which it keeps what it may. */
  answer(
    asked: AskedOperation,
    asker: { readonly client: Client; readonly variables: Readonly<Record<string, unknown>> },
    execute: (entities: EntityCache | undefined) => Promise<ExecutionResult>,
  ): Promise<ExecutionResult>;
};

/** Keeps nothing. */
export const noCaching: AnswerCaching = {
  version: () => 0,
  answer: (_asked, _asker, execute) => execute(undefined),
};

/** Tags of dropped things that are remembered. */
const rememberedDrops = 20_000;

type Options = {
  readonly settings: Settings;
  readonly forwarded: ForwardedHeaders;
  readonly store: CacheStore;
  /** What tells clients apart. */
  readonly identityOf?: typeof cacheIdentity;
};

export function openCaching({ settings, forwarded, store, identityOf = cacheIdentity }: Options): Caching {
  if (settings.cache === 'off') {
    return { forSupergraph: () => noCaching, drop: () => {}, dropAll: () => {}, close: () => store.close() };
  }
  const drops = openDropLog(rememberedDrops);
  /** Of the supergraph that was loaded last: keys of entities hardly ever change. */
  let tags: EntityTags = entityTags(() => null);
  return {
    forSupergraph: (supergraph) => {
      const hints = readCacheHints(supergraph.sdl);
      tags = entityTags(hints.keyOf);
      if (!hints.hasAny && settings.cacheDefaultSeconds === 0) return noCaching;
      const parts = { supergraph, hints, tags, store, drops, settings };
      return answerCaching({ ...parts, identityOf: (client) => identityOf(client, forwarded) });
    },
    drop: (changes) => {
      const dropped = [...new Set(changes.flatMap((change) => tags.droppedBy(change)))];
      if (dropped.length === 0) return;
      drops.add(dropped);
      void store.drop(dropped);
      cacheDrops.inc({ cause: 'event' }, changes.length);
    },
    dropAll: () => {
      drops.addAll();
      store.dropAll();
      cacheDrops.inc({ cause: 'gap' });
    },
    close: () => store.close(),
  };
}

type Parts = {
  readonly supergraph: CachedSupergraph;
  readonly hints: ReturnType<typeof readCacheHints>;
  readonly tags: EntityTags;
  readonly store: CacheStore;
  readonly drops: DropLog;
  readonly settings: Settings;
  identityOf(client: Client): CacheIdentity;
};

function answerCaching(parts: Parts): AnswerCaching {
  const { supergraph, hints, tags, store, drops, settings } = parts;
  const maximumCharacters = settings.cacheValueBytes;
  const rulesFor = (schema: GraphQLSchema): PolicyRules => ({
    hints,
    schema,
    isGuarded: supergraph.isGuarded,
    defaultSeconds: settings.cacheDefaultSeconds,
    maximumSeconds: settings.cacheMaximumSeconds,
  });
  const { id: generation, schema, subgraphs } = supergraph;
  const rules = rulesFor(schema);
  const entities = entityCaching({
    generation,
    store,
    drops,
    hints,
    tags,
    supergraph: schema,
    rules,
    maximumCharacters,
  });
  const responses = responseCache({ subgraphs, store, drops, maximumCharacters });
  const cachingOf = operationCachings(hints, tags, rulesFor);
  return {
    version: () => drops.now(),
    answer: async (asked, { client, variables }, execute) => {
      const kind = asked.operation.operation;
      if (kind === OperationTypeNode.MUTATION) {
        const result = await execute(undefined);
        await afterWrite(parts, client, (found) => cachingOf(asked).readEntities(result.data, found));
        return result;
      }
      const control = controlOf(client);
      if (kind !== OperationTypeNode.QUERY || control.includes('no-store')) return execute(undefined);
      const operation = beginOperation(parts, { client, variables, mayRead: !/no-cache|max-age=0/.test(control) });
      const caching = cachingOf(asked);
      if (caching.policy.maxAgeSeconds === 0) return execute(entities.bind(operation));
      const answering = { asked, caching, operation };
      const found = await responses.find(answering);
      return found ?? responses.keep(answering, await execute(entities.bind(operation)));
    },
  };
}

type Beginning = Pick<CachedOperation, 'variables' | 'mayRead'> & { readonly client: Client };

function beginOperation({ drops, identityOf }: Parts, { client, variables, mayRead }: Beginning): CachedOperation {
  const identity = identityOf(client);
  let freshUntil = Number.POSITIVE_INFINITY;
  return {
    identity,
    variables,
    mayRead,
    since: drops.now(),
    get writeMark() {
      return markOf(identity.writer);
    },
    used: ({ expiresAt }) => {
      freshUntil = Math.min(freshUntil, expiresAt);
    },
    freshUntil: () => freshUntil,
  };
}

/** What a request says of caches. Browsers open every socket with `no-cache`, which says nothing of what is asked on it. */
function controlOf({ headers }: Client): string {
  return headers.upgrade === undefined ? (headers['cache-control'] ?? '') : '';
}

/**
 * What a mutation answers with has changed, and whoever sent it must see so. Events that say the same to everybody come a
 * little later; until then the writer reads past what is kept.
 */
async function afterWrite(
  { store, drops, settings, identityOf }: Parts,
  client: Client,
  readEntities: (tags: Set<string>) => void,
): Promise<void> {
  const found = new Set<string>();
  readEntities(found);
  const dropped = [...found];
  if (dropped.length > 0) {
    drops.add(dropped);
    await store.drop(dropped);
    cacheDrops.inc({ cause: 'mutation' }, dropped.length);
  }
  const mark = markOf(identityOf(client).writer);
  if (mark === null) return;
  const storedAt = Date.now();
  const expiresAt = storedAt + settings.cacheAfterWriteSeconds * 1000;
  if (expiresAt > storedAt) await store.write([{ key: mark, kept: { text: '', storedAt, expiresAt }, tags: [] }]);
}

function markOf(writer: string | null): string | null {
  return writer === null ? null : `written ${writer}`;
}
