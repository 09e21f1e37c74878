import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { newCodeJob, sendNewCode } from './verification.usecases.ts';

export const registrationJobs = [
  job({
    name: newCodeJob,
    payload: z.object({ email: z.string() }),
    // Half an hour of tries; nobody waits for the mail any longer.
    maxAttempts: 8,
    run: (deps: Deps, { email }) => sendNewCode(deps, { email }),
  }),
];
