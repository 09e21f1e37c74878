import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseDescription } from '@caravan/files/description';
import { z } from 'zod';
import { readCompressed, writeCompressed } from './folder.ts';
import type { Manifest } from './manifest.ts';
import { into } from './rows.ts';

/** As packages/files has them. Others could lead out of the folder: anybody may have written a backup. */
const path = z.string().regex(/^[0-9a-f]{2}\/[\w-]+\.[\w-]+$/);

/** A line of the list: what makes a file exist, and where its content lies. */
const listedFile = z.object({
  description: path,
  content: path,
  bytes: z.number(),
  sha256: z.string(),
  text: z.string(),
});

type Listed = z.output<typeof listedFile>;

type BackedUpFiles = Exclude<Manifest['files'], { leftOut: string }>;

/**
 * Copies the files of a local folder. It comes after the cut: rows name files that were there before, and files are
 * never changed, so they are there still, unless they were removed meanwhile.
 */
export async function copyFiles(
  source: string,
  folder: string,
  onFile: (done: number, total: number) => void,
): Promise<BackedUpFiles> {
  const descriptions = await descriptionsIn(source);
  let count = 0;
  let bytes = 0;
  async function* lines() {
    for (const [index, description] of descriptions.entries()) {
      const listed = await copyFileOf(source, folder, description);
      onFile(index + 1, descriptions.length);
      if (!listed) continue;
      count += 1;
      bytes += listed.bytes;
      yield Buffer.from(`${JSON.stringify(listed)}\n`);
    }
  }
  const list = await writeCompressed({ folder, path: 'files.jsonl.zst' }, Readable.from(lines()), new PassThrough());
  return { list, count, bytes };
}

async function descriptionsIn(source: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await namesIn(source)).filter((each) => /^[0-9a-f]{2}$/.test(each)).sort()) {
    const names = await namesIn(join(source, name));
    found.push(...names.filter((each) => each.endsWith('.json')).map((each) => join(name, each)));
  }
  return found;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(unlessMissing([]));
}

/** Null when it was removed meanwhile. */
async function copyFileOf(source: string, folder: string, description: string): Promise<Listed | null> {
  const text = await readFile(join(source, description), 'utf8').catch(unlessMissing(null));
  if (text === null) return null;
  const { file, content: name } = parseDescription(text);
  const content = join(dirname(description), basename(name));
  const target = join(folder, 'files', content);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const copied = await copyFile(join(source, content), target, constants.COPYFILE_FICLONE).then(
    () => true,
    unlessMissing(false),
  );
  return copied ? { description, content, bytes: file.sizeBytes, sha256: file.sha256, text } : null;
}

function unlessMissing<Value>(otherwise: Value): (error: unknown) => Value {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  };
}

/** Compares every file with its digest. */
export async function checkFiles(folder: string, { list }: BackedUpFiles): Promise<string[]> {
  const damaged: string[] = [];
  for (const { content, sha256 } of await readList(folder, list)) {
    const found = await digestOf(join(folder, 'files', content)).catch(unlessMissing(null));
    if (found !== sha256) damaged.push(content);
  }
  return damaged;
}

/** Puts the files where they belong. One that is there already is the same, or it would have another name. */
export async function restoreFiles(
  folder: string,
  { list }: BackedUpFiles,
  { target, onFile }: { target: string; onFile(done: number, total: number): void },
): Promise<void> {
  const listed = await readList(folder, list);
  for (const [index, { description, content, text, sha256 }] of listed.entries()) {
    const place = join(target, content);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await copyFile(join(folder, 'files', content), place, constants.COPYFILE_FICLONE);
    if ((await digestOf(place)) !== sha256) throw new Error(`${content} of the backup is damaged.`);
    await writeFile(join(target, description), text, { mode: 0o600, flush: true });
    onFile(index + 1, listed.length);
  }
}

async function readList(folder: string, list: BackedUpFiles['list']): Promise<Listed[]> {
  const pieces: Buffer[] = [];
  await readCompressed(
    folder,
    list,
    into((chunk) => pieces.push(chunk)),
  );
  const lines = Buffer.concat(pieces).toString().split('\n').filter(Boolean);
  return lines.map((line) => {
    const { data } = listedFile.safeParse(JSON.parse(line));
    if (!data) throw new Error(`${list.path} of the backup names files elsewhere.`);
    return data;
  });
}

async function digestOf(path: string): Promise<string> {
  const sum = createHash('sha256');
  await pipeline(createReadStream(path), sum);
  return sum.digest('hex');
}
