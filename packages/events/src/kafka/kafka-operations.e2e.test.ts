import { testDatabase } from '@caravan/testkit/database';
import { type KafkaBroker, startKafkaBroker, withoutKafka } from '@caravan/testkit/kafka-broker';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pauseConsumer, rebuildConsumer, replaySince, resumeConsumer } from '../consumer-controls.ts';
import { eventsMigrations } from '../outbox.ts';
import { readReplay } from '../replay-store.ts';
import { startConsumer } from '../run-consumer.ts';
import { envelopeOf, eventSettings, quiet } from '../testing/fixtures.ts';
import { kafkaSettings } from '../testing/kafka.ts';
import { createReadModels, type ReadModel, readModel, rowsOf } from '../testing/read-model.ts';
import type { EventTransport } from '../transport.ts';
import { openKafkaTransport } from './kafka-transport.ts';

const { database } = testDatabase('shop', [{ name: 'events', folder: eventsMigrations }]);
const eventually = <Value>(look: () => Value) => expect.poll(look, { timeout: 30_000 });

describe.skipIf(withoutKafka)(`Operations on events of Kafka${withoutKafka ? ` (${withoutKafka})` : ''}`, () => {
  let broker: KafkaBroker;
  let writer: EventTransport;
  const opened: { stop(): Promise<unknown> }[] = [];
  const open = () => openKafkaTransport({ settings: kafkaSettings(broker.brokers), logger: quiet });
  beforeAll(async () => {
    broker = await startKafkaBroker();
    writer = await open();
    await createReadModels(database);
  });
  afterEach(async () => {
    for (const part of opened.splice(0).reverse()) await part.stop();
  });
  afterAll(async () => {
    await writer.close();
    await broker.remove();
  });

  /** As a process of its own does: its own connections to Kafka. */
  async function start({ handles }: ReadModel) {
    const transport = await open();
    const settings = eventSettings({ pollMs: 200 });
    const part = await startConsumer({ consumer: handles, deps: null, database, transport, settings, logger: quiet });
    const stop = async () => {
      await part.stop();
      await transport.close();
    };
    opened.push({ stop });
    return { stop };
  }

  const subjects = Array.from({ length: 8 }, (_, index) => `s${index}`);
  const send = ({ contract }: ReadModel, number: number) =>
    writer.append(subjects.map((subject) => envelopeOf(contract, { subject, data: { number } })));
  async function sendMany(model: ReadModel, from: number) {
    for (let number = from; number < from + 20; number += 1) await send(model, number);
  }
  const lagOf = ({ name, contract }: ReadModel) => writer.lag(name, [contract.topic]);
  const isDone = async ({ name }: ReadModel) => (await readReplay(database.query, name))?.isFinished;
  const told = (number: number) => subjects.map((subject) => ({ subject, number, times: number }));

  test('a paused consumer handles nothing in any process, and goes on where it was', async () => {
    const model = readModel();
    await sendMany(model, 1);
    await start(model);
    await start(model);
    await eventually(() => lagOf(model)).toBe(0);
    await pauseConsumer(database, model.name);
    await sendMany(model, 21);
    await start(model);
    expect(await rowsOf(database, model)).toEqual(told(20));
    await resumeConsumer(database, model.name);
    await eventually(() => rowsOf(database, model)).toEqual(told(40));
    await eventually(() => lagOf(model)).toBe(0);
  });

  test('a consumer is rebuilt under live traffic, also when the process that does it ends', async () => {
    const entered = Promise.withResolvers<void>();
    let handled = 0;
    let rebuilding = false;
    const model = readModel(() => {
      if (!rebuilding) return;
      handled += 1;
      if (handled === 40) entered.resolve();
    });
    const first = await start(model);
    await sendMany(model, 1);
    await eventually(() => lagOf(model)).toBe(0);
    rebuilding = true;
    await rebuildConsumer(database, model.handles);
    const sending = sendMany(model, 21);
    await entered.promise;
    await first.stop();
    await start(model);
    await start(model);
    await sending;
    await eventually(() => isDone(model)).toBe(true);
    await eventually(() => lagOf(model)).toBe(0);
    expect(await rowsOf(database, model)).toEqual(told(40));
  });

  test('a replay since a time repeats nothing', async () => {
    const model = readModel();
    await start(model);
    await sendMany(model, 1);
    await eventually(() => lagOf(model)).toBe(0);
    await replaySince(database, model.name, new Date(Date.now() - 3_600_000));
    await eventually(() => isDone(model)).toBe(true);
    const { handled } = (await readReplay(database.query, model.name)) ?? {};
    expect(handled).toEqual({ claimed: 0, repeated: 160, givenUp: 0 });
    expect(await rowsOf(database, model)).toEqual(told(20));
  });
});
