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

/** What must hold in any state of a healthy Caravan, across its tables and databases. */
export async function checkRestored(parts: readonly PlacedPart[], ownLog: boolean): Promise<Check[]> {
  return [...(await checkBooks(parts)), ...(ownLog ? await checkEvents(parts) : [])];
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
 * That the databases are of one point in time, as far as the log tells: whatever had its effect is published, and
 * whatever is called published is in the log.
 */
async function checkEvents(parts: readonly PlacedPart[]): Promise<Check[]> {
  await using opened = new AsyncDisposableStack();
  const open = async ({ part, url }: PlacedPart) => {
    const connection = await connect({ url, schema: part.name, name: `caravan restore ${part.name}` });
    opened.defer(() => connection.end());
    return connection;
  };
  const events = parts.find(({ part }) => part === eventsPart);
  if (!events) return [];
  const log = await open(events);
  const publishers = parts.filter(({ part }) => part.held.includes('outbox'));
  await log.query('create temp table published (id uuid primary key)');
  await log.query('insert into published select id from log');
  let handled = 0;
  let lost = 0;
  const connections = await Promise.all(publishers.map(open));
  for (const connection of connections) {
    for await (const ids of idsOf(connection, 'select id from outbox where published_at is not null'))
      lost += await unknownOf(log, ids);
    for await (const ids of idsOf(connection, 'select id from outbox')) await publish(log, ids);
  }
  for (const connection of connections) {
    for await (const ids of idsOf(connection, 'select event_id as id from inbox')) handled += await unknownOf(log, ids);
    for await (const ids of idsOf(connection, 'select event_id as id from dead_letters'))
      handled += await unknownOf(log, ids);
  }
  return [
    none('events that had an effect and were never published', handled),
    none('published events that the log lacks', lost),
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

/** Ids are in the order of their time: what is older than the log's beginning was dropped from it. */
async function unknownOf(log: Connection, ids: readonly string[]): Promise<number> {
  const { rows } = await log.query<{ count: number }>(
    `select count(*)::int as count from unnest($1::uuid[]) as given (id)
     where not exists (select from published where published.id = given.id)
       and given.id > (select min(id) from log)`,
    [ids],
  );
  return rows[0]?.count ?? 0;
}

async function publish(log: Connection, ids: readonly string[]): Promise<void> {
  await log.query('insert into published select unnest($1::uuid[]) on conflict do nothing', [ids]);
}

function none(name: string, count: number): Check {
  return { name, ok: count === 0, found: String(count) };
}
