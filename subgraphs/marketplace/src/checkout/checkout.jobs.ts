import { CheckoutStarted } from '@caravan/contracts/checkout';
import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { reserve, reserveAgain } from './checkout.usecases.ts';

export const reserveAgainJob = job({
  name: reserveAgain,
  payload: z.object({ started: CheckoutStarted.data, waited: z.int() }),
  run: (deps: Deps, { started, waited }) => deps.database.transaction((tx) => reserve(deps, tx, started, waited)),
});
