import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** Kept beside the data, readable by its owner alone. */
const credentialsSchema = z.object({
  password: z.string(),
  port: z.number().nullable(),
  /** Process that started the server last. */
  owner: z.number().nullable(),
});

export type Credentials = z.infer<typeof credentialsSchema>;

/** The credentials of a data folder, made on first use. Of two processes that make them at once, one wins for both. */
export function credentialsOf(file: string): Credentials {
  const existing = readCredentials(file);
  if (existing) return existing;
  const made = write(`${file}.${process.pid}`, {
    password: randomBytes(24).toString('base64url'),
    port: null,
    owner: null,
  });
  try {
    // A link appears complete or not at all, and never replaces what is there.
    linkSync(made, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(made);
  }
  return credentialsOf(file);
}

export function readCredentials(file: string): Credentials | null {
  try {
    return credentialsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`${file} is damaged; it holds the password of the embedded database.`, { cause: error });
  }
}

export function saveCredentials(file: string, credentials: Credentials): void {
  renameSync(write(`${file}.${process.pid}`, credentials), file);
}

function write(file: string, credentials: Credentials): string {
  writeFileSync(file, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  return file;
}
