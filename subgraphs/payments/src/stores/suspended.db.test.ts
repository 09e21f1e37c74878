import { newId } from '@caravan/core/ids';
import { expect, test } from 'vitest';
import { line, openBench } from '../testing/bench.ts';
import { endCheckoutsOf } from './suspended.usecases.ts';

const bench = openBench();
const { deps, provider, database } = bench;
const status = async (checkoutId: string) => (await bench.checkout(checkoutId)).status;

test('a suspended store ends the checkouts that wait for their payment, and no others', async () => {
  const storeId = newId();
  const waiting = await bench.awaitingPayment([line(5n), line(7n, { storeId })]);
  const elsewhere = await bench.awaitingPayment([line(5n)]);
  const paid = await bench.confirmed([line(5n, { storeId })]);
  const captured = await bench.awaitingPayment([line(5n, { storeId })]);
  provider.capture(captured.paymentId);
  await database.transaction((tx) => endCheckoutsOf(deps, tx, storeId));
  // Reserved while the store was still open, as far as marketplace knew.
  const late = await bench.awaitingPayment([line(5n, { storeId })]);
  await bench.runJobs();
  expect(await status(waiting.checkoutId)).toBe('CANCELLED');
  expect(provider.of(waiting.paymentId).status).toBe('VOIDED');
  expect(await status(elsewhere.checkoutId)).toBe('AWAITING_PAYMENT');
  expect(await status(paid.checkoutId)).toBe('CONFIRMED');
  expect(await status(captured.checkoutId)).toBe('PAID');
  bench.pass(60);
  await bench.runJobs();
  expect(await status(late.checkoutId)).toBe('CANCELLED');
});
