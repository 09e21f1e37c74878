import { setTimeout as pause } from 'node:timers/promises';
import type { Runner } from 'graphile-worker';
import type { Logger } from 'pino';

/** Keeps a runner running until it is stopped: graphile-worker gives up when the database is away for long. */
export async function supervise(
  start: () => Promise<Runner>,
  { logger, stopMs = 10_000, pauseMs = 1_000 }: { logger: Logger; stopMs?: number; pauseMs?: number },
): Promise<{ stop(): Promise<void> }> {
  let runner = await start();
  const stopped = new AbortController();
  const keepRunning = async () => {
    while (!stopped.signal.aborted) {
      await runner.promise.catch((error: unknown) => logger.error({ error }, 'The job runner ended'));
      const again = await restart(start, { logger, pauseMs, signal: stopped.signal });
      if (again) runner = again;
    }
  };
  const running = keepRunning();
  return {
    async stop() {
      stopped.abort();
      const ending = runner.stop().catch(() => {}); // It refuses when it has ended by itself.
      // Jobs that do not end by then are taken over by other processes, as those of a killed one are.
      await within(Promise.all([ending, running]), stopMs);
    },
  };
}

async function restart(
  start: () => Promise<Runner>,
  { logger, pauseMs, signal }: { logger: Logger; pauseMs: number; signal: AbortSignal },
): Promise<Runner | null> {
  while (!signal.aborted) {
    await pause(pauseMs, undefined, { signal }).catch(() => {}); // Waiting ends when we are stopped.
    if (signal.aborted) return null;
    try {
      const runner = await start();
      if (!signal.aborted) return runner;
      await runner.stop();
    } catch (error) {
      logger.error({ error }, 'The job runner could not be started');
    }
  }
  return null;
}

async function within(work: Promise<unknown>, milliseconds: number): Promise<void> {
  const ended = new AbortController();
  const patience = pause(milliseconds, undefined, { signal: ended.signal }).catch(() => {}); // Aborted: not needed any more.
  await Promise.race([work, patience]);
  ended.abort();
}
