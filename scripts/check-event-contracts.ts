import { baselineFile, compareWithBaseline, readBaseline } from './events/baseline.ts';

/** Fails on contracts that readers and logs of what was published before do not go together with. */
const { problems } = compareWithBaseline(readBaseline());
for (const problem of problems) console.error(problem);
if (problems.length > 0)
  console.error(`${baselineFile} holds what was promised; docs/events.md says how to make a breaking change.`);
process.exit(problems.length === 0 ? 0 : 1);
