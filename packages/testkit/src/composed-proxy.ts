import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Addresses, relocated } from './composed-parts.ts';

/** Null when Caddy is installed, else the reason for skipping what needs it. */
export const withoutProxy: string | null =
  spawnSync('caddy', ['version']).status === 0 ? null : 'needs Caddy, and there is none here';

export type Proxy = { readonly url: string; stop(): Promise<void> };

const caddyfile = fileURLToPath(new URL('../../../deploy/proxy/Caddyfile', import.meta.url));

/** Runs the reverse proxy of docker-compose.yml as it is configured there, on `port` of this machine. */
export async function startProxy(port: string, addresses: Addresses): Promise<Proxy> {
  const folder = mkdtempSync(join(tmpdir(), 'caravan-proxy-'));
  const file = join(folder, 'Caddyfile');
  const here = relocated(readFileSync(caddyfile, 'utf8'), addresses);
  writeFileSync(file, here.replace(/^:8080 \{$/m, `:${port} {\n\tbind 127.0.0.1`));
  const child = spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
    env: { PATH: process.env.PATH, HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const serving = Promise.withResolvers<void>();
  let written = '';
  child.stderr.on('data', (chunk: Buffer) => {
    written = `${written}${chunk.toString()}`.slice(-8_000);
    if (written.includes('serving initial configuration')) serving.resolve();
  });
  child.once('exit', (code) => serving.reject(new Error(`caddy ended with ${code}:\n${written}`)));
  await serving.promise;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
