import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Table } from './catalogue.ts';
import { type Connection, qualified } from './connection.ts';
import { readCompressed, writeCompressed } from './folder.ts';
import type { BackedUpTable } from './manifest.ts';
import { into, meterRows, type RowCount, through } from './rows.ts';

type CopiedTable = Pick<Table, 'schema' | 'name' | 'columns'>;

/** @param folder - Of the backup. Told of every piece by its size, uncompressed. */
export async function copyOut(
  connection: Connection,
  table: CopiedTable,
  { folder, onBytes }: { folder: string; onBytes(bytes: number): void },
): Promise<BackedUpTable> {
  const { schema, name, columns } = table;
  const meter = meterRows();
  const file = await writeCompressed(
    { folder, path: `${schema}/${name}.copy.zst` },
    connection.query(copyTo(`copy ${listed(table)} to stdout`)),
    through((chunk) => {
      meter.add(chunk);
      onBytes(chunk.length);
    }),
  );
  return { schema, name, columns, ...meter.result(), file };
}

export async function copyIn(connection: Connection, table: BackedUpTable, folder: string): Promise<void> {
  await readCompressed(folder, table.file, connection.query(copyFrom(`copy ${listed(table)} from stdin`)));
}

/** Of what stands in a table. */
export async function countRows(connection: Connection, table: CopiedTable): Promise<RowCount> {
  const meter = meterRows();
  await pipeline(connection.query(copyTo(`copy ${listed(table)} to stdout`)), into(meter.add));
  return meter.result();
}

/** Of what a file of a backup holds. */
export async function countFileRows(folder: string, { file }: BackedUpTable): Promise<RowCount> {
  const meter = meterRows();
  await readCompressed(folder, file, into(meter.add));
  return meter.result();
}

function listed(table: CopiedTable): string {
  return `${qualified(table)} (${table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`;
}
