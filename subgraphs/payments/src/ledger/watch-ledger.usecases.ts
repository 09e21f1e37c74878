import { findingGauge } from '@caravan/telemetry/finding-gauge';
import type { Deps } from '../deps.ts';
import { checkLedger } from './ledger-health.usecases.ts';

/** The check runs every five minutes, each time in one of the processes. */
const keptMs = 600_000;

const ledgerHealthy = findingGauge({
  name: 'caravan_ledger_healthy',
  help: '1 while the books are in order, 0 when the last check found them wrong.',
  keptMs,
});

const overdueCheckouts = findingGauge({
  name: 'caravan_checkouts_past_limit',
  help: 'Checkouts that the last check found to be under way for longer than any may take.',
  keptMs,
});

/** Checks the books and raises an alarm when they are not in order; a job. */
export async function watchLedger(deps: Deps): Promise<void> {
  const { stuckCheckouts, healthy, ...found } = await checkLedger(deps);
  ledgerHealthy.set(healthy ? 1 : 0);
  overdueCheckouts.set(stuckCheckouts.length);
  if (healthy) return;
  const amounts = (totals: typeof found.oldSuspense) =>
    totals.map(({ amountMinor, currency }) => `${amountMinor} ${currency}`);
  deps.logger.error(
    {
      ...found,
      postingsTotals: amounts(found.postingsTotals),
      oldSuspense: amounts(found.oldSuspense),
      stuckCheckouts: stuckCheckouts.map(({ id }) => id),
    },
    'The ledger is not in order',
  );
}
