import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Readable, Transform, type TransformCallback, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import type { BackedUpFile } from './manifest.ts';

export type BackupFolder = {
  /** Where to write. */
  readonly path: string;
  /** Everything is on the disk, and has its name from then on. */
  finish(): Promise<void>;
  /** Removes what was written. */
  abandon(): Promise<void>;
};

const ownerFile = 'owner.json';

/**
 * A folder that gets its name when it is whole; until then it is called `<name>.unfinished`. One that a killed backup
 * of this machine left is written anew.
 */
export async function createFolder(wanted: string): Promise<BackupFolder> {
  const name = resolve(wanted);
  if (existsSync(name)) throw new Error(`${name} is there already. A backup is never written over.`);
  const path = `${name}.unfinished`;
  await mkdir(dirname(path), { recursive: true });
  await makeOwn(path);
  return {
    path,
    async finish() {
      await rm(join(path, ownerFile));
      await syncFolders(path);
      if (existsSync(name)) throw new Error(`${name} has appeared meanwhile.`);
      await rename(path, name);
      await sync(dirname(name));
    },
    abandon: () => rm(path, { recursive: true, force: true }),
  };
}

async function makeOwn(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!isLeft(path))
      throw new Error(`Another backup is writing to ${path}; if none is, remove it.`, { cause: error });
    await rm(path, { recursive: true });
    await mkdir(path, { mode: 0o700 });
  }
  await writeFile(join(path, ownerFile), JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' });
}

function isLeft(path: string): boolean {
  try {
    const { pid, host } = JSON.parse(readFileSync(join(path, ownerFile), 'utf8')) as { pid: number; host: string };
    if (host !== hostname() || pid === process.pid) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Writes a stream as a compressed file that only its owner may read; on the disk when it resolves. */
export async function writeCompressed(
  { folder, path }: { folder: string; path: string },
  content: Readable | AsyncIterable<Buffer>,
  meter: Transform,
): Promise<BackedUpFile> {
  const place = join(folder, path);
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  const sum = createHash('sha256');
  let bytes = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      sum.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const target = createWriteStream(place, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(content, meter, createZstdCompress(), measured, target);
  return { path, bytes, sha256: sum.digest('hex') };
}

/** The content of a file of a backup. It fails at its end when the file is not as it was written. */
export async function readCompressed(
  folder: string,
  { path, sha256 }: BackedUpFile,
  ...targets: [...Transform[], Writable]
): Promise<void> {
  const sum = createHash('sha256');
  const checked = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(sum.digest('hex') === sha256 ? null : new Error(`${path} of the backup is damaged.`));
    },
  });
  await pipeline([createReadStream(join(folder, path)), checked, createZstdDecompress(), ...targets]);
}

export async function writeDurably(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flag: 'wx', flush: true });
}

async function syncFolders(path: string): Promise<void> {
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) await sync(join(entry.parentPath, entry.name));
  }
  await sync(path);
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
