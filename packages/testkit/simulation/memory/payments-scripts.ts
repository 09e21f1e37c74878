import { newId } from '@caravan/core/ids';
import { ok } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { idempotent } from '@caravan/database/idempotency';
import { addJob, removeJob } from '@caravan/jobs/add-job';
import type { Checkout } from '@caravan/payments/checkout/checkout.domain';
import {
  findChanges,
  findOpenCheckout,
  findReplies,
  insertCheckout,
  insertLines,
  lockCheckout,
  saveCheckout,
  setReply,
} from '@caravan/payments/checkout/checkout.store';
import { insertEscrows, lockEscrowsOfFulfilment, saveEscrow } from '@caravan/payments/escrow/escrow.store';
import { type AccountKey, clearing, escrowOf, suspense } from '@caravan/payments/ledger/ledger.domain';
import { balancesOf, post } from '@caravan/payments/ledger/ledger.store';
import type { Payment } from '@caravan/payments/payments/payments.domain';
import { findOpenPayment, insertPayment, lockCheckoutOf, savePayment } from '@caravan/payments/payments/payments.store';
import { insertRefund } from '@caravan/payments/refunds/refunds.store';
import { insertWebhook } from '@caravan/payments/webhooks/webhooks.store';
import { overlap, type Stage, scripts } from './scripts.ts';

const participants = ['marketplace', 'rentals'] as const;

function checkoutOf(now: Date, change: Partial<Checkout> = {}): Checkout {
  return {
    id: newId(),
    buyerId: newId(),
    status: 'RESERVING',
    version: 1,
    currency: 'EUR',
    deliveryAddressId: null,
    expectedMinor: null,
    paymentMethod: 'SANDBOX_CARD',
    totalMinor: null,
    rejections: [],
    expiresAt: now,
    createdAt: now,
    changedAt: now,
    ...change,
  };
}

function paymentOf({ id: checkoutId, buyerId }: Checkout, now: Date): Payment {
  const money = { amountMinor: 100n, currency: 'EUR', capturedMinor: 0n, capturedCurrency: null };
  const refunds = { refundedMinor: 0n, pendingRefundMinor: 0n, disposition: null };
  const provider = { provider: 'sandbox', providerRef: null, method: 'SANDBOX_CARD', redirectUrl: null } as const;
  const times = { version: 1, createdAt: now, capturedAt: null };
  return {
    id: newId(),
    checkoutId,
    buyerId,
    status: 'PENDING',
    failure: null,
    ...money,
    ...refunds,
    ...provider,
    ...times,
  };
}

async function started({ database, now }: Stage): Promise<Checkout> {
  const checkout = checkoutOf(now);
  await database.transaction((tx) => insertCheckout(tx, checkout, participants));
  return checkout;
}

const changeOf = (version: number, now: Date) =>
  ({ version, from: 'RESERVING', to: 'AWAITING_PAYMENT', comment: null, at: now }) as const;

async function escrowOn(stage: Stage) {
  const { database, now } = stage;
  const checkout = await started(stage);
  const [lineId, fulfilmentId] = [newId(), newId()];
  await database.transaction(async (tx) => {
    const line = {
      lineId,
      ref: newId(),
      fulfilmentId,
      kind: 'PRODUCT',
      description: 'Thing',
      commissionable: true,
    } as const;
    const terms = { payee: { kind: 'STORE', id: newId() }, releaseRule: { kind: 'ON_DELIVERY', days: 0 } } as const;
    const amount = { amountMinor: '100', currency: 'EUR' };
    const held = {
      checkoutId: checkout.id,
      participant: 'marketplace',
      lines: [{ ...line, ...terms, amount }],
    } as const;
    await insertLines(tx, held);
    const whose = { checkoutId: checkout.id, orderId: newId(), storeId: newId(), fulfilmentId };
    await insertEscrows(tx, [
      { ...whose, lineId, amountMinor: 100n, currency: 'EUR', commissionBps: 0, releaseDays: 0 },
    ]);
  });
  return { lineId, fulfilmentId, now };
}

const postingOf = (account: AccountKey, amountMinor: bigint) => ({ account, amountMinor });

