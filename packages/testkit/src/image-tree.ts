import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '@caravan/config/configuration';
import { type CliProcess, runProgram } from './cli-process.ts';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));

/** What the Dockerfile's image has in /caravan, made by the Dockerfile's own commands. */
export type ImageTree = {
  /** Runs its entry point as the image's user, where this process may become another, with this environment alone. */
  run(args: readonly string[], environment: Environment): CliProcess;
  /** A folder that this user may write to, as the image's /data is one. */
  newDataFolder(): string;
  /** Files of the tree that were written since it was made. */
  written(): string[];
  remove(): void;
};

/** Null when the image's installation can be made here, else the reason for skipping what needs it. */
export const withoutImageTree: string | null =
  spawnSync('pnpm', ['--version']).status === 0 ? null : 'needs pnpm, and there is none here';

type Instruction = { readonly stage: number; readonly name: string; readonly rest: string };

/** Runs the steps of the Dockerfile in a temporary folder: what is copied, installed and ignored is what it says. */
export function buildImageTree(): ImageTree {
  const folder = mkdtempSync(join(tmpdir(), 'caravan-image-'));
  chmodSync(folder, 0o755);
  const [context, tree] = [join(folder, 'all'), join(folder, 'caravan')];
  copyContext(context);
  mkdirSync(tree);
  for (const { stage, name, rest } of readDockerfile()) {
    if (name === 'RUN' && stage < 3 && !rest.startsWith('npm install --global'))
      execFileSync('sh', ['-ec', rest.replace(/(?<=^|\s)\/(all|caravan)(?=[/\s]|$)/g, `${folder}/$1`)], {
        cwd: tree,
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    if (name === 'COPY' && stage === 3 && !rest.startsWith('--from')) copyInto(tree, context, rest);
  }
  rmSync(context, { recursive: true });
  return runnable(folder, tree);
}

function runnable(folder: string, tree: string): ImageTree {
  const user = process.getuid?.() === 0 ? imageUser() : null;
  // Ours may lie in a home that nobody else may look into.
  const node = join(folder, 'node');
  copyFileSync(process.execPath, node);
  const become = user === null ? [] : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups'];
  const madeAt = Date.now();
  return {
    run: (args, environment) =>
      runProgram([...become, node, ...imageEntryPoint(), ...args], { PATH: process.env.PATH, ...environment }, tree),
    newDataFolder: () => {
      const data = mkdtempSync(join(folder, 'data-'));
      if (user !== null) execFileSync('chown', [`${user}:${user}`, data]);
      return data;
    },
    written: () => filesBelow(tree).filter((path) => statSync(path).mtimeMs > madeAt),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Links are not followed: those of the workspace lead to what is seen anyway. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** Instructions in order, continued lines joined; `stage` counts from 0. */
export function readDockerfile(): Instruction[] {
  const lines = readFileSync(join(workspace, 'Dockerfile'), 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  let stage = -1;
  return lines.map((line) => {
    const [, name = '', rest = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
    if (name === 'FROM') stage += 1;
    return { stage, name, rest };
  });
}

/** What the image itself sets. */
export function imageEnvironment(): Readonly<Record<string, string>> {
  const pairs = instructions('ENV').flatMap((rest) => rest.split(' '));
  return Object.fromEntries(pairs.map((pair) => pair.split('=', 2)));
}

function imageEntryPoint(): string[] {
  const [, ...args] = JSON.parse(instructions('ENTRYPOINT').at(-1) ?? '[]') as string[];
  return args;
}

/** By number, so that whoever runs the image can tell that it is not root. */
function imageUser(): number {
  return Number(instructions('USER').at(-1)?.split(':')[0]);
}

function instructions(wanted: string): string[] {
  return readDockerfile()
    .filter(({ name }) => name === wanted)
    .map(({ rest }) => rest);
}

function copyInto(tree: string, context: string, rest: string): void {
  const names = rest.split(' ');
  const target = join(tree, names.pop() ?? '');
  for (const name of names) {
    const isFolder = statSync(join(context, name)).isDirectory();
    cpSync(join(context, name), isFolder ? target : join(target, name), { recursive: true });
  }
}

/** What the builder gets to see: all but what .dockerignore names. */
function copyContext(target: string): void {
  const ignored = readFileSync(join(workspace, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(toPattern);
  const walk = (path: string) => {
    for (const entry of readdirSync(join(workspace, path), { withFileTypes: true })) {
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      if (ignored.some((pattern) => pattern.test(below))) continue;
      if (entry.isDirectory()) walk(below);
      else if (entry.isFile()) copyOf(below);
    }
  };
  const copyOf = (path: string) => {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    copyFileSync(join(workspace, path), join(target, path));
  };
  walk('');
}

/** Of one line of .dockerignore (https://docs.docker.com/build/concepts/context/#dockerignore-files). */
function toPattern(line: string): RegExp {
  const expression = line
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**/', '\0')
    .replaceAll('*', '[^/]*')
    .replaceAll('\0', '(?:.*/)?');
  return new RegExp(`^${expression}$`);
}
