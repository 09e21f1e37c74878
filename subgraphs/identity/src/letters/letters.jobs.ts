import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { sendLetter, sendLetterJob } from './letters.usecases.ts';

export const letterJobs = [
  job({
    name: sendLetterJob,
    payload: z.object({ letterId: z.uuid() }),
    run: (deps: Deps, { letterId }) => sendLetter(deps, { letterId }),
  }),
];
