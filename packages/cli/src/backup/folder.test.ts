import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolder, readCompressed, writeCompressed } from './folder.ts';
import { into } from './rows.ts';

let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'caravan-folder-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

test('a backup has its name when it is whole, and is never written over', async () => {
  const name = join(place, 'monday');
  const folder = await createFolder(name);
  writeFileSync(join(folder.path, 'one'), '1');
  expect(existsSync(name)).toBe(false);
  await expect(createFolder(name)).rejects.toThrow('Another backup is writing');
  await folder.finish();
  expect(readdirSync(name)).toEqual(['one']);
  expect(statSync(name).mode & 0o077).toBe(0);
  await expect(createFolder(name)).rejects.toThrow('never written over');
});

test('what a killed backup left is written anew; what another machine writes is left alone', async () => {
  const unfinished = join(place, 'monday.unfinished');
  const leave = (owner: { pid: number; host: string }) => {
    mkdirSync(unfinished, { recursive: true });
    writeFileSync(join(unfinished, 'owner.json'), JSON.stringify(owner));
  };
  const { pid } = spawnSync('true');
  leave({ pid, host: 'elsewhere' });
  await expect(createFolder(join(place, 'monday'))).rejects.toThrow('Another backup is writing');
  leave({ pid, host: hostname() });
  writeFileSync(join(unfinished, 'half'), '');
  const folder = await createFolder(join(place, 'monday'));
  await folder.finish();
  expect(readdirSync(join(place, 'monday'))).toEqual([]);
});

test('a file is read as it was written, or not at all', async () => {
  const content = Buffer.from('a row\n'.repeat(10_000));
  const file = await writeCompressed(
    { folder: place, path: 'shop/table.zst' },
    Readable.from([content]),
    new PassThrough(),
  );
  expect(statSync(join(place, file.path)).mode & 0o077).toBe(0);
  const read: Buffer[] = [];
  await readCompressed(
    place,
    file,
    into((chunk) => read.push(chunk)),
  );
  expect(Buffer.concat(read).equals(content)).toBe(true);
  const other = { ...file, sha256: file.sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) };
  await expect(
    readCompressed(
      place,
      other,
      into(() => {}),
    ),
  ).rejects.toThrow('shop/table.zst of the backup is damaged');
});
