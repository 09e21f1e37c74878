import type { Configuration } from '@caravan/config/configuration';
import type { Logger } from '@caravan/telemetry/logger';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { badRequest, type GraphqlRequest } from '../execution/request.ts';
import { sha256 } from './manifests.ts';
import { openSafelist, type Safelist } from './safelist.ts';

/** The text of an operation that a request names or brings. */
export type ResolvedOperation = {
  readonly query: string;
  readonly isListed: boolean;
  /** To be called when the document was found good: only then is it kept under its hash. */
  keep(): void;
};

export type PersistedOperations = {
  resolve(request: GraphqlRequest): ResolvedOperation | GraphQLError;
  /** Why an operation that no manifest lists is refused; null where it may run. */
  refusal(resolved: ResolvedOperation, introspectsOnly: boolean): GraphQLError | null;
  /** What manifests list, to be planned ahead. */
  documents(): readonly string[];
  stop(): void;
};

type Settings = Pick<
  Configuration['router'],
  'persistedQueries' | 'persistedQueryBytes' | 'safelistFiles' | 'safelistMode' | 'safelistPollMs'
>;

type Options = {
  readonly settings: Settings;
  /** Operations of our own, such as the explorer's examples: they are listed without a manifest. */
  readonly documents: readonly string[];
  readonly logger: Logger;
};

/** A document takes at most so much of the memory for all, so that one client cannot make the others' forgotten. */
const largestShare = 0.1;

/**
 * Operations that clients name instead of sending them: automatic persisted queries
 * (https://github.com/apollographql/apollo-link-persisted-queries) and `documentId` of GraphQL over HTTP, for which the
 * manifests of the safelist count as sent.
 */
export async function openPersistedOperations({ settings, documents, logger }: Options): Promise<PersistedOperations> {
  const { safelistMode, safelistFiles, safelistPollMs } = settings;
  const safelist = await openSafelist({ files: safelistFiles, documents, pollMs: safelistPollMs, logger });
  const sent = keptDocuments(settings);
  const isEnforced = safelistMode === 'enforce';
  const missing = sent || safelistFiles.length > 0 ? notFound() : notSupported();
  const find = (id: string) => safelist.documentOf(id) ?? (isEnforced ? undefined : sent?.get(id));
  return {
    resolve: (request) => {
      const { extensions, documentId } = request;
      const hash = readHash(extensions.persistedQuery);
      if (hash instanceof GraphQLError) return hash;
      const id = hash ?? documentId?.replace(/^sha256:/, '');
      const query = request.query || undefined;
      if (query === undefined) return id === undefined ? noQuery() : (named(find(id), safelist) ?? missing);
      if (hash !== undefined && hash !== sha256(query)) return wrongHash();
      const keep = hash === undefined || isEnforced ? keepNothing : () => sent?.set(hash, query);
      return { query, keep, isListed: safelistMode !== 'off' && safelist.has(query) };
    },
    refusal: ({ query, isListed }, introspectsOnly) => {
      if (safelistMode === 'off' || isListed || introspectsOnly) return null;
      if (isEnforced) return notListed();
      logger.warn({ hash: sha256(query) }, 'an operation that no manifest lists');
      return null;
    },
    documents: safelist.documents,
    stop: safelist.stop,
  };
}

function keptDocuments({ persistedQueries, persistedQueryBytes }: Settings): LRUCache<string, string> | null {
  if (!persistedQueries) return null;
  return new LRUCache({
    maxSize: persistedQueryBytes,
    maxEntrySize: Math.ceil(persistedQueryBytes * largestShare),
    // A text takes one or two bytes per character, and its hash and place take some, too.
    sizeCalculation: (document) => 2 * document.length + 400,
  });
}

function named(document: string | undefined, safelist: Safelist): ResolvedOperation | null {
  if (document === undefined) return null;
  return { query: document, isListed: safelist.has(document), keep: keepNothing };
}

const keepNothing = () => {};

/** `{version: 1, sha256Hash}`; undefined where the request has none. */
function readHash(extension: unknown): string | undefined | GraphQLError {
  if (extension === undefined || extension === null) return undefined;
  const { version, sha256Hash } = extension as { version?: unknown; sha256Hash?: unknown };
  if (version !== 1) return badRequest('Persisted queries are served in version 1.');
  if (typeof sha256Hash !== 'string' || sha256Hash === '') return badRequest('`sha256Hash` is a text.');
  return sha256Hash;
}

/** Clients of Apollo know it by its message and code, and send the document. */
function notFound(): GraphQLError {
  return new GraphQLError('PersistedQueryNotFound', { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } });
}

/** They stop asking by hash. */
function notSupported(): GraphQLError {
  return new GraphQLError('PersistedQueryNotSupported', { extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } });
}

function notListed(): GraphQLError {
  return new GraphQLError('This operation is not one of those that may run here.', {
    extensions: { code: 'FORBIDDEN' },
  });
}

function wrongHash(): GraphQLError {
  return badRequest('The provided sha does not match the query.');
}

function noQuery(): GraphQLError {
  return badRequest('A request needs a `query`, or the id of a persisted one.');
}
