import type { Database } from '@caravan/database/database';
import type { Fate, Fates } from '@caravan/database/erasure';
import { sql } from 'drizzle-orm';

type Column = {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** Table that it refers to; null for none. */
  readonly target: string | null;
  readonly cascades: boolean;
};

/**
 * What is wrong with the list of what becomes of each table of a subgraph when a person is erased: tables and columns
 * that nobody has decided about, and entries for what is not there. So a new table fails a test until it is decided.
 *
 * Of every table, columns have to be named that can hold the id of a person: UUIDs that refer to `users` or to no
 * table; of a table whose rows stay without what is personal, all that can hold a text as well.
 *
 * @param people - Table of the people, if the subgraph has one.
 */
export async function fateProblems(database: Database, fates: Fates, people: string | null): Promise<string[]> {
  const columns = await readColumns(database);
  const tables = new Set(columns.map(({ table }) => table));
  const unknown = Object.keys(fates).filter((table) => !tables.has(table));
  return [
    ...unknown.map((table) => `${table}: there is no such table`),
    ...[...tables].flatMap((table) => {
      const fate = fates[table];
      const own = columns.filter((column) => column.table === table);
      return fate ? problemsOf(fate, own, people) : [`${table}: nobody decided what becomes of it`];
    }),
  ];
}

function problemsOf(fate: Fate, columns: readonly Column[], people: string | null): string[] {
  const [{ table } = { table: '' }] = columns;
  const named = namedIn(fate);
  const needed = columns.filter((column) => needsWord(column, fate, people)).map(({ column }) => column);
  const known = new Set(columns.map(({ column }) => column));
  const cascade = fate.fate === 'ERASED_WITH' && !columns.some((each) => each.cascades && each.target === fate.table);
  return [
    ...needed.filter((column) => !named.includes(column)).map((column) => `${table}.${column}: nobody decided`),
    ...named.filter((column) => !known.has(column)).map((column) => `${table}.${column}: there is no such column`),
    ...(cascade ? [`${table}: its rows do not go with those of ${fate.table}`] : []),
  ];
}

function namedIn(fate: Fate): string[] {
  if (fate.fate === 'PSEUDONYMOUS') return Object.keys(fate.columns);
  const erased = fate.fate === 'ERASED' ? [...Object.keys(fate.by), ...(fate.files ?? []), ...(fate.keys ?? [])] : [];
  return [...erased, ...Object.keys(fate.keeps ?? {})];
}

const speaking = ['text', 'json', 'jsonb', 'date', 'bytea', 'ARRAY', 'inet', 'character varying'];

function needsWord({ column, type, target }: Column, { fate }: Fate, people: string | null): boolean {
  if (type === 'uuid') return column !== 'id' && (target === null || target === people);
  return fate === 'PSEUDONYMOUS' && speaking.includes(type);
}

async function readColumns({ query }: Database): Promise<Column[]> {
  return query.execute<Column>(sql`
    select c.table_name as "table", c.column_name as "column", c.data_type as "type",
      reference.target, coalesce(reference.cascades, false) as "cascades"
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    left join lateral (
      select f.relname::text as target, k.confdeltype = 'c' as cascades
      from pg_constraint k
      join pg_class o on o.oid = k.conrelid
      join pg_class f on f.oid = k.confrelid
      join pg_attribute a on a.attrelid = o.oid and a.attnum = any (k.conkey)
      where k.contype = 'f' and o.relname = c.table_name and a.attname = c.column_name
        and o.relnamespace = current_schema()::regnamespace
      limit 1
    ) reference on true
    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
    order by 1, c.ordinal_position`);
}
