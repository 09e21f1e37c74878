import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { dropIdleCarts } from './cart.usecases.ts';

export const dropIdleCartsJob = job({
  name: 'cart.drop-idle',
  payload: z.object({}),
  cron: '17 * * * *',
  run: async (deps: Deps) => {
    const lines = await dropIdleCarts(deps);
    if (lines > 0) deps.logger.info({ lines }, 'Lines of idle carts were dropped');
  },
});
