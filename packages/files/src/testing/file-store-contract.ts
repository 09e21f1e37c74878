import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { newId } from '@caravan/core/ids';
import { fail } from '@caravan/core/result';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FileRequest } from '../file-routes.ts';
import type { FileStore } from '../file-store.ts';

export type StoreUnderTest = {
  /** Of files of 1,000 bytes at most, at http://127.0.0.1:4000. */
  open(options: { secret: string; now(): Date }): FileStore;
  /** What uploads that did not succeed have left behind. */
  leftovers(): Promise<readonly string[]>;
};

/** What every file store promises; call it at the top of a test file. */
export function fileStoreContract(store: StoreUnderTest): void {
  let clock: Date;
  let files: FileStore;
  const now = () => clock;
  const set = (time: Date) => {
    clock = time;
  };
  const openWith = (secret: string) => store.open({ secret, now });
  const leftovers = () => store.leftovers();
  beforeEach(() => {
    set(new Date('2026-11-21T10:00:00Z'));
    files = openWith('secret');
  });

  const stream = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

  function request(method: 'GET' | 'PUT', url: string, more: Partial<FileRequest> = {}) {
    const { pathname, searchParams } = new URL(url);
    const route = files.routes.find((candidate) => candidate.method === method);
    if (!route) throw new Error('no such route');
    return route.handle({
      headers: {},
      params: { fileId: decodeURIComponent(pathname.replace('/files/', '')) },
      query: Object.fromEntries(searchParams),
      body: Buffer.alloc(0),
      ...more,
    });
  }

  const upload = (url: string, body: string, headers: FileRequest['headers'] = {}) =>
    request('PUT', url, { body: stream(body), headers });

  describe('the store', () => {
    test('streams a file in and out, and knows its size and hash', async () => {
      const stored = await files.put(stream('hel', 'lo'), { contentType: 'text/plain', name: 'greeting.txt' });
      if (!stored.ok) throw new Error('refused');
      expect(stored.value).toMatchObject({
        name: 'greeting.txt',
        sizeBytes: 5,
        sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
        createdAt: now(),
      });
      const opened = await files.open(stored.value.id);
      expect(opened && (await text(opened.content))).toBe('hello');
      expect(opened?.file).toEqual(stored.value);
      await files.remove(stored.value.id);
      expect(await files.open(stored.value.id)).toBeNull();
    });

    test('refuses what is too large and keeps nothing of it', async () => {
      let read = 0;
      async function* endless() {
        for (;;) {
          read += 400;
          yield Buffer.alloc(400);
        }
      }
      const id = newId();
      const refused = await files.put(endless(), { id, contentType: 'text/plain', name: 'x' });
      expect(refused).toEqual(fail({ kind: 'FileTooLarge', maximumBytes: 1_000 }));
      expect(read).toBe(1_200);
      expect([await files.find(id), await leftovers()]).toEqual([null, []]);
    });

    test('keeps nothing of a file whose stream breaks off', async () => {
      async function* broken() {
        yield Buffer.from('half');
        throw new Error('connection reset');
      }
      const id = newId();
      await expect(files.put(broken(), { id, contentType: 'text/plain', name: 'x' })).rejects.toThrow(
        'connection reset',
      );
      expect([await files.find(id), await leftovers()]).toEqual([null, []]);
    });

    test('of several uploads to one id exactly one wins, whole', async () => {
      const id = newId();
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          files.put(stream(`${index}`.repeat(9)), { id, contentType: 'text/plain', name: `${index}` }),
        ),
      );
      const winners = outcomes.filter((outcome) => outcome.ok);
      expect(winners).toHaveLength(1);
      const opened = await files.open(id);
      expect(opened && (await text(opened.content))).toBe(winners[0]?.value.name.repeat(9));
    });

    test.each(['../../etc/passwd', '..', '', 'incoming', `${newId()}/../x`, newId().toUpperCase(), `${newId()}\n`])(
      'an id that is no UUID is a bug: %j',
      async (id) => {
        await expect((async () => files.open(id))()).rejects.toThrow('a file id is a lower-case UUID');
      },
    );
  });

  describe('links', () => {
    test('upload once, then download', async () => {
      const id = newId();
      const link = files.signedUrl(id, 'upload', 60);
      const headers = {
        'content-type': 'text/csv; charset=utf-8',
        'x-file-name': encodeURIComponent("C:\\data\\prix d'été.csv"),
      };
      expect(await upload(link, 'a,b', headers)).toMatchObject({ status: 201 });
      expect(await upload(link, 'c,d')).toMatchObject({ status: 409 });
      const { status, headers: sent, body } = await request('GET', files.signedUrl(id, 'download', 60));
      expect(status).toBe(200);
      expect(await text(body as Readable)).toBe('a,b');
      expect(sent).toMatchObject({
        'content-type': 'text/csv; charset=utf-8',
        'content-length': '3',
        'content-disposition': "attachment; filename*=UTF-8''prix%20d%27%C3%A9t%C3%A9.csv",
        'x-content-type-options': 'nosniff',
      });
    });

    test('an upload that the server did not stream is taken too', async () => {
      const id = newId();
      await request('PUT', files.signedUrl(id, 'upload', 60), { body: Buffer.from('whole') });
      expect(await files.find(id)).toMatchObject({ sizeBytes: 5, name: id, contentType: 'application/octet-stream' });
    });

    test('work until they expire, not longer', async () => {
      const link = files.signedUrl(newId(), 'download', 60);
      set(new Date('2026-11-21T10:00:59Z'));
      expect(await request('GET', link)).toMatchObject({ status: 404 });
      set(new Date('2026-11-21T10:01:00Z'));
      expect(await request('GET', link)).toMatchObject({ status: 403, body: '{"message":"The link has expired."}' });
    });

    test.each<[string, (link: URL) => void]>([
      [
        'another file',
        (link) => {
          link.pathname = `/files/${newId()}`;
        },
      ],
      [
        'a path',
        (link) => {
          link.pathname = `/files/${encodeURIComponent('../../secrets.json')}`;
        },
      ],
      ['a later expiry', (link) => link.searchParams.set('expires', '9999999999')],
      ['no expiry', (link) => link.searchParams.delete('expires')],
      ['a larger maximum', (link) => link.searchParams.set('maximum', '999999')],
      ['no maximum', (link) => link.searchParams.delete('maximum')],
      ['another signature', (link) => link.searchParams.set('signature', 'A'.repeat(43))],
      ['a short signature', (link) => link.searchParams.set('signature', 'AAAA')],
      ['no signature', (link) => link.searchParams.delete('signature')],
    ])('are refused with %s', async (_what, change) => {
      const link = new URL(files.signedUrl(newId(), 'upload', 60, { maximumBytes: 10 }));
      change(link);
      expect(await upload(link.href, 'x')).toMatchObject({ status: 403, body: '{"message":"The link is not valid."}' });
    });

    test('allow one action, and only with our secret', async () => {
      const id = newId();
      expect(await upload(files.signedUrl(id, 'download', 60), 'x')).toMatchObject({ status: 403 });
      expect(await request('GET', files.signedUrl(id, 'upload', 60))).toMatchObject({ status: 403 });
      expect(await upload(openWith('other').signedUrl(id, 'upload', 60), 'x')).toMatchObject({ status: 403 });
      expect(await files.find(id)).toBeNull();
    });

    test('set the largest upload, announced or not', async () => {
      const id = newId();
      const link = files.signedUrl(id, 'upload', 60, { maximumBytes: 3 });
      expect(await upload(link, 'four', { 'content-length': '4' })).toMatchObject({ status: 413 });
      expect(await upload(link, 'four')).toMatchObject({ status: 413 });
      expect(await upload(link, 'abc')).toMatchObject({ status: 201 });
    });

    test('a name or type that is not one does no harm', async () => {
      const id = newId();
      await upload(files.signedUrl(id, 'upload', 60), 'x', {
        'content-type': 'text/html\r\nevil: 1',
        'x-file-name': '%E0%A4%A',
      });
      expect(await files.find(id)).toMatchObject({ name: id, contentType: 'application/octet-stream' });
    });
  });
}
