import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  ConsumerControlRefused,
  pauseConsumer,
  readControls,
  rebuildConsumer,
  replaySince,
  resumeConsumer,
} from './consumer-controls.ts';
import { listDeadLetters } from './dead-letters.ts';
import { logMigrations, logSchema, openEmbeddedLog } from './embedded-log.ts';
import { eventsMigrations } from './outbox.ts';
import { readReplay } from './replay-store.ts';
import { startConsumer } from './run-consumer.ts';
import { cutConnections, envelopeOf, eventSettings, quiet } from './testing/fixtures.ts';
import { createReadModels, type ReadModel, readModel, rowsOf as rowsOfModel } from './testing/read-model.ts';
import type { EventTransport } from './transport.ts';

const shop = testDatabase('shop', [{ name: 'events', folder: eventsMigrations }]);
const logs = testDatabase(logSchema, [{ name: 'events-log', folder: logMigrations }]);
const { database } = shop;
let log: EventTransport;
const running: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  log = await openEmbeddedLog({ url: logs.url, pollMs: 100, batchSize: 20, logger: quiet });
  await createReadModels(database);
});
afterEach(async () => {
  for (const part of running.splice(0)) await part.stop();
});
afterAll(() => log.close());

/** Generous, since the machine may be busy with other tests. */
const eventually = <Value>(look: () => Value) => expect.poll(look, { timeout: 20_000, interval: 10 });

type Model = ReadModel;

const settings = eventSettings({ pollMs: 100 });
async function start({ handles }: Model, transport = log) {
  const part = await startConsumer({ consumer: handles, deps: null, database, transport, settings, logger: quiet });
  running.push(part);
  return part;
}

async function send({ contract }: Model, subject: string, ...numbers: number[]) {
  const envelopes = numbers.map((number) => envelopeOf(contract, { subject, data: { number } }));
  await log.append(envelopes);
  return envelopes;
}

const rowsOf = (model: Model) => rowsOfModel(database, model);

const stateOf = async ({ name }: Model) =>
  (await readControls(database.query)).find((control) => control.consumer === name)?.state;
const isDone = async ({ name }: Model) => (await readReplay(database.query, name))?.isFinished;
const lagOf = ({ name, contract }: Model) => log.lag(name, [contract.topic]);

const subjects = ['a', 'b', 'c', 'd'];
/** 25 events of each subject, in turns. */
async function sendMany(model: Model, from = 1) {
  for (let number = from; number < from + 25; number += 1)
    for (const subject of subjects) await send(model, subject, number);
}

