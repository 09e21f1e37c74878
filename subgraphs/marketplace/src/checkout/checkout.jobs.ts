import { CheckoutStarted } from '@caravan/contracts/checkout';
import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { reserve, reserveAgain } from './checkout.usecases.ts';
import { watchHolds } from './watch-holds.usecases.ts';

export const reserveAgainJob = job({
  name: reserveAgain,
  payload: z.object({ started: CheckoutStarted.data, waited: z.int() }),
  run: (deps: Deps, { started, waited }) => deps.database.transaction((tx) => reserve(deps, tx, started, waited)),
});

export const watchHoldsJob = job({
  name: 'checkout.watch-holds',
  payload: z.object({}),
  cron: '*/5 * * * *',
  run: (deps: Deps) => watchHolds(deps),
});
