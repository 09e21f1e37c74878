import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { forbidden, options } from './boundary-rules.ts';
import { workspaceFolder } from './workspace.ts';

/**
 * Checks who imports whom, and that the check itself works: enough modules were read, and a
 * deliberate violation, written for the moment, is found.
 */
const folders = ['packages', 'router', 'subgraphs', 'bench'];
const violationFolder = `${workspaceFolder}/subgraphs/identity/src/boundary-probe`;
const leastModules = 100;

process.chdir(workspaceFolder);
const problems = [...violations(await readAll(folders)), ...(await missedProbe())];
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);

async function readAll(paths: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(paths, { ...options, ruleSet: { forbidden }, validate: true });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered text instead of a result');
  return output;
}

function violations({ summary, modules }: ICruiseResult): string[] {
  const found = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  const ours = modules.filter(({ source }) => !source.includes('node_modules')).length;
  return ours < leastModules ? [...found, `only ${ours} modules were read; the check is blind`] : found;
}

/** An import that must not be: identity reaching into payments, and a domain file reading the clock of Node. */
async function missedProbe(): Promise<string[]> {
  mkdirSync(violationFolder, { recursive: true });
  try {
    writeFileSync(
      `${violationFolder}/probe.domain.ts`,
      "import '../../../payments/src/subgraph.ts';\nimport 'node:fs';\n",
    );
    const { summary } = await readAll([violationFolder]);
    const rules = new Set(summary.violations.map(({ rule }) => rule.name));
    return ['subgraphs-apart', 'pure-domain']
      .filter((name) => !rules.has(name))
      .map((name) => `the deliberate violation of ${name} was not found`);
  } finally {
    rmSync(violationFolder, { recursive: true, force: true });
  }
}
