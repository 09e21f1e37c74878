import { globSync, readFileSync } from 'node:fs';
import { contractReason, findViolations } from './migration-rules.ts';
import { workspaceFolder } from './workspace.ts';

/**
 * Fails on a migration beside which the version before cannot run, unless the file says
 * `-- contract: <why the previous version no longer needs it>`.
 */
const files = globSync('{packages,subgraphs}/*/{migrations,log-migrations}/*.sql', { cwd: workspaceFolder }).sort();

const problems = files.flatMap((file) => {
  const sql = readFileSync(`${workspaceFolder}/${file}`, 'utf8');
  if (contractReason(sql) !== null) return [];
  return findViolations(sql).map(({ line, statement, reason }) => `${file}:${line}: ${reason}\n    ${statement}\n`);
});
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(
    'Expand first (add, backfill, write both), and contract in a later release, when no version that needs the old form\n' +
      'runs any more: that file says "-- contract: <why the previous version no longer needs it>". See docs/operations.md.',
  );
}
process.exit(problems.length === 0 ? 0 : 1);
