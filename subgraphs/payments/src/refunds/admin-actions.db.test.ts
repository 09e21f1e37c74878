import { AdminActionRecorded } from '@caravan/contracts/identity-staff';
import { newId, toTypeId } from '@caravan/core/ids';
import { money } from '@caravan/core/money';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { saveStaff } from '../stores/stores.store.ts';
import { buyer, callerOf, line, openBench } from '../testing/bench.ts';
import { refundPayment } from './usecases/refund-payment.ts';

const bench = openBench();
const { deps, database } = bench;
const scopes = ['payment:refund:any', 'payment:read:any'] as const;

async function actionsOf(adminId: string) {
  const rows = await database.query.execute<{ data: unknown }>(sql`
    select envelope -> 'data' as data from outbox
    where subject = ${adminId} and envelope ->> 'type' = ${AdminActionRecorded.type} order by seq`);
  return Promise.all(
    rows.map(async ({ data }) => {
      const { action, entityType, entityId, details } = AdminActionRecorded.data.parse(data);
      return { action, entityType, entityId, details: await deps.sealer.unseal(details) };
    }),
  );
}

const whole = (paymentId: string) => ({
  paymentId,
  lines: null,
  amount: null,
  reason: 'Ada was ill',
  idempotencyKey: newId(),
});

test('a refund by the staff is written down once, without its reason', async () => {
  const { paymentId } = await bench.confirmed([line(1_250n), line(50n)]);
  const operator = buyer(scopes);
  const command = { ...whole(paymentId), amount: money(125n, 'EUR') };
  const made = await refundPayment(deps, callerOf(operator), command);
  expect(await refundPayment(deps, callerOf(operator), command)).toEqual(made);
  const refundId = made.ok ? made.value.refundId : '';
  const tooMuch = { ...command, amount: money(9_000n, 'EUR'), idempotencyKey: newId() };
  expect((await refundPayment(deps, callerOf(operator), tooMuch)).ok).toBe(false);
  expect(await actionsOf(operator.id)).toEqual([
    {
      action: 'refundPayment',
      entityType: 'Payment',
      entityId: paymentId,
      details: {
        oldValue: null,
        newValue: { refund: toTypeId('refund', refundId), amount: '1.25', currency: 'EUR' },
        clientAddress: '2001:db8::1',
      },
    },
  ]);
});

test('a refund by a manager of the store leaves nothing, but for lines of others and amounts of no line', async () => {
  const [own, other] = [line(100n), line(200n)];
  const { paymentId } = await bench.confirmed([own, other]);
  const manager = buyer(scopes);
  const storeId = own.payee.id;
  await database.transaction((tx) => saveStaff(tx, { storeId, userId: manager.id, role: 'MANAGER' }));
  const refund = (more: object) => refundPayment(deps, callerOf(manager), { ...whole(paymentId), ...more });
  expect((await refund({ lines: [{ lineId: own.lineId, amount: money(10n, 'EUR') }] })).ok).toBe(true);
  expect(await actionsOf(manager.id)).toEqual([]);
  expect((await refund({ amount: money(20n, 'EUR') })).ok).toBe(true);
  expect((await refund({ lines: [own, other].map(({ lineId }) => ({ lineId, amount: null })) })).ok).toBe(true);
  expect(await actionsOf(manager.id)).toHaveLength(2);
});

test('a refund that rolls back leaves nothing', async () => {
  const { paymentId } = await bench.confirmed([line(100n)]);
  const operator = buyer(scopes);
  const failing = {
    ...deps,
    now: () => {
      throw new Error('The clock stopped.');
    },
  };
  await expect(refundPayment(failing, callerOf(operator), whole(paymentId))).rejects.toThrow('The clock stopped.');
  expect(await actionsOf(operator.id)).toEqual([]);
});
