import { sql } from 'drizzle-orm';
import type { Executor } from './database.ts';

/** A list within the export of what is kept about a person. All texts are SQL of the code, never of clients. */
export type Section = {
  /** Table, or tables with their joins. */
  readonly from: string;
  /** Column that holds the person's id. */
  readonly by: string;
  /** Expression by the name of its field; instants come out in ISO 8601. */
  readonly fields: Readonly<Record<string, string>>;
  /** What tells the newest. */
  readonly newest: string;
};

export type PersonalData = { readonly [section: string]: unknown };
type Row = Record<string, unknown>;

/** Entries of a list of an export. */
export const mostExported = 1_000;

/** The newest entries of each list; `truncated` names the lists that have more. */
export async function exportSections(
  executor: Executor,
  sections: Readonly<Record<string, Section>>,
  userId: string,
): Promise<Record<string, Row[]> & { truncated: string[] }> {
  const found: Record<string, Row[]> = {};
  const truncated: string[] = [];
  for (const [name, section] of Object.entries(sections)) {
    const rows = await exportRows(executor, section, userId);
    if (rows.length > mostExported) truncated.push(name);
    found[name] = rows.slice(0, mostExported);
  }
  return Object.assign(found, { truncated });
}

async function exportRows(executor: Executor, section: Section, userId: string): Promise<Row[]> {
  const { from, by, fields, newest } = section;
  const pairs = Object.entries(fields).map(([name, expression]) => `'${name}', ${expression}`);
  const rows = await executor.execute<{ row: Row }>(sql`
    select ${sql.raw(`json_build_object(${pairs.join(', ')})`)} as row from ${sql.raw(from)}
    where ${sql.raw(by)} = ${userId} order by ${sql.raw(newest)} desc limit ${mostExported + 1}`);
  return rows.map(({ row }) => row);
}
