import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { invariant } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { fail, ok } from '@caravan/core/result';
import { type Description, parseDescription } from './description.ts';
import { isFileId } from './file-id.ts';
import type { FilePlace, NewFile, StoredFile } from './file-store.ts';
import { type Measured, measured } from './measured.ts';

export type Bucket = {
  readonly bucket: string;
  readonly endpoint?: string | undefined;
  readonly region: string;
  /** Absent: as the AWS client finds them, such as the machine's role. */
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly forcePathStyle: boolean;
  readonly timeoutMs: number;
};

/** The least that S3 allows; one upload holds two of them in memory at most. */
const partBytes = 5 * 1_024 * 1_024;
const tries = 5;

/**
 * Files in a bucket, as objects `files/<last two digits of the id>/<id>.<random>`, and `<id>.json`, which names the content
 * and makes the file exist. The latter is written only where none is (`If-None-Match: *`), so the store has to heed that
 * header; one that does not is found out before the first file is taken.
 *
 * What uploads leave behind that a crash cut off is for a lifecycle rule of the bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function openBucket(options: Bucket & { maximumBytes: number; now(): Date }): FilePlace {
  const store: Store = { client: clientOf(options), bucket: options.bucket };
  const checked = onceItWorks(() => checkConditionalWrites(store));
  const describe = async (fileId: string) => {
    const object = await get(store, `${placeOf(fileId)}.json`);
    return object && parseDescription(await object.transformToString());
  };
  return {
    find: async (fileId) => (await describe(fileId))?.file ?? null,
    async put(content, file) {
      await checked();
      return put(store, content, { maximumBytes: options.maximumBytes, createdAt: options.now(), ...file });
    },
    async open(fileId) {
      const described = await describe(fileId);
      const content = described && (await get(store, contentOf(fileId, described)));
      if (!content) return null;
      invariant(content instanceof Readable, 'Node gets a stream of its own kind');
      return { file: described.file, content };
    },
    async remove(fileId) {
      const described = await describe(fileId);
      if (!described) return;
      await remove(store, `${placeOf(fileId)}.json`);
      await remove(store, contentOf(fileId, described));
    },
  };
}

type Store = { readonly client: S3Client; readonly bucket: string };

function clientOf({ endpoint, region, accessKeyId, secretAccessKey, forcePathStyle, timeoutMs }: Bucket): S3Client {
  return new S3Client({
    region,
    forcePathStyle,
    ...(endpoint && { endpoint }),
    ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
    // Checksums in trailers are refused by many stores; what we keep has its SHA-256 beside it.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  });
}

function placeOf(fileId: string): string {
  invariant(isFileId(fileId), 'a file id is a lower-case UUID');
  return `files/${fileId.slice(-2)}/${fileId}`;
}

function contentOf(fileId: string, { content }: Description): string {
  return `files/${fileId.slice(-2)}/${content}`;
}

async function put(
  store: Store,
  content: AsyncIterable<Uint8Array>,
  { id = newId(), maximumBytes, ...about }: NewFile & { maximumBytes: number; createdAt: Date },
): ReturnType<FilePlace['put']> {
  const place = placeOf(id);
  const token = randomUUID();
  const written = await receive(store, `${place}.${token}`, measured(content, maximumBytes));
  if (!written) return fail({ kind: 'FileTooLarge', maximumBytes });
  const { name, contentType, createdAt } = about;
  const file: StoredFile = { id, name, contentType, ...written, createdAt };
  if (await appear(store, `${place}.json`, { file, content: `${id}.${token}` })) return ok(file);
  await remove(store, `${place}.${token}`);
  return fail({ kind: 'FileExists', fileId: id });
}

/** Null when there is more than allowed. Of that, and of a stream that breaks off, no object is made. */
async function receive(store: Store, key: string, { chunks, isTooLarge, result }: Measured) {
  async function* whole() {
    yield* chunks;
    if (isTooLarge()) throw new Error('the file is too large');
  }
  const upload = new Upload({
    client: store.client,
    params: { Bucket: store.bucket, Key: key, Body: Readable.from(whole(), { objectMode: false }) },
    partSize: partBytes,
    queueSize: 1,
  });
  try {
    await upload.done();
  } catch (error) {
    if (!isTooLarge()) throw error;
  }
  return result();
}

/** Of two uploads to one id, the first to be complete wins. */
async function appear(store: Store, key: string, description: Description): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const status = await putIfAbsent(store, key, JSON.stringify(description));
    if (status === 'written') return true;
    if (status === 'conflict' && attempt < tries) continue;
    // It may be our own, when the answer to an earlier try was lost.
    const there = await get(store, key);
    return there !== null && parseDescription(await there.transformToString()).content === description.content;
  }
}

/** `conflict`: two wrote at once, and S3 says to try again. */
async function putIfAbsent({ client, bucket }: Store, key: string, text: string) {
  try {
    const type = 'application/json';
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: text, ContentType: type, IfNoneMatch: '*' }),
    );
    return 'written';
  } catch (error) {
    const status = statusOf(error);
    if (status === 412) return 'exists';
    if (status === 409) return 'conflict';
    throw error;
  }
}

async function get({ client, bucket }: Store, key: string) {
  try {
    return (await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))).Body ?? null;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

async function remove({ client, bucket }: Store, key: string): Promise<void> {
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}

/** @throws Error for a store that would let one upload replace another. Makes the bucket when it is not there. */
async function checkConditionalWrites(store: Store): Promise<void> {
  const write = () => putIfAbsent(store, 'files/check', '{}');
  try {
    await write();
  } catch (error) {
    if (!(error instanceof S3ServiceException) || error.name !== 'NoSuchBucket') throw error;
    await makeBucket(store);
    await write();
  }
  if ((await write()) === 'written')
    throw new Error('The S3 store ignores If-None-Match, so one upload could replace another: use one that heeds it.');
}

async function makeBucket({ client, bucket }: Store): Promise<void> {
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
  } catch (error) {
    // Another process was faster.
    if (!(error instanceof S3ServiceException) || error.name !== 'BucketAlreadyOwnedByYou') throw error;
  }
}

/** Runs it until it has succeeded once; whoever asks meanwhile waits for the same run. */
function onceItWorks(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run().catch((error: unknown) => {
      running = undefined;
      throw error;
    });
    return running;
  };
}
