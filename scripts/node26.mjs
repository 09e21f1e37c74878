// Runs a command on Node 26 and pnpm 10 with the workspace installed, whatever Node the machine has.
// Plain JavaScript, because the machine's own Node may be too old for TypeScript.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const tools = ['node@26.10.0', 'pnpm@10.34.9'];
const here = fileURLToPath(import.meta.url);
const command = process.argv.slice(2);

if (Number(process.versions.node.split('.')[0]) < 26 || process.env.CARAVAN_NODE26 !== 'ready') {
  const packages = tools.flatMap((tool) => ['-p', tool]);
  run('npx', ['-y', ...packages, '--', 'node', here, ...command], { CARAVAN_NODE26: 'ready' });
} else {
  const install = spawnSync('pnpm', ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=silent'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (install.status !== 0) process.exit(install.status ?? 1);
  run(command[0], command.slice(1), {});
}

function run(program, args, environment) {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`Could not run ${program}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
