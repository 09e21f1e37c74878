import { alignedTable } from '../table.ts';
import type { Workload } from './run.ts';
import type { Measured } from './run-task.ts';

/** Tables of Markdown; ratios are to the first way of each. */
export function toText(workloads: readonly Workload[], machine: readonly string[]): string {
  return [...machine, ...workloads.map(toTable)].join('\n');
}

function toTable({ name, goal, runs }: Workload): string {
  const [baseline] = runs;
  const rows = runs.map((run) => [
    run.way,
    `${whole(run.writtenPerSecond)}`,
    `${whole(run.perSecond)}${ratio(run, baseline)}`,
    ...(run.way === 'rows' ? ['', ''] : [run.p50Ms.toFixed(1), run.p99Ms.toFixed(1)]),
  ]);
  const head = ['', 'facts/s', 'effects/s', 'p50 ms', 'p99 ms'];
  return ['', `### ${name} (goal: ${goal})`, '', ...alignedTable([head, ...rows])].join('\n');
}

function ratio(run: Measured, baseline: Measured | undefined): string {
  if (!baseline || baseline === run) return '';
  return ` (${(run.perSecond / baseline.perSecond).toFixed(2)} × ${baseline.way})`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
