import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/**
 * Apache Kafka as it comes from Maven Central: its jar, what that needs, and `log4j-slf4j-impl` for its error log.
 * Made from `mvn dependency:list` of `org.apache.kafka:kafka_2.13`.
 */
const listed = z
  .object({ version: z.string(), jars: z.array(z.object({ path: z.string(), sha256: z.string() })) })
  .parse(JSON.parse(readFileSync(new URL('../kafka/jars.json', import.meta.url), 'utf8')));

const mavenCentral = 'https://repo1.maven.org/maven2/';
const downloadsAtOnce = 6;

/** Folder with the jars; they are fetched on first use and kept in `~/.cache/caravan`, or `XDG_CACHE_HOME`. */
export async function kafkaJars(): Promise<string> {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = join(cache, 'caravan', `kafka-${listed.version}`);
  if (existsSync(folder)) return folder;
  // Made complete elsewhere, so that a folder of that name is whole whenever it is there.
  const unfinished = `${folder}.${process.pid}.unfinished`;
  await mkdir(unfinished, { recursive: true });
  const waiting = [...listed.jars];
  const fetchNext = async () => {
    for (let jar = waiting.pop(); jar; jar = waiting.pop()) await fetchJar(jar, unfinished);
  };
  await Promise.all(Array.from({ length: downloadsAtOnce }, fetchNext));
  await mkdir(dirname(folder), { recursive: true });
  await rename(unfinished, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  });
  return folder;
}

async function fetchJar({ path, sha256 }: { path: string; sha256: string }, folder: string): Promise<void> {
  const response = await fetch(new URL(path, mavenCentral));
  if (!response.ok) throw new Error(`Maven Central answered ${response.status} for ${path}.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`${path} is not the file we know.`);
  await writeFile(join(folder, path.slice(path.lastIndexOf('/') + 1)), bytes);
}
