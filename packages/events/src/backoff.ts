import { setTimeout as pause } from 'node:timers/promises';

/**
 * Pause before the next try: doubles with each failure up to the maximum, and varies by half,
 * so that those who failed together do not come back together.
 *
 * @param failures - Number of failed tries so far, from 1.
 */
export function backoffMs(failures: number, limits: { baseMs: number; maximumMs: number }): number {
  const full = Math.min(limits.maximumMs, limits.baseMs * 2 ** (failures - 1));
  return full / 2 + Math.random() * (full / 2);
}

/** Resolves after the time, or rejects with the signal's reason. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await pause(ms, undefined, { signal });
}
