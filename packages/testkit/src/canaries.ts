import postgres from 'postgres';

/**
 * Where in a database these texts stand in clear: `schema.table: text`, of every row of every table, whoever owns it.
 * Upper and lower case are the same.
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
        where strpos(lower(row::text), lower(canary)) > 0`;
      found.push(...rows.map(({ canary }) => `${schema}.${table}: ${canary}`));
    }
    return found;
  } finally {
    await admin.end({ timeout: 5 });
  }
}
