import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { importJobName } from './imports.usecases.ts';
import { runImport } from './run-import.usecases.ts';

export const importProductsJob = job({
  name: importJobName,
  payload: z.object({ importJobId: z.uuid() }),
  run: (deps: Deps, { importJobId }) => runImport(deps, importJobId),
});
