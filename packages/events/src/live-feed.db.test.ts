import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CaravanError } from '@caravan/core/errors';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { logMigrations, logSchema, openEmbeddedLog } from './embedded-log.ts';
import { type LiveFeed, openLiveFeed } from './live-feed.ts';
import { eventsMigrations } from './outbox.ts';
import { publish } from './publish.ts';
import { startRelay } from './relay.ts';
import { cutConnections, envelopeOf, eventSettings, quiet, thingMoved } from './testing/fixtures.ts';
import type { EventTransport } from './transport.ts';

const shop = testDatabase('shop', [{ name: 'events', folder: eventsMigrations }]);
const logs = testDatabase(logSchema, [{ name: 'events-log', folder: logMigrations }]);
const { database } = shop;
const contract = thingMoved();
/** No poll within a test: what arrives was announced. */
const pollMs = 600_000;
let log: EventTransport;
let relay: { stop(): Promise<void> };
const feeds: LiveFeed[] = [];

beforeAll(async () => {
  await database.query.execute(sql`create table things (id text primary key, owner text, version int not null)`);
  log = await openEmbeddedLog({ url: logs.url, pollMs, batchSize: 100, logger: quiet });
  const settings = eventSettings({ pollMs });
  relay = await startRelay({ database, transport: log, source: 'shop', settings, logger: quiet });
});
afterEach(async () => {
  for (const feed of feeds.splice(0)) await feed.stop();
});
afterAll(async () => {
  await relay.stop();
  await log.close();
});

type Thing = { id: string; version: number };

async function openFeed(options: { queueSize?: number; transport?: EventTransport } = {}) {
  const transport = options.transport ?? log;
  const feed = await openLiveFeed({
    transport,
    contracts: [contract],
    queueSize: options.queueSize ?? 256,
    logger: quiet,
  });
  feeds.push(feed);
  return feed;
}

async function addThing(owner: string): Promise<string> {
  const id = randomUUID();
  await database.query.execute(sql`insert into things values (${id}, ${owner}, 1)`);
  return id;
}

async function change(id: string): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.execute(sql`update things set version = version + 1 where id = ${id}`);
    await publish(tx, contract, { subject: id, data: { number: 0 } });
  });
}

async function readThings(owner: string, id?: string): Promise<Thing[]> {
  const ofSubject = id === undefined ? sql`true` : sql`id = ${id}`;
  return database.query.execute<Thing>(sql`
    select id, version from things where owner = ${owner} and ${ofSubject} order by id`);
}

function watch(feed: LiveFeed, owner: string, signal?: AbortSignal) {
  return feed.watch<Thing>({
    contract,
    matches: () => true,
    current: (event) => readThings(owner, event?.subject),
    keyOf: ({ id }) => id,
    ...(signal && { signal }),
  });
}

const next = async <State>(states: AsyncIterableIterator<State>) => (await states.next()).value as State;

test('a watch begins with the state there is, then hands on every change once', async () => {
  const owner = randomUUID();
  const id = await addThing(owner);
  const states = watch(await openFeed(), owner);
  for (let version = 1; version <= 10; version += 1) {
    expect(await next(states)).toEqual({ id, version });
    await change(id);
  }
  expect(await next(states)).toEqual({ id, version: 11 });
  await states.return?.();
});

test('watches that join amid changes see the state at once, no version twice, and the last one', async () => {
  const owner = randomUUID();
  const ids = await Promise.all([addThing(owner), addThing(owner), addThing(owner)]);
  const feed = await openFeed();
  let changing = true;
  const changes = (async () => {
    for (let round = 0; round < 60; round += 1) await Promise.all(ids.map(change));
    changing = false;
  })();
  const watchers: Promise<Map<string, number[]>>[] = [];
  while (changing) {
    if (watchers.length < 30) watchers.push(readToTheEnd(watch(feed, owner), ids, 61));
    await pause(5);
  }
  await changes;
  for (const seen of await Promise.all(watchers)) {
    for (const id of ids) {
      const versions = seen.get(id) ?? [];
      expect(versions).toEqual([...new Set(versions)].toSorted((left, right) => left - right));
      expect(versions.at(-1)).toBe(61);
    }
  }
});

/** Versions seen by thing, until each has reached the last. */
async function readToTheEnd(states: AsyncIterableIterator<Thing>, ids: string[], last: number) {
  const seen = new Map<string, number[]>(ids.map((id) => [id, []]));
  for await (const { id, version } of states) {
    seen.get(id)?.push(version);
    if ([...seen.values()].every((versions) => versions.at(-1) === last)) return seen;
  }
  return seen;
}

test('mutant: reading first and subscribing after misses a change in between', async () => {
  const owner = randomUUID();
  const id = await addThing(owner);
  const feed = await openFeed();
  const [state] = await readThings(owner);
  await change(id);
  const inLog = () => logs.database.query.execute(sql`select 1 from log where subject = ${id}`);
  await expect.poll(inLog).toHaveLength(1);
  await pause(100);
  const states = feed.watch<Thing>({
    contract,
    matches: ({ subject }) => subject === id,
    current: async (event) => (event ? readThings(owner, event.subject) : state ? [state] : []),
    keyOf: (thing) => thing.id,
  });
  expect((await next(states)).version).toBe(1);
  expect(await Promise.race([states.next(), pause(300).then(() => 'nothing')])).toBe('nothing');
  expect((await readThings(owner))[0]?.version).toBe(2);
  await states.return?.();
});

