import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './folder.ts';

/** Raised when an older Caravan could not read the folder. */
const formatVersion = 1;

const named = { schema: z.string(), name: z.string() };

/** What a folder says is not believed where it could lead out of it, or become a statement: anybody may have written it. */
const path = z.string().regex(/^\w[\w-]*(\/\w[\w-]*)?(\.\w+)*$/, 'a path in the folder');
const sequenceDefinition = z
  .string()
  .regex(
    /^as \w+ increment -?\d+ minvalue -?\d+ maxvalue -?\d+ start -?\d+ cache \d+ (no )?cycle$/,
    'options of CREATE SEQUENCE',
  );

const file = z.object({ path, bytes: z.number(), sha256: z.string() });

const table = z.object({
  ...named,
  /** Generated columns are left out: they follow. */
  columns: z.array(z.string()),
  rows: z.number(),
  /** Of the rows, whatever their order. */
  digest: z.string(),
  file,
});

const sequence = z.object({
  ...named,
  /** Of CREATE SEQUENCE, for one that no migration makes. */
  definition: sequenceDefinition,
  /** As text: int8. */
  lastValue: z.string(),
  isCalled: z.boolean(),
});

const part = z.object({
  name: z.string(),
  migrations: z.array(z.object({ source: z.string(), name: z.string(), sha256: z.string() })),
  /** Numbers of graphile-worker's migrations. */
  jobMigrations: z.array(z.number()),
  tables: z.array(table),
  sequences: z.array(sequence),
});

const manifest = z.object({
  format: z.literal(formatVersion, { error: 'the backup was made by another version of Caravan' }),
  caravan: z.string(),
  postgres: z.string(),
  /** RFC 3339. */
  takenAt: z.string(),
  /** How long publishing and consuming stood still, in all attempts together, and how often it was tried. */
  pause: z.object({ longestMs: z.number(), attempts: z.number() }),
  parts: z.array(part),
  /** Null: the embedded log, whose tables are in the part `events`. */
  kafkaLog: z.object({ file, events: z.number() }).nullable(),
  files: z.object({ list: file, count: z.number(), bytes: z.number() }).or(z.object({ leftOut: z.string() })),
  /** HMACs by variable. */
  secrets: z.record(z.string(), z.string()),
});

export type Manifest = z.output<typeof manifest>;
export type BackedUpPart = z.output<typeof part>;
export type BackedUpTable = z.output<typeof table>;
export type BackedUpSequence = z.output<typeof sequence>;
export type BackedUpFile = z.output<typeof file>;

const name = 'manifest.json';

export const format = formatVersion;

export async function writeManifest(folder: string, content: Manifest): Promise<void> {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  await writeDurably(join(folder, name), text);
  await writeDurably(join(folder, `${name}.sha256`), `${sha256(text)}  ${name}\n`);
}

/** @throws When the folder holds no backup, or its manifest is not as it was written. */
export async function readManifest(folder: string): Promise<Manifest> {
  const [text, sum] = await Promise.all([read(folder, name), read(folder, `${name}.sha256`)]);
  if (sum.slice(0, 64) !== sha256(text)) throw new Error(`${join(folder, name)} is damaged.`);
  const parsed = manifest.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${join(folder, name)}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

async function read(folder: string, path: string): Promise<string> {
  try {
    return await readFile(join(folder, path), 'utf8');
  } catch (error) {
    throw new Error(`${folder} holds no whole backup: ${path} cannot be read.`, { cause: error });
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
