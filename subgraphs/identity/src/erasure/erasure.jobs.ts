import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import {
  destroyKeys,
  destroyKeysJob,
  eraseLate,
  eraseLateJob,
  removeFiles,
  removeFilesJob,
} from './delete-account.usecases.ts';

export const erasureJobs = [
  job({
    name: destroyKeysJob,
    payload: z.object({ userIds: z.array(z.uuid()) }),
    run: (deps: Deps, data) => destroyKeys(deps, data),
  }),
  job({
    name: removeFilesJob,
    payload: z.object({ fileIds: z.array(z.uuid()) }),
    run: (deps: Deps, data) => removeFiles(deps, data),
  }),
  job({
    name: eraseLateJob,
    payload: z.object({ userId: z.uuid(), files: z.array(z.uuid()) }),
    run: (deps: Deps, data) => eraseLate(deps, data),
  }),
];
