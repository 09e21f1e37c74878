import { expect, test } from 'vitest';
import type { PartStatus } from './part.ts';
import { seconds, statusTable } from './status-table.ts';

const statuses: PartStatus[] = [
  { name: 'postgres', address: null, state: 'up', pid: 7, restarts: 0, since: 0 },
  {
    name: 'marketplace-1',
    address: 'http://127.0.0.1:4101',
    state: 'restarting',
    pid: null,
    restarts: 12,
    since: null,
  },
  { name: 'router', address: 'http://127.0.0.1:4000', state: 'starting', pid: 12_345, restarts: 1, since: 3_600_000 },
];
const memory = new Map([[7, 52_428_800]]);
const at = { now: 3_665_000, memory };

test('tells of each part what it does, in columns', () => {
  expect(statusTable(statuses, { ...at, columns: 200, colours: false })).toEqual([
    'PART             PID  ADDRESS                STATE       RESTARTS  UPTIME  MEMORY',
    'postgres           7  –                      up                 0  1h 01m   50 MB',
    'marketplace-1      –  http://127.0.0.1:4101  restarting        12       –       –',
    'router         12345  http://127.0.0.1:4000  starting           1  1m 05s       –',
  ]);
});

test('never breaks a line on a narrow terminal', () => {
  for (const line of statusTable(statuses, { ...at, columns: 30, colours: false }))
    expect(line.length).toBeLessThanOrEqual(30);
});

test('shows in colour what is not as it should be', () => {
  const [, postgres, marketplace, router] = statusTable(statuses, { ...at, columns: 200, colours: true });
  const isColoured = (line = '', code: string) => line.startsWith(`\u001b[${code}m`);
  expect([postgres?.startsWith('postgres'), isColoured(marketplace, '31'), isColoured(router, '33')]).toEqual([
    true,
    true,
    true,
  ]);
});

test.each([
  [250, '0.25 s'],
  [2_140, '2.1 s'],
  [59_600, '60 s'],
])('%s ms are %s', (ms, text) => {
  expect(seconds(ms)).toBe(text);
});
