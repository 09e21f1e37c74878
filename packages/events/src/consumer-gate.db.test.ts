import { randomUUID } from 'node:crypto';
import type { EventEnvelope } from '@caravan/contracts/event';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { consumer, on } from './consumer.ts';
import { pauseConsumer, readControls, resumeConsumer } from './consumer-controls.ts';
import { lookAtGate } from './consumer-gate.ts';
import { listDeadLetters, retryDeadLetter } from './dead-letters.ts';
import { logMigrations, logSchema, openEmbeddedLog } from './embedded-log.ts';
import { receiveTogether } from './inbox.ts';
import { eventsMigrations } from './outbox.ts';
import { startConsumer } from './run-consumer.ts';
import { envelopeOf, eventSettings, quiet, thingMoved } from './testing/fixtures.ts';
import type { EventTransport } from './transport.ts';

const shop = testDatabase('shop', [{ name: 'events', folder: eventsMigrations }]);
const logs = testDatabase(logSchema, [{ name: 'events-log', folder: logMigrations }]);
const { database } = shop;
let log: EventTransport;
const running: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  log = await openEmbeddedLog({ url: logs.url, pollMs: 100, batchSize: 50, logger: quiet });
  await database.query.execute(sql`create table effects (consumer text, subject text, number int)`);
});
afterEach(async () => {
  for (const part of running.splice(0)) await part.stop();
});
afterAll(() => log.close());

/** Generous, since the machine may be busy with other tests. */
const eventually = <Value>(look: () => Value) => expect.poll(look, { timeout: 20_000, interval: 10 });

type Handle = (event: EventEnvelope<{ number: number }>) => void | Promise<void>;
type Started = { name: string; contract: ReturnType<typeof thingMoved>; part: { stop(): Promise<void> } };

/** A consumer whose effect is a row; `during` runs in its transaction. Polls so rarely that NOTIFY alone can wake it. */
async function start(during: Handle = () => undefined, again?: Started, attempts = 3): Promise<Started> {
  const contract = again?.contract ?? thingMoved();
  const name = again?.name ?? `shop.gate-${randomUUID()}`;
  const handles = consumer<null>(name, [
    on<null, typeof contract>(contract, async (_deps, tx, event) => {
      const { subject, data } = event;
      await tx.execute(sql`insert into effects values (${name}, ${subject}, ${data.number})`);
      await during(event);
    }),
  ]);
  const settings = eventSettings({ pollMs: 60_000, attempts });
  const part = await startConsumer({
    consumer: handles,
    deps: null,
    database,
    transport: log,
    settings,
    logger: quiet,
  });
  running.push(part);
  return { name, contract, part };
}

const send = async ({ contract }: Started, subject: string, ...numbers: number[]) => {
  const envelopes = numbers.map((number) => envelopeOf(contract, { subject, data: { number } }));
  await log.append(envelopes);
  return envelopes;
};

const effectsOf = async ({ name }: Started) =>
  (await database.query.execute<{ number: number }>(sql`select number from effects where consumer = ${name}`)).map(
    ({ number }) => number,
  );

/** Number of those who wait for an advisory lock in this database. */
const waitingForLocks = async () =>
  (
    await database.query.execute<{ waiting: number }>(sql`
      select count(*)::int as waiting from pg_locks
      where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`)
  )[0]?.waiting;

