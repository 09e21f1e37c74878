import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How late this process is with what it has to do. */
export type LoopDelay = {
  /** Milliseconds on average since the last reading. */
  read(): number;
  stop(): void;
};

const resolutionMs = 20;

export function measureLoopDelay(): LoopDelay {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  return {
    read: () => {
      const { mean } = histogram;
      histogram.reset();
      // It measures the pauses between its own timers, which are as long as the resolution at best.
      return Number.isNaN(mean) ? 0 : Math.max(mean / 1e6 - resolutionMs, 0);
    },
    stop: () => void histogram.disable(),
  };
}
