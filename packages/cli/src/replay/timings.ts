import { performance } from 'node:perf_hooks';

/** Durations by step, for p50 and p95. */
export type Timings = {
  measure<Value>(step: string, work: () => Promise<Value>): Promise<Value>;
  /** Milliseconds. */
  summary(): Record<string, { count: number; p50Ms: number; p95Ms: number }>;
};

export function createTimings(): Timings {
  const durations = new Map<string, number[]>();
  return {
    measure: async (step, work) => {
      const started = performance.now();
      const value = await work();
      const list = durations.get(step) ?? [];
      list.push(performance.now() - started);
      durations.set(step, list);
      return value;
    },
    summary: () => Object.fromEntries([...durations].map(([step, list]) => [step, summarise(list)])),
  };
}

function summarise(durations: readonly number[]) {
  const sorted = durations.toSorted((left, right) => left - right);
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
  return { count: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95) };
}
