import { restoreMark } from '@caravan/database/migrations';
import type { Connection } from './connection.ts';
import { qualified } from './connection.ts';
import type { BackedUpPart, BackedUpSequence } from './manifest.ts';
import { type Part, schemasOf } from './parts.ts';

export type Table = {
  readonly schema: string;
  readonly name: string;
  readonly columns: string[];
  readonly bytes: number;
};

/**
 * The tables of a part, as the connection sees them.
 *
 * @throws For kinds of relations that backups do not know: whoever brings the first one teaches them.
 */
export async function tablesOf(connection: Connection, part: Part): Promise<Table[]> {
  const { rows } = await connection.query<Omit<Table, 'bytes'> & { kind: string; bytes: string }>(
    `select n.nspname as schema, c.relname as name, c.relkind as kind, pg_table_size(c.oid) as bytes, array(
       select a.attname::text from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
     ) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p', 'm', 'f') and c.relname <> $2
     order by n.nspname, c.relname`,
    [schemasOf(part), restoreMark],
  );
  const unknown = rows.filter(({ kind }) => kind !== 'r').map(qualified);
  if (unknown.length > 0) throw new Error(`A backup of Caravan knows plain tables only: ${unknown.join(', ')}.`);
  return rows.map(({ schema, name, columns, bytes }) => ({ schema, name, columns, bytes: Number(bytes) }));
}

/**
 * Sequences, with values that are those of the snapshot or later ones: numbers are given outside of transactions.
 * A gap does no harm.
 */
export async function sequencesOf(connection: Connection, part: Part): Promise<BackedUpSequence[]> {
  const { rows: found } = await connection.query<{ schema: string; name: string; definition: string }>(
    `select schemaname as schema, sequencename as name, format(
       'as %s increment %s minvalue %s maxvalue %s start %s cache %s %s', data_type, increment_by, min_value, max_value,
       start_value, cache_size, case when cycle then 'cycle' else 'no cycle' end
     ) as definition
     from pg_sequences where schemaname = any($1) order by 1, 2`,
    [schemasOf(part)],
  );
  const sequences: BackedUpSequence[] = [];
  for (const sequence of found) {
    const { rows } = await connection.query<{ last_value: string; is_called: boolean }>(
      `select last_value, is_called from ${qualified(sequence)}`,
    );
    const [value] = rows;
    if (value) sequences.push({ ...sequence, lastValue: value.last_value, isCalled: value.is_called });
  }
  return sequences;
}

/** What was applied to a part's schemas. */
export async function migrationsIn(
  connection: Connection,
  part: Part,
): Promise<Pick<BackedUpPart, 'migrations' | 'jobMigrations'>> {
  const { rows: migrations } = await connection.query<BackedUpPart['migrations'][number]>(
    'select source, name, sha256 from migrations order by applied_at, source, name',
  );
  if (!part.jobs) return { migrations, jobMigrations: [] };
  const { rows } = await connection.query<{ id: number }>(
    `select id from ${qualified({ schema: part.jobs, name: 'migrations' })} order by id`,
  );
  return { migrations, jobMigrations: rows.map(({ id }) => id) };
}

export type ForeignKey = { readonly table: string; readonly name: string; readonly definition: string };

/** Statements' texts with names that hold whatever the search path is. */
export async function foreignKeysOf(connection: Connection, part: Part): Promise<ForeignKey[]> {
  const { rows } = await connection.query<ForeignKey>(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(k.conname) as name,
       pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and n.nspname = any($1) order by 1, 2`,
    [schemasOf(part)],
  );
  return rows;
}

/** Identity columns whose sequence would give a number that is taken. */
export async function exhaustedIdentities(connection: Connection, part: Part): Promise<string[]> {
  const { rows: columns } = await connection.query<{ schema: string; name: string; column: string; sequence: string }>(
    `select n.nspname as schema, c.relname as name, quote_ident(a.attname) as column,
       pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) as sequence
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
       and pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) is not null`,
    [schemasOf(part)],
  );
  const exhausted: string[] = [];
  for (const { column, sequence, ...table } of columns) {
    const { rows } = await connection.query<{ taken: boolean }>(
      `select coalesce(max(${column}), 0) >= (
         select last_value + case when is_called then 1 else 0 end from ${sequence}
       ) as taken from ${qualified(table)}`,
    );
    if (rows[0]?.taken) exhausted.push(`${qualified(table)}.${column}`);
  }
  return exhausted;
}
