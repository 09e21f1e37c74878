import { CheckoutChanged, CheckoutReleased } from '@caravan/contracts/checkout';
import { invariant } from '@caravan/core/errors';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { removeJob } from '@caravan/jobs/add-job';
import type { Deps } from '../../deps.ts';
import { type Checkout, isReleased, mayBecome, type ReleasedStatus } from '../checkout.domain.ts';
import { saveCheckout } from '../checkout.store.ts';

type Fields = Partial<Pick<Checkout, 'totalMinor' | 'rejections' | 'expiresAt'>>;

/** Moves a locked checkout to its next status, writes its history and tells whoever watches. */
export async function moveCheckout(
  deps: Deps,
  tx: Transaction,
  checkout: Checkout,
  move: { to: Checkout['status']; comment: string } & Fields,
): Promise<Checkout> {
  const { to, comment, ...fields } = move;
  invariant(mayBecome(checkout.status, to), `a checkout moves from ${checkout.status} to ${to}`);
  const changedAt = deps.now();
  const moved = { ...checkout, expiresAt: null, ...fields, status: to, version: checkout.version + 1, changedAt };
  await saveCheckout(tx, moved, { version: moved.version, from: checkout.status, to, comment, at: changedAt });
  await announce(tx, moved);
  return moved;
}

/** A locked checkout's payment moved: its watchers read it anew. */
export async function touchCheckout(
  deps: Deps,
  tx: Transaction,
  checkout: Checkout,
  comment: string | null,
): Promise<Checkout> {
  const touched = { ...checkout, version: checkout.version + 1 };
  const { version, status } = touched;
  await saveCheckout(tx, touched, { version, from: status, to: status, comment, at: deps.now() });
  await announce(tx, touched);
  return touched;
}

/** Ends a locked, unpaid checkout: every participant frees what it holds. */
export async function releaseCheckout(
  deps: Deps,
  tx: Transaction,
  checkout: Checkout,
  end: { to: ReleasedStatus; comment: string } & Fields,
): Promise<Checkout> {
  const ended = await moveCheckout(deps, tx, checkout, end);
  await removeJob(tx, timerKey(checkout.id));
  await publishReleased(tx, ended);
  return ended;
}

/** Also answers a hold that was made after the end. */
export async function publishReleased(tx: Transaction, checkout: Checkout): Promise<void> {
  const { id: checkoutId, status: reason } = checkout;
  invariant(isReleased(reason), 'only a checkout that ended unpaid is released');
  await publish(tx, CheckoutReleased, { subject: checkoutId, data: { checkoutId, reason } });
}

/** A checkout has one timer at a time: for its reservations, its payment, or its completion. */
export function timerKey(checkoutId: string): string {
  return `checkout:${checkoutId}`;
}

async function announce(tx: Transaction, { id: checkoutId, buyerId, version }: Checkout) {
  await publish(tx, CheckoutChanged, { subject: checkoutId, data: { checkoutId, buyerId, version } });
}
