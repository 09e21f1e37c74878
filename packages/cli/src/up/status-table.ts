import type { PartStatus } from './part.ts';

export type TableOptions = {
  /** Of `performance`. */
  readonly now: number;
  readonly memory: ReadonlyMap<number, number>;
  /** Longer lines are cut. */
  readonly columns: number;
  readonly colours: boolean;
};

const titles = ['PART', 'PID', 'ADDRESS', 'STATE', 'RESTARTS', 'UPTIME', 'MEMORY'];

/** What runs, a line for each part. */
export function statusTable(statuses: readonly PartStatus[], options: TableOptions): string[] {
  const rows = [titles, ...statuses.map((status) => cellsOf(status, options))];
  const widths = titles.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row, index) => {
    const line = row
      .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
      .slice(0, options.columns);
    return options.colours ? coloured(line, statuses[index - 1]) : line;
  });
}

function isNumber(column: number): boolean {
  return ['PID', 'RESTARTS', 'UPTIME', 'MEMORY'].includes(titles[column] ?? '');
}

function cellsOf({ name, pid, address, state, restarts, since }: PartStatus, { now, memory }: TableOptions): string[] {
  const bytes = pid === null ? 0 : (memory.get(pid) ?? 0);
  return [
    name,
    pid === null ? '–' : String(pid),
    address ?? '–',
    state,
    String(restarts),
    since === null ? '–' : duration(now - since),
    bytes === 0 ? '–' : `${Math.round(bytes / 1_048_576)} MB`,
  ];
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

function duration(ms: number): string {
  if (ms < minuteMs) return seconds(Math.floor(ms / secondMs) * secondMs).replace(/\.\d+/, '');
  const [whole, part] = ms < hourMs ? [minuteMs, secondMs] : [hourMs, minuteMs];
  const [one, other] = ms < hourMs ? ['m', 's'] : ['h', 'm'];
  return `${Math.floor(ms / whole)}${one} ${String(Math.floor((ms % whole) / part)).padStart(2, '0')}${other}`;
}

export function seconds(ms: number): string {
  return ms < 10_000 ? `${(ms / 1_000).toFixed(ms < 1_000 ? 2 : 1)} s` : `${Math.round(ms / 1_000)} s`;
}

const escape = '\u001b[';

function coloured(line: string, status: PartStatus | undefined): string {
  if (!status) return `${escape}2m${line}${escape}0m`;
  if (status.state === 'up') return line;
  const code = status.state === 'given up' || status.state === 'restarting' ? 31 : 33;
  return `${escape}${code}m${line}${escape}0m`;
}
