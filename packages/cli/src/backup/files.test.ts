import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { openFileStore } from '@caravan/files/file-store';
import { afterAll, expect, test } from 'vitest';
import { checkFiles, copyFiles, restoreFiles } from './files.ts';

const root = mkdtempSync(join(tmpdir(), 'caravan-files-'));
afterAll(() => rmSync(root, { recursive: true }));
const ignore = () => undefined;

function storeIn(name: string) {
  const folder = join(root, name);
  return { folder, store: openFileStore({ folder, secret: 'x'.repeat(32), baseUrl: 'http://127.0.0.1' }) };
}

async function put(store: ReturnType<typeof storeIn>['store'], content: string): Promise<string> {
  const stored = await store.put(Readable.from([Buffer.from(content)]), {
    name: `${content}.txt`,
    contentType: 'text/plain',
  });
  if (!stored.ok) throw new Error('it is not stored');
  return stored.value.id;
}

function emptyFolder(name: string): string {
  const folder = join(root, name);
  mkdirSync(folder);
  return folder;
}

test('files come back as they were, also when some are there already', async () => {
  const from = storeIn('from');
  const ids = [await put(from.store, 'one'), await put(from.store, 'two')];
  const backup = emptyFolder('backup');
  const told: string[] = [];
  const files = await copyFiles(from.folder, backup, (done, total) => void told.push(`${done}/${total}`));
  expect(files).toMatchObject({ count: 2, bytes: 6 });
  expect(told).toEqual(['1/2', '2/2']);
  expect(await checkFiles(backup, files)).toEqual([]);

  const to = storeIn('to');
  for (let time = 1; time <= 2; time += 1) await restoreFiles(backup, files, { target: to.folder, onFile: ignore });
  for (const id of ids) {
    const opened = await to.store.open(id);
    expect(opened?.file).toEqual(await from.store.find(id));
    expect(opened?.file.name).toBe(`${opened && (await text(opened.content))}.txt`);
  }
});

test('a file that was changed or lost in a backup is told, and is not restored', async () => {
  const from = storeIn('damaged-from');
  await put(from.store, 'good');
  const backup = emptyFolder('damaged');
  const files = await copyFiles(from.folder, backup, ignore);
  const [prefix = ''] = readdirSync(join(backup, 'files'));
  const [name = ''] = readdirSync(join(backup, 'files', prefix));
  writeFileSync(join(backup, 'files', prefix, name), 'evil');
  expect(await checkFiles(backup, files)).toEqual([`${prefix}/${name}`]);
  const to = storeIn('damaged-to');
  await expect(restoreFiles(backup, files, { target: to.folder, onFile: ignore })).rejects.toThrow(/damaged/);
  rmSync(join(backup, 'files', prefix, name));
  expect(await checkFiles(backup, files)).toEqual([`${prefix}/${name}`]);
});

test('a folder without files is backed up as none', async () => {
  const backup = emptyFolder('of-nothing');
  const files = await copyFiles(join(root, 'nowhere'), backup, ignore);
  expect(files).toMatchObject({ count: 0, bytes: 0 });
  expect(await checkFiles(backup, files)).toEqual([]);
});