test('goes on after connections were cut, and hands on what changed meanwhile', async () => {
  const owner = randomUUID();
  const id = await addThing(owner);
  const states = watch(await openFeed(), owner);
  expect(await next(states)).toEqual({ id, version: 1 });
  for (let version = 2; version <= 7; version += 1) {
    await cutConnections(version % 2 === 0 ? logs.adminUrl : shop.adminUrl);
    await expect.poll(() => change(id).then(() => true), { timeout: 10_000 }).toBe(true);
    expect(await next(states)).toEqual({ id, version });
  }
  await states.return?.();
});

test('reads the states anew when events may have been missed', async () => {
  const owner = randomUUID();
  const id = await addThing(owner);
  const transport = scripted();
  const states = watch(await openFeed({ transport }), owner);
  expect(await next(states)).toEqual({ id, version: 1 });
  await database.query.execute(sql`update things set version = 5 where id = ${id}`);
  transport.gap();
  expect(await next(states)).toEqual({ id, version: 5 });
  transport.gap();
  await database.query.execute(sql`update things set version = 6 where id = ${id}`);
  transport.emit(id);
  expect(await next(states)).toEqual({ id, version: 6 });
});

/** A transport whose followers hear what the test says. */
function scripted() {
  const followers: Parameters<EventTransport['follow']>[0][] = [];
  return {
    ...log,
    follow: async (options: Parameters<EventTransport['follow']>[0]) => {
      followers.push(options);
      return { stop: async () => undefined };
    },
    emit(subject: string) {
      for (const { onEvent } of followers) onEvent(envelopeOf(contract, { subject, data: { number: 1 } }));
    },
    gap() {
      for (const { onGap } of followers) onGap();
    },
  };
}

test('events of one subject during a read cause one more read, not one each', async () => {
  const transport = scripted();
  const feed = await openFeed({ transport });
  let reads = 0;
  let version = 0;
  const gates: (() => void)[] = [];
  const states = feed.watch<Thing>({
    contract,
    matches: () => true,
    async current() {
      reads += 1;
      const read = version;
      await new Promise<void>((resolve) => gates.push(resolve));
      return [{ id: 'a', version: read }];
    },
    keyOf: ({ id }) => id,
  });
  gates.shift()?.();
  expect(await next(states)).toEqual({ id: 'a', version: 0 });
  for (version = 1; version < 100; version += 1) transport.emit('a');
  gates.shift()?.();
  expect(await next(states)).toEqual({ id: 'a', version: 1 });
  await expect.poll(() => gates.length).toBe(1);
  gates.shift()?.();
  expect(await next(states)).toEqual({ id: 'a', version: 100 });
  expect(reads).toBe(3);
});

test('a reader that is too slow is told so and let go', async () => {
  const transport = scripted();
  const feed = await openFeed({ transport, queueSize: 5 });
  const states = feed.watch<Thing>({
    contract,
    matches: () => true,
    current: async (event) => (event ? [{ id: event.subject, version: 1 }] : []),
    keyOf: ({ id }) => id,
  });
  for (let index = 0; index < 4; index += 1) transport.emit(`thing ${index}`);
  await pause(10);
  for (let index = 4; index < 8; index += 1) transport.emit(`thing ${index}`);
  await pause(10);
  await expect(states.next()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await states.next()).toEqual({ value: undefined, done: true });
});

test('ends with its signal, with return, and with the feed, and reads nothing afterwards', async () => {
  const transport = scripted();
  const feed = await openFeed({ transport });
  let reads = 0;
  const options = {
    contract,
    matches: () => true,
    current: async () => {
      reads += 1;
      return [];
    },
    keyOf: ({ id }: Thing) => id,
  };
  const stopping = new AbortController();
  const watches = [feed.watch<Thing>({ ...options, signal: stopping.signal }), feed.watch<Thing>(options)];
  const stopped = feed.watch<Thing>(options);
  const reading = [...watches, stopped].map((states) => states.next());
  expect(await Promise.race([reading[0], pause(5).then(() => 'waiting')])).toBe('waiting');
  stopping.abort();
  await watches[1]?.return?.();
  expect(reads).toBe(3);
  transport.emit('a');
  expect(reads).toBe(4);
  await feed.stop();
  for (const result of reading) expect(await result).toEqual({ value: undefined, done: true });
  transport.emit('a');
  expect(reads).toBe(4);
  const late = feed.watch<Thing>({ ...options, signal: AbortSignal.abort() });
  expect(await late.next()).toEqual({ value: undefined, done: true });
});

test('a read that fails is tried again; a refusal, or a failing filter, ends the watch', async () => {
  const transport = scripted();
  const feed = await openFeed({ transport });
  let failures = 2;
  const current = async () => {
    failures -= 1;
    if (failures >= 0) throw new Error('connection lost');
    return [{ id: 'a', version: 1 }];
  };
  const keyOf = ({ id }: Thing) => id;
  const matches = () => true;
  expect(await next(feed.watch({ contract, matches, current, keyOf }))).toEqual({ id: 'a', version: 1 });

  const refusing = async (): Promise<Thing[]> => {
    throw new CaravanError('FORBIDDEN', 'Not yours.');
  };
  await expect(feed.watch({ contract, matches, current: refusing, keyOf }).next()).rejects.toThrow('Not yours.');

  const broken = (): boolean => {
    throw new Error('bad filter');
  };
  const states = feed.watch({ contract, matches: broken, current: async (): Promise<Thing[]> => [], keyOf });
  transport.emit('a');
  await expect(states.next()).rejects.toThrow('bad filter');
  expect(() => feed.watch({ contract: thingMoved(), matches, current, keyOf })).toThrow('Invariant');
});
