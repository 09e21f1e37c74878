import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { phoneCodeJob, sendPhoneCode } from './phones.usecases.ts';

export const phoneJobs = [
  job({
    name: phoneCodeJob,
    payload: z.object({ userId: z.uuid(), codeHash: z.string() }),
    run: (deps: Deps, request) => sendPhoneCode(deps, request),
  }),
];
