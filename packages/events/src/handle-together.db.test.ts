import { randomUUID } from 'node:crypto';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consumer, on } from './consumer.ts';
import { listDeadLetters } from './dead-letters.ts';
import { logMigrations, logSchema, openEmbeddedLog } from './embedded-log.ts';
import { eventsMigrations } from './outbox.ts';
import { startConsumer } from './run-consumer.ts';
import { envelopeOf, eventSettings, quiet, thingMoved } from './testing/fixtures.ts';
import type { EventTransport } from './transport.ts';

const { database } = testDatabase('shop', [{ name: 'events', folder: eventsMigrations }]);
const logs = testDatabase(logSchema, [{ name: 'events-log', folder: logMigrations }]);
let log: EventTransport;

beforeAll(async () => {
  log = await openEmbeddedLog({ url: logs.url, pollMs: 100, batchSize: 200, logger: quiet });
  await database.query.execute(
    sql`create table effects (seq bigint generated always as identity, consumer text, subject text, number int)`,
  );
});
afterAll(() => log.close());

/** Hands a backlog of 150 events of 30 subjects to a consumer that fails on those of the subject `bad`. */
async function handleBacklog(settings: Parameters<typeof eventSettings>[0]) {
  const contract = thingMoved();
  const name = `shop.test-${randomUUID()}`;
  const subjects = [...Array.from({ length: 29 }, () => randomUUID()), 'bad'];
  const numbers = [1, 2, 3, 4, 5];
  await log.append(
    numbers.flatMap((number) => subjects.map((subject) => envelopeOf(contract, { subject, data: { number } }))),
  );
  const transactions = new Set<string>();
  const handles = consumer<null>(name, [
    on<null, typeof contract>(contract, async (_deps, tx, { subject, data }) => {
      const [row] = await tx.execute<{ id: string }>(sql`
        insert into effects (consumer, subject, number) values (${name}, ${subject}, ${data.number})
        returning pg_current_xact_id()::text as id`);
      if (subject === 'bad') throw new Error('never');
      transactions.add(row?.id ?? '');
    }),
  ]);
  const part = await startConsumer({
    consumer: handles,
    deps: null,
    database,
    transport: log,
    settings: eventSettings(settings),
    logger: quiet,
  });
  await expect.poll(() => log.lag(name, [contract.topic]), { timeout: 20_000 }).toBe(0);
  await part.stop();
  const effects = await database.query.execute<{ subject: string; numbers: number[] }>(sql`
    select subject, array_agg(number order by seq) as numbers from effects where consumer = ${name} group by subject`);
  return { effects, subjects, transactions, letters: await listDeadLetters(database, { consumer: name }) };
}

test('a backlog is handled in few transactions; what fails takes nothing else with it', async () => {
  const { effects, subjects, transactions, letters } = await handleBacklog({ consumerTogether: 20 });
  expect(new Map(effects.map(({ subject, numbers }) => [subject, numbers]))).toEqual(
    new Map(subjects.filter((subject) => subject !== 'bad').map((subject) => [subject, [1, 2, 3, 4, 5]])),
  );
  expect(transactions.size).toBeLessThan(60);
  expect(letters.map(({ state, attempts, envelope }) => [state, attempts, envelope.data])).toEqual([
    ['DEAD', 3, { number: 1 }],
    ...[2, 3, 4, 5].map((number) => ['PARKED', 0, { number }]),
  ]);
});

test('each event has a transaction of its own when that is asked for', async () => {
  const { effects, transactions } = await handleBacklog({ consumerTogether: 1 });
  expect(effects).toHaveLength(29);
  expect(transactions.size).toBe(29 * 5);
});
