import { alignedTable } from '../table.ts';
import type { WorkloadResult } from './results.ts';

export function toText(results: readonly WorkloadResult[], machine: readonly string[]): string {
  return [...machine, ...results.map(toTable)].join('\n');
}

/** A table of Markdown, so that it can be put into docs/performance.md as it is. */
function toTable({ name, ratio, ratioOf, goal, contestants, notes }: WorkloadResult): string {
  const columns = [...new Set(contestants.flatMap(({ figures }) => Object.keys(figures)))];
  const rows = contestants.map(({ name: contestant, figures, ratios }) => [
    contestant,
    ...columns.map((column) => cell(figures[column], ratios[column])),
  ]);
  return [
    '',
    `### ${name}: ${ratio === null ? 'no ratio' : `${ratio} ×`} ${ratioOf} (goal: ${goal})`,
    '',
    ...alignedTable([['', ...columns], ...rows]),
    ...notes.map((note) => `\n${note}`),
  ].join('\n');
}

function cell(value: number | undefined, ratio: number | undefined): string {
  if (value === undefined) return '';
  return ratio === undefined ? String(value) : `${value} (${ratio} ×)`;
}
