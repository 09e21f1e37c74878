import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const lockfile = readFileSync(new URL('../pnpm-lock.yaml', import.meta.url), 'utf8');

/** Versions below these have published advisories (prototype pollution, access control, denial of service, injection). */
const floors: readonly (readonly [name: string, version: string])[] = [
  ['@apollo/gateway', '2.13.2'],
  ['@apollo/federation-internals', '2.13.2'],
  ['@apollo/query-planner', '2.13.2'],
  ['@apollo/composition', '2.12.1'],
  ['@apollo/server', '5.5.0'],
  ['graphql', '16.15.0'],
  ['ws', '8.17.1'],
  ['drizzle-orm', '0.45.2'],
];

test.each(floors)('%s is at least %s wherever it is locked', (name, floor) => {
  const locked = lockedVersions(name);
  expect(locked.length).toBeGreaterThan(0);
  expect(locked.filter((version) => isBelow(version, floor))).toEqual([]);
});

test('there is one copy of graphql', () => {
  expect(lockedVersions('graphql')).toEqual(['16.15.0']);
});

test.each([
  ['2.13.1', '2.13.2', true],
  ['2.13.2', '2.13.2', false],
  ['2.9.9', '2.13.2', true],
  ['3.0.0', '2.13.2', false],
])('%s below %s: %s', (version, floor, expected) => {
  expect(isBelow(version, floor)).toBe(expected);
});

/** Keys of the lockfile's `packages`, such as `'@apollo/gateway@2.14.4':`. */
function lockedVersions(name: string): string[] {
  const packages = lockfile.slice(lockfile.indexOf('\npackages:\n'), lockfile.indexOf('\nsnapshots:\n'));
  const key = new RegExp(`^ {2}'?${name.replaceAll('/', '\\/')}@(\\d[^':(]*)'?:$`, 'gm');
  return [...packages.matchAll(key)].map(([, version]) => version ?? '');
}

function isBelow(version: string, floor: string): boolean {
  return version.localeCompare(floor, 'en', { numeric: true }) < 0;
}
