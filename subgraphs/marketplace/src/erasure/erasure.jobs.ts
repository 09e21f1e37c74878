import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { eraseLate, eraseLateJob } from './erasure.usecases.ts';

export const erasureJob = job({
  name: eraseLateJob,
  payload: z.object({ userId: z.uuid() }),
  run: (deps: Deps, data) => eraseLate(deps, data),
});
