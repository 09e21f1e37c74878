import { type ChildProcess, spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { workspaceFolder } from './workspace.ts';

/** Everything that must hold of the sources; `pnpm check` and CI run the same list. */
const checks: readonly (readonly [name: string, command: string])[] = [
  ['format and import order', 'biome check .'],
  ['lint', 'oxlint --type-aware --quiet packages router subgraphs scripts bench'],
  ['types', 'tsc --noEmit -p .'],
  ['boundaries', 'node scripts/check-boundaries.ts'],
  ['dead code', 'knip'],
  ['workspace', 'sherif'],
  ['codegen is current', 'node scripts/check-codegen.ts'],
  ['schema is current', 'node scripts/schema.ts --check'],
  ['configuration is current', 'node scripts/configuration.ts --check'],
  ['events are heard', 'node scripts/check-events.ts'],
  ['events are compatible', 'node scripts/check-event-contracts.ts'],
  ['migrations let versions overlap', 'node scripts/check-migrations.ts'],
  ['deployment is in order', 'node scripts/check-deployment.ts'],
];

let failed = 0;
for (const [name, command] of checks) {
  const started = performance.now();
  const { code, output } = await run(command);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (code !== 0) {
    failed += 1;
    console.log(output);
  }
}
console.log(`${checks.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function run(command: string): Promise<{ code: number; output: string }> {
  const path = `${workspaceFolder}/node_modules/.bin:${process.env.PATH ?? ''}`;
  const child: ChildProcess = spawn(command, {
    shell: true,
    cwd: workspaceFolder,
    env: { ...process.env, PATH: path, NO_COLOR: '1' },
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? 1, output })));
}
