import { randomUUID } from 'node:crypto';
import type { EventEnvelope } from '@caravan/contracts/event';
import { type KafkaBroker, startKafkaBroker, withoutKafka } from '@caravan/testkit/kafka-broker';
import kafkajs, { type Admin } from 'kafkajs';
import { type Logger, pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EventTooLarge } from '../event-size.ts';
import { envelopeOf, quiet, thingMoved } from '../testing/fixtures.ts';
import { kafkaSettings } from '../testing/kafka.ts';
import { briefRetries, namesWith, newClient } from './client.ts';
import { openKafkaTransport } from './kafka-transport.ts';
import { openTail } from './tail.ts';

describe.skipIf(withoutKafka)(`Topics on Kafka${withoutKafka ? ` (${withoutKafka})` : ''}`, () => {
  let broker: KafkaBroker;
  let admin: Admin;
  const opened: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    broker = await startKafkaBroker();
    admin = newClient(kafkaSettings(broker.brokers), quiet, briefRetries).admin();
    await admin.connect();
  });
  afterEach(async () => {
    for (const transport of opened.splice(0)) await transport.close();
  });
  afterAll(async () => {
    await admin.disconnect();
    await broker.remove();
  });

  const open = async (
    options: { topics?: string[]; settings?: Parameters<typeof kafkaSettings>[1]; logger?: Logger } = {},
  ) => {
    const settings = kafkaSettings(broker.brokers, options.settings);
    const transport = await openKafkaTransport({ topics: [], logger: quiet, ...options, settings });
    opened.push(transport);
    return transport;
  };
  const settingsOf = async (topic: string) => {
    const resource = { type: kafkajs.ConfigResourceTypes.TOPIC, name: topic };
    const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [resource] });
    return Object.fromEntries(
      resources.flatMap(({ configEntries }) => configEntries.map((each) => [each.configName, each.configValue])),
    );
  };
  const partitionsOf = async (topic: string) =>
    (await admin.fetchTopicMetadata({ topics: [topic] })).topics.map(({ partitions }) => partitions.length);

  test('are created with their settings, also by several processes at once', async () => {
    const topic = `orders-${randomUUID()}`;
    const settings = { topicPrefix: 'shop.', partitions: 4, minInsyncReplicas: 1, replication: 1 };
    await Promise.all([1, 2, 3].map(() => open({ topics: [topic], settings })));
    expect(await partitionsOf(`shop.${topic}`)).toEqual([4]);
    expect(await settingsOf(`shop.${topic}`)).toMatchObject({
      'cleanup.policy': 'delete',
      'retention.ms': '-1',
      'retention.bytes': '-1',
      'min.insync.replicas': '1',
    });
  });

  test('that are otherwise than configured are told of and left as they are', async () => {
    const topic = `orders-${randomUUID()}`;
    await open({ topics: [topic], settings: { partitions: 2, retentionHours: 24 } });
    const lines: Record<string, unknown>[] = [];
    const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
    await open({ topics: [topic], settings: { partitions: 6 }, logger });
    expect(lines).toMatchObject([
      { topic, partitions: 2, expected: 6 },
      { topic, setting: 'retention.ms', value: '86400000', expected: '-1' },
    ]);
    expect(await partitionsOf(topic)).toEqual([2]);
    expect(await settingsOf(topic)).toMatchObject({ 'retention.ms': '86400000' });
  });

  test('take events that are larger together than one message may be', async () => {
    const contract = thingMoved();
    const transport = await open();
    const note = 'x'.repeat(300_000);
    const sent = Array.from({ length: 10 }, (_, number) =>
      envelopeOf(contract, { subject: 'a', data: { number, note } }),
    );
    await transport.append(sent);
    const kept: EventEnvelope[] = [];
    for await (const batch of transport.read({ topics: [contract.topic] })) kept.push(...batch);
    expect(kept).toEqual(sent);
  });

  test('refuse an event that is too large by its name and size, and take the next one', async () => {
    const contract = thingMoved();
    const transport = await open();
    const huge = envelopeOf(contract, { subject: 'a', data: { number: 1, note: 'x'.repeat(1_100_000) } });
    const refused = transport.append([huge]);
    await expect(refused).rejects.toThrow(EventTooLarge);
    await expect(refused).rejects.toThrow(/shop\.ThingMoved\S+ \S+ of 1100\d{3} bytes is larger/);
    await transport.append([envelopeOf(contract, { subject: 'a', data: { number: 2 } })]);
    expect(await transport.lag('nobody', [contract.topic])).toBe(1);
  });

  test('that were cut short behind a reader tell it of the gap, and it goes on', async () => {
    const contract = thingMoved();
    const transport = await open({ settings: { partitions: 1 } });
    const event = (number: number) => envelopeOf(contract, { subject: 'a', data: { number } });
    await transport.append([1, 2, 3, 4].map(event));
    await admin.fetchTopicMetadata({ topics: [contract.topic] });
    await admin.deleteTopicRecords({ topic: contract.topic, partitions: [{ partition: 0, offset: '2' }] });
    expect(await transport.lag('nobody', [contract.topic])).toBe(2);

    const settings = kafkaSettings(broker.brokers);
    const seen: unknown[] = [];
    const tail = openTail({
      settings,
      logger: quiet,
      names: namesWith(settings),
      positions: new Map([[contract.topic, new Map([[0, 1n]])]]),
      onGap: () => void seen.push('gap'),
      onEvents: ({ events }) => void seen.push(...events.map(({ envelope }) => envelope.data)),
    });
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['gap', { number: 3 }, { number: 4 }]);
    await transport.append([event(5)]);
    await expect.poll(() => seen.at(-1), { timeout: 10_000 }).toEqual({ number: 5 });
    expect(seen).toHaveLength(4);
    await tail.stop();
    await tail.closed;
  });

  test('pass over what is no event', async () => {
    const contract = thingMoved();
    const transport = await open({ topics: [contract.topic], settings: { partitions: 1 } });
    const producer = newClient(kafkaSettings(broker.brokers), quiet, briefRetries).producer();
    await producer.connect();
    await producer.send({
      topic: contract.topic,
      messages: [{ value: 'hello' }, { value: '{"id":1}' }, { value: null }],
    });
    await producer.disconnect();
    const sent = envelopeOf(contract, { subject: 'a', data: { number: 1 } });
    await transport.append([sent]);
    const seen: EventEnvelope[] = [];
    const handle = async (batch: EventEnvelope[]) => void seen.push(...batch);
    await transport.consume({ group: `group-${randomUUID()}`, topics: [contract.topic], handle });
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual([sent]);
  });
});
