import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { sendMail, sendMailJob } from './mails.usecases.ts';

export const mailJobs = [
  job({
    name: sendMailJob,
    payload: z.object({ mailId: z.uuid() }),
    run: (deps: Deps, { mailId }) => sendMail(deps, { mailId }),
  }),
];
