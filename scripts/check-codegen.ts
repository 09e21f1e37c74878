import { execSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { subgraphNames, workspaceFolder } from './workspace.ts';

/** Fails when a subgraph's generated resolver types are not what its schema says. */
const files = subgraphNames().map((name) => `${workspaceFolder}/subgraphs/${name}/src/generated/graphql.ts`);
const before = files.map(read);
execSync('graphql-codegen --config codegen.ts', { cwd: workspaceFolder, stdio: 'pipe' });
const stale = files.filter((file, index) => read(file) !== before[index]);
for (const file of stale) console.error(`${file} was not current; it is now: commit it.`);
process.exit(stale.length === 0 ? 0 : 1);

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
