import { type DestinationStream, pino } from 'pino';

const gatheredBytes = 8_192;
const longestWaitMs = 500;
/** A reader that stands still costs lines, not memory without end. */
const waitingBytes = 16_777_216;
const warning = 40;

/**
 * Standard output, written to in gulps: one write per line costs a busy router more than the line itself. Lines wait
 * half a second at most; warnings and worse, and all before them, are written at once, and what waits is when the
 * process exits.
 *
 * @param fileDescriptor - Another file to write to, for tests.
 */
export function standardOutput(fileDescriptor = 1): DestinationStream {
  const output = pino.destination({
    dest: fileDescriptor,
    sync: false,
    minLength: gatheredBytes,
    maxLength: waitingBytes,
    periodicFlush: longestWaitMs,
  });
  return {
    // Asks pino to tell the level of each line, as `lastLevel`.
    [Symbol.for('pino.metadata')]: true,
    write(this: { lastLevel?: number }, line: string) {
      output.write(line);
      if ((this.lastLevel ?? 0) >= warning) output.flush();
    },
  };
}
