import type { PartStatus } from './part.ts';
import { statusTable } from './status-table.ts';

export type Display = {
  /** What has happened. */
  say(text: string): void;
  /** A text to read and copy from: without times. */
  show(text: string): void;
  /** Looks again how everything is. */
  refresh(): void;
  close(): void;
};

type Options = {
  readonly output: NodeJS.WriteStream;
  statuses(): PartStatus[];
  memory(pids: readonly number[]): ReadonlyMap<number, number>;
};

const refreshMs = 1_000;
/** Looking at the memory of many sessions takes some milliseconds. */
const memoryMs = 5_000;
const widest = 200;

/** On a terminal a table that stays at the bottom and is kept current; else plain lines with the time. */
export function openDisplay(options: Options): Display {
  return options.output.isTTY ? liveDisplay(options) : plainDisplay(options);
}

/** The table as it is now, for once. */
export function tableNow({ output, statuses, memory }: Options): string[] {
  const all = statuses();
  return statusTable(all, {
    now: performance.now(),
    memory: memory(pidsOf(all)),
    columns: output.columns ?? widest,
    colours: output.isTTY && output.hasColors(),
  });
}

function plainDisplay({ output }: Options): Display {
  return {
    say: (text) => {
      const time = new Date().toISOString().slice(11, 19);
      for (const line of text.split('\n')) output.write(`${time} ${line}\n`);
    },
    show: (text) => void output.write(`${text}\n`),
    refresh: () => {},
    close: () => {},
  };
}

const escape = '\u001b[';

function liveDisplay({ output, statuses, memory }: Options): Display {
  let drawn = 0;
  let known: ReadonlyMap<number, number> = new Map();
  let lookedAt = Number.NEGATIVE_INFINITY;
  const erase = () => (drawn === 0 ? '' : `${escape}${drawn}A${escape}0J`);
  const draw = (before = '') => {
    const all = statuses();
    if (performance.now() - lookedAt >= memoryMs) {
      known = memory(pidsOf(all));
      lookedAt = performance.now();
    }
    const columns = output.columns ?? 80;
    const table = [
      '',
      ...statusTable(all, { now: performance.now(), memory: known, columns, colours: output.hasColors() }),
    ];
    // What is higher than the terminal could not be drawn over.
    const lines = table.slice(0, Math.max((output.rows ?? 24) - 1, 1));
    output.write(`${erase()}${before}${lines.join('\n')}\n`);
    drawn = lines.length;
  };
  const timer = setInterval(draw, refreshMs);
  return {
    say: (text) => draw(`${text}\n`),
    show: (text) => draw(`${text}\n`),
    refresh: () => draw(),
    close: () => {
      clearInterval(timer);
      output.write(erase());
      drawn = 0;
    },
  };
}

function pidsOf(statuses: readonly PartStatus[]): number[] {
  return statuses.flatMap(({ pid }) => (pid === null ? [] : [pid]));
}
