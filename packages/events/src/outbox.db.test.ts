import { randomUUID } from 'node:crypto';
import { runInOperation } from '@caravan/core/operation-context';
import { openDatabase } from '@caravan/database/database';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { logMigrations, logSchema, openEmbeddedLog } from './embedded-log.ts';
import { EventTooLarge, limitEvents } from './event-size.ts';
import { eventsMigrations, outboxDepth, pruneOutbox, unpublishedRows } from './outbox.ts';
import { publish } from './publish.ts';
import { startRelay } from './relay.ts';
import { cutConnections, eventSettings, quiet, thingMoved } from './testing/fixtures.ts';
import type { EventTransport } from './transport.ts';

const shop = testDatabase('shop', [{ name: 'events', folder: eventsMigrations }]);
// The log may be in another database than the subgraph: here it is.
const logs = testDatabase(logSchema, [{ name: 'events-log', folder: logMigrations }]);
const { database } = shop;
const wide = openDatabase({ url: shop.url, schema: 'shop', poolSize: 21, statementTimeoutMs: 15_000, attempts: 8 });
let log: EventTransport;

beforeAll(async () => {
  log = await openEmbeddedLog({ url: logs.url, pollMs: 200, batchSize: 100, logger: quiet });
  await database.query.execute(sql`create table things (name text primary key, number int not null default 0)`);
});
beforeEach(async () => {
  await database.query.execute(sql`truncate outbox, things`);
});
afterAll(async () => {
  await log.close();
  await wide.close();
});

const startOwnRelay = (transport: EventTransport = log) =>
  startRelay({
    database,
    transport,
    source: 'shop',
    settings: eventSettings({ batchSize: 37, pollMs: 100 }),
    logger: quiet,
  });

const logged = async (topic: string) =>
  logs.database.query.execute<{ id: string; subject: string; number: number }>(sql`
    select id, subject, (envelope #>> '{data,number}')::int as number from log where topic = ${topic} order by position`);

test('an event is in the outbox exactly if its transaction committed', async () => {
  const contract = thingMoved();
  await database.transaction((tx) => publish(tx, contract, { subject: 'kept', data: { number: 1 } }));
  const refused = database.transaction(async (tx) => {
    await publish(tx, contract, { subject: 'gone', data: { number: 2 } });
    throw new Error('refused');
  });
  await expect(refused).rejects.toThrow('refused');
  const rows = await unpublishedRows(database.query, 10);
  expect(rows.map(({ envelope }) => envelope.subject)).toEqual(['kept']);
});

test('an event carries the operation it belongs to, and only what its contract knows', async () => {
  const contract = thingMoved();
  const principalId = randomUUID();
  const causationId = randomUUID();
  const unknown = { number: 1, secret: 'hidden' };
  await runInOperation({ correlationId: 'request-1', causationId, principalId }, () =>
    database.transaction((tx) => publish(tx, contract, { subject: 'a', data: unknown })),
  );
  await database.transaction((tx) => publish(tx, contract, { subject: 'b', data: { number: 2 } }));
  const [first, second] = (await unpublishedRows(database.query, 10)).map(({ envelope }) => envelope);
  expect(first).toMatchObject({ correlationId: 'request-1', causationId, principal: principalId, data: { number: 1 } });
  expect(first?.data).not.toHaveProperty('secret');
  expect(second).toMatchObject({ correlationId: second?.id, causationId: null, principal: null, type: contract.type });
});

test('an event that is larger than transports take is refused, and with it what was to be true', async () => {
  const contract = thingMoved();
  const announce = (length: number) =>
    database.transaction((tx) =>
      publish(tx, contract, { subject: 'a', data: { number: 1, note: 'x'.repeat(length) } }),
    );
  await expect(announce(900_000)).rejects.toThrow(
    /^shop\.ThingMoved\S+ of 900\d{3} bytes is larger than EVENT_MAX_BYTES/,
  );
  limitEvents({ maxBytes: 5_000 });
  await expect(announce(5_000)).rejects.toThrow(EventTooLarge);
  limitEvents({ maxBytes: 900_000 });
  expect(await outboxDepth(database.query)).toBe(0);
});

test('data that does not fit the contract is refused', async () => {
  const contract = thingMoved();
  const publishing = database.transaction((tx) =>
    publish(tx, contract, { subject: 'a', data: { number: 'one' as unknown as number } }),
  );
  await expect(publishing).rejects.toThrow('number');
  expect(await outboxDepth(database.query)).toBe(0);
});

test('of 20 writers with random commit delays no event is lost; a relay that goes by `id > last` loses some', async () => {
  const contract = thingMoved();
  let writing = true;
  const naive = new Set<string>();
  const naiveRelay = (async () => {
    let last = '0';
    for (let more = true; more || writing; ) {
      const rows = await database.query.execute<{ seq: string; id: string }>(sql`
        select seq, id from outbox where seq > ${last}::bigint order by seq limit 100`);
      for (const { seq, id } of rows) {
        naive.add(id);
        last = seq;
      }
      more = rows.length > 0;
    }
  })();
  const relay = await startOwnRelay();
  await Promise.all(Array.from({ length: 20 }, (_, writer) => writeMany(contract, `writer ${writer}`, 40)));
  writing = false;
  await naiveRelay;
  await expect.poll(() => outboxDepth(database.query), { timeout: 20_000 }).toBe(0);
  await relay.stop();

  const rows = await logged(contract.topic);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(800);
  expect(naive.size).toBeLessThan(800);
  for (const [, events] of Map.groupBy(rows, ({ subject }) => subject)) {
    expect(events.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, number) => number));
  }
});

