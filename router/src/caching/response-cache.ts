import { hash } from 'node:crypto';
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { responseLookups } from '../telemetry/router-metrics.ts';
import type { CacheHints } from './cache-hints.ts';
import type { CacheStore, Kept } from './cache-store.ts';
import type { DropLog } from './drop-log.ts';
import { type EntityReader, entityReader, writtenReader } from './entities-within.ts';
import type { CachedOperation } from './entity-cache.ts';
import type { EntityTags } from './entity-tags.ts';
import { resultOf, withFreshness } from './freshness.ts';
import { type CachePolicy, fragmentsOf, operationPolicy, type PolicyRules, uncacheable } from './policy.ts';

/** An operation of a client, as far as its answer depends on it. */
export type AskedOperation = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** What the client may see. */
  readonly schema: GraphQLSchema;
  /** Tells apart what answers differ by: generation, contract, document, operation, variables. */
  key(): string;
};

/** What holds for every use of one operation. */
export type OperationCaching = {
  readonly policy: CachePolicy;
  /** Of a query what its answer holds, of a mutation what its answer outdates. */
  readonly readEntities: EntityReader;
};

type Options = {
  readonly subgraphs: readonly string[];
  readonly store: CacheStore;
  readonly drops: DropLog;
  readonly maximumCharacters: number;
};

type Answering = {
  readonly asked: AskedOperation;
  readonly caching: OperationCaching;
  readonly operation: CachedOperation;
};

export type ResponseCache = {
  find(answering: Answering): Promise<ExecutionResult | null>;
  /** Keeps the answer if it may be kept; what is given back knows its freshness. */
  keep(answering: Answering, result: ExecutionResult): ExecutionResult;
};

/** Keeps whole answers without errors. */
export function responseCache({ subgraphs, store, drops, maximumCharacters }: Options): ResponseCache {
  const keyOf = ({ asked, caching: { policy }, operation: { identity } }: Answering) => {
    const headers = subgraphs.map((subgraph) => identity.headers(subgraph, policy.isPrivate)).join(' ');
    const asker = policy.isPrivate ? identity.whole : '';
    return hash('sha256', `response ${asker} ${headers} ${asked.key()}`, 'base64url');
  };
  return {
    find: async (answering) => {
      const { operation, caching } = answering;
      if (!operation.mayRead) return null;
      const { writeMark } = operation;
      const key = keyOf(answering);
      const [kept, written] = await store.read(writeMark === null ? [key] : [key, writeMark]);
      const isHit = kept !== undefined && written === undefined;
      responseLookups.inc({ outcome: isHit ? 'hit' : 'miss' });
      return isHit ? resultOf({ ...freshnessIn(kept, caching.policy), body: kept.text }) : null;
    },
    keep: (answering, result) => {
      const { caching, operation } = answering;
      if (result.errors?.length || !result.data || result.extensions) return result;
      const storedAt = Date.now();
      const expiresAt = Math.min(storedAt + caching.policy.maxAgeSeconds * 1000, operation.freshUntil());
      const tags = new Set<string>();
      caching.readEntities(result.data, tags);
      const isCurrent = drops.isCurrent(tags, operation.since);
      const kept: Kept = { text: JSON.stringify(result), storedAt, expiresAt };
      if (isCurrent && expiresAt > storedAt && kept.text.length <= maximumCharacters) {
        void store.write([{ key: keyOf(answering), kept, tags: [...tags] }]);
      }
      return withFreshness(result, { ...freshnessIn(kept, caching.policy), body: kept.text });
    },
  };
}

/** Worked out once per operation and kept as long as its document is. */
export function operationCachings(
  hints: CacheHints,
  tags: EntityTags,
  rulesFor: (schema: GraphQLSchema) => PolicyRules,
): (asked: Pick<AskedOperation, 'document' | 'operation' | 'schema'>) => OperationCaching {
  const known = new WeakMap<OperationDefinitionNode, OperationCaching>();
  return ({ document, operation, schema }) => {
    const found = known.get(operation);
    if (found) return found;
    const root = schema.getRootType(operation.operation);
    const selected = { type: root?.name ?? '', set: operation.selectionSet, fragments: fragmentsOf(document) };
    const graph = { schema, hints, tags };
    const isMutation = operation.operation === OperationTypeNode.MUTATION;
    const caching = {
      policy: isMutation ? uncacheable : operationPolicy(rulesFor(schema), selected),
      readEntities: isMutation ? writtenReader(graph, selected) : entityReader(graph, selected),
    };
    known.set(operation, caching);
    return caching;
  };
}

/** What is left of the policy where a part of the answer had been kept for a while already. */
function freshnessIn({ storedAt, expiresAt }: Kept, { isPrivate }: CachePolicy) {
  return { storedAt, policy: { maxAgeSeconds: Math.max(0, Math.floor((expiresAt - storedAt) / 1000)), isPrivate } };
}