describe('rebuilding', () => {
  test('under live traffic ends with the tables that never were emptied', async () => {
    const [rebuilt, kept] = [readModel(), readModel()];
    await start(rebuilt);
    await start(rebuilt);
    await start(kept);
    const sendBoth = (from: number) => Promise.all([sendMany(rebuilt, from), sendMany(kept, from)]);
    await sendBoth(1);
    await eventually(() => lagOf(rebuilt)).toBe(0);
    const sending = sendBoth(26);
    const replayId = await rebuildConsumer(database, rebuilt.handles);
    await sending;
    await sendBoth(51);
    await eventually(() => isDone(rebuilt)).toBe(true);
    await eventually(() => lagOf(rebuilt)).toBe(0);
    await eventually(() => lagOf(kept)).toBe(0);
    expect(await rowsOf(rebuilt)).toEqual(await rowsOf(kept));
    expect(await rowsOf(rebuilt)).toEqual(subjects.map((subject) => ({ subject, number: 75, times: 75 })));
    expect(await stateOf(rebuilt)).toBe('RUNNING');
    expect(await readReplay(database.query, rebuilt.name)).toMatchObject({ id: replayId, from: null });
  });

  test('mutant: when deliveries go on, what is old is told after what is new', async () => {
    const model = readModel();
    await start(model);
    await send(model, 'a', 1, 2);
    await eventually(() => lagOf(model)).toBe(0);
    await database.transaction(async (tx) => {
      await model.handles.rebuildable?.reset(tx);
      await tx.execute(sql`delete from inbox where consumer = ${model.name}`);
    });
    await send(model, 'a', 3);
    await eventually(() => lagOf(model)).toBe(0);
    await replaySince(database, model.name, new Date(0));
    await eventually(() => isDone(model)).toBe(true);
    expect(await rowsOf(model)).toEqual([{ subject: 'a', number: 2, times: 3 }]);
  });

  test('goes on in another process when the one at work ends in the middle', async () => {
    const stuck = Promise.withResolvers<void>();
    let replaying = false;
    let handled = 0;
    const model = readModel(async () => {
      if (!replaying) return;
      handled += 1;
      if (handled === 50) await stuck.promise;
    });
    const first = await start(model);
    await sendMany(model);
    await eventually(() => lagOf(model)).toBe(0);
    replaying = true;
    await rebuildConsumer(database, model.handles);
    await eventually(() => handled).toBeGreaterThanOrEqual(50);
    const stopping = first.stop();
    stuck.resolve();
    await stopping;
    expect(await isDone(model)).toBe(false);
    expect(await stateOf(model)).toBe('REPLAYING');

    await start(model);
    await eventually(() => isDone(model)).toBe(true);
    expect(await rowsOf(model)).toEqual(subjects.map((subject) => ({ subject, number: 25, times: 25 })));
    const { handled: counts } = (await readReplay(database.query, model.name)) ?? {};
    expect(counts?.repeated).toBeGreaterThan(0);
    expect((counts?.claimed ?? 0) + (counts?.repeated ?? 0)).toBe(100);
  });

  test('goes on when connections are cut in the middle', async () => {
    const model = readModel();
    await start(model);
    await start(model);
    await sendMany(model);
    await eventually(() => lagOf(model)).toBe(0);
    await rebuildConsumer(database, model.handles);
    for (const most of [20, 60]) {
      const handled = () => rowsOf(model).then((rows) => rows.reduce((sum, { times }) => sum + times, 0));
      await eventually(() => handled().catch(() => 0)).toBeGreaterThan(most - 20);
      await cutConnections(shop.adminUrl);
    }
    await eventually(() => isDone(model).catch(() => false)).toBe(true);
    expect(await rowsOf(model)).toEqual(subjects.map((subject) => ({ subject, number: 25, times: 25 })));
    expect(await stateOf(model)).toBe('RUNNING');
  });

  test('does not hold up the end of a process whose transport is away', async () => {
    const model = readModel();
    const asked = Promise.withResolvers<void>();
    async function* hangs() {
      asked.resolve();
      await new Promise<never>(() => undefined);
      yield [];
    }
    const part = await start(model, { ...log, read: hangs });
    await rebuildConsumer(database, model.handles);
    await asked.promise;
    await part.stop();
    expect(await stateOf(model)).toBe('REPLAYING');
  });

  test('asked for again begins anew, and the former replay does nothing more', async () => {
    const entered = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    let blocking = false;
    const model = readModel(({ subject }) => {
      if (!blocking || subject !== 'a') return;
      blocking = false;
      entered.resolve();
      return mayEnd.promise;
    });
    await start(model);
    await sendMany(model);
    await eventually(() => lagOf(model)).toBe(0);
    blocking = true;
    await rebuildConsumer(database, model.handles);
    await entered.promise;
    const again = rebuildConsumer(database, model.handles);
    mayEnd.resolve();
    const replayId = await again;
    await eventually(() => isDone(model)).toBe(true);
    expect(await readReplay(database.query, model.name)).toMatchObject({ id: replayId, handled: { claimed: 100 } });
    expect(await rowsOf(model)).toEqual(subjects.map((subject) => ({ subject, number: 25, times: 25 })));
  });

  test('drops the dead letters of the consumer, and gives up what fails again', async () => {
    const poison = new Set([2, 3]);
    const model = readModel(({ data }) => {
      if (poison.has(data.number)) throw new Error('poison');
    });
    await start(model);
    await send(model, 'a', 1, 2);
    await send(model, 'b', 1, 3, 4);
    const letters = async () =>
      (await listDeadLetters(database, { consumer: model.name })).map(({ subject, state }) => [subject, state]);
    await eventually(letters).toHaveLength(3);
    poison.delete(2);
    await rebuildConsumer(database, model.handles);
    await eventually(() => isDone(model)).toBe(true);
    await eventually(letters).toEqual([
      ['b', 'DEAD'],
      ['b', 'PARKED'],
    ]);
    expect((await readReplay(database.query, model.name))?.handled).toEqual({ claimed: 3, repeated: 0, givenUp: 2 });
    expect(await rowsOf(model)).toEqual([
      { subject: 'a', number: 2, times: 2 },
      { subject: 'b', number: 1, times: 1 },
    ]);
  });

  test('is refused to a consumer that does more than events can tell, and refuses to be paused', async () => {
    const model = readModel();
    const { name, subscriptions } = model.handles;
    await expect(rebuildConsumer(database, { name, subscriptions })).rejects.toThrow(ConsumerControlRefused);
    expect(await stateOf(model)).toBeUndefined();
    await rebuildConsumer(database, model.handles);
    await expect(pauseConsumer(database, name)).rejects.toThrow('is being rebuilt');
    await expect(resumeConsumer(database, name)).rejects.toThrow('is being rebuilt');
    await expect(replaySince(database, name, new Date())).rejects.toThrow('is under way');
    expect(await stateOf(model)).toBe('REPLAYING');
  });
});

