import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { restoreFiles } from './files.ts';
import { writeCompressed } from './folder.ts';
import { type Manifest, readManifest, writeManifest } from './manifest.ts';

let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'caravan-hostile-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const file = { path: 'payments/refunds.copy.zst', bytes: 1, sha256: '0' };
const sequence = {
  schema: 'payments',
  name: 'numbers',
  definition: 'as bigint increment 1 minvalue 1 maxvalue 9223372036854775807 start 1 cache 1 no cycle',
  lastValue: '1',
  isCalled: false,
};

const manifestWith = (changed: { path?: string; definition?: string }): Manifest => ({
  format: 1,
  caravan: '0.1.0',
  postgres: '18.1',
  takenAt: '2026-11-21T00:00:00.000Z',
  pause: { longestMs: 1, attempts: 1 },
  parts: [
    {
      name: 'payments',
      migrations: [],
      jobMigrations: [],
      tables: [
        {
          schema: 'payments',
          name: 'refunds',
          columns: ['id'],
          rows: 0,
          digest: '0',
          file: { ...file, path: changed.path ?? file.path },
        },
      ],
      sequences: [{ ...sequence, definition: changed.definition ?? sequence.definition }],
    },
  ],
  kafkaLog: null,
  files: { leftOut: 'as was asked for' },
  secrets: {},
});

test.each([
  ['a path out of the folder', { path: '../secrets.json' }],
  ['a path out of a folder in it', { path: 'payments/../../secrets.json' }],
  ['an absolute path', { path: '/etc/passwd' }],
  ['a statement behind a sequence', { definition: `${sequence.definition}; drop schema payments cascade` }],
])('a manifest with %s is refused', async (_what, changed) => {
  await writeManifest(place, manifestWith(changed));
  await expect(readManifest(place)).rejects.toThrow('manifest.json');
});

test('a manifest as backups write it is taken', async () => {
  await writeManifest(place, manifestWith({}));
  await expect(readManifest(place)).resolves.toEqual(manifestWith({}));
});

test.each(['../../outside', '/outside', 'ab/../../../outside', 'ab/..'])('no file is put at %s', async (content) => {
  const folder = join(place, 'backup');
  mkdirSync(join(folder, 'files'), { recursive: true });
  writeFileSync(join(place, 'outside'), 'mine');
  const listed = {
    description: 'ab/1.json',
    content,
    bytes: 4,
    sha256: createHash('sha256').update('mine').digest('hex'),
    text: '{}',
  };
  const lines = Readable.from([Buffer.from(`${JSON.stringify(listed)}\n`)]);
  const list = await writeCompressed({ folder, path: 'files.jsonl.zst' }, lines, new PassThrough());
  const target = join(place, 'data', 'files');
  const restoring = restoreFiles(folder, { list, count: 1, bytes: 4 }, { target, onFile: () => {} });
  await expect(restoring).rejects.toThrow('names files elsewhere');
  expect(existsSync(target)).toBe(false);
});
