import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { removeFiles, removeFilesJob } from './keeping.usecases.ts';

export const kycJobs = [
  job({
    name: removeFilesJob,
    payload: z.object({ fileIds: z.array(z.uuid()) }),
    run: (deps: Deps, { fileIds }) => removeFiles(deps, fileIds),
  }),
];
