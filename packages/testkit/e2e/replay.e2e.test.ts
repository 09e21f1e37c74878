import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ReplayReport } from '@caravan/cli/replay/replay';
import { testCaravan } from '@caravan/testkit/caravan';
import { testAdmin } from '@caravan/testkit/settings';
import { afterAll, describe, expect, test } from 'vitest';

/** Eight invented baskets of three sellers, in the format of the real ones. */
const fixture = fileURLToPath(new URL('../fixtures/baskets', import.meta.resolve('@caravan/cli/main')));
const cli = fileURLToPath(import.meta.resolve('@caravan/cli/main'));
const scratch = mkdtempSync(join(tmpdir(), 'caravan-test-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** `caravan replay` as a process; `memory` is where its journal is. */
function start(folder: string, url: string, memory: string): ChildProcess {
  const args = ['replay', folder, '--url', url, '--json', '--buyers', '2', '--concurrency', '2'];
  const admin = ['--admin-identifier', testAdmin.email, '--admin-password', testAdmin.password];
  return spawn(process.execPath, [cli, ...args, ...admin], {
    env: { ...process.env, CARAVAN_DATA: memory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function replay(folder: string, url: string, memory: string): Promise<{ code: number; report: ReplayReport }> {
  const child = start(folder, url, memory);
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.on('data', (chunk: Buffer) => {
      written[name] += chunk.toString();
    });
  const [code] = (await once(child, 'close')) as [number];
  if (!written.stdout) throw new Error(`replay ended with ${code} and without a report: ${written.stderr}`);
  return { code, report: JSON.parse(written.stdout) as ReplayReport };
}

function failed({ checks }: ReplayReport): string[] {
  return checks.filter(({ ok }) => !ok).map(({ name }) => name);
}

describe('baskets of a folder', () => {
  const caravan = testCaravan();
  const memory = join(scratch, 'once');

  test('are traded to the end, and every total agrees with the files', async () => {
    const { code, report } = await replay(fixture, caravan.caravan.url, memory);
    expect(failed(report)).toEqual([]);
    expect(code).toBe(0);
    expect(report).toMatchObject({ ok: true, baskets: 8, orders: 8, timeouts: 0, errors: [] });
    expect(report.checks).toContainEqual({ name: 'captured', ok: true, expected: '220766', actual: '220766' });
    expect(report.checks).toContainEqual({
      name: 'payable of all sellers',
      ok: true,
      expected: '200797',
      actual: '200797',
    });
    expect(Object.keys(report.steps)).toEqual([
      'cart',
      'checkout and payment',
      'shipping and delivery',
      'escrow release',
    ]);
  });

  test('are not traded twice', async () => {
    const { code, report } = await replay(fixture, caravan.caravan.url, memory);
    expect({ code, steps: report.steps, orders: report.orders }).toEqual({ code: 0, steps: {}, orders: 8 });
  });

  test('do not agree with a copy of the files that was changed by one cent', async () => {
    const copy = join(scratch, 'changed');
    cpSync(fixture, copy, { recursive: true });
    const file = join(copy, 'order_items.csv');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(',75.35,', ',75.36,'));
    const { code, report } = await replay(copy, caravan.caravan.url, memory);
    expect(code).toBe(1);
    expect(report.ok).toBe(false);
    expect(failed(report)).toEqual(['captured', 'payable of all sellers', 'sellers whose payable differs']);
    expect(report.checks).toContainEqual({ name: 'captured', ok: false, expected: '220767', actual: '220766' });
  });
});

describe('a replay that is killed', () => {
  const caravan = testCaravan();
  const memory = join(scratch, 'killed');

  test('goes on where it was', async () => {
    const child = start(fixture, caravan.caravan.url, memory);
    const ended = once(child, 'close');
    while (journal(memory).length < 2 && child.exitCode === null) await pause(5);
    child.kill('SIGKILL');
    await ended;
    const done = journal(memory).length;
    expect(done).toBeGreaterThanOrEqual(2);
    expect(done).toBeLessThan(8);
    // Cut off in the middle of a line.
    appendFileSync(journalFile(memory), '{"basketId":"b0fbedb7d7d1');

    const { code, report } = await replay(fixture, caravan.caravan.url, memory);
    expect(failed(report)).toEqual([]);
    expect(code).toBe(0);
    expect(report).toMatchObject({ baskets: 8, orders: 8, steps: { cart: { count: 8 - done } } });
  });
});

function journal(memory: string): string[] {
  const file = journalFile(memory);
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

/** Named after the host and port of the Caravan. */
function journalFile(memory: string): string {
  const folder = join(memory, 'replay');
  const [name = 'none'] = existsSync(folder) ? readdirSync(folder) : [];
  return join(folder, name);
}