describe('a replay since a time', () => {
  test('fills what was skipped and repeats nothing', async () => {
    const model = readModel();
    await start(model);
    const [, , third] = await send(model, 'a', 1, 2, 3);
    await eventually(() => lagOf(model)).toBe(0);
    // A hole, as a bug that took an event for handled leaves it.
    await database.query.execute(sql`delete from inbox where consumer = ${model.name} and event_id = ${third?.id}`);
    await database.query.execute(sql`update things set number = 2, times = 2 where consumer = ${model.name}`);
    await replaySince(database, model.name, new Date(Date.now() - 60_000));
    await eventually(() => isDone(model)).toBe(true);
    expect(await rowsOf(model)).toEqual([{ subject: 'a', number: 3, times: 3 }]);
    expect((await readReplay(database.query, model.name))?.handled).toEqual({ claimed: 1, repeated: 2, givenUp: 0 });
    expect(await stateOf(model)).toBe('RUNNING');
  });

  test('gives way to a rebuild that is asked for while it waits', async () => {
    const model = readModel();
    await start(model);
    await send(model, 'a', 1, 2);
    await eventually(() => lagOf(model)).toBe(0);
    await pauseConsumer(database, model.name);
    await replaySince(database, model.name, new Date(Date.now() - 60_000));
    await eventually(async () => (await readReplay(database.query, model.name))?.isStarted).toBe(true);
    const replayId = await rebuildConsumer(database, model.handles);
    await eventually(() => isDone(model)).toBe(true);
    expect(await readReplay(database.query, model.name)).toMatchObject({ id: replayId, handled: { claimed: 2 } });
    expect(await rowsOf(model)).toEqual([{ subject: 'a', number: 2, times: 2 }]);
    expect(await stateOf(model)).toBe('RUNNING');
  });

  test('reads nothing older, and waits while the consumer is paused', async () => {
    const model = readModel();
    await start(model);
    await send(model, 'a', 1);
    await eventually(() => lagOf(model)).toBe(0);
    await pauseConsumer(database, model.name);
    await replaySince(database, model.name, new Date(Date.now() - 60_000));
    await eventually(async () => (await readReplay(database.query, model.name))?.isStarted).toBe(true);
    expect(await isDone(model)).toBe(false);
    await resumeConsumer(database, model.name);
    await eventually(() => isDone(model)).toBe(true);
    await replaySince(database, model.name, new Date(Date.now() + 60_000));
    await eventually(() => isDone(model)).toBe(true);
    expect((await readReplay(database.query, model.name))?.handled).toEqual({ claimed: 0, repeated: 0, givenUp: 0 });
  });
});
