import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readManifest } from '@caravan/cli/backup/manifest';
import { verifyBackup } from '@caravan/cli/backup/verify';
import type { Environment } from '@caravan/config/configuration';
import { testCaravan } from '@caravan/testkit/caravan';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { joinCaravan } from '@caravan/testkit/joined-caravan';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Backups, backUpWhileTrading, countOpen, elsewhere, expectGoesOn, restoreInto } from './scenario.ts';

const count = Number(process.env.BACKUPS ?? 1);
const targets = Array.from({ length: count }, () => emptyTestDatabase());
const killed = emptyTestDatabase();
const first = testCaravan({ CHECKOUT_PAYMENT_SECONDS: '8' });
let backups: Backups;

beforeAll(async () => {
  backups = await backUpWhileTrading(first.client, { environment: first.environment, count, seed: 20_261_121 });
}, 120_000);

afterAll(() => rmSync(backups?.folder ?? '', { recursive: true, force: true }));

test('a Caravan that is restored from any moment of running checkouts settles all of them, each once', async () => {
  const open: number[] = [];
  for (const [index, { folder }] of backups.made.entries()) {
    const { adminUrl } = targets[index] ?? { adminUrl: '' };
    const there = elsewhere(first.environment, { DATABASE_URL: adminUrl });
    const report = await restoreInto(there, folder);
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report).toMatchObject({ ok: true, differingSecrets: [] });
    open.push(await countOpen(adminUrl));
    await expectGoesOn(there, backups, adminUrl);
  }
  const paused = backups.made.map(({ manifest }) => manifest.pause.longestMs);
  console.log(
    `${count} backups with ${open.join(', ')} open checkouts; writers waited ${paused.join(', ')} ms at most.`,
  );
  expect(Math.min(...open), 'checkouts were open').toBeGreaterThan(0);
}, 240_000);

test('one changed byte is found before anything is', async () => {
  const folder = backups.made[0]?.folder ?? '';
  const manifest = await readManifest(folder);
  expect(await verifyBackup(folder, manifest, () => {})).toEqual([]);
  const path = join(folder, 'payments/ledger_postings.copy.zst');
  const content = readFileSync(path);
  const changed = Buffer.from(content);
  changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
  writeFileSync(path, changed);
  const problems = await verifyBackup(folder, manifest, () => {});
  writeFileSync(path, content);
  expect(problems).toHaveLength(1);
});

test('a restore that is killed leaves nothing to start on, and is run again', async () => {
  const folder = backups.made[0]?.folder ?? '';
  const there = elsewhere(first.environment, { DATABASE_URL: killed.adminUrl });
  await killRestore(there, folder);
  await expect(joinCaravan(there, {})).rejects.toThrow('did not end');
  expect(await restoreInto(there, folder)).toMatchObject({ ok: true });
  await expect(restoreInto(there, folder)).rejects.toThrow('There is something in identity');
  const caravan = await joinCaravan(there, {});
  await expect(restoreInto(there, folder, { mayReplace: true })).rejects.toThrow('Caravan is running');
  await caravan.stop();
  expect(await restoreInto(there, folder, { mayReplace: true })).toMatchObject({ ok: true });
  rmSync(there.CARAVAN_DATA ?? '', { recursive: true, force: true });
}, 120_000);

/** SIGKILL while tables are loaded. */
async function killRestore(environment: Environment, folder: string): Promise<void> {
  const cli = fileURLToPath(import.meta.resolve('@caravan/cli/main'));
  const child = spawn(process.execPath, [cli, 'restore', folder], {
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const admin = postgres(environment.DATABASE_URL ?? '', { max: 1, onnotice: () => {} });
  const seen = async (query: string) => (await admin.unsafe(query)).length > 0;
  try {
    while (!(await seen(`select 1 from pg_stat_activity where query like 'copy "%from stdin'`))) {
      if (child.exitCode !== null) throw new Error('The restore ended before it was killed.');
    }
    child.kill('SIGKILL');
    await ended;
    while (
      await seen(
        `select 1 from pg_stat_activity where application_name like 'caravan restore%' and datname = current_database()`,
      )
    );
  } finally {
    await admin.end({ timeout: 5 });
  }
}
