import postgres from 'postgres';

/**
 * Where in a database these texts stand in clear: `schema.table: text`, of every row of every table, whoever owns it.
 * Upper and lower case are the same. Short codes of digits count where they stand by themselves: times and ids are full of digits.
 *
 * @param url - Of a role that may read everything.
 */
export async function tablesHolding(url: string, canaries: readonly string[]): Promise<string[]> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const tables = await admin<{ schema: string; table: string }[]>`
      select table_schema as schema, table_name as table from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`;
    const found: string[] = [];
    for (const { schema, table } of tables) {
      // Rows as text: every column of every type, with what stands inside of JSON.
      const rows = await admin<{ canary: string }[]>`
        select distinct canary from ${admin(schema)}.${admin(table)} as row, unnest(${[...canaries]}::text[]) as canary
        where case when canary ~ '^[0-9]{4,8}$' then row::text ~ ('(^|[^0-9a-f.])' || canary || '([^0-9a-f]|$)')
          else strpos(lower(row::text), lower(canary)) > 0 end`;
      found.push(...rows.map(({ canary }) => `${schema}.${table}: ${canary}`));
    }
    return found;
  } finally {
    await admin.end({ timeout: 5 });
  }
}

/** Which of the texts a line holds, by the rules of `tablesHolding`. */
export function canariesIn(line: string, canaries: readonly string[]): string[] {
  const text = line.toLowerCase();
  return canaries.filter((canary) =>
    /^[0-9]{4,8}$/.test(canary)
      ? new RegExp(`(^|[^0-9a-f.])${canary}([^0-9a-f]|$)`).test(text)
      : text.includes(canary.toLowerCase()),
  );
}
