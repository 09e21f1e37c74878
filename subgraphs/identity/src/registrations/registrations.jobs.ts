import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { newCodeJob, sendNewCode } from './verification.usecases.ts';

export const registrationJobs = [
  job({
    name: newCodeJob,
    payload: z.object({ email: z.string() }),
    run: (deps: Deps, { email }) => sendNewCode(deps, { email }),
  }),
];
