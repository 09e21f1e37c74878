import { Logger as WorkerLogger } from 'graphile-worker';
import type { Logger } from 'pino';

/** graphile-worker's log lines in ours; without their details, which may hold payloads. */
export function workerLogger(logger: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message) => {
    if (level === 'error') logger.error({ part: 'jobs' }, message);
    else if (level === 'warning') logger.warn({ part: 'jobs' }, message);
    else logger.debug({ part: 'jobs' }, message);
  });
}
