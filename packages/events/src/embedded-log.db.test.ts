import { setTimeout as pause } from 'node:timers/promises';
import type { EventEnvelope } from '@caravan/contracts/event';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { logMigrations, logSchema, openEmbeddedLog } from './embedded-log.ts';
import { appendToLog, endsOf, readAfter } from './embedded-log-store.ts';
import { cutConnections, envelopeOf, quiet, thingMoved } from './testing/fixtures.ts';
import { transportContract } from './testing/transport-contract.ts';

const { database, url, adminUrl } = testDatabase(logSchema, [{ name: 'events-log', folder: logMigrations }]);

const open = (options: { pollMs: number; batchSize?: number } = { pollMs: 200 }) =>
  openEmbeddedLog({ url, logger: quiet, batchSize: 100, ...options });

transportContract('The embedded log', () => open());

test('keeps an event once, however often it is appended', async () => {
  const contract = thingMoved();
  const log = await open();
  const sent = Array.from({ length: 20 }, (_, number) => envelopeOf(contract, { subject: 'a', data: { number } }));
  await Promise.all(Array.from({ length: 10 }, () => log.append(sent)));
  const kept: EventEnvelope[] = [];
  for await (const batch of log.read({ topics: [contract.topic] })) kept.push(...batch);
  expect(kept).toEqual(sent);
  await log.close();
});

/** A reader by position while many append to one topic with random delays before they commit. */
async function readWhileAppending(append: (envelope: EventEnvelope) => Promise<unknown>) {
  const contract = thingMoved();
  const positions = await endsOf(database.query, [contract.topic]);
  const seen: string[] = [];
  let writing = true;
  const readUp = async () => {
    const rows = await readAfter(database.query, positions, 50);
    for (const { topic, position, envelope } of rows) {
      positions.set(topic, position);
      seen.push(envelope.id);
    }
    return rows.length;
  };
  const reading = (async () => {
    while (writing) await readUp();
    while ((await readUp()) > 0);
  })();
  const sent = Array.from({ length: 300 }, (_, number) =>
    envelopeOf(contract, { subject: String(number % 7), data: { number } }),
  );
  const waiting = [...sent];
  const writer = async () => {
    for (let envelope = waiting.shift(); envelope; envelope = waiting.shift()) await append(envelope);
  };
  await Promise.all(Array.from({ length: 10 }, writer));
  writing = false;
  await reading;
  return { sent: sent.length, seen: new Set(seen).size };
}

test('a reader by position misses nothing while many append', async () => {
  const outcome = await readWhileAppending((envelope) => appendToLog(database, [envelope]));
  expect(outcome).toEqual({ sent: 300, seen: 300 });
});

test('mutant: without the lock per topic the reader misses events', async () => {
  const outcome = await readWhileAppending((envelope) =>
    database.transaction(async (tx) => {
      await tx.execute(sql`
        insert into log (id, topic, subject, envelope)
        values (${envelope.id}, ${envelope.topic}, ${envelope.subject}, ${JSON.stringify(envelope)}::text::jsonb)`);
      await tx.execute(sql`select pg_sleep(random() * 0.02)`);
    }),
  );
  expect(outcome.seen).toBeLessThan(outcome.sent);
});

test('wakes by NOTIFY, not by polling, also after its connections were cut', async () => {
  const contract = thingMoved();
  const log = await open({ pollMs: 600_000 });
  const events: string[] = [];
  const following = await log.follow({
    topics: [contract.topic],
    onEvent: ({ id }) => void events.push(id),
    onGap: () => undefined,
  });
  const other = await open({ pollMs: 600_000 });
  const sent: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const envelope = envelopeOf(contract, { subject: 'a', data: { number: round } });
    sent.push(envelope.id);
    if (round % 2 === 1) await cutConnections(adminUrl, `caravan ${logSchema}%`);
    await appendPatiently(other, envelope);
    await expect.poll(() => events, { timeout: 10_000 }).toEqual(sent);
  }
  await following.stop();
  await log.close();
  await other.close();
});

test('a group whose connection is lost continues, here or elsewhere, and loses nothing', async () => {
  const contract = thingMoved();
  const instances = [await open({ pollMs: 100, batchSize: 10 }), await open({ pollMs: 100, batchSize: 10 })];
  const seen = new Set<string>();
  const running = await Promise.all(
    instances.map((instance) =>
      instance.consume({
        group: 'shop.cut',
        topics: [contract.topic],
        async handle(batch) {
          await pause(5);
          for (const { id } of batch) seen.add(id);
        },
      }),
    ),
  );
  const writer = await open();
  for (let round = 0; round < 5; round += 1) {
    for (let number = 0; number < 40; number += 1) {
      await appendPatiently(writer, envelopeOf(contract, { subject: String(number), data: { number } }));
    }
    await cutConnections(adminUrl, `caravan ${logSchema}%`);
  }
  await expect.poll(() => seen.size, { timeout: 20_000 }).toBe(200);
  for (const part of running) await part.stop();
  for (const instance of [...instances, writer]) await instance.close();
});

test('a group whose offsets cannot be read at first is not deaf for ever', async () => {
  const contract = thingMoved();
  const log = await open();
  await log.append([envelopeOf(contract, { subject: 'a', data: { number: 1 } })]);
  await database.query.execute(sql`alter table offsets rename to offsets_away`);
  const failed = Promise.withResolvers<void>();
  const logger = pino({ level: 'warn' }, { write: () => failed.resolve() });
  const other = await openEmbeddedLog({ url, logger, batchSize: 100, pollMs: 100 });
  const seen: string[] = [];
  const consuming = await other.consume({
    group: 'shop.deaf',
    topics: [contract.topic],
    handle: async (batch) => void seen.push(...batch.map(({ id }) => id)),
  });
  await failed.promise;
  await database.query.execute(sql`alter table offsets_away rename to offsets`);
  await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(1);
  await consuming.stop();
  await other.close();
  await log.close();
});

/** As the relay does: again until it is there. */
async function appendPatiently(log: Awaited<ReturnType<typeof open>>, envelope: EventEnvelope) {
  await expect.poll(() => log.append([envelope]).then(() => true), { timeout: 10_000 }).toBe(true);
}
