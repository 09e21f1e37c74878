import type { Transaction } from '@caravan/database/database';
import type { Deps } from '../../deps.ts';
import type { Trade } from '../../payments/usecases/lock-trade.ts';
import { requestRefund } from './create-refund.ts';

/** Sends back whole what was captured and paid for nothing. */
export async function refundSuspense(deps: Deps, tx: Transaction, trade: Trade, reason: string): Promise<void> {
  const { id, capturedMinor } = trade.payment;
  await requestRefund(deps, tx, trade, {
    source: 'SUSPENSE',
    sourceKey: id,
    reason,
    requestedBy: null,
    amountMinor: capturedMinor,
    parts: [],
  });
}
