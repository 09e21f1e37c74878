import { setTimeout as pause } from 'node:timers/promises';
import type { EventContract, EventEnvelope } from '@caravan/contracts/event';
import { type KafkaBroker, startKafkaBroker, withoutKafka } from '@caravan/testkit/kafka-broker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { envelopeOf, quiet, thingMoved } from '../testing/fixtures.ts';
import { kafkaSettings } from '../testing/kafka.ts';
import type { EventTransport } from '../transport.ts';
import { appendAll, openProducer } from './append.ts';
import { namesWith } from './client.ts';
import { openKafkaTransport } from './kafka-transport.ts';

type Producing = ReturnType<typeof openProducer>;

describe.skipIf(withoutKafka)(`Kafka that is away${withoutKafka ? ` (${withoutKafka})` : ''}`, () => {
  let broker: KafkaBroker;
  beforeAll(async () => {
    broker = await startKafkaBroker();
  });
  afterAll(() => broker.remove());

  async function liveThrough(outage: () => Promise<void>) {
    const contract = thingMoved();
    const topics = [contract.topic];
    const settings = kafkaSettings(broker.brokers, { requestTimeoutMs: 1_500 });
    const transport = await openKafkaTransport({ settings, logger: quiet });
    const consumed = firstOccurrences();
    const followed = firstOccurrences();
    let gaps = 0;
    const handle = async (batch: EventEnvelope[]) => batch.forEach(consumed.add);
    await transport.consume({ group: contract.topic, topics, handle });
    await transport.follow({ topics, onEvent: followed.add, onGap: () => void (gaps += 1) });

    const relay = startRelaying(transport, contract);
    await expect.poll(() => consumed.count(), { timeout: 10_000 }).toBeGreaterThan(100);
    await outage();
    const sentDuring = relay.sent();
    await expect.poll(() => consumed.count(), { timeout: 30_000 }).toBeGreaterThan(sentDuring);
    const sent = await relay.finish();
    await expect.poll(() => [consumed.count(), followed.count()], { timeout: 20_000 }).toEqual([sent, sent]);
    await expect.poll(() => transport.lag(contract.topic, topics), { timeout: 10_000 }).toBe(0);
    await transport.close();
    return { late: consumed.late() + followed.late(), gaps };
  }

  test('killed under load, nothing is lost and first occurrences stay in order', async () => {
    const outcome = await liveThrough(async () => {
      await broker.kill();
      await pause(3_000);
      await broker.start();
    });
    expect(outcome).toEqual({ late: 0, gaps: 0 });
  });

  test('silent for longer than requests may take, nothing is lost and first occurrences stay in order', async () => {
    const outcome = await liveThrough(async () => {
      broker.pause();
      await pause(5_000);
      broker.resume();
    });
    expect(outcome).toEqual({ late: 0, gaps: 0 });
  });

  /** Appends 1, 2 while the broker is silent, and 3; tells what was said to be kept, and what was. */
  async function appendAround(change: (producer: Producing) => Promise<Producing>) {
    const contract = thingMoved();
    const settings = kafkaSettings(broker.brokers, { partitions: 1, requestTimeoutMs: 500 });
    const transport = await openKafkaTransport({ settings, topics: [contract.topic], logger: quiet });
    const producer = openProducer(settings, quiet);
    const changed = await change(producer);
    const said: number[] = [];
    const append = (number: number) =>
      appendAll(changed, namesWith(settings), [envelopeOf(contract, { subject: 'a', data: { number } })]).then(
        () => said.push(number),
        () => undefined,
      );
    await append(1);
    broker.pause();
    // All of its threads have stopped by then.
    await pause(300);
    await append(2);
    broker.resume();
    // The broker takes what waited in its sockets.
    await pause(1_000);
    await append(3);
    const kept: number[] = [];
    for await (const batch of transport.read({ topics: [contract.topic] }))
      kept.push(...batch.map(({ data }) => (data as { number: number }).number));
    await producer.close();
    await transport.close();
    return { said, kept: new Set(kept) };
  }

  test('what is said to be kept is kept, also after a request whose outcome was never known', async () => {
    const { said, kept } = await appendAround(async (producer) => producer);
    expect(said).toEqual([1, 3]);
    expect(kept).toEqual(new Set([1, 2, 3]));
  });

  test('mutant: a producer that is kept after a failure loses what it says it kept', async () => {
    const { said, kept } = await appendAround(async (producer) => {
      const connected = await producer.use(async (each) => each);
      return { use: (work) => work(connected), close: async () => {} };
    });
    expect(said).toEqual([1, 3]);
    expect(kept).toEqual(new Set([1, 2]));
  });

  test('a start waits for it, and says at last which brokers do not answer', async () => {
    await broker.stop();
    const settings = kafkaSettings(broker.brokers, { startWaitMs: 100 });
    await expect(openKafkaTransport({ settings, logger: quiet })).rejects.toThrow(
      `Kafka does not answer at ${broker.brokers}: `,
    );
    const opening = openKafkaTransport({ settings: { ...settings, startWaitMs: 30_000 }, logger: quiet });
    await broker.start();
    await (await opening).close();
  });
});

/** As a relay does: in order, and again everything since the first that failed. */
function startRelaying(transport: EventTransport, contract: EventContract) {
  const outbox: EventEnvelope[] = [];
  let sent = 0;
  let writing = true;
  const write = async () => {
    while (writing) {
      for (let count = 0; count < 5; count += 1, sent += 1)
        outbox.push(envelopeOf(contract, { subject: `subject ${sent % 20}`, data: { number: sent } }));
      await pause(10);
    }
  };
  const relay = async () => {
    while (writing || outbox.length > 0) {
      const rows = outbox.slice(0, 200);
      const done = await transport.append(rows).then(
        () => true,
        () => false,
      );
      if (done) outbox.splice(0, rows.length);
      await pause(done ? 2 : 100);
    }
  };
  const working = Promise.all([write(), relay()]);
  return {
    sent: () => sent,
    async finish() {
      writing = false;
      await working;
      return sent;
    },
  };
}

/** What was seen for the first time, and how much of it after a later one of its subject. */
function firstOccurrences() {
  const seen = new Set<string>();
  const newest = new Map<string, number>();
  let late = 0;
  return {
    add({ id, subject, data }: EventEnvelope): void {
      if (seen.has(id)) return;
      seen.add(id);
      const { number } = data as { number: number };
      if (number < (newest.get(subject) ?? -1)) late += 1;
      newest.set(subject, number);
    },
    count: () => seen.size,
    late: () => late,
  };
}
