import { newId } from '@caravan/core/ids';
import { money } from '@caravan/core/money';
import { fateProblems } from '@caravan/testkit/fates';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { checkLedger } from '../ledger/ledger-health.usecases.ts';
import { refundPayment } from '../refunds/usecases/refund-payment.ts';
import { buyer, callerOf, line, openBench } from '../testing/bench.ts';
import { eraseLate, erasePerson } from './erasure.usecases.ts';
import { exportPersonalData } from './export.usecases.ts';
import { fates } from './fates.ts';

const bench = openBench();
const { deps, database } = bench;

const erase = (userId: string) => database.transaction((tx) => erasePerson(deps, tx, userId));

/** The books as they are, to the last posting. */
const books = () =>
  database.query.execute(sql`
    select a.kind, a.owner_id, a.balance_minor, p.entry_id, p.amount_minor
    from ledger_accounts a left join ledger_postings p on p.account_id = a.id order by a.id, p.entry_id`);

/** Somebody who paid and got a part of it back, for a reason that names them. */
async function refunded() {
  const principal = buyer();
  const sold = line(5_000n);
  const trade = await bench.confirmed([sold], principal);
  const staff = buyer(['payment:refund:any', 'payment:read:any']);
  await refundPayment(deps, callerOf(staff), {
    paymentId: trade.paymentId,
    lines: [{ lineId: sold.lineId, amount: money(1_000n, 'EUR') }],
    amount: null,
    reason: 'Canary was unhappy',
    idempotencyKey: newId(),
  });
  await bench.runJobs();
  return { ...trade, principal, userId: principal.id, staff };
}

test('somebody decided for every table and column what becomes of it when a person is erased', async () => {
  expect(await fateProblems(database, fates, null)).toEqual([]);
});

test('an erased person leaves books that are the same to the last posting, and no words', async () => {
  const { userId, staff } = await refunded();
  const before = await books();
  expect(before.length).toBeGreaterThan(0);
  const textOf = async () =>
    JSON.stringify(
      await database.query.execute(sql`select reason from refunds union all select comment from payment_changes`),
    );
  expect(await textOf()).toContain('Canary');
  await erase(userId);
  await erase(userId);
  await eraseLate(deps, { userId });
  expect(await books()).toEqual(before);
  expect(await textOf()).not.toContain('Canary');
  expect(await checkLedger(deps)).toMatchObject({ healthy: true });

  // Whoever of the staff goes leaves no words either.
  const other = await refunded();
  await erase(other.staff.id);
  const [row] = await database.query.execute<{ left: string }>(
    sql`select count(*) as left from refunds where requested_by = ${other.staff.id} and reason like 'Canary%'`,
  );
  expect(row?.left).toBe('0');
  expect(staff.id).not.toBe(other.staff.id);
});

test('a refund under way goes on after its person was erased', async () => {
  const principal = buyer();
  const sold = line(3_000n);
  const { paymentId } = await bench.confirmed([sold], principal);
  const staff = buyer(['payment:refund:any', 'payment:read:any']);
  const whole = { lines: [{ lineId: sold.lineId, amount: null }], amount: null };
  await refundPayment(deps, callerOf(staff), { paymentId, ...whole, reason: 'Late', idempotencyKey: newId() });
  await erase(principal.id);
  await bench.runJobs();
  const [payment] = await database.query.execute<{ status: string }>(
    sql`select status from payments where id = ${paymentId}`,
  );
  expect(payment?.status).toBe('REFUNDED');
  expect(await checkLedger(deps)).toMatchObject({ healthy: true });
});

test('the export tells the person what was paid, and nobody else anything', async () => {
  const { principal, userId, staff } = await refunded();
  expect(await exportPersonalData(deps, { principal, userId })).toMatchObject({
    checkouts: [{ status: 'CONFIRMED', totalMinor: '5000', createdAt: expect.stringMatching(/^2026-11-21T12:/) }],
    payments: [{ amountMinor: '5000', refundedMinor: '1000' }],
    refunds: [{ reason: 'Canary was unhappy' }],
    refundsAskedFor: [],
    truncated: [],
  });
  expect(await exportPersonalData(deps, { principal: staff, userId })).toBeNull();
});
