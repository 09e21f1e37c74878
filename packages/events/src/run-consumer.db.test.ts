import { randomUUID } from 'node:crypto';
import type { EventEnvelope } from '@caravan/contracts/event';
import { currentOperation } from '@caravan/core/operation-context';
import type { Transaction } from '@caravan/database/database';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { consumer, on } from './consumer.ts';
import { deadLetterCounts } from './dead-letter-store.ts';
import { dropDeadLetter, listDeadLetters, retryDeadLetter, showDeadLetter } from './dead-letters.ts';
import { logMigrations, logSchema, openEmbeddedLog } from './embedded-log.ts';
import { eventsMigrations } from './outbox.ts';
import { startConsumer } from './run-consumer.ts';
import { cutConnections, envelopeOf, eventSettings, quiet, thingMoved } from './testing/fixtures.ts';
import type { EventTransport } from './transport.ts';

const shop = testDatabase('shop', [{ name: 'events', folder: eventsMigrations }]);
const logs = testDatabase(logSchema, [{ name: 'events-log', folder: logMigrations }]);
const { database } = shop;
let log: EventTransport;
const running: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  log = await openEmbeddedLog({ url: logs.url, pollMs: 100, batchSize: 50, logger: quiet });
  await database.query.execute(sql`
    create table effects (seq bigint generated always as identity, consumer text, subject text, number int)`);
});
afterEach(async () => {
  for (const part of running.splice(0)) await part.stop();
});
afterAll(() => log.close());

type Deps = { consumer: string };
type Trouble = (event: EventEnvelope<{ number: number }>) => void | Promise<void>;

async function effect(tx: Transaction, name: string, { subject, data }: EventEnvelope<{ number: number }>) {
  await tx.execute(sql`insert into effects (consumer, subject, number) values (${name}, ${subject}, ${data.number})`);
}

const effectsOf = async (name: string) =>
  database.query.execute<{ subject: string; number: number }>(sql`
    select subject, number from effects where consumer = ${name} order by seq`);

const numbersOf = async (name: string, subject: string) =>
  (await effectsOf(name)).filter((row) => row.subject === subject).map(({ number }) => number);

type StartOptions = { trouble?: Trouble; transport?: EventTransport; settings?: Parameters<typeof eventSettings>[0] };

/** A consumer whose effect is a row; `trouble` runs after the row was written. */
async function start(options: StartOptions = {}) {
  const contract = thingMoved();
  const name = `shop.test-${randomUUID()}`;
  const handles = consumer<Deps>(name, [
    on<Deps, typeof contract>(contract, async (deps, tx, event) => {
      await effect(tx, deps.consumer, event);
      await options.trouble?.(event);
    }),
  ]);
  const settings = eventSettings(options.settings);
  const part = await startConsumer({
    consumer: handles,
    deps: { consumer: name },
    database,
    transport: options.transport ?? log,
    settings,
    logger: quiet,
  });
  running.push(part);
  return { name, contract, part };
}

const send = (contract: ReturnType<typeof thingMoved>, subject: string, ...numbers: number[]) => {
  const envelopes = numbers.map((number) => envelopeOf(contract, { subject, data: { number } }));
  return log.append(envelopes).then(() => envelopes);
};

/** A transport that hands every batch twice over, as a crash before the offset was saved does. */
function doubling(): EventTransport {
  const twice = (handle: (batch: EventEnvelope[]) => Promise<void>) => async (batch: EventEnvelope[]) => {
    await handle(batch.flatMap((envelope) => [envelope, envelope]));
    await handle(batch);
  };
  return { ...log, consume: (options) => log.consume({ ...options, handle: twice(options.handle) }) };
}

test('each event has one effect, however often it is delivered', async () => {
  const { name, contract } = await start({ transport: doubling() });
  await send(contract, 'a', 1, 2, 3);
  await expect.poll(() => numbersOf(name, 'a')).toEqual([1, 2, 3]);
  await expect.poll(() => log.lag(name, [contract.topic])).toBe(0);
  expect(await numbersOf(name, 'a')).toEqual([1, 2, 3]);
});

test('mutant: without the inbox the same delivery has several effects', async () => {
  const contract = thingMoved();
  const name = `shop.mutant-${randomUUID()}`;
  const handle = async (batch: EventEnvelope[]) => {
    for (const envelope of batch) {
      await database.transaction((tx) => effect(tx, name, envelope as EventEnvelope<{ number: number }>));
    }
  };
  running.push(await doubling().consume({ group: name, topics: [contract.topic], handle }));
  await send(contract, 'a', 1);
  await expect.poll(() => log.lag(name, [contract.topic])).toBe(0);
  expect((await numbersOf(name, 'a')).length).toBeGreaterThan(1);
});

