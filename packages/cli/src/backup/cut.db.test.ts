import { setTimeout as pause } from 'node:timers/promises';
import { databaseMigrations } from '@caravan/database/idempotency';
import { eventsMigrations } from '@caravan/events/outbox';
import { type TestDatabase, testDatabase } from '@caravan/testkit/database';
import { afterEach, expect, test } from 'vitest';
import { connect } from './connection.ts';
import { type Cut, type CutSettings, cutAll, type PlacedPart } from './cut.ts';

const sources = [{ name: 'events', folder: eventsMigrations }];
const shop = testDatabase('cut_shop', sources);
const bank = testDatabase('cut_bank', sources);
const parts: PlacedPart[] = [
  { part: partNamed('cut_shop'), url: shop.url },
  { part: partNamed('cut_bank'), url: bank.url },
];
let cut: Cut | undefined;

afterEach(async () => {
  await cut?.close();
  cut = undefined;
});

function partNamed(name: string): PlacedPart['part'] {
  const migrations = [{ name: 'database', folder: databaseMigrations }, ...sources];
  return { name, migrations, jobs: null, held: ['inbox', 'dead_letters', 'outbox'] };
}

/** A transaction of the bank that has published something and is not over. */
async function unfinished(): Promise<{ commit(): Promise<void> }> {
  const connection = await connect({ url: bank.url, schema: 'cut_bank', name: 'unfinished' });
  await connection.query('begin');
  await connection.query(event);
  return {
    commit: async () => {
      await connection.query('commit');
      await connection.end();
    },
  };
}

const event = "insert into outbox (id, topic, subject, envelope) values (gen_random_uuid(), 't', 's', '{}')";

function publish({ database }: TestDatabase): Promise<unknown> {
  return database.query.execute(event);
}

async function begin(settings: Partial<CutSettings> = {}): Promise<Cut> {
  cut = await cutAll(parts, { pauseMs: 200, patienceMs: 30_000, ...settings });
  return cut;
}

async function published({ snapshots }: Cut, part: string): Promise<number> {
  const result = await snapshots.get(part)?.query<{ count: number }>('select count(*)::int as count from outbox');
  return result?.rows[0]?.count ?? -1;
}

test('a transaction that was under way is waited for, and is in the cut; a later one is not', async () => {
  const before = await unfinished();
  const cutting = begin({ onAttempt: (attempt) => void (attempt === 3 && before.commit()) });
  const made = await cutting;
  await publish(bank);
  expect(await published(made, 'cut_bank')).toBe(1);
  expect(made.attempts).toBeGreaterThanOrEqual(3);
});

test('while a long transaction is in the way, others write in between', async () => {
  const long = await unfinished();
  let written = 0;
  const cutting = begin({ onAttempt: (attempt) => void (attempt === 4 && long.commit()) });
  const writing = (async () => {
    while (!cut) {
      await publish(shop);
      written += 1;
      await pause(5);
    }
  })();
  const { attempts } = await cutting;
  await writing;
  expect(written).toBeGreaterThan(attempts);
});

test('a transaction without end is told of, and nothing is held after', async () => {
  const long = await unfinished();
  await expect(begin({ pauseMs: 50, patienceMs: 200 })).rejects.toThrow('No moment was found');
  await publish(bank);
  await long.commit();
});

test('snapshots that were taken when locks were lost are thrown away', async () => {
  const long = await unfinished();
  const cutting = begin({ pauseMs: 5_000 });
  // The shop holds still and waits for the bank; then its session is ended, and the bank's turn comes.
  const admin = await connect({ url: shop.adminUrl, schema: 'cut_shop', name: 'administrator' });
  const holder = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'caravan backup cut_shop' and query like 'lock table%'
      and state = 'idle in transaction'`;
  while ((await admin.query(holder)).rows.length === 0) await pause(5);
  await admin.end();
  await long.commit();
  expect((await cutting).attempts).toBe(2);
});

test('two at the same time do not wait for each other', async () => {
  const [first, second] = await Promise.all([begin(), cutAll(parts, { pauseMs: 5_000, patienceMs: 0 })]);
  expect([first.attempts, second.attempts]).toEqual([1, 1]);
  await second.close();
});
