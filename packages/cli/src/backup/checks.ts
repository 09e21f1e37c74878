import { openDatabase } from '@caravan/database/database';
import { countMismatches } from '@caravan/marketplace/stock/stock.store';
import {
  countMismatchedBalances,
  findUncoveredEscrow,
  sumPostings,
} from '@caravan/payments/ledger/ledger-health.store';
import { type Connection, connect } from './connection.ts';
import type { PlacedPart } from './cut.ts';
import { eventsPart } from './parts.ts';

export type Check = { readonly name: string; readonly ok: boolean; readonly found: string };

/**
 * What must hold in any state of a healthy Caravan, across its tables and databases.
 *
 * @param knownSince - Since when outboxes have all that was published; null when the log is not in the databases.
 */
export async function checkRestored(parts: readonly PlacedPart[], knownSince: Date | null): Promise<Check[]> {
  return [...(await checkBooks(parts)), ...(knownSince ? await checkEvents(parts, knownSince) : [])];
}

async function checkBooks(parts: readonly PlacedPart[]): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { part, url } of parts) {
    const database = openDatabase({ url, schema: part.name, poolSize: 1, statementTimeoutMs: 0, attempts: 1 });
    try {
      if (part.name === 'payments') {
        const off = (await sumPostings(database.query)).filter(({ amountMinor }) => amountMinor !== 0n).length;
        checks.push(none('currencies in which the postings do not sum to zero', off));
        checks.push(none('balances that differ from their postings', await countMismatchedBalances(database.query)));
        const uncovered = (await findUncoveredEscrow(database.query)).length;
        checks.push(none('currencies in which escrow is not covered', uncovered));
      }
      if (part.name === 'marketplace') {
        const { mismatches } = await countMismatches(database.query);
        checks.push(none('stock levels that differ from their movements', mismatches));
      }
    } finally {
      await database.close();
    }
  }
  return checks;
}

/**
 * That the databases are of one point in time, as far as events tell: whatever had its effect was published, whatever
 * is called published is in the log, and the log has nothing that its publisher does not know.
 */
async function checkEvents(parts: readonly PlacedPart[], knownSince: Date): Promise<Check[]> {
  await using opened = new AsyncDisposableStack();
  const open = async ({ part, url }: PlacedPart) => {
    const connection = await connect({ url, schema: part.name, name: `caravan restore ${part.name}` });
    opened.defer(() => connection.end());
    return connection;
  };
  const events = parts.find(({ part }) => part === eventsPart);
  if (!events) return [];
  const log = await open(events);
  const publishers = await Promise.all(parts.filter(({ part }) => part.held.includes('outbox')).map(open));
  await log.query('create temp table outboxes (id uuid primary key)');
  const inOutboxes = 'select from outboxes where outboxes.id = given.id';
  const inLog = 'select from log where log.id = given.id';
  // Ids are in the order of their time: what is older than the log's beginning was dropped from it.
  const inTime = 'given.id > (select id from log order by id limit 1)';
  let lost = 0;
  let causeless = 0;
  for (const connection of publishers) {
    for await (const ids of idsOf(connection, 'select id from outbox'))
      await log.query('insert into outboxes select unnest($1::uuid[]) on conflict do nothing', [ids]);
    for await (const ids of idsOf(connection, 'select id from outbox where published_at is not null'))
      lost += await count(log, ids, `not exists (${inLog}) and ${inTime}`);
  }
  const effects = 'select event_id as id from inbox union select event_id from dead_letters';
  for (const connection of publishers) {
    for await (const ids of idsOf(connection, effects))
      causeless += await count(log, ids, `not exists (${inLog}) and not exists (${inOutboxes}) and ${inTime}`);
  }
  const { rows } = await log.query<{ count: number }>(
    `select count(*)::int as count from log as given
     where (envelope ->> 'time')::timestamptz > $1 and not exists (${inOutboxes})`,
    [knownSince],
  );
  return [
    none('events that had an effect and were never published', causeless),
    none('published events that the log lacks', lost),
    none('events of the log that their publisher does not know', rows[0]?.count ?? 0),
  ];
}

async function* idsOf(connection: Connection, query: string): AsyncGenerator<string[]> {
  await connection.query(`begin; declare ids cursor for ${query}`);
  for (;;) {
    const { rows } = await connection.query<{ id: string }>('fetch 10000 from ids');
    if (rows.length === 0) break;
    yield rows.map(({ id }) => id);
  }
  await connection.query('commit');
}

async function count(log: Connection, ids: readonly string[], which: string): Promise<number> {
  const { rows } = await log.query<{ count: number }>(
    `select count(*)::int as count from unnest($1::uuid[]) as given (id) where ${which}`,
    [ids],
  );
  return rows[0]?.count ?? 0;
}

function none(name: string, count: number): Check {
  return { name, ok: count === 0, found: String(count) };
}
