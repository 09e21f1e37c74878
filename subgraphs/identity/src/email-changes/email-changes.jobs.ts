import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { emailChangeCodeJob, sendEmailChangeCode } from './email-changes.usecases.ts';

export const emailChangeJobs = [
  job({
    name: emailChangeCodeJob,
    payload: z.object({ userId: z.uuid(), codeHash: z.string() }),
    run: (deps: Deps, request) => sendEmailChangeCode(deps, request),
  }),
];
