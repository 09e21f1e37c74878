import { Gauge } from 'prom-client';
import { metrics } from './metrics.ts';

export type FindingGauge = {
  set(value: number): void;
};

/**
 * What a job that runs now here, now in another process has found. It is forgotten when the job has not run here for
 * `keptMs`, so that of several processes none goes on telling what the next run elsewhere has found otherwise; and before
 * the first run there is no value that could be taken for a finding.
 */
export function findingGauge(options: { name: string; help: string; keptMs: number; now?(): number }): FindingGauge {
  const now = options.now ?? Date.now;
  let foundAt = 0;
  const gauge = new Gauge({
    name: options.name,
    help: options.help,
    registers: [metrics],
    collect() {
      if (now() - foundAt > options.keptMs) this.remove();
    },
  });
  gauge.remove();
  return {
    set(value) {
      foundAt = now();
      gauge.set(value);
    },
  };
}
