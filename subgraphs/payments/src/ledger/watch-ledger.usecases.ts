import { metrics } from '@caravan/telemetry/metrics';
import { Gauge } from 'prom-client';
import type { Deps } from '../deps.ts';
import { checkLedger } from './ledger-health.usecases.ts';

const ledgerHealthy = new Gauge({
  name: 'caravan_ledger_healthy',
  help: '1 while the books are in order, 0 when the last check found them wrong.',
  registers: [metrics],
});

/** Checks the books and raises an alarm when they are not in order; a job. */
export async function watchLedger(deps: Deps): Promise<void> {
  const { stuckCheckouts, healthy, ...found } = await checkLedger(deps);
  ledgerHealthy.set(healthy ? 1 : 0);
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
