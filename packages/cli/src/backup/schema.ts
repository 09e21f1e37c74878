import { openDatabase } from '@caravan/database/database';
import { migrate, restoreMark } from '@caravan/database/migrations';
import { migrateJobs } from '@caravan/jobs/migrate-jobs';
import { type Connection, qualified } from './connection.ts';
import type { PlacedPart } from './cut.ts';
import type { BackedUpPart } from './manifest.ts';
import { type Part, schemasOf } from './parts.ts';

/** Instant of the backup that a schema was being restored from, when that did not end. */
export async function unfinishedRestore(connection: Connection, part: Part): Promise<string | null> {
  const mark = qualified({ schema: part.name, name: restoreMark });
  const { rows } = await connection.query<{ there: boolean }>('select to_regclass($1) is not null as there', [mark]);
  if (!rows[0]?.there) return null;
  const found = await connection.query<{ backup: string }>(`select backup from ${mark}`);
  return found.rows[0]?.backup ?? '';
}

/** From now on no part starts here, until the mark is taken away. */
export async function markUnfinished(connection: Connection, part: Part, backup: string): Promise<void> {
  const mark = qualified({ schema: part.name, name: restoreMark });
  await connection.query(`create table if not exists ${mark} (backup text not null)`);
  await connection.query(`delete from ${mark}`);
  await connection.query(`insert into ${mark} values ($1)`, [backup]);
}

export async function unmark(connection: Connection, part: Part): Promise<void> {
  await connection.query(`drop table ${qualified({ schema: part.name, name: restoreMark })}`);
}

export async function isEmpty(connection: Connection, part: Part): Promise<boolean> {
  const { rows } = await connection.query(
    `select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relname <> $2 limit 1`,
    [schemasOf(part), restoreMark],
  );
  return rows.length === 0;
}

/** Sessions of a running Caravan; those of backups only read. */
export async function sessionsOf(connection: Connection, part: Part): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and application_name like $1`,
    [`caravan ${part.name}%`],
  );
  return rows[0]?.count ?? 0;
}

/** Drops all there is in the part's schemas, but the mark. */
export async function empty(connection: Connection, part: Part): Promise<void> {
  const { rows } = await connection.query<{ statement: string }>(
    `with schemas as (select oid, nspname from pg_namespace where nspname = any($1))
     select format('drop table if exists %I.%I cascade', s.nspname, c.relname) as statement, 1 as turn
     from pg_class c join schemas s on s.oid = c.relnamespace where c.relkind = 'r' and c.relname <> $2
     union all
     select format('drop %s if exists %I.%I cascade', case c.relkind when 'v' then 'view' else 'sequence' end,
       s.nspname, c.relname), 2
     from pg_class c join schemas s on s.oid = c.relnamespace where c.relkind in ('v', 'S')
     union all
     select format('drop routine if exists %I.%I(%s) cascade', s.nspname, p.proname,
       pg_get_function_identity_arguments(p.oid)), 3
     from pg_proc p join schemas s on s.oid = p.pronamespace
     union all
     select format('drop %s if exists %I.%I cascade', case t.typtype when 'd' then 'domain' else 'type' end,
       s.nspname, t.typname), 4
     from pg_type t join schemas s on s.oid = t.typnamespace
     left join pg_class c on c.oid = t.typrelid
     where t.typtype in ('d', 'e', 'r') or (t.typtype = 'c' and c.relkind = 'c')
     order by turn`,
    [schemasOf(part), restoreMark],
  );
  for (const { statement } of rows) await connection.query(statement);
}

/** Brings the empty schemas to the state that the backup had. */
export async function migrateAsBackedUp({ part, url }: PlacedPart, backedUp: BackedUpPart): Promise<void> {
  const database = openDatabase({ url, schema: part.name, poolSize: 1, statementTimeoutMs: 60_000, attempts: 1 });
  try {
    await migrate(database, part.migrations, backedUp.migrations);
  } finally {
    await database.close();
  }
  if (part.jobs) await migrateJobs({ url, schema: part.name });
}
