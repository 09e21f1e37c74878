import { committed, violate, type World } from './world.ts';

type Account = { id: string; ownerId: string; kind: string; mayGoNegative: boolean; balanceMinor: bigint };
type Posting = { entryId: string; accountId: string; amountMinor: bigint };
type Payment = {
  id: string;
  checkoutId: string;
  status: string;
  disposition: string | null;
  capturedMinor: bigint;
  refundedMinor: bigint;
  pendingRefundMinor: bigint;
};
type Escrow = {
  lineId: string;
  fulfilmentId: string;
  amountMinor: bigint;
  refundedMinor: bigint;
  pendingRefundMinor: bigint;
  released: boolean;
  releaseAt: Date | null;
};
type Refund = { id: string; paymentId: string; status: string; amountMinor: bigint };

/** Rules of the books, and that they agree with the payment company's. */
export function checkMoney(world: World): void {
  checkBooks(world);
  checkEscrows(world);
  checkProvider(world);
  checkRefunds(world);
  checkDeliveries(world);
}

function checkBooks(world: World) {
  const postings = committed<Posting>(world, 'payments', 'ledger_postings');
  const byEntry = Map.groupBy(postings, ({ entryId }) => entryId);
  for (const [entryId, own] of byEntry) {
    if (sumOf(own) !== 0n) violate(world, `the entry ${entryId} does not balance`);
  }
  const byAccount = Map.groupBy(postings, ({ accountId }) => accountId);
  for (const { id, kind, mayGoNegative, balanceMinor } of committed<Account>(world, 'payments', 'ledger_accounts')) {
    if (balanceMinor !== sumOf(byAccount.get(id) ?? [])) violate(world, `${kind} is not the sum of its postings`);
    if (balanceMinor < 0n && !mayGoNegative) violate(world, `${kind} is overdrawn`);
  }
}

function balanceOf(world: World, kind: string, ownerId?: string): bigint {
  return committed<Account>(world, 'payments', 'ledger_accounts')
    .filter((account) => account.kind === kind && (ownerId === undefined || account.ownerId === ownerId))
    .reduce((sum, { balanceMinor }) => sum + balanceMinor, 0n);
}

function checkEscrows(world: World) {
  for (const escrow of committed<Escrow>(world, 'payments', 'escrows')) {
    const { lineId, amountMinor, refundedMinor, pendingRefundMinor, released } = escrow;
    const held = released ? 0n : amountMinor - refundedMinor;
    const balance = balanceOf(world, 'ESCROW', lineId);
    if (balance !== held) violate(world, `the escrow of ${lineId} holds ${balance} instead of ${held}`);
    if (pendingRefundMinor !== 0n) violate(world, `${pendingRefundMinor} of the line ${lineId} stay on their way back`);
  }
}

/** What the company took and gave back is what the books say, payment by payment and in sum. */
function checkProvider(world: World) {
  const payments = new Map(committed<Payment>(world, 'payments', 'payments').map((payment) => [payment.id, payment]));
  let kept = 0n;
  for (const { paymentId, state, refunds } of world.provider.payments.values()) {
    const captured = state.captured?.amountMinor ?? 0n;
    const refunded = sumOf(
      [...refunds.values()].filter(({ status }) => status === 'SUCCEEDED').map(({ amount }) => amount),
    );
    kept += captured - refunded;
    const payment = payments.get(paymentId);
    if (refunded > captured) violate(world, `${refunded} of ${captured} were given back`);
    if (payment?.capturedMinor !== captured || payment.refundedMinor !== refunded) {
      const ours = `${payment?.capturedMinor} and ${payment?.refundedMinor}`;
      violate(world, `of ${paymentId} ${captured} were taken and ${refunded} given back, by our books ${ours}`);
    }
    if (state.status === 'PENDING') violate(world, `${paymentId} can still be paid`);
  }
  const clearing = -balanceOf(world, 'CLEARING');
  if (clearing !== kept) violate(world, `the provider holds ${kept} of ours, by the books ${clearing}`);
  const suspense = balanceOf(world, 'SUSPENSE');
  if (suspense !== 0n) violate(world, `${suspense} paid for nothing and did not go back`);
  checkPaid(world, [...payments.values()]);
}

/** Every confirmed checkout is paid by exactly one payment, no other checkout by any. */
function checkPaid(world: World, payments: readonly Payment[]) {
  const checkouts = committed<{ id: string; status: string; totalMinor: bigint | null }>(
    world,
    'payments',
    'checkouts',
  );
  for (const { id, status, totalMinor } of checkouts) {
    const paying = payments.filter(({ checkoutId, disposition }) => checkoutId === id && disposition === 'ESCROW');
    const paid = sumOf(paying.map(({ capturedMinor }) => ({ amountMinor: capturedMinor })));
    const due = status === 'CONFIRMED' ? totalMinor : 0n;
    if (paid !== due) violate(world, `the checkout ${id} is ${status}; ${paid} of ${due} were paid for it`);
  }
}

function checkRefunds(world: World) {
  const refunds = committed<Refund>(world, 'payments', 'refunds');
  for (const payment of committed<Payment>(world, 'payments', 'payments')) {
    const own = refunds.filter(({ paymentId, status }) => paymentId === payment.id && status === 'SUCCEEDED');
    if (payment.refundedMinor !== sumOf(own))
      violate(world, `the refunds of ${payment.id} are not what was given back`);
    if (payment.pendingRefundMinor !== 0n) violate(world, `a refund of ${payment.id} stays on its way`);
    if (payment.refundedMinor > payment.capturedMinor) violate(world, `more than captured went back of ${payment.id}`);
  }
  const cancelled = committed<{ id: string; shippingLineId: string | null; cancelledAt: Date | null }>(
    world,
    'marketplace',
    'order_lines',
  ).filter(({ cancelledAt }) => cancelledAt !== null);
  const escrows = new Map(committed<Escrow>(world, 'payments', 'escrows').map((escrow) => [escrow.lineId, escrow]));
  for (const lineId of cancelled.flatMap(({ id, shippingLineId }) => (shippingLineId ? [id, shippingLineId] : [id]))) {
    const escrow = escrows.get(lineId);
    if (escrow?.refundedMinor !== escrow?.amountMinor) violate(world, `the cancelled line ${lineId} is not given back`);
  }
}

/** A delivered fulfilment is paid out in the end, once, and then complete; no other is. */
function checkDeliveries(world: World) {
  const escrows = Map.groupBy(committed<Escrow>(world, 'payments', 'escrows'), ({ fulfilmentId }) => fulfilmentId);
  const fulfilments = committed<{ id: string; status: string }>(world, 'marketplace', 'fulfilments');
  for (const { id, status } of fulfilments) {
    const released = (escrows.get(id) ?? []).filter((escrow) => escrow.released);
    if (status === 'DELIVERED') violate(world, `the fulfilment ${id} stays DELIVERED`);
    if ((status === 'COMPLETED') !== released.length > 0) {
      violate(world, `the fulfilment ${id} is ${status}, ${released.length} lines are paid out`);
    }
  }
}

function sumOf(amounts: readonly { readonly amountMinor: bigint }[]): bigint {
  return amounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
