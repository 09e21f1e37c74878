/** Prints rows under a head in columns that line up; the last one is as long as it is. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of [head, ...rows]) {
    const cells = row.map((text, column) => (column === head.length - 1 ? text : text.padEnd(widths[column] ?? 0)));
    console.log(cells.join('  ').trimEnd());
  }
}

/** Seconds to days in the largest unit that fits, such as `3m`. */
export function ageOf(since: string, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 1_000));
  const [unit, length] = units.find(([, least]) => seconds >= least) ?? (['s', 1] as const);
  return `${Math.floor(seconds / length)}${unit}`;
}

const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;

/**
 * An instant that people name: RFC 3339, or how long ago it was (`90s`, `10m`, `2h`, `7d`).
 *
 * @returns Null when it is neither.
 */
export function parseInstant(text: string, now: Date): Date | null {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const length = units.find(([name]) => name === unit)?.[1];
  if (amount && length) return new Date(now.getTime() - Number(amount) * length * 1_000);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
