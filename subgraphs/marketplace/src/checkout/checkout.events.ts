import {
  CheckoutCompleted,
  type CheckoutLine,
  CheckoutRejected,
  CheckoutReserved,
  type Participant,
  type RejectionReason,
} from '@caravan/contracts/checkout';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';

/** The name under which this subgraph takes part in checkouts. */
export const participant: Participant = 'marketplace';

export function answerReserved(tx: Transaction, checkoutId: string, lines: CheckoutLine[]): Promise<void> {
  return publish(tx, CheckoutReserved, { subject: checkoutId, data: { checkoutId, participant, lines } });
}

export function answerRejected(tx: Transaction, checkoutId: string, reasons: RejectionReason[]): Promise<void> {
  return publish(tx, CheckoutRejected, { subject: checkoutId, data: { checkoutId, participant, reasons } });
}

export function answerCompleted(
  tx: Transaction,
  checkoutId: string,
  { orderRefs, failedLineIds }: { orderRefs: string[]; failedLineIds: string[] },
): Promise<void> {
  const data = { checkoutId, participant, orderRefs, failedLineIds };
  return publish(tx, CheckoutCompleted, { subject: checkoutId, data });
}
