import { newId } from '@caravan/core/ids';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { checkLedger } from '../ledger/ledger-health.usecases.ts';
import { reconcile } from '../payments/usecases/reconcile.ts';
import { buyer, line, openBench, start, startCommand } from '../testing/bench.ts';
import { startCheckout } from './usecases/start-checkout.ts';

const bench = openBench();
const { deps, database } = bench;
/** What graphile-worker does with a job that failed too often. */
const giveUpJobs = () => database.query.execute(sql`delete from payments_jobs._private_jobs`);

test('a checkout whose timer was given up ends all the same', async () => {
  const reserving = await start(deps);
  const { checkoutId } = await bench.awaitingPayment([line(5n)]);
  await giveUpJobs();
  bench.pass(900);
  await reconcile(deps);
  await bench.runJobs();
  expect((await bench.checkout(checkoutId)).status).toBe('AWAITING_PAYMENT');
  expect((await bench.checkout(reserving.id)).status).toBe('REJECTED');
  bench.pass(601);
  expect((await checkLedger(deps)).stuckCheckouts.map(({ id }) => id)).toEqual([checkoutId]);
  await reconcile(deps);
  await bench.runJobs();
  expect((await bench.checkout(checkoutId)).status).toBe('EXPIRED');
  expect((await checkLedger(deps)).stuckCheckouts).toEqual([]);
});

test('an expected total that no amount can be is refused', async () => {
  const expectedTotal = { amountMinor: 9_999_999_999_999_999_999n, currency: 'EUR' };
  const principal = buyer();
  const result = await startCheckout(deps, startCommand({ principal, expectedTotal, idempotencyKey: newId() }));
  expect(result).toMatchObject({ errors: [{ kind: 'InvalidInput', path: ['input', 'expectedTotal', 'amountMinor'] }] });
});
