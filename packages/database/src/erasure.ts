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

/**
 * Deletes all rows of a person that are to be deleted. May be repeated.
 *
 * @returns Ids of the files that the rows named: whoever calls removes them after the commit.
 */
export async function eraseRows(
  tx: Transaction,
  fates: Fates,
  person: { readonly [Key in PersonKey]?: string | null },
): Promise<string[]> {
  const files: string[] = [];
  for (const [table, fate] of Object.entries(fates)) {
    if (fate.fate !== 'ERASED') continue;
    for (const [column, key] of Object.entries(fate.by)) {
      const value = person[key];
      if (!value) continue;
      const deletion = sql`delete from ${sql.identifier(table)} where ${holds(column, key, value)}`;
      const named = (fate.files ?? []).map((file) => sql.identifier(file));
      if (named.length === 0) await tx.execute(deletion);
      else {
        const rows = await tx.execute<Record<string, string | null>>(
          sql`${deletion} returning ${sql.join(named, sql`, `)}`,
        );
        files.push(...rows.flatMap((row) => Object.values(row)).filter((id) => id !== null));
      }
    }
  }
  return files;
}

/** Emails are the same in any case. */
function holds(column: string, key: PersonKey, value: string): SQL {
  const name = sql.identifier(column);
  return key === 'email' ? sql`lower(${name}) = lower(${value}::text)` : sql`${name} = ${value}`;
}
