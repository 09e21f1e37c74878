import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const folders = '{packages,router,subgraphs,scripts}/**';
const skipped = ['**/node_modules/**', '**/generated/**'];
const leastCoverage = { lines: 80, branches: 80 };
/** Its commands run as processes of their own in tests, which the coverage of the test's process does not see. */
const leastCoverageOfCli = { lines: 75, branches: 55 };

/** Folders with sources of ours, `packages/core` and so on. The testkit is measured by the tests it serves. */
function workspacePackages(): string[] {
  const below = (folder: string) => readdirSync(folder).map((name) => `${folder}/${name}`);
  return [...below('packages'), ...below('subgraphs'), 'router'].filter((folder) => folder !== 'packages/testkit');
}

const postgres = './packages/testkit/src/global-setup.ts';

/**
 * Three kinds of tests, by file name: rules without I/O, use cases with Postgres, and whole Caravans. A Postgres is
 * started once, and only when tests of the last two kinds run. Whole Caravans run one file at a time, after the rest.
 */
export default defineConfig({
  // CommonJS packages load `graphql` as CommonJS; tests must meet the same copy, not its ES module twin.
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: [`${folders}/*.test.ts`],
          exclude: [...skipped, '**/*.db.test.ts', '**/*.e2e.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [`${folders}/*.db.test.ts`],
          exclude: skipped,
          globalSetup: postgres,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: [`${folders}/*.e2e.test.ts`],
          exclude: skipped,
          globalSetup: postgres,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['{packages,router,subgraphs}/*/src/**/*.ts', 'router/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/generated/**'],
      reporter: ['text-summary', 'json-summary'],
      // Per workspace package; raised when a package does better, never lowered.
      thresholds: Object.fromEntries(
        workspacePackages().map((folder) => [
          `${folder}/src/**/*.ts`,
          folder === 'packages/cli' ? leastCoverageOfCli : leastCoverage,
        ]),
      ),
    },
  },
});
