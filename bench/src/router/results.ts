import { median } from '../load/statistics.ts';
import type { WorkloadName } from './options.ts';

/** What was measured of one gateway (or way of running ours) in one workload: medians over the rounds. */
export type Figures = Readonly<Record<string, number>>;

export type WorkloadResult = {
  readonly name: WorkloadName;
  /** Ours against stock (or against the other way of running ours) in what counts most; null without both. */
  readonly ratio: number | null;
  /** What `ratio` compares. */
  readonly ratioOf: string;
  readonly goal: string;
  readonly contestants: readonly { readonly name: string; readonly figures: Figures; readonly ratios: Figures }[];
  readonly notes: readonly string[];
};

/** Figures over those of the contestant that is the measure, such as 3.1 times its requests. */
export function ratiosTo(measure: Figures | undefined, figures: Figures): Figures {
  if (!measure) return {};
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]) => {
      const base = name === 'core busy' ? undefined : measure[name];
      return base ? [[name, round(value / base)]] : [];
    }),
  );
}

/** Three digits that count. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}

/** Of each figure, over the rounds. */
export function medians(rounds: readonly Figures[]): Figures {
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, round(median(rounds.map((each) => each[name] ?? Number.NaN)))]));
}
