import type { Configuration } from '@caravan/config/configuration';
import type { Life } from './life.ts';

export type RestartSettings = Pick<Configuration['up'], 'restartBaseMs' | 'restartMaximumMs' | 'stableMs' | 'attempts'>;

export type Verdict = { readonly kind: 'again'; readonly afterMs: number } | { readonly kind: 'give up' };

/**
 * Whether, and when, a part that died is started again: after a pause that doubles with each death, until it was ready
 * for a while. One that cannot start at all is given up; one that starts and dies is not, since nothing would serve then.
 */
export function restartPolicy(settings: RestartSettings): (life: Pick<Life, 'readyMs'>) => Verdict {
  let deaths = 0;
  let failedStarts = 0;
  return ({ readyMs }) => {
    if (readyMs !== null && readyMs >= settings.stableMs) deaths = 0;
    deaths += 1;
    failedStarts = readyMs === null ? failedStarts + 1 : 0;
    if (failedStarts >= settings.attempts) return { kind: 'give up' };
    return { kind: 'again', afterMs: Math.min(settings.restartMaximumMs, settings.restartBaseMs * 2 ** (deaths - 1)) };
  };
}
