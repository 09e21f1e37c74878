import type { Configuration } from '@caravan/config/configuration';
import type { Child, Ending } from './child.ts';
import { pause } from './pause.ts';

/** What one process of a part came to. */
export type Life = {
  readonly ending: Ending;
  /** From when it was ready for the first time to its end; null if it never was. */
  readonly readyMs: number | null;
  /** It was ended, since it was not ready in time (UP_READY_MS). */
  readonly wasLate: boolean;
  readonly words: readonly string[];
};

type Options = {
  readonly settings: Pick<Configuration['up'], 'readyMs'>;
  isReady(): Promise<boolean>;
};

/** How often it is asked whether it is ready, while it starts and later. */
const startingLookMs = 150;
const laterLookMs = 2_000;

/**
 * Watches a process until it ends.
 *
 * @param onReady - Told when it turns ready, after how long if it is the first time, and when it is not any more.
 */
export async function liveOnce(
  child: Child,
  { isReady, settings }: Options,
  onReady: (isReady: boolean, afterMs: number | null) => void,
): Promise<Life> {
  const startedAt = performance.now();
  const ended = new AbortController();
  let readyAt: number | null = null;
  let wasLate = false;

  const untilFirstReady = async () => {
    while (!ended.signal.aborted && !(await isReady())) {
      wasLate = performance.now() - startedAt >= settings.readyMs;
      if (wasLate) return child.signal('SIGKILL');
      await pause(startingLookMs, ended.signal);
    }
    if (ended.signal.aborted) return;
    readyAt = performance.now();
    onReady(true, readyAt - startedAt);
  };
  const watch = async () => {
    await untilFirstReady();
    for (let wasReady = true; !ended.signal.aborted; await pause(laterLookMs, ended.signal)) {
      const isNow = await isReady();
      if (!ended.signal.aborted && isNow !== wasReady) onReady(isNow, null);
      wasReady = isNow;
    }
  };
  const watching = watch();
  const ending = await child.ended;
  ended.abort();
  await watching;
  const readyMs = readyAt === null ? null : performance.now() - readyAt;
  return { ending, readyMs, wasLate, words: child.lastWords() };
}
