import { globSync, readFileSync } from 'node:fs';
import { subgraphs } from '@caravan/cli/subgraphs';
import { allEvents } from '@caravan/contracts/all-events';
import { workspaceFolder } from './workspace.ts';

/**
 * Fails on an event that nobody publishes, or that no consumer, live feed or router hears. Publishers are
 * found in the sources (`publish(tx, Contract`), listeners in the definitions of the subgraphs.
 */
const sources = globSync('{subgraphs,router}/**/src/**/*.ts', {
  cwd: workspaceFolder,
  exclude: (path) => path.endsWith('.test.ts'),
}).map((path) => readFileSync(`${workspaceFolder}/${path}`, 'utf8'));
const published = new Set(
  sources.flatMap((text) => [...text.matchAll(/\bpublish\(\s*\w+,\s*(\w+)/g)].map(([, name]) => name ?? '')),
);
const consumed = new Set(
  subgraphs.flatMap(({ consumers, follows }) => [
    ...consumers.flatMap((consumer) => consumer.subscriptions.map(({ contract }) => contract.type)),
    ...follows.map(({ type }) => type),
  ]),
);
/** The router is told which events outdate answers that it keeps. */
const outdating = readFileSync(`${workspaceFolder}/packages/cli/src/outdated-answers.ts`, 'utf8');
const followedByRouter = [...sources.filter((text) => text.includes('.follow(')), outdating].join('\n');

const problems = [...allEvents.values()].flatMap(({ type }) => {
  const name = type.split('.')[1] ?? type;
  const heard = consumed.has(type) || followedByRouter.includes(name);
  return [
    ...(published.has(name) ? [] : [`${type} is declared, but nobody publishes it`]),
    ...(heard ? [] : [`${type} is declared, but nobody listens to it`]),
  ];
});
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
