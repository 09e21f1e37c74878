import { setTimeout as pause } from 'node:timers/promises';

/** Answers whether a part can do its work now. */
export type HealthCheck = () => Promise<boolean>;

export type Health = {
  readonly healthy: boolean;
  /** `up` or `down` of each part; never why, since anybody may ask. */
  readonly parts: Readonly<Record<string, 'up' | 'down'>>;
};

/** Asks all parts at once. One that throws or stays silent for `timeoutMs` is down. */
export async function checkHealth(checks: Readonly<Record<string, HealthCheck>>, timeoutMs = 2_000): Promise<Health> {
  const states = await Promise.all(
    Object.entries(checks).map(
      async ([part, check]) => [part, (await isUp(check, timeoutMs)) ? 'up' : 'down'] as const,
    ),
  );
  return { healthy: states.every(([, state]) => state === 'up'), parts: Object.fromEntries(states) };
}

async function isUp(check: HealthCheck, timeoutMs: number): Promise<boolean> {
  const stopped = new AbortController();
  const timedOut = pause(timeoutMs, false, { signal: stopped.signal }).catch(() => false);
  // Whatever a check throws means that its part is down.
  const answered = check().catch(() => false);
  const up = await Promise.race([answered, timedOut]);
  stopped.abort();
  return up;
}
