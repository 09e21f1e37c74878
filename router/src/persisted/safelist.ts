import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Logger } from '@caravan/telemetry/logger';
import { GraphQLError } from 'graphql';
import { normalHash, readManifest, sha256 } from './manifests.ts';

/** The operations that manifests list. */
export type Safelist = {
  documentOf(id: string): string | undefined;
  has(document: string): boolean;
  /** Those in files. */
  documents(): readonly string[];
  stop(): void;
};

type Options = {
  readonly files: readonly string[];
  /** Listed besides those in files. */
  readonly documents: readonly string[];
  readonly pollMs: number;
  readonly logger: Logger;
};

/**
 * Reads manifests, and reads them again when they change.
 *
 * @throws Error when a file cannot be read at the start. One that cannot be read later leaves the list as it was.
 */
export async function openSafelist({ files, documents, pollMs, logger }: Options): Promise<Safelist> {
  let listed = await readListed(files, documents);
  let turn = Promise.resolve();
  const reload = async () => {
    try {
      listed = await readListed(files, documents);
      logger.info({ operations: listed.byId.size }, 'the safelist was read again');
    } catch (error) {
      logger.error({ err: error }, 'the changed safelist cannot be read; the old one stays');
    }
  };
  const onChange = () => {
    turn = turn.then(reload);
  };
  if (pollMs > 0) for (const file of files) watchFile(file, { interval: pollMs, persistent: false }, onChange);
  return {
    documentOf: (id) => listed.byId.get(id),
    has: (document) => listed.hashes.has(sha256(document)) || isListedOtherwise(listed, document),
    documents: () => listed.inFiles,
    stop: () => {
      for (const file of files) unwatchFile(file, onChange);
    },
  };
}

type Listed = {
  /** By the ids of the manifests, and by SHA-256 of the texts. */
  readonly byId: ReadonlyMap<string, string>;
  readonly hashes: ReadonlySet<string>;
  readonly normalHashes: ReadonlySet<string>;
  readonly inFiles: readonly string[];
};

async function readListed(files: readonly string[], documents: readonly string[]): Promise<Listed> {
  const inFiles = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).flatMap(readManifest);
  const operations = [...documents.map((document) => ({ id: sha256(document), document })), ...inFiles];
  const hashed = operations.map(({ document }) => [sha256(document), document] as const);
  return {
    byId: new Map([...hashed, ...operations.map(({ id, document }) => [id, document] as const)]),
    hashes: new Set(hashed.map(([hash]) => hash)),
    normalHashes: new Set(operations.map(({ document }) => normalHash(document))),
    inFiles: inFiles.map(({ document }) => document),
  };
}

function isListedOtherwise({ normalHashes }: Listed, document: string): boolean {
  try {
    return normalHashes.size > 0 && normalHashes.has(normalHash(document));
  } catch (error) {
    // What cannot be split into tokens is no document.
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}
