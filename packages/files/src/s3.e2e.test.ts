import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ListMultipartUploadsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { newId } from '@caravan/core/ids';
import { type S3Peer, startS3Peer, withoutS3 } from '@caravan/testkit/s3-peer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFileStore } from './file-store.ts';
import type { Bucket } from './s3.ts';
import { fileStoreContract } from './testing/file-store-contract.ts';

if (withoutS3) console.log(`Files in S3 are not tested: this ${withoutS3}.`);

describe.skipIf(withoutS3)('files in a bucket of an S3-compatible store', () => {
  const credentials = { accessKeyId: 'a-key', secretAccessKey: 'a-secret-of-the-store' };
  let peer: S3Peer;
  let bucket: Bucket;
  let client: S3Client;
  beforeAll(async () => {
    peer = await startS3Peer(credentials);
    bucket = {
      bucket: 'caravan-files',
      region: 'us-east-1',
      endpoint: peer.endpoint,
      forcePathStyle: true,
      timeoutMs: 10_000,
      ...credentials,
    };
    client = new S3Client({ region: 'us-east-1', endpoint: peer.endpoint, forcePathStyle: true, credentials });
  }, 600_000);
  afterAll(async () => {
    client.destroy();
    await peer.stop();
  });

  const open = (options: { secret?: string; now?(): Date; maximumBytes?: number; s3?: Partial<Bucket> } = {}) =>
    openFileStore({
      folder: '/nowhere',
      secret: 'secret',
      baseUrl: 'http://127.0.0.1:4000',
      maximumBytes: 1_000,
      ...options,
      s3: { ...bucket, ...options.s3 },
    });
  const keys = async (): Promise<string[]> => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket.bucket }));
    return Contents.map(({ Key = '' }) => Key);
  };
  /** Contents without a description, and uploads that were begun and neither completed nor given up. */
  const leftovers = async () => {
    const all = await keys();
    const described = new Set(all.filter((key) => key.endsWith('.json')).map((key) => key.slice(0, -'.json'.length)));
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket.bucket }));
    const orphans = all.filter((key) => /\.[\w-]{36}$/.test(key) && !described.has(key.replace(/\.[\w-]{36}$/, '')));
    return [...orphans, ...Uploads.map(({ Key = '' }) => Key)];
  };

  fileStoreContract({ open, leftovers });

  const megabytes = 1_024 * 1_024;
  async function* chunksOf(total: number) {
    for (let sent = 0; sent < total; sent += 65_536) yield Buffer.alloc(65_536, sent / 65_536);
  }

  test('a file of many parts comes back as it was', async () => {
    const files = open({ maximumBytes: 32 * megabytes });
    const stored = await files.put(chunksOf(12 * megabytes), { contentType: 'text/csv', name: 'large' });
    if (!stored.ok) throw new Error('refused');
    expect(stored.value.sizeBytes).toBe(12 * megabytes);
    const opened = await files.open(stored.value.id);
    if (!opened) throw new Error('not there');
    expect((await buffer(opened.content)).equals(await buffer(Readable.from(chunksOf(12 * megabytes))))).toBe(true);
    await files.remove(stored.value.id);
    expect((await keys()).filter((key) => key.includes(stored.value.id))).toEqual([]);
  });

  test('of a file of many parts that is too large, or breaks off, nothing is left', async () => {
    const files = open({ maximumBytes: 11 * megabytes });
    const about = { contentType: 'text/csv', name: 'large' };
    expect(await files.put(chunksOf(12 * megabytes), about)).toMatchObject({ ok: false });
    async function* broken() {
      yield* chunksOf(10 * megabytes);
      throw new Error('connection reset');
    }
    await expect(files.put(broken(), about)).rejects.toThrow('connection reset');
    expect(await leftovers()).toEqual([]);
  });

  test('a store that is away is an error in time', async () => {
    const away = open({ s3: { endpoint: 'http://127.0.0.1:9', timeoutMs: 500 } });
    const about = { contentType: 'text/plain', name: 'x' };
    await expect(away.put(Readable.from([Buffer.from('x')]), about)).rejects.toThrow();
    await expect(away.find(newId())).rejects.toThrow();
  });
});

test('a store that would let one upload replace another is refused before the first file', async () => {
  const requests: string[] = [];
  const careless = createServer((request, response) => {
    requests.push(`${request.method} ${request.url?.split('?')[0]}`);
    request.resume().on('end', () => response.writeHead(200).end());
  });
  await new Promise<void>((resolve) => careless.listen(0, '127.0.0.1', resolve));
  const files = openFileStore({
    folder: '/nowhere',
    secret: 'secret',
    baseUrl: 'http://127.0.0.1:4000',
    s3: {
      bucket: 'b',
      endpoint: `http://127.0.0.1:${(careless.address() as AddressInfo).port}`,
      region: 'us-east-1',
      forcePathStyle: true,
      accessKeyId: 'k',
      secretAccessKey: 's',
      timeoutMs: 5_000,
    },
  });
  const put = files.put(Readable.from([Buffer.from('x')]), { contentType: 'text/plain', name: 'x' });
  await expect(put).rejects.toThrow('ignores If-None-Match');
  expect(requests).toEqual(['PUT /b/files/check', 'PUT /b/files/check']);
  careless.closeAllConnections();
  careless.close();
});
