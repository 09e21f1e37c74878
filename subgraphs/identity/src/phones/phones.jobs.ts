import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { phoneCodeJob, sendPhoneCode } from './phones.usecases.ts';

export const phoneJobs = [
  job({
    name: phoneCodeJob,
    payload: z.object({ userId: z.uuid(), codeHash: z.string() }),
    // Half an hour of tries, and the code lives for ten minutes.
    maxAttempts: 8,
    run: (deps: Deps, request) => sendPhoneCode(deps, request),
  }),
];
