import type { Money } from '@caravan/core/money';
import type { Transaction } from '@caravan/database/database';
import type { Deps } from '../../deps.ts';
import { lockEscrowsOfPayment } from '../../escrow/escrow.store.ts';
import type { Trade } from '../../payments/usecases/lock-trade.ts';
import { shareOut } from '../refunds.domain.ts';
import { isKnown } from '../refunds.store.ts';
import { createRefund } from './create-refund.ts';
import { settleRefund } from './settle-refund.ts';

/** Books a refund that was made at the provider, such as in its dashboard, shared among the lines by what is left. */
export async function acceptProviderRefund(
  deps: Deps,
  tx: Transaction,
  trade: Trade,
  { refundRef, amount }: { refundRef: string; amount: Money },
): Promise<void> {
  const { payment } = trade;
  if (await isKnown(tx, { paymentId: payment.id, source: 'PROVIDER', sourceKey: refundRef })) return;
  const escrows = await lockEscrowsOfPayment(tx, payment.id);
  const parts = escrows.length > 0 ? shareOut(amount.amountMinor, amount.currency, escrows) : [];
  const refundId = await createRefund(deps, tx, trade, {
    source: 'PROVIDER',
    sourceKey: refundRef,
    reason: 'Refunded by the payment provider.',
    requestedBy: null,
    amountMinor: amount.amountMinor,
    parts,
  });
  if (refundId) await settleRefund(deps, tx, { refundId, status: 'SUCCEEDED' });
}
