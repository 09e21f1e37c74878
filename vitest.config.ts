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

/** A kind of tests that start whole Caravans: one file at a time, after the rest. */
function wholeCaravans(name: string, tests: { include: string[]; exclude?: string[] }) {
  return {
    extends: true as const,
    test: {
      name,
      include: tests.include,
      exclude: [...skipped, ...(tests.exclude ?? [])],
      globalSetup: postgres,
      testTimeout: 120_000,
      hookTimeout: 120_000,
      maxWorkers: 1,
      isolate: false,
      sequence: { groupOrder: 1 },
    },
  };
}

const distributed = 'packages/testkit/e2e/distributed/**/*.e2e.test.ts';
const chaos = 'packages/testkit/e2e/chaos/**/*.e2e.test.ts';

/**
 * Rules and whole Caravans share the modules of a worker (`isolate: false`): importing Caravan anew for each file took up to
 * half of the time.
 *
 * Three kinds of tests, by file name: rules without I/O, use cases with Postgres, and whole Caravans. A Postgres is
 * started once, and only when tests of the last two kinds run. What takes minutes of starting, killing and upgrading
 * processes is two kinds of its own, which `npm test` leaves to `npm run test:distributed` and `npm run test:chaos`.
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
          isolate: false,
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
      wholeCaravans('whole', { include: [`${folders}/*.e2e.test.ts`], exclude: [distributed, chaos] }),
      wholeCaravans('distributed', { include: [distributed] }),
      wholeCaravans('chaos', { include: [chaos] }),
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
