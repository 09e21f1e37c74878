import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '@caravan/cli/backup/connection';
import type { cutAll } from '@caravan/cli/backup/cut';
import type { Environment } from '@caravan/config/configuration';
import { testCaravan } from '@caravan/testkit/caravan';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { afterEach, expect, test } from 'vitest';
import { type Backups, backUpWhileTrading, elsewhere, expectGoesOn, restoreInto } from './scenario.ts';

const parts = ['identity', 'marketplace', 'payments', 'sandbox', 'events'] as const;
const databases = (): Environment =>
  Object.fromEntries(parts.map((part) => [`${part.toUpperCase()}_DATABASE_URL`, emptyTestDatabase().adminUrl]));
const here = databases();
const there = databases();
const mutants = databases();
const caravan = testCaravan({ ...here, CHECKOUT_PAYMENT_SECONDS: '8' });
let backups: Backups | undefined;

afterEach(() => rmSync(backups?.folder ?? '', { recursive: true, force: true }));

test('databases of single parts are cut at one point', async () => {
  const { environment, client } = caravan;
  backups = await backUpWhileTrading(client, { environment, count: 1, seed: 1 });
  const restored = elsewhere(environment, there);
  const report = await restoreInto(restored, backups.made[0]?.folder ?? '');
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  await expectGoesOn(restored, backups, there.SANDBOX_DATABASE_URL ?? '');
}, 120_000);

test('snapshots of one database after the other, without locks, are found out', async () => {
  const { environment, client } = caravan;
  backups = await backUpWhileTrading(client, { environment, count: 2, seed: 2, cut: oneAfterTheOther });
  const failed: string[] = [];
  for (const { folder } of backups.made) {
    const report = await restoreInto(elsewhere(environment, mutants), folder, { mayReplace: true });
    failed.push(...report.checks.filter(({ ok }) => !ok).map(({ name }) => name));
    expect(report.ok).toBe(failed.length === 0);
  }
  expect(failed).not.toEqual([]);
}, 120_000);

/** What a script that dumps each database does. */
const oneAfterTheOther: typeof cutAll = async (placed) => {
  const snapshots = new Map<string, Awaited<ReturnType<typeof connect>>>();
  // Events first: then later snapshots have effects of events that the log does not have.
  for (const { part, url } of placed.toReversed()) {
    const connection = await connect({ url, schema: part.name, name: 'caravan backup without locks' });
    await connection.query('begin isolation level repeatable read read only');
    await connection.query('select 1');
    snapshots.set(part.name, connection);
    await pause(100);
  }
  return {
    at: new Date(),
    longestMs: 0,
    attempts: 1,
    snapshots,
    close: async () => {
      for (const connection of snapshots.values()) await connection.end();
    },
  };
};