export const paymentsScripts = scripts(
  {
    name: 'a buyer has one open checkout, and its moves are written once',
    async run(stage) {
      const { database, now, see, refused } = stage;
      const checkout = await started(stage);
      const { id, buyerId } = checkout;
      see(await database.transaction((tx) => insertCheckout(tx, checkoutOf(now, { buyerId }), participants)));
      const reply = { checkoutId: id, participant: 'marketplace', from: 'WAITING', to: 'RESERVED' } as const;
      see(await database.transaction((tx) => setReply(tx, reply)));
      see(await database.transaction((tx) => setReply(tx, reply)));
      see((await findReplies(database.query, id)).map(({ state }) => state).sort());
      const moved = { ...checkout, status: 'AWAITING_PAYMENT', version: 2, totalMinor: 5n } as const;
      await database.transaction((tx) => saveCheckout(tx, moved, changeOf(2, now)));
      await refused((tx) => saveCheckout(tx, moved, changeOf(2, now)));
      await refused((tx) => saveCheckout(tx, { ...moved, totalMinor: null }, changeOf(3, now)));
      await refused((tx) => saveCheckout(tx, { ...moved, totalMinor: -1n }, changeOf(3, now)));
      see(await findOpenCheckout(database.query, buyerId));
      see(await findChanges(database.query, [id]));
      await database.transaction((tx) =>
        saveCheckout(tx, { ...moved, status: 'EXPIRED', version: 3 }, changeOf(3, now)),
      );
      see(await findOpenCheckout(database.query, buyerId));
      see(await database.transaction((tx) => insertCheckout(tx, checkoutOf(now, { buyerId }), participants)));
    },
  },
  {
    name: 'of two checkouts at once the second waits, and is one if the first is undone',
    async run(stage) {
      const [buyerId, otherId] = [newId(), newId()];
      const start = (buyer: string) => (tx: Transaction) =>
        insertCheckout(tx, checkoutOf(stage.now, { buyerId: buyer }), participants);
      stage.see(await overlap(stage, start(buyerId), { second: start(buyerId) }));
      stage.see(await overlap(stage, start(otherId), { second: start(otherId), undone: true }));
    },
  },
  {
    name: 'a lock is waited for, and what was changed meanwhile is seen',
    async run(stage) {
      const checkout = await started(stage);
      const moved = { ...checkout, status: 'CANCELLED', version: 2 } as const;
      const move = async (tx: Transaction) => {
        await lockCheckout(tx, checkout.id);
        await saveCheckout(tx, moved, changeOf(2, stage.now));
      };
      const second = async (tx: Transaction) => (await lockCheckout(tx, checkout.id))?.status;
      stage.see(await overlap(stage, move, { second }));
      const reply = { checkoutId: checkout.id, participant: 'rentals', from: 'WAITING', to: 'RESERVED' } as const;
      const answer = (tx: Transaction) => setReply(tx, reply);
      stage.see(await overlap(stage, answer, { second: answer }));
    },
  },
  {
    name: 'a checkout has one open payment, captured whole or in suspense, never refunded beyond it',
    async run(stage) {
      const { database, now, see, refused } = stage;
      const checkout = await started(stage);
      const payment = paymentOf(checkout, now);
      await database.transaction((tx) => insertPayment(tx, payment));
      await refused((tx) => insertPayment(tx, paymentOf(checkout, now)));
      see(await findOpenPayment(database.query, checkout.id));
      see((await database.transaction((tx) => lockCheckoutOf(tx, payment.id)))?.id);
      const captured = { ...payment, status: 'CAPTURED', capturedMinor: 100n, capturedCurrency: 'EUR' } as const;
      await refused((tx) => savePayment(tx, captured));
      await refused((tx) => savePayment(tx, { ...captured, disposition: 'ESCROW', capturedMinor: 99n }));
      await database.transaction((tx) => savePayment(tx, { ...captured, disposition: 'ESCROW' }));
      await refused((tx) => savePayment(tx, { ...captured, disposition: 'ESCROW', pendingRefundMinor: 101n }));
      see(await findOpenPayment(database.query, checkout.id));
      const refund = {
        paymentId: payment.id,
        source: 'REQUESTED',
        sourceKey: 'once',
        currency: 'EUR',
        reason: 'A',
      } as const;
      const asked = { ...refund, status: 'PENDING', amountMinor: 5n, requestedAt: now } as const;
      see(await database.transaction((tx) => insertRefund(tx, { ...asked, id: newId() }, [])));
      see(await database.transaction((tx) => insertRefund(tx, { ...asked, id: newId() }, [])));
    },
  },
  {
    name: 'the books balance, nothing is posted twice, and no account gives what it does not have',
    async run({ database, now, see, refused }) {
      const [reference, provider] = [newId(), newId()];
      const [from, to] = [clearing(provider, 'EUR'), suspense(provider, 'EUR')];
      const entry = (kind: 'SUSPENSE_CAPTURE' | 'SUSPENSE_REFUND', amountMinor: bigint, off = 0n) => ({
        kind,
        reference,
        orderId: null,
        postings: [postingOf(from, -amountMinor), postingOf(to, amountMinor + off)],
      });
      see(await database.transaction((tx) => post(tx, entry('SUSPENSE_CAPTURE', 100n), now)));
      see(await database.transaction((tx) => post(tx, entry('SUSPENSE_CAPTURE', 100n), now)));
      await refused((tx) => post(tx, entry('SUSPENSE_REFUND', -101n), now));
      await refused((tx) => post(tx, entry('SUSPENSE_REFUND', -50n, 1n), now));
      see(await balancesOf(database.query, 'SUSPENSE', [provider]));
      see(await balancesOf(database.query, 'CLEARING', [provider]));
      see(await balancesOf(database.query, 'ESCROW', [newId(), escrowOf(provider, 'EUR').ownerId]));
    },
  },
  {
    name: 'an escrow is locked, refunded within its amount and released when it is due',
    async run(stage) {
      const { database, see, refused, now } = stage;
      const { lineId, fulfilmentId } = await escrowOn(stage);
      await refused((tx) => saveEscrow(tx, lineId, { pendingRefundMinor: 101n }));
      await refused((tx) => saveEscrow(tx, lineId, { released: true }));
      await refused((tx) => saveEscrow(tx, lineId, { commissionMinor: 101n }));
      const setAside = (tx: Transaction) => saveEscrow(tx, lineId, { pendingRefundMinor: 40n });
      const second = (tx: Transaction) => lockEscrowsOfFulfilment(tx, fulfilmentId);
      see((await overlap(stage, setAside, { second })).other);
      await database.transaction((tx) => saveEscrow(tx, lineId, { released: true, releaseAt: now }));
      see(await database.transaction((tx) => lockEscrowsOfFulfilment(tx, fulfilmentId)));
    },
  },
  {
    name: 'a webhook is stored once, and a key is answered once',
    async run(stage) {
      const { database, now, see } = stage;
      const [eventId, principalId] = [newId(), newId()];
      const hook = () => ({ id: newId(), provider: 'sandbox', eventId, body: '{}', receivedAt: now });
      see(await database.transaction((tx) => insertWebhook(tx, hook())));
      see(await database.transaction((tx) => insertWebhook(tx, hook())));
      const call = (input: string) => (tx: Transaction) => {
        const claim = { principalId, operation: 'try', key: 'k', input, keptSeconds: Number.POSITIVE_INFINITY };
        return idempotent(tx, claim, () => Promise.resolve(ok({ input })));
      };
      see(await overlap(stage, call('a'), { second: call('a') }));
      see(await database.transaction(call('b')));
    },
  },
  {
    name: 'a job of a key replaces the one that has not begun, and follows the one that has',
    async run({ database, see, queue }) {
      const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 0, minute));
      const add = (name: string, minute: number, key: string) =>
        database.transaction((tx) => addJob(tx, name, { minute }, { runAt: at(minute), key }));
      await add('first', 1, 'timer');
      await add('second', 2, 'timer');
      await add('other', 3, 'another');
      see(await queue.read());
      await queue.take('timer');
      await add('third', 4, 'timer');
      see(await queue.read());
      await database.transaction((tx) => removeJob(tx, 'timer'));
      await database.transaction((tx) => removeJob(tx, 'unknown'));
      see(await queue.read());
      await queue.take('another');
      await database.transaction((tx) => removeJob(tx, 'another'));
      see(await queue.read());
    },
  },
);
