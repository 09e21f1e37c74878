import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@caravan/database/database';
import { testDatabase } from '@caravan/testkit/database';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { consumer, on } from './consumer.ts';
import { eventsMigrations } from './outbox.ts';
import { startRelay } from './relay.ts';
import { startConsumer } from './run-consumer.ts';
import { eventSettings, thingMoved } from './testing/fixtures.ts';
import type { EventTransport } from './transport.ts';

const { url } = testDatabase('shop', [{ name: 'events', folder: eventsMigrations }]);

const refused = () => Promise.reject(new Error('away'));
const transport: EventTransport = {
  append: refused,
  consume: refused,
  follow: refused,
  read: async function* () {},
  lag: refused,
  close: async () => {},
};

/** What is still at work complains of the database that is closed then. */
async function complaintsAfter(start: (given: ReturnType<typeof parts>) => Promise<unknown>): Promise<string[]> {
  const given = parts();
  await expect(start(given)).rejects.toThrow('away');
  await given.database.close();
  await pause(300);
  return given.lines;
}

function parts() {
  const database = openDatabase({ url, schema: 'shop', poolSize: 2, statementTimeoutMs: 5_000, attempts: 1 });
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
  return { database, lines, logger, transport, settings: eventSettings({ pollMs: 20, deadLetterPollMs: 20 }) };
}

test('a consumer that cannot be started leaves nothing at work', async () => {
  const handles = consumer('shop.fails', [on<null, ReturnType<typeof thingMoved>>(thingMoved(), async () => {})]);
  expect(await complaintsAfter((given) => startConsumer({ ...given, consumer: handles, deps: null }))).toEqual([]);
});

test('a relay that cannot be started leaves nothing at work', async () => {
  const complaints = await complaintsAfter((given) => {
    const client = new Proxy(given.database.client, {
      get: (target, name, receiver) => (name === 'listen' ? refused : Reflect.get(target, name, receiver)),
    });
    return startRelay({ ...given, database: { ...given.database, client }, source: 'shop' });
  });
  expect(complaints).toEqual([]);
});
