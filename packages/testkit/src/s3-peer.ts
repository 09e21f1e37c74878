import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';

/** The S3-compatible server of docker-compose.yml, with its objects in a temporary folder. */
export type S3Peer = {
  readonly endpoint: string;
  /** Where the objects lie: `<folder>/<bucket>/<key>`. */
  readonly folder: string;
  stop(): Promise<void>;
};

export type S3Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

const version = '1.8.0';
const module = `github.com/versity/versitygw/cmd/versitygw@v${version}`;

/** Null when the server can run here, else the reason for skipping what needs one. */
export const withoutS3: string | null =
  existsSync(binary()) || spawnSync('go', ['version']).status === 0
    ? null
    : 'needs Go to build an S3 server (versitygw), and there is none here';

/** Builds the server when it is not there yet, which takes a minute or two, and starts it on a free port. */
export async function startS3Peer({ accessKeyId, secretAccessKey }: S3Credentials): Promise<S3Peer> {
  if (withoutS3) throw new Error(withoutS3);
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'caravan-s3-'));
  const port = await freePort();
  const child = spawn(binary(), ['posix', folder], {
    env: { VGW_PORT: `127.0.0.1:${port}`, ROOT_ACCESS_KEY: accessKeyId, ROOT_SECRET_KEY: secretAccessKey },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endpoint = `http://127.0.0.1:${port}`;
  await answering(endpoint, child);
  return {
    endpoint,
    folder,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function binary(): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(cache, 'caravan', `versitygw-${version}`, 'versitygw');
}

async function build(): Promise<void> {
  if (existsSync(binary())) return;
  // Made complete elsewhere, so that a folder of that name is whole whenever it is there.
  const unfinished = `${binary()}.${process.pid}.unfinished`;
  mkdirSync(unfinished, { recursive: true });
  await promisify(execFile)('go', ['install', module], { cwd: unfinished, env: { ...process.env, GOBIN: unfinished } });
  renameSync(join(unfinished, 'versitygw'), binary());
  rmSync(unfinished, { recursive: true });
}

async function answering(endpoint: string, child: ChildProcess): Promise<void> {
  let written = '';
  const add = (chunk: Buffer) => {
    written = `${written}${chunk.toString()}`.slice(-4_000);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  while (
    !(await fetch(endpoint).then(
      () => true,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`The S3 server ended at its start:\n${written}`);
    await pause(20);
  }
}
