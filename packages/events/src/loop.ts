import type { Logger } from 'pino';
import { backoffMs } from './backoff.ts';
import type { Stoppable } from './transport.ts';

export type Loop = Stoppable & {
  /** Works at once instead of at the next poll; a ring during a step is not lost. */
  ring(): void;
};

/**
 * Repeats a step until stopped: at once while it says `more`, else when rung or after `pollMs`, or after as many
 * milliseconds as it says.
 * A step that throws is logged and repeated with growing pauses.
 */
export function startLoop(options: {
  name: string;
  pollMs: number;
  logger: Logger;
  step(): Promise<'more' | 'idle' | number>;
}): Loop {
  const bell = createBell();
  let stopped = false;
  let failures = 0;

  const attempt = async () => {
    try {
      const outcome = await options.step();
      failures = 0;
      if (outcome === 'more') return 0;
      return outcome === 'idle' ? options.pollMs : Math.min(outcome, options.pollMs);
    } catch (error) {
      if (stopped) return 0;
      failures += 1;
      options.logger.warn({ err: error, failures }, `${options.name} failed and is tried again`);
      return backoffMs(failures, { baseMs: 100, maximumMs: 5_000 });
    }
  };
  const run = async () => {
    while (!stopped) {
      const pauseMs = await attempt();
      // A failing step waits its pause out, or rings would make it a busy loop.
      if (pauseMs > 0 && !stopped) await bell.wait(pauseMs, failures > 0);
    }
  };
  const running = run();
  return {
    ring: bell.ring,
    stop: () => {
      stopped = true;
      bell.silence();
      return running;
    },
  };
}

function createBell() {
  let rung = false;
  let silenced = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    silence() {
      silenced = true;
      wake?.();
      wake = null;
    },
    async wait(ms: number, deaf: boolean) {
      if (silenced || (rung && !deaf)) {
        rung = false;
        return;
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          if (deaf && !silenced) return;
          clearTimeout(timer);
          resolve();
        };
      });
      wake = null;
      rung = false;
    },
  };
}