test('a handler that fails leaves nothing behind and is tried again', async () => {
  let failures = 0;
  const trouble = () => {
    failures += 1;
    if (failures < 3) throw new Error('not yet');
  };
  const { name, contract } = await start({ trouble });
  await send(contract, 'a', 1);
  await expect.poll(() => numbersOf(name, 'a')).toEqual([1]);
  expect(failures).toBe(3);
  expect(await listDeadLetters(database, { consumer: name })).toEqual([]);
});

test('what an event causes belongs to its operation', async () => {
  const seen: unknown[] = [];
  const { contract } = await start({ trouble: () => void seen.push(currentOperation()) });
  const [event] = await send(contract, 'a', 1);
  await expect.poll(() => seen).toHaveLength(1);
  const { correlationId, id: causationId, traceparent } = event ?? {};
  expect(seen[0]).toEqual({ correlationId, causationId, principalId: null, traceparent });
});

test('a poison event parks its own subject; all others go on', async () => {
  const trouble: Trouble = ({ subject, data }) => {
    if (subject === 'bad' && data.number === 2) throw new Error('poison');
  };
  const { name, contract } = await start({ trouble });
  await send(contract, 'bad', 1, 2, 3);
  await send(contract, 'good', 1, 2, 3);
  await expect.poll(() => numbersOf(name, 'good')).toEqual([1, 2, 3]);
  await expect.poll(() => log.lag(name, [contract.topic])).toBe(0);
  await send(contract, 'bad', 4);
  await expect.poll(() => log.lag(name, [contract.topic])).toBe(0);

  expect(await numbersOf(name, 'bad')).toEqual([1]);
  const letters = await listDeadLetters(database, { consumer: name });
  expect(letters.map(({ state, envelope, attempts }) => [state, envelope.data, attempts])).toEqual([
    ['DEAD', { number: 2 }, 3],
    ['PARKED', { number: 3 }, 0],
    ['PARKED', { number: 4 }, 0],
  ]);
  expect(letters[0]?.error).toBe('Error: poison');
  expect(await deadLetterCounts(database.query)).toContainEqual({ consumer: name, dead: 1, parked: 2 });
});

test('a subject that waits for its next try does not hold up the others', async () => {
  const trouble: Trouble = ({ subject }) => {
    if (subject === 'bad') throw new Error('poison');
  };
  const settings = { consumerConcurrency: 1, retryBaseMs: 60_000, retryMaximumMs: 60_000 };
  const { name, contract } = await start({ trouble, settings });
  await log.append(
    ['bad', 'good', 'bad', 'other'].map((subject) => envelopeOf(contract, { subject, data: { number: 1 } })),
  );
  await expect.poll(() => numbersOf(name, 'good')).toEqual([1]);
  await expect.poll(() => numbersOf(name, 'other')).toEqual([1]);
  expect(await numbersOf(name, 'bad')).toEqual([]);
});

test('a retry releases the subject in order, and stops at the first that fails', async () => {
  const poison = new Set([1, 3]);
  const trouble: Trouble = ({ data }) => {
    if (poison.has(data.number)) throw new Error(`poison ${data.number}`);
  };
  const { name, contract } = await start({ trouble });
  const events = await send(contract, 'a', 1, 2, 3, 4);
  const key = (index: number) => ({ consumer: name, eventId: events[index]?.id as string });
  await expect.poll(() => listDeadLetters(database, { consumer: name })).toHaveLength(4);

  poison.delete(1);
  expect(await retryDeadLetter(database, key(0))).toBe(true);
  await expect.poll(() => listDeadLetters(database, { consumer: name })).toHaveLength(2);
  expect(await numbersOf(name, 'a')).toEqual([1, 2]);
  await expect.poll(() => showDeadLetter(database, key(2))).toMatchObject({ state: 'DEAD', error: 'Error: poison 3' });

  await send(contract, 'a', 5);
  await expect.poll(() => listDeadLetters(database, { consumer: name })).toHaveLength(3);
  poison.clear();
  await retryDeadLetter(database, key(2));
  await expect.poll(() => numbersOf(name, 'a')).toEqual([1, 2, 3, 4, 5]);
  await send(contract, 'a', 6);
  await expect.poll(() => numbersOf(name, 'a')).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await retryDeadLetter(database, key(2))).toBe(false);
});

test('a dropped event never has an effect; what waited behind it is released', async () => {
  const trouble: Trouble = ({ data }) => {
    if (data.number === 1) throw new Error('poison');
  };
  const { name, contract } = await start({ trouble, transport: doubling() });
  const events = await send(contract, 'a', 1, 2, 3);
  await expect.poll(() => listDeadLetters(database, { consumer: name })).toHaveLength(3);
  const key = { consumer: name, eventId: events[0]?.id as string };
  expect(await dropDeadLetter(database, key)).toBe(true);
  await expect.poll(() => numbersOf(name, 'a')).toEqual([2, 3]);
  expect(await listDeadLetters(database, { consumer: name })).toEqual([]);
  expect(await dropDeadLetter(database, key)).toBe(false);
});

