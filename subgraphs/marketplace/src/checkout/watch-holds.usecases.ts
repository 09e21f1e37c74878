import { findingGauge } from '@caravan/telemetry/finding-gauge';
import type { Deps } from '../deps.ts';
import { countHeldSince } from './checkout.store.ts';

const orphanHolds = findingGauge({
  name: 'caravan_orphan_holds',
  help: 'Checkouts that hold stock for longer than any may take.',
  // The check runs every five minutes, each time in one of the processes.
  keptMs: 600_000,
});

/** Tells of holds that payments should have ended long ago; marketplace never ends one by its own clock. A job. */
export async function watchHolds(deps: Deps): Promise<void> {
  const before = new Date(deps.now().getTime() - deps.settings.orphanHoldSeconds * 1_000);
  const holds = await countHeldSince(deps.database.query, before);
  orphanHolds.set(holds);
  if (holds > 0) deps.logger.error({ holds }, 'Checkouts hold stock for longer than any may take');
}