function gatedHandler() {
  const [entered, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const during = () => {
    entered.resolve();
    return mayEnd.promise;
  };
  return { during, entered: entered.promise, end: mayEnd.resolve };
}

describe('pausing', () => {
  test('waits for the handlers under way, in any process', async () => {
    const handler = gatedHandler();
    const started = await start(handler.during);
    await send(started, 'a', 1);
    await handler.entered;
    let paused = false;
    const pausing = pauseConsumer(database, started.name).then(() => {
      paused = true;
    });
    await eventually(waitingForLocks).toBe(1);
    expect(paused).toBe(false);
    expect(await effectsOf(started)).toEqual([]);
    // One who comes while it waits is kept out, and does not wait itself.
    expect(await lookAtGate(database.query, started.name, null)).toBe('closed');
    handler.end();
    await pausing;
    expect(await effectsOf(started)).toEqual([1]);
  });

  test('mutant: a look at the gate that does not last lets a handler run while the consumer is paused', async () => {
    const handler = gatedHandler();
    const name = `shop.mutant-${randomUUID()}`;
    const handling = (async () => {
      if ((await lookAtGate(database.query, name, null)) === 'open') await database.transaction(handler.during);
    })();
    await handler.entered;
    await pauseConsumer(database, name);
    expect(await readControls(database.query)).toContainEqual(
      expect.objectContaining({ consumer: name, state: 'PAUSED' }),
    );
    handler.end();
    await handling;
  });

  test('keeps every event, counts no try, and goes on where it was', async () => {
    const [one, witness] = [await start(), await start()];
    await send(one, 'a', 1);
    await eventually(() => effectsOf(one)).toEqual([1]);
    await pauseConsumer(database, one.name);
    await pauseConsumer(database, one.name);
    const other = await start(undefined, one);
    await send(one, 'a', 2, 3);
    await send(one, 'b', 4);
    await send(witness, 'a', 1);
    await eventually(() => effectsOf(witness)).toEqual([1]);
    expect(await effectsOf(one)).toEqual([1]);
    expect(await log.lag(one.name, [one.contract.topic])).toBe(3);

    await resumeConsumer(database, one.name);
    await eventually(async () => (await effectsOf(one)).length).toBe(4);
    await eventually(() => log.lag(one.name, [one.contract.topic])).toBe(0);
    expect(await listDeadLetters(database, { consumer: one.name })).toEqual([]);
    await other.part.stop();
  });

  test('does not hold up the end of a process, and lasts over a start', async () => {
    const first = await start();
    await pauseConsumer(database, first.name);
    await send(first, 'a', 1);
    await eventually(() => log.lag(first.name, [first.contract.topic])).toBe(1);
    await first.part.stop();
    const second = await start(undefined, first);
    expect(await effectsOf(second)).toEqual([]);
    await resumeConsumer(database, first.name);
    await eventually(() => effectsOf(second)).toEqual([1]);
  });

  test('an event that fails for the last time while the consumer is being paused is tried again afterwards', async () => {
    let failing = true;
    const handler = gatedHandler();
    const during: Handle = async ({ data }) => {
      await handler.during();
      if (failing) throw new Error(`not ${data.number}`);
    };
    const started = await start(during, undefined, 1);
    await send(started, 'a', 1);
    await handler.entered;
    const pausing = pauseConsumer(database, started.name);
    await eventually(waitingForLocks).toBe(1);
    handler.end();
    await pausing;
    failing = false;
    await resumeConsumer(database, started.name);
    await eventually(() => effectsOf(started)).toEqual([1]);
    expect(await listDeadLetters(database, { consumer: started.name })).toEqual([]);
  });

  test('keeps released dead letters waiting too', async () => {
    let failing = true;
    const started = await start(() => {
      if (failing) throw new Error('poison');
    });
    const [event] = await send(started, 'a', 1);
    const letters = () => listDeadLetters(database, { consumer: started.name });
    await eventually(letters).toHaveLength(1);
    await pauseConsumer(database, started.name);
    failing = false;
    await retryDeadLetter(database, { consumer: started.name, eventId: event?.id as string });
    expect(await letters()).toHaveLength(1);
    await resumeConsumer(database, started.name);
    await eventually(letters).toEqual([]);
    expect(await effectsOf(started)).toEqual([1]);
  });
});

test('a process of the version before takes a closed gate for a database that is away', async () => {
  const name = `shop.old-${randomUUID()}`;
  const claim = () =>
    database.query.execute<{ claim: string }>(sql`select claim_event(${name}, ${randomUUID()}, 'a') as claim`);
  expect(await claim()).toEqual([{ claim: 'claimed' }]);
  await pauseConsumer(database, name);
  await expect(claim()).rejects.toMatchObject({ cause: { code: '57P03' } });
});

describe('a gate that opens while events are claimed together', () => {
  const other = testDatabase('shop', [{ name: 'events', folder: eventsMigrations }]);

  test('lets none overtake those before it', async () => {
    const contract = thingMoved();
    const name = `shop.together-${randomUUID()}`;
    const seen: number[] = [];
    const handles = consumer<null>(name, [
      on<null, typeof contract>(contract, async (_deps, _tx, { data }) => void seen.push(data.number)),
    ]);
    await other.database.query.execute(sql`create sequence looks`);
    await other.database.query.execute(sql`
      create or replace function pass_consumer_gate(of_consumer text, of_replay uuid) returns text language sql as $$
        select case when nextval('looks') = 1 then 'closed' else 'open' end;
      $$`);
    const batch = [1, 2].map((number) => envelopeOf(contract, { subject: 'a', data: { number } }));
    const receiver = { consumer: handles, deps: null, database: other.database, replay: null };
    await expect(receiveTogether(receiver, batch)).rejects.toThrow('is not running');
    expect(seen).toEqual([]);
    expect(await other.database.query.execute(sql`select 1 from inbox`)).toEqual([]);
    expect(await receiveTogether(receiver, batch)).toEqual(['claimed', 'claimed']);
    expect(seen).toEqual([1, 2]);
  });
});
