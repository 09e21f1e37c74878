import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

/** The file as a whole cannot be read; the message is for people. */
export class UnreadableFile extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableFile';
  }
}

/** A row of the file; the header is 1. */
export type FileRow = { readonly row: number; readonly cells: readonly string[] };

/**
 * Streams the rows of a CSV file (RFC 4180, UTF-8): the header first.
 *
 * @throws UnreadableFile when it is no CSV from some row on.
 */
export async function* readCsv(content: Readable): AsyncGenerator<FileRow> {
  const parser = parse({ bom: true, skip_empty_lines: true, relax_column_count: true, max_record_size: 1_000_000 });
  // An error of the source ends the parser, whose iterator then throws it.
  content.on('error', (error) => parser.destroy(error));
  let row = 0;
  try {
    for await (const cells of content.pipe(parser) as AsyncIterable<string[]>) {
      row += 1;
      yield { row, cells };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableFile(`Row ${row + 1} is no CSV: ${error.message}`);
    throw error;
  } finally {
    content.destroy();
  }
}

/** Lists of up to `size` rows. */
export async function* inBatches<Row>(rows: AsyncIterable<Row>, size: number): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