test('a payload that does not fit goes to the dead letters at once; unknown types are skipped', async () => {
  const { name, contract } = await start();
  await log.append([
    envelopeOf({ ...contract, type: 'shop.Unknown' }, { subject: 'a', data: {} }),
    envelopeOf(contract, { subject: 'b', data: { number: 'private text' } }),
    envelopeOf(contract, { subject: 'c', data: { number: 3 } }),
  ]);
  await expect.poll(() => numbersOf(name, 'c')).toEqual([3]);
  await expect.poll(() => listDeadLetters(database, { consumer: name })).toHaveLength(1);
  const [letter] = await listDeadLetters(database, { consumer: name });
  expect(letter).toMatchObject({ subject: 'b', attempts: 1, error: expect.stringContaining('expected number') });
  expect(letter?.error).not.toContain('private text');
});

test('an error is kept without the parameters of the statement', async () => {
  const trouble: Trouble = async () => {
    await database.query.execute(sql`select 1 / 0, ${'Ada Lovelace'}::text`);
  };
  const { name, contract } = await start({ trouble });
  await send(contract, 'a', 1);
  await expect.poll(() => listDeadLetters(database, { consumer: name })).toHaveLength(1);
  const [letter] = await listDeadLetters(database, { consumer: name });
  expect(letter?.error).toBe('PostgresError: division by zero');
});

test('consumers that are cut off in the middle have each effect once, in order per subject', async () => {
  const contract = thingMoved();
  const name = `shop.cut-${randomUUID()}`;
  const handles = consumer<Deps>(name, [
    on<Deps, typeof contract>(contract, async (deps, tx, event) => {
      await effect(tx, deps.consumer, event);
      await tx.execute(sql`select pg_sleep(0.005)`);
    }),
  ]);
  const transports = [0, 1].map(() => openEmbeddedLog({ url: logs.url, pollMs: 50, batchSize: 20, logger: quiet }));
  for (const transport of await Promise.all(transports)) {
    const settings = eventSettings();
    const options = { consumer: handles, deps: { consumer: name }, database, transport, settings, logger: quiet };
    running.push(await startConsumer(options));
  }
  const subjects = Array.from({ length: 10 }, (_, index) => `s${index}`);
  for (const subject of subjects) await send(contract, subject, ...Array.from({ length: 30 }, (_, index) => index));
  for (const [url, like] of [
    [shop.adminUrl, '%'],
    [logs.adminUrl, '%locks'],
    [logs.adminUrl, '%'],
    [shop.adminUrl, '%'],
  ] as const) {
    const before = (await countPatiently(name)) + 20;
    await expect.poll(() => countPatiently(name), { timeout: 15_000 }).toBeGreaterThan(Math.min(before, 280));
    await cutConnections(url, like);
  }
  await expect.poll(() => countPatiently(name), { timeout: 25_000 }).toBe(300);
  for (const subject of subjects) {
    expect(await numbersOf(name, subject)).toEqual(Array.from({ length: 30 }, (_, index) => index));
  }
  expect(await listDeadLetters(database, { consumer: name })).toEqual([]);
  for (const part of running.splice(0)) await part.stop();
  for (const transport of await Promise.all(transports)) await transport.close();
});

async function countPatiently(name: string): Promise<number> {
  return (await effectsOf(name).catch(() => [])).length;
}

test('stopping does not wait for the pauses between tries, and the event comes again after the start', async () => {
  let failing = true;
  const contract = thingMoved();
  const name = `shop.stop-${randomUUID()}`;
  const handles = consumer<Deps>(name, [
    on<Deps, typeof contract>(contract, async (deps, tx, event) => {
      await effect(tx, deps.consumer, event);
      if (failing) throw new Error('not now');
    }),
  ]);
  const settings = eventSettings({ retryBaseMs: 60_000, retryMaximumMs: 60_000 });
  const options = { consumer: handles, deps: { consumer: name }, database, transport: log, settings, logger: quiet };
  const first = await startConsumer(options);
  await send(contract, 'a', 1);
  await first.stop();
  failing = false;
  running.push(await startConsumer(options));
  await expect.poll(() => numbersOf(name, 'a')).toEqual([1]);
});

test('a consumer subscribes to an event once', () => {
  const contract = thingMoved();
  const handle = on<Deps, typeof contract>(contract, async () => undefined);
  expect(() => consumer('shop.twice', [handle, handle])).toThrow('Invariant');
});
