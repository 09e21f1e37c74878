import { newId } from '@caravan/core/ids';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { balancesOf } from '../ledger/ledger.store.ts';
import { line, openBench } from '../testing/bench.ts';
import { beginRelease, releaseEscrow } from './escrow.usecases.ts';

const bench = openBench();
const { deps, database } = bench;
const payableOf = async (storeId: string) =>
  (await balancesOf(database.query, 'PAYABLE', [storeId]))[0]?.balance.amountMinor ?? 0n;

test('a release whose job runs before it is due by our clock comes again', async () => {
  const storeId = newId();
  const held = line(1_000n, { storeId, releaseRule: { kind: 'ON_DELIVERY', days: 1 } });
  const { fulfilmentId } = held;
  await bench.confirmed([held]);
  await database.transaction((tx) => beginRelease(deps, tx, fulfilmentId));
  // The clock of the jobs is the database's. A second ahead of ours, it takes the job too early, which is then gone.
  bench.pass(86_399);
  await database.query.execute(sql`delete from payments_jobs._private_jobs`);
  await releaseEscrow(deps, { fulfilmentId });
  expect(await payableOf(storeId)).toBe(0n);
  bench.pass(1);
  await bench.runJobs({ names: ['payments.release-escrow'] });
  expect(await payableOf(storeId)).toBe(900n);
});
