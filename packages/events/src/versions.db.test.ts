import { randomUUID } from 'node:crypto';
import { defineEvent } from '@caravan/contracts/event';
import { testDatabase } from '@caravan/testkit/database';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { consumer, on } from './consumer.ts';
import { dropDeadLetter, listDeadLetters, retryDeadLetter } from './dead-letters.ts';
import { logMigrations, logSchema, openEmbeddedLog } from './embedded-log.ts';
import { openLiveFeed } from './live-feed.ts';
import { eventsMigrations } from './outbox.ts';
import { startConsumer } from './run-consumer.ts';
import { envelopeOf, eventSettings, quiet, thingMoved } from './testing/fixtures.ts';
import type { EventTransport } from './transport.ts';

/** Two versions of Caravan at once, as while it is upgraded: the contract of the old one and that of the new one. */
const { database } = testDatabase('shop', [{ name: 'events', folder: eventsMigrations }]);
const logs = testDatabase(logSchema, [{ name: 'events-log', folder: logMigrations }]);
let log: EventTransport;
const running: { stop(): Promise<void> }[] = [];
beforeAll(async () => {
  log = await openEmbeddedLog({ url: logs.url, pollMs: 100, batchSize: 50, logger: quiet });
});
afterEach(async () => {
  for (const part of running.splice(0)) await part.stop();
});
afterAll(() => log.close());

function contracts() {
  const old = thingMoved();
  const next = defineEvent({
    ...old,
    version: 2,
    data: z.object({ place: z.string() }),
    upcasters: { 1: (data) => ({ place: `number ${(data as { number: number }).number}` }) },
  });
  return { old, next };
}

type Contract = ReturnType<typeof contracts>['old' | 'next'];
type Handled = { subject: string; data: unknown };

/** A consumer of that version that fails on what `poison` matches. */
async function start(name: string, contract: Contract, poison: (event: Handled) => boolean = () => false) {
  const handled: Handled[] = [];
  const handles = consumer<null>(name, [
    on<null, Contract>(contract, async (_deps, _tx, { subject, data }) => {
      if (poison({ subject, data })) throw new Error('poison');
      handled.push({ subject, data });
    }),
  ]);
  // Each event by itself: what is handled together may be handled again, and `handled` counts calls.
  const settings = eventSettings({ consumerTogether: 1 });
  const part = await startConsumer({
    consumer: handles,
    deps: null,
    database,
    transport: log,
    settings,
    logger: quiet,
  });
  running.push(part);
  return { handled, part };
}

const one = (subject: string, number: number) => ({ subject, data: { number } });
const two = (subject: string, place: string) => ({ subject, data: { place } });
const letters = async (name: string) =>
  (await listDeadLetters(database, { consumer: name })).map(({ subject, state }) => [subject, state]);
const nameOf = () => `shop.versions-${randomUUID()}`;

test('a consumer handles events of older versions as those of its own', async () => {
  const { old, next } = contracts();
  const { handled } = await start(nameOf(), next);
  await log.append([
    envelopeOf(old, one('a', 1)),
    envelopeOf(next, two('a', 'the shelf')),
    envelopeOf(old, one('a', 2)),
  ]);
  await expect.poll(() => handled).toEqual([two('a', 'number 1'), two('a', 'the shelf'), two('a', 'number 2')]);
});

test('a consumer takes what a newer publisher added to a version, and leaves it out', async () => {
  const { next } = contracts();
  const { handled } = await start(nameOf(), next);
  await log.append([envelopeOf(next, { subject: 'a', data: { place: 'the shelf', since: 1851 } })]);
  await expect.poll(() => handled).toEqual([two('a', 'the shelf')]);
});

test('an event of a newer version waits with those behind it until a consumer knows the version; others go on', async () => {
  const { old, next } = contracts();
  const name = nameOf();
  const before = await start(name, old);
  await log.append([
    envelopeOf(old, one('a', 1)),
    envelopeOf(next, two('a', 'the shelf')),
    envelopeOf(old, one('a', 3)),
    envelopeOf(old, one('b', 1)),
  ]);
  await expect.poll(() => before.handled).toEqual(expect.arrayContaining([one('a', 1), one('b', 1)]));
  await expect
    .poll(() => letters(name))
    .toEqual([
      ['a', 'DEAD'],
      ['a', 'PARKED'],
    ]);
  await expect.poll(() => log.lag(name, [old.topic])).toBe(0);

  // Beside the old one, which must not take the wish to release back.
  const after = await start(name, next);
  await expect.poll(() => after.handled).toEqual([two('a', 'the shelf'), two('a', 'number 3')]);
  await expect.poll(() => letters(name)).toEqual([]);
  expect(before.handled).toHaveLength(2);
});

test('a newer event that stood behind a poisoned one waits in its turn', async () => {
  const { old, next } = contracts();
  const name = nameOf();
  let isPoisoned = true;
  const before = await start(name, old, () => isPoisoned);
  const [poison, ...others] = [
    envelopeOf(old, one('a', 1)),
    envelopeOf(next, two('a', 'x')),
    envelopeOf(old, one('a', 3)),
  ];
  await log.append([poison as never, ...others]);
  await expect.poll(() => letters(name)).toHaveLength(3);
  isPoisoned = false;
  await retryDeadLetter(database, { consumer: name, eventId: poison?.id ?? '' });
  await expect.poll(() => before.handled).toEqual([one('a', 1)]);
  await expect
    .poll(() => letters(name))
    .toEqual([
      ['a', 'DEAD'],
      ['a', 'PARKED'],
    ]);
  const after = await start(name, next);
  await expect.poll(() => after.handled).toEqual([two('a', 'x'), two('a', 'number 3')]);
});

test('a newer event can be dropped as any other', async () => {
  const { old, next } = contracts();
  const name = nameOf();
  const { handled } = await start(name, old);
  const newer = envelopeOf(next, two('a', 'the shelf'));
  await log.append([newer, envelopeOf(old, one('a', 2))]);
  await expect.poll(() => letters(name)).toHaveLength(2);
  await dropDeadLetter(database, { consumer: name, eventId: newer.id });
  await expect.poll(() => handled).toEqual([one('a', 2)]);
});

test('a live feed brings older events up to its version, and looks for itself when it meets a newer one', async () => {
  const { old, next } = contracts();
  const asked: unknown[] = [];
  let version = 0;
  const watchWith = async (contract: Contract) => {
    const feed = await openLiveFeed({ transport: log, contracts: [contract], queueSize: 10, logger: quiet });
    running.push(feed);
    return feed.watch({
      contract,
      matches: ({ data }) => Boolean(contract.data.parse(data)),
      keyOf: () => 'thing',
      current: async (event) => {
        asked.push(event?.data ?? 'everything');
        version += 1;
        return [{ version }];
      },
    });
  };
  for (const [contract, event, expected] of [
    [next, envelopeOf(old, one('a', 1)), { place: 'number 1' }],
    [old, envelopeOf(next, two('a', 'the shelf')), 'everything'],
  ] as const) {
    const states = await watchWith(contract);
    await states.next();
    asked.length = 0;
    await log.append([event]);
    await states.next();
    expect(asked).toEqual([expected]);
    await states.return?.();
  }
});
