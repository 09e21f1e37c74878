import { randomUUID } from 'node:crypto';
import { defineEvent } from '@caravan/contracts/event';
import { consumer, on } from '@caravan/events/consumer';
import { pauseConsumer, resumeConsumer } from '@caravan/events/consumer-controls';
import { eventsMigrations } from '@caravan/events/outbox';
import type { EventTransport } from '@caravan/events/transport';
import { metrics } from '@caravan/telemetry/metrics';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { measureEvents } from './event-metrics.ts';

const { database } = testDatabase('shop', [{ name: 'events', folder: eventsMigrations }]);
const contract = defineEvent({
  type: 'shop.ThingMoved',
  version: 1,
  topic: 'caravan.shop.thing',
  description: 'A thing moved.',
  data: z.object({ number: z.int() }),
});
const things = consumer<unknown>('shop.things', [on(contract, async () => undefined)]);
const nobody: EventTransport['append'] = () => Promise.reject(new Error('not asked for'));
const transport: EventTransport = {
  append: nobody,
  consume: () => Promise.reject(new Error('not asked for')),
  follow: () => Promise.reject(new Error('not asked for')),
  read: () => {
    throw new Error('not asked for');
  },
  lag: async (group, topics) => (group === 'shop.things' && topics.join() === contract.topic ? 7 : Number.NaN),
  close: async () => undefined,
};

/** The lines of the subgraph, without the prefix of all. */
const lines = async () =>
  (await metrics.metrics()).split('\n').filter((line) => line.startsWith('caravan_') && line.includes('shop'));

test('tells of outbox, consumers and dead letters, until it is asked no more', async () => {
  const stop = measureEvents('shop', { database, transport, consumers: [things] });
  await pauseConsumer(database, things.name);
  const time = new Date(Date.now() - 90_000).toISOString();
  await database.query.execute(sql`
    insert into outbox (id, topic, subject, envelope)
    select gen_random_uuid(), 't', 's', ${JSON.stringify({ time })}::text::jsonb from generate_series(1, 3)`);
  await database.query.execute(sql`
    insert into dead_letters (consumer, event_id, subject, state, envelope, error)
    values (${things.name}, ${randomUUID()}, 'a', 'DEAD', '{}', 'no'), ('shop.former', ${randomUUID()}, 'a', 'PARKED', '{}', null)`);
  const paused = await lines();
  expect(paused).toEqual(
    expect.arrayContaining([
      'caravan_outbox_events{subgraph="shop"} 3',
      'caravan_dead_letters{subgraph="shop",consumer="shop.things",state="dead"} 1',
      'caravan_dead_letters{subgraph="shop",consumer="shop.things",state="parked"} 0',
      'caravan_dead_letters{subgraph="shop",consumer="shop.former",state="parked"} 1',
      'caravan_consumer_state{subgraph="shop",consumer="shop.things",state="running"} 0',
      'caravan_consumer_state{subgraph="shop",consumer="shop.things",state="paused"} 1',
      'caravan_consumer_lag_events{consumer="shop.things"} 7',
    ]),
  );
  const age = paused.find((line) => line.startsWith('caravan_outbox_oldest_seconds'));
  expect(Number(age?.split(' ')[1])).toBeGreaterThanOrEqual(90);

  await resumeConsumer(database, things.name);
  await database.query.execute(sql`update outbox set published_at = now()`);
  await database.query.execute(sql`delete from dead_letters`);
  expect(await lines()).toEqual(
    expect.arrayContaining([
      'caravan_outbox_events{subgraph="shop"} 0',
      'caravan_outbox_oldest_seconds{subgraph="shop"} 0',
      'caravan_dead_letters{subgraph="shop",consumer="shop.things",state="dead"} 0',
      'caravan_dead_letters{subgraph="shop",consumer="shop.former",state="parked"} 0',
      'caravan_consumer_state{subgraph="shop",consumer="shop.things",state="running"} 1',
    ]),
  );
  stop();
});
