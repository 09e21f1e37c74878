import type { Readable } from 'node:stream';
import type { Result } from '@caravan/core/result';
import { type FileRoute, fileRoutes } from './file-routes.ts';
import { openFolder } from './folder.ts';
import { createLinks, type FileAction } from './links.ts';
import { type Bucket, openBucket } from './s3.ts';

export type StoredFile = {
  /** UUID. */
  readonly id: string;
  /** As its owner calls it; no path. */
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly createdAt: Date;
};

export type FileTooLarge = { kind: 'FileTooLarge'; maximumBytes: number };
/** A file is written once; a second upload by the same link is refused. */
export type FileExists = { kind: 'FileExists'; fileId: string };

export type NewFile = {
  readonly contentType: string;
  readonly name: string;
  /** Chosen before, for an upload link; a new one by default. */
  readonly id?: string;
  /** By default the store's. */
  readonly maximumBytes?: number;
};

/** Files, in a folder or in S3. They are never changed. */
export type FileStore = {
  /** Streams a file in; it can be opened when, and only when, it is complete. */
  put(content: AsyncIterable<Uint8Array>, file: NewFile): Promise<Result<StoredFile, FileTooLarge | FileExists>>;
  /** Null when there is none (yet). */
  find(fileId: string): Promise<StoredFile | null>;
  /** Null when there is none (yet). Whoever opens reads to the end or destroys. */
  open(fileId: string): Promise<{ file: StoredFile; content: Readable } | null>;
  remove(fileId: string): Promise<void>;
  /**
   * A link for one file and one action. Who has it needs no other right, so give it only to who may.
   *
   * @param options.maximumBytes - Largest upload by this link; by default the store's.
   */
  signedUrl(fileId: string, action: FileAction, seconds: number, options?: { maximumBytes?: number }): string;
  /** What the links point to: `GET` and `PUT /files/:fileId`. */
  readonly routes: readonly FileRoute[];
};

/** Where the bytes are; what is done with them by link is the same everywhere. */
export type FilePlace = Pick<FileStore, 'put' | 'find' | 'open' | 'remove'>;

/**
 * Opens the files of a local folder, or of a bucket.
 *
 * @param options.folder - Where they lie when there is no `s3`.
 * @param options.secret - Signs links; all processes that make or serve them share it.
 * @param options.baseUrl - Address under which clients reach the routes.
 * @param options.maximumBytes - Largest file, 32 MiB by default.
 */
export function openFileStore(options: {
  folder: string;
  s3?: Bucket | undefined;
  secret: string;
  baseUrl: string | (() => string);
  maximumBytes?: number;
  now?(): Date;
}): FileStore {
  const now = options.now ?? (() => new Date());
  const limits = { maximumBytes: options.maximumBytes ?? 33_554_432, now };
  const place = options.s3 ? openBucket({ ...options.s3, ...limits }) : openFolder({ path: options.folder, ...limits });
  const links = createLinks({ secret: options.secret, now });
  const baseUrl = () => (typeof options.baseUrl === 'string' ? options.baseUrl : options.baseUrl());
  return {
    ...place,
    signedUrl: (fileId, action, seconds, { maximumBytes } = {}) =>
      new URL(links.sign({ fileId, action, seconds, maximumBytes: maximumBytes ?? null }), baseUrl()).href,
    routes: fileRoutes(place, links),
  };
}
