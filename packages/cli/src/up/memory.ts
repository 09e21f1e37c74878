import { readdirSync, readFileSync } from 'node:fs';

/**
 * Bytes of memory of each process with all its descendants. Pages that several share count in parts (PSS), so that the
 * sum over Postgres' sessions is what they take. Empty where there is no `/proc`.
 *
 * @see https://docs.kernel.org/filesystems/proc.html
 */
export function memoryOf(pids: readonly number[]): ReadonlyMap<number, number> {
  const children = childrenByParent();
  const below = (pid: number): number =>
    proportionalBytes(pid) + (children.get(pid) ?? []).reduce((sum, child) => sum + below(child), 0);
  return new Map(pids.map((pid) => [pid, below(pid)]));
}

function childrenByParent(): ReadonlyMap<number, number[]> {
  const children = new Map<number, number[]>();
  if (process.platform !== 'linux') return children;
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const text = read(`/proc/${name}/stat`);
    const parent = Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  return children;
}

function proportionalBytes(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1_024;
}

/** Empty when the process has ended, or is not ours to look at. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
