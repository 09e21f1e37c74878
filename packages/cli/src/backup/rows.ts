import { hash } from 'node:crypto';
import { Transform, Writable } from 'node:stream';

/** Tells equal contents of a table, in whatever order its rows lie. */
export type RowCount = { readonly rows: number; readonly digest: string };

export type RowMeter = {
  add(chunk: Buffer): void;
  /** @throws When the last row was cut off. */
  result(): RowCount;
};

const newline = 10;
const lanes = 8;

/**
 * Counts and digests rows of COPY's text format, in which a line is a row. The digest is the sum of the rows' SHA-256,
 * lane by lane: a restored table hands its rows out in another order.
 */
export function meterRows(): RowMeter {
  const sum = new Uint32Array(lanes);
  let rows = 0;
  let cut: Buffer[] = [];
  const addRow = (row: Buffer) => {
    const digest = hash('sha256', row, 'buffer');
    for (let lane = 0; lane < lanes; lane += 1) sum[lane] = (sum[lane] ?? 0) + digest.readUInt32LE(lane * 4);
    rows += 1;
  };
  return {
    add(chunk) {
      let from = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
        const row = chunk.subarray(from, end);
        addRow(cut.length === 0 ? row : Buffer.concat([...cut, row]));
        cut = [];
        from = end + 1;
      }
      if (from < chunk.length) cut.push(Buffer.from(chunk.subarray(from)));
    },
    result() {
      if (cut.length > 0) throw new Error('A table ends in the middle of a row.');
      return { rows, digest: Buffer.from(sum.buffer).toString('hex') };
    },
  };
}

/** Passes on what it meters. A meter that throws fails the stream. */
export function through(add: (chunk: Buffer) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const failure = failureOf(() => add(chunk));
      if (failure) done(failure);
      else done(null, chunk);
    },
  });
}

/** Takes all that comes. A taker that throws fails the stream. */
export function into(take: (chunk: Buffer) => void): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      done(failureOf(() => take(chunk)));
    },
  });
}

/** Streams do not catch what their own functions throw: it would end the process. */
function failureOf(work: () => void): Error | null {
  try {
    work();
    return null;
  } catch (error) {
    return error as Error;
  }
}
