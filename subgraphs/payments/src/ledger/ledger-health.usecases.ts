import type { Money } from '@caravan/core/money';
import type { Checkout } from '../checkout/checkout.domain.ts';
import { findStuck } from '../checkout/checkout.store.ts';
import type { Deps } from '../deps.ts';
import {
  countMismatchedBalances,
  countOpenEscrowsOfClosedLines,
  findUncoveredEscrow,
  sumOldSuspense,
  sumPostings,
} from './ledger-health.store.ts';

export type LedgerHealth = {
  readonly healthy: boolean;
  readonly postingsTotals: readonly Money[];
  readonly mismatchedBalances: number;
  readonly openEscrowsOfClosedLines: number;
  readonly escrowCovered: boolean;
  readonly oldSuspense: readonly Money[];
  readonly stuckCheckouts: readonly Checkout[];
  readonly checkedAt: Date;
};

const dayMs = 86_400_000;
/** Messages before an alert; as long may a paid checkout take. */
const paidMessages = 5;

/** Checks the books against every posting there is, in one snapshot. */
export async function checkLedger(deps: Deps): Promise<LedgerHealth> {
  const now = deps.now();
  const { reservingSeconds, paymentSeconds, reconcileSeconds, resendPaidSeconds } = deps.settings;
  const reservingBefore = new Date(now.getTime() - (reservingSeconds + 60) * 1_000);
  const askedBefore = new Date(now.getTime() - (paymentSeconds + reconcileSeconds) * 1_000);
  const paidBefore = new Date(now.getTime() - paidMessages * resendPaidSeconds * 1_000);
  const found = await deps.database.query.transaction(
    async (tx) => ({
      postingsTotals: await sumPostings(tx),
      mismatchedBalances: await countMismatchedBalances(tx),
      openEscrowsOfClosedLines: await countOpenEscrowsOfClosedLines(tx),
      escrowCovered: (await findUncoveredEscrow(tx)).length === 0,
      oldSuspense: await sumOldSuspense(tx, new Date(now.getTime() - dayMs)),
      stuckCheckouts: [
        ...(await findStuck(tx, { status: 'RESERVING', before: reservingBefore })),
        ...(await findStuck(tx, { status: 'AWAITING_PAYMENT', before: askedBefore })),
        ...(await findStuck(tx, { status: 'PAID', before: paidBefore })),
      ],
    }),
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  const healthy =
    found.postingsTotals.every(({ amountMinor }) => amountMinor === 0n) &&
    found.mismatchedBalances === 0 &&
    found.openEscrowsOfClosedLines === 0 &&
    found.escrowCovered &&
    found.oldSuspense.length === 0 &&
    found.stuckCheckouts.length === 0;
  return { ...found, healthy, checkedAt: now };
}
