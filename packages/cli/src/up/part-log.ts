import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export type PartLog = { write(chunk: Buffer): void; close(): void };

/**
 * A file that one part's output goes to, also over its restarts. It is begun anew at each `caravan up` and whenever it has
 * grown to `mostBytes`; the one before is kept beside it.
 */
export function openPartLog(file: string, mostBytes: number): PartLog {
  mkdirSync(dirname(file), { recursive: true });
  let descriptor = begin(file);
  let written = 0;
  let isOpen = true;
  return {
    write: (chunk) => {
      if (!isOpen) return;
      writeSync(descriptor, chunk);
      written += chunk.length;
      if (written < mostBytes) return;
      closeSync(descriptor);
      descriptor = begin(file);
      written = 0;
    },
    close: () => {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

function begin(file: string): number {
  if (statSync(file, { throwIfNoEntry: false })) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}
