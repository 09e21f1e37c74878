import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { emailChangeCodeJob, sendEmailChangeCode } from './email-changes.usecases.ts';

export const emailChangeJobs = [
  job({
    name: emailChangeCodeJob,
    payload: z.object({ userId: z.uuid(), codeHash: z.string() }),
    // Half an hour of tries; nobody waits for the mail any longer.
    maxAttempts: 8,
    run: (deps: Deps, request) => sendEmailChangeCode(deps, request),
  }),
];
