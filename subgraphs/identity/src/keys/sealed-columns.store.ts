import type { Executor } from '@caravan/database/database';
import { type SQL, sql } from 'drizzle-orm';
import type { SealedColumn } from './sealed-columns.ts';

export type SealedRow = {
  readonly id: string;
  /** The other id that the text is bound to. */
  readonly other: string | null;
  readonly sealed: string;
};

/** How many texts are not sealed under the key of that version. */
export async function countUnder(executor: Executor, column: SealedColumn, version: string): Promise<number> {
  const [row] = await executor.execute<{ count: string }>(
    sql`select count(*) as count from ${sql.identifier(column.table)} where ${isOlder(column, version)}`,
  );
  return Number(row?.count ?? 0);
}

/** The next of them in the order of their keys. */
export async function rowsUnder(
  executor: Executor,
  column: SealedColumn,
  { version, after, limit }: { version: string; after: string | null; limit: number },
): Promise<SealedRow[]> {
  const { key, alsoBoundTo } = column;
  const id = sql.identifier(key.column);
  const isNext = after === null ? sql`true` : sql`${id} > ${after}::${sql.raw(key.type)}`;
  const other = alsoBoundTo ? sql`${sql.identifier(alsoBoundTo)}::text` : sql`null`;
  const rows = await executor.execute<SealedRow>(sql`
    select ${id}::text as id, ${other} as other, ${sql.identifier(column.column)} as sealed
    from ${sql.identifier(column.table)} where ${isNext} and ${isOlder(column, version)} order by ${id} limit ${limit}`);
  return [...rows];
}

export type RenewedRow = Pick<SealedRow, 'id' | 'sealed'> & { readonly was: string };

/** Replaces each text that is still what it was: what somebody changed meanwhile is newer, and stays. */
export async function saveRenewed(
  executor: Executor,
  column: SealedColumn,
  rows: readonly RenewedRow[],
): Promise<number> {
  const [id, sealed] = [sql.identifier(column.key.column), sql.identifier(column.column)];
  const changed = await executor.execute(sql`
    update ${sql.identifier(column.table)} as old set ${sealed} = renewed.sealed
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as renewed(id ${sql.raw(column.key.type)}, was text, sealed text)
    where old.${id} = renewed.id and old.${sealed} = renewed.was
    returning 1`);
  return changed.length;
}

function isOlder({ column }: SealedColumn, version: string): SQL {
  return sql`${sql.identifier(column)} is not null and not starts_with(${sql.identifier(column)}, ${`${version}.`})`;
}
