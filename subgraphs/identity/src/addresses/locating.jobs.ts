import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { locateAddress, locateJob } from './locating.usecases.ts';

export const locatingJobs = [
  job({
    name: locateJob.name,
    payload: z.object({ addressId: z.uuid() }),
    maxAttempts: locateJob.tries,
    run: (deps: Deps, { addressId }) => locateAddress(deps, { addressId }),
  }),
];
