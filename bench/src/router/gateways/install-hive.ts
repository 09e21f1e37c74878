import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { hiveFolder } from './gateways.ts';

/** Hive Gateway is installed when it is first measured; `npm start` does without its 400 MB. */
export function installHive(): void {
  if (existsSync(`${hiveFolder}node_modules/@graphql-hive/gateway/dist/bin.js`)) return;
  console.error('installing Hive Gateway …');
  const { status } = spawnSync('pnpm', ['install', '--frozen-lockfile', '--reporter=silent'], {
    cwd: hiveFolder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error('Hive Gateway cannot be installed; leave it out with --gateways stock,ours.');
}
