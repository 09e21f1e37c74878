import { subgraphs } from '@caravan/cli/subgraphs';
import type postgres from 'postgres';
import { asAdministrator } from './administrator.ts';

/** Number of rows and a hash over them, by table; of `outbox` only which events there are. */
export type Digest = ReadonlyMap<string, string>;

/** What says how far the work is, not what came of it. */
const bookkeeping = ['inbox', 'dead_letters', 'consumer_controls', 'migrations', 'idempotency_keys', 'limits'];

/** Everything that the subgraphs hold, whatever order it was written in. */
export function readDigest(adminUrl: string): Promise<Digest> {
  return asAdministrator(adminUrl, async (admin) => {
    const digest = new Map<string, string>();
    for (const { schema, table } of await readTables(admin)) {
      const content = table === 'outbox' ? admin`to_jsonb(t.id)` : admin`to_jsonb(t)`;
      const [row] = await admin<{ digest: string }[]>`
        select count(*) || ' rows, ' || coalesce(md5(string_agg(hash, '' order by hash)), 'none') as digest
        from (select md5((${content})::text) as hash from ${admin(schema)}.${admin(table)} t) hashes`;
      digest.set(`${schema}.${table}`, row?.digest ?? '');
    }
    return digest;
  });
}

/** Tables that hold something else, with what they held and hold. */
export function changedTables(before: Digest, after: Digest): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((table) => before.get(table) !== after.get(table))
    .map((table) => `${table}: ${before.get(table)}, then ${after.get(table)}`);
}

function readTables(admin: postgres.Sql): Promise<{ schema: string; table: string }[]> {
  return admin<{ schema: string; table: string }[]>`
    select table_schema as schema, table_name as table from information_schema.tables
    where table_schema in ${admin(subgraphs.map(({ name }) => name))} and table_type = 'BASE TABLE'
      and table_name not in ${admin(bookkeeping)}
    order by table_schema, table_name`;
}
