import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import { tellFailedSignIn, tellFailedSignInJob } from '../accounts/usecases/credentials.ts';
import type { Deps } from '../deps.ts';
import { sendPasswordReset, sendPasswordResetJob } from './usecases/request-reset.ts';

export const passwordJobs = [
  job({
    name: sendPasswordResetJob,
    payload: z.object({ account: z.string(), userId: z.uuid().nullable() }),
    run: (deps: Deps, request) => sendPasswordReset(deps, request),
    maxAttempts: 8,
  }),
  job({
    name: tellFailedSignInJob,
    payload: z.object({
      userId: z.uuid().nullable(),
      locked: z.boolean(),
      clientAddress: z.string().nullable(),
      userAgent: z.string().nullable(),
    }),
    run: (deps: Deps, failure) => tellFailedSignIn(deps, failure),
    maxAttempts: 8,
  }),
];
