import { setTimeout as pause } from 'node:timers/promises';
import type { Deps } from '../../deps.ts';
import { unavailable } from '../providers/provider.ts';

/**
 * What a provider answers, or that it did not: several calls to it together have no more time than one, so that the
 * router has not given up before.
 */
export async function withinTime<Answer>(
  { externalLogins }: Pick<Deps, 'externalLogins'>,
  answer: Promise<Answer>,
): Promise<Answer | ReturnType<typeof unavailable>> {
  const answered = new AbortController();
  const { signal } = answered;
  const late = pause(externalLogins.timeoutMs, unavailable('SILENT'), { signal, ref: false });
  // Cleared when the answer came first.
  late.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    answered.abort();
  }
}
