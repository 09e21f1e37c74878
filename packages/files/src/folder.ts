import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { invariant } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { fail, ok } from '@caravan/core/result';
import { type Description, parseDescription } from './description.ts';
import { isFileId } from './file-id.ts';
import type { FilePlace, NewFile, StoredFile } from './file-store.ts';
import { measured } from './measured.ts';

/**
 * Files in a local folder, in `<last two digits of the id>/`: the content as `<id>.<random>`, then `<id>.json`, which
 * names the content and makes the file exist. Names that people gave never become part of a path.
 */
export function openFolder(options: { path: string; maximumBytes: number; now(): Date }): FilePlace {
  const path = resolve(options.path);
  const incoming = join(path, 'incoming');
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  removeAbandoned(incoming, options.now());
  const placeOf = (fileId: string) => {
    invariant(isFileId(fileId), 'a file id is a lower-case UUID');
    return join(path, fileId.slice(-2), fileId);
  };
  const describe = (fileId: string) => readDescription(`${placeOf(fileId)}.json`);
  return {
    find: async (fileId) => (await describe(fileId))?.file ?? null,
    put: (content, file) =>
      put(content, { maximumBytes: options.maximumBytes, ...file }, { placeOf, incoming, now: options.now }),
    async open(fileId) {
      const described = await describe(fileId);
      if (!described) return null;
      const handle = await open(join(dirname(placeOf(fileId)), described.content));
      return { file: described.file, content: handle.createReadStream() };
    },
    async remove(fileId) {
      const described = await describe(fileId);
      if (!described) return;
      await rm(`${placeOf(fileId)}.json`, { force: true });
      await rm(join(dirname(placeOf(fileId)), described.content), { force: true });
    },
  };
}

type Places = { placeOf(fileId: string): string; incoming: string; now(): Date };

async function put(
  content: AsyncIterable<Uint8Array>,
  file: NewFile & { maximumBytes: number },
  { placeOf, incoming, now }: Places,
): ReturnType<FilePlace['put']> {
  const id = file.id ?? newId();
  const place = placeOf(id);
  const token = randomUUID();
  const partial = join(incoming, token);
  const description = `${partial}.json`;
  try {
    const written = await receive(content, partial, file.maximumBytes);
    if (!written) return fail({ kind: 'FileTooLarge', maximumBytes: file.maximumBytes });
    const stored: StoredFile = { id, name: file.name, contentType: file.contentType, ...written, createdAt: now() };
    const kept = `${place}.${token}`;
    await writeDurably(description, JSON.stringify({ file: stored, content: basename(kept) } satisfies Description));
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await rename(partial, kept);
    if (await appear(description, `${place}.json`)) return ok(stored);
    await rm(kept);
    return fail({ kind: 'FileExists', fileId: id });
  } finally {
    await rm(partial, { force: true });
    await rm(description, { force: true });
  }
}

/** A link appears whole and replaces nothing: of two uploads to one id, the first to be complete wins. */
async function appear(description: string, at: string): Promise<boolean> {
  try {
    await link(description, at);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Null when there is more than `maximumBytes`; nothing is read beyond that. */
async function receive(content: AsyncIterable<Uint8Array>, path: string, maximumBytes: number) {
  const { chunks, result } = measured(content, maximumBytes);
  // Opened before the first chunk, so that whoever cleans up after a broken stream finds the file.
  const file = await open(path, 'wx', 0o600);
  await pipeline(chunks, file.createWriteStream({ flush: true }));
  return result();
}

async function readDescription(path: string): Promise<Description | null> {
  try {
    return parseDescription(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function writeDurably(path: string, text: string) {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What uploads left behind that were cut off by a crash more than a day ago. */
function removeAbandoned(incoming: string, now: Date) {
  for (const name of readdirSync(incoming)) {
    const path = join(incoming, name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (changed !== undefined && now.getTime() - changed > 86_400_000) rmSync(path, { force: true });
  }
}
