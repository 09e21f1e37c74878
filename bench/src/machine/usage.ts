import { readdirSync, readFileSync } from 'node:fs';

/** What a process and all below it have used so far. */
export type Usage = { readonly cpuSeconds: number; readonly rssBytes: number };

/** Of /proc/<pid>/stat; the same on every Linux that Node runs on. */
const ticksPerSecond = 100;
const pageBytes = 4_096;

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export function usageOf(pids: readonly number[]): Usage {
  let cpuSeconds = 0;
  let rssBytes = 0;
  for (const pid of pids) {
    const fields = statOf(pid);
    if (!fields) continue;
    cpuSeconds += (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    rssBytes += Number(fields[21]) * pageBytes;
  }
  return { cpuSeconds, rssBytes };
}

/** The process and all its descendants. */
export function processTree(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: Number(statOf(Number(name))?.[1]) }));
  const tree = [root];
  for (const each of tree) tree.push(...parents.filter(({ parent }) => parent === each).map(({ pid }) => pid));
  return tree;
}

/** Remembers the most memory that was seen, looked at ten times a second, until it is stopped. */
export function watchMemory(pids: readonly number[]): { stop(): number } {
  let most = usageOf(pids).rssBytes;
  const timer = setInterval(() => {
    most = Math.max(most, usageOf(pids).rssBytes);
  }, 100);
  return {
    stop: () => {
      clearInterval(timer);
      return most;
    },
  };
}

/** The fields after the program's name, which may hold spaces and brackets; null when the process is gone. */
function statOf(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
