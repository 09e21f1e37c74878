import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from './database.ts';

/** What identifies a person in a column. */
export type PersonKey = 'id' | 'email' | 'phone';

/** What becomes of a table when a person is erased. Tables and columns by their names in the database. */
export type Fate =
  /** Rows go whose column holds this key of the person. */
  | {
      readonly fate: 'ERASED';
      readonly by: Readonly<Record<string, PersonKey>>;
      /** Columns that name files, which go as well. */
      readonly files?: readonly string[];
      /** Columns that name the ids under which something of the person was sealed as well. */
      readonly keys?: readonly string[];
      readonly keeps?: Reasons;
    }
  /** Rows go with those of another table that they refer to (`on delete cascade`). */
  | { readonly fate: 'ERASED_WITH'; readonly table: string; readonly keeps?: Reasons }
  /** Rows stay without what is personal: what becomes of each column that says something of a person. */
  | { readonly fate: 'PSEUDONYMOUS'; readonly columns: Reasons }
  /** Rows stay as they are. */
  | { readonly fate: 'KEPT'; readonly why: string; readonly keeps?: Reasons };

/** Why something stays, or what becomes of it, by column. */
type Reasons = Readonly<Record<string, string>>;
export type Fates = Readonly<Record<string, Fate>>;

/** Fates of the tables that every subgraph's schema has. */
export const commonFates: Fates = {
  idempotency_keys: { fate: 'ERASED', by: { principal_id: 'id' } },
  outbox: { fate: 'KEPT', why: 'Ids, and fields sealed under a key that is destroyed.', keeps: { id: 'of the event' } },
  inbox: { fate: 'KEPT', why: 'Ids of events alone.', keeps: { event_id: 'of the event' } },
  dead_letters: {
    fate: 'KEPT',
    why: 'Ids, and fields sealed under a key that is destroyed; errors name fields, not their values.',
    keeps: { event_id: 'of the event' },
  },
  consumer_controls: { fate: 'KEPT', why: 'About nobody.', keeps: { replay_id: 'of the replay' } },
  migrations: { fate: 'KEPT', why: 'About nobody.' },
};

/** What the deleted rows named. */
export type Traces = { readonly files: string[]; readonly keys: string[] };

/**
 * Deletes all rows of a person that are to be deleted. May be repeated.
 *
 * @returns Files to be removed and keys to be destroyed after the commit.
 */
export async function eraseRows(
  tx: Transaction,
  fates: Fates,
  person: { readonly [Key in PersonKey]?: string | null },
): Promise<Traces> {
  const traces: Traces = { files: [], keys: [] };
  for (const [table, fate] of Object.entries(fates)) {
    if (fate.fate !== 'ERASED') continue;
    for (const [column, key] of Object.entries(fate.by)) {
      const value = person[key];
      if (!value) continue;
      const rows = await tx.execute<Record<string, string | null>>(
        sql`delete from ${sql.identifier(table)} where ${holds(column, key, value)} returning *`,
      );
      traces.files.push(...valuesOf(rows, fate.files));
      traces.keys.push(...valuesOf(rows, fate.keys));
    }
  }
  return traces;
}

function valuesOf(rows: readonly Record<string, string | null>[], columns: readonly string[] = []): string[] {
  return rows.flatMap((row) => columns.map((column) => row[column] ?? null)).filter((value) => value !== null);
}

/** Emails are the same in any case. */
function holds(column: string, key: PersonKey, value: string): SQL {
  const name = sql.identifier(column);
  return key === 'email' ? sql`lower(${name}) = lower(${value}::text)` : sql`${name} = ${value}`;
}