async function writeMany(contract: ReturnType<typeof thingMoved>, subject: string, count: number) {
  for (let number = 0; number < count; number += 1) {
    await wide.transaction(async (tx) => {
      await publish(tx, contract, { subject, data: { number } });
      await tx.execute(sql`select pg_sleep(random() * 0.03)`);
    });
  }
}

test('writers of one aggregate that hold its row are logged in the order of their commits', async () => {
  const contract = thingMoved();
  await database.query.execute(sql`insert into things (name) values ('a'), ('b'), ('c')`);
  const relay = await startOwnRelay();
  const move = (name: string) =>
    wide.transaction(async (tx) => {
      const rows = await tx.execute<{ number: number }>(sql`
        update things set number = number + 1 where name = ${name} returning number`);
      await publish(tx, contract, { subject: name, data: { number: rows[0]?.number ?? 0 } });
      await tx.execute(sql`select pg_sleep(random() * 0.005)`);
    });
  await Promise.all(Array.from({ length: 150 }, (_, turn) => move(['a', 'b', 'c'][turn % 3] as string)));
  await expect.poll(() => outboxDepth(database.query), { timeout: 20_000 }).toBe(0);
  await relay.stop();
  for (const [, events] of Map.groupBy(await logged(contract.topic), ({ subject }) => subject)) {
    expect(events.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  }
});

test('relays that are cut off in the middle lose nothing, repeat nothing and keep the order', async () => {
  const contract = thingMoved();
  await database.transaction(async (tx) => {
    for (let number = 0; number < 400; number += 1) {
      await publish(tx, contract, { subject: String(number % 8), data: { number } });
    }
  });
  let appends = 0;
  const fragile: EventTransport = {
    ...log,
    async append(envelopes) {
      appends += 1;
      // Not there at all, there but unsaid, or there while the outbox loses its connections.
      if (appends % 4 === 1) throw new Error('no connection');
      await log.append(envelopes);
      if (appends % 4 === 2) throw new Error('connection lost before the answer');
      if (appends % 4 === 3) await cutConnections(shop.adminUrl, 'caravan shop%');
    },
  };
  const relays = [await startOwnRelay(fragile), await startOwnRelay(fragile)];
  await expect.poll(() => outboxDepth(database.query), { timeout: 25_000 }).toBe(0);
  for (const relay of relays) await relay.stop();
  const rows = await logged(contract.topic);
  expect(rows).toHaveLength(400);
  for (const [, events] of Map.groupBy(rows, ({ subject }) => subject)) {
    const numbers = events.map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((left, right) => left - right));
  }
});

test('another relay takes over when the active one dies', async () => {
  const contract = thingMoved();
  const seen: string[] = [];
  const named = (name: string): EventTransport => ({
    ...log,
    async append(envelopes) {
      seen.push(name);
      await log.append(envelopes);
    },
  });
  const active = await startOwnRelay(named('active'));
  await publishOne(contract);
  await expect.poll(() => seen).toEqual(['active']);
  const standby = await startOwnRelay(named('standby'));
  await publishOne(contract);
  await expect.poll(() => seen).toEqual(['active', 'active']);
  await active.stop();
  await publishOne(contract);
  await expect.poll(() => seen, { timeout: 5_000 }).toEqual(['active', 'active', 'standby']);
  await standby.stop();
});

test('the relay wakes by NOTIFY at commit', async () => {
  const contract = thingMoved();
  const settings = eventSettings({ pollMs: 600_000 });
  const relay = await startRelay({ database, transport: log, source: 'shop', settings, logger: quiet });
  await publishOne(contract);
  await expect.poll(() => logged(contract.topic)).toHaveLength(1);
  await publishOne(contract);
  await expect.poll(() => logged(contract.topic)).toHaveLength(2);
  await relay.stop();
});

test('only published rows are pruned, and only old ones', async () => {
  await database.query.execute(sql`
    insert into outbox (id, topic, subject, envelope, published_at)
    select gen_random_uuid(), 't', 's', '{}', at from (values (null), (now()), (now() - interval '8 days')) as v (at)`);
  expect(await pruneOutbox(database.query, 604_800, 10)).toBe(1);
  const rows = await database.query.execute(sql`select 1 from outbox`);
  expect(rows).toHaveLength(2);
});

function publishOne(contract: ReturnType<typeof thingMoved>) {
  return database.transaction((tx) => publish(tx, contract, { subject: 'a', data: { number: 1 } }));
}

test('the relay prunes a few rows at a time, and publishes in between', async () => {
  const contract = thingMoved();
  await database.query.execute(sql`
    insert into outbox (id, topic, subject, envelope, published_at)
    select gen_random_uuid(), 'old', 's', '{}', now() - interval '8 days' from generate_series(1, 25)`);
  const settings = eventSettings({ outboxPruneBatch: 2, outboxPruneEverySeconds: 0 });
  const relay = await startRelay({ database, transport: log, source: 'shop', settings, logger: quiet });
  try {
    await database.transaction((tx) => publish(tx, contract, { subject: 'a', data: { number: 1 } }));
    const left = () => database.query.execute(sql`select 1 from outbox where topic = 'old'`);
    await expect.poll(left, { timeout: 10_000 }).toEqual([]);
    const published = () =>
      database.query.execute(sql`select 1 from outbox where topic = ${contract.topic} and published_at is not null`);
    await expect.poll(published, { timeout: 10_000 }).toHaveLength(1);
  } finally {
    await relay.stop();
  }
});
