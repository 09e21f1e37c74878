import type { EventEnvelope } from '@caravan/contracts/event';
import { type KafkaBroker, startKafkaBroker, withoutKafka } from '@caravan/testkit/kafka-broker';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { envelopeOf, quiet, thingMoved } from '../testing/fixtures.ts';
import { kafkaSettings } from '../testing/kafka.ts';
import { openKafkaTransport } from './kafka-transport.ts';

describe.skipIf(withoutKafka)(`Kafka with TLS and users${withoutKafka ? ` (${withoutKafka})` : ''}`, () => {
  let broker: KafkaBroker;
  beforeAll(async () => {
    broker = await startKafkaBroker({ secured: true });
  });
  afterAll(() => broker.remove());

  const settingsOf = (overrides: Parameters<typeof kafkaSettings>[1] = {}) => {
    const { username: saslUsername, password: saslPassword, caFile: tlsCa } = broker.security ?? {};
    if (!saslUsername || !saslPassword || !tlsCa) throw new Error('the broker is secured');
    return kafkaSettings(broker.brokers, {
      tls: true,
      tlsCa,
      saslUsername,
      saslPassword,
      startWaitMs: 0,
      ...overrides,
    });
  };

  test.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)(
    'carries events, signed in by %s',
    async (mechanism) => {
      const transport = await openKafkaTransport({ settings: settingsOf({ saslMechanism: mechanism }), logger: quiet });
      const contract = thingMoved();
      const sent = envelopeOf(contract, { subject: 'a', data: { number: 1 } });
      const seen: EventEnvelope[] = [];
      const handle = async (batch: EventEnvelope[]) => void seen.push(...batch);
      await transport.consume({ group: contract.topic, topics: [contract.topic], handle });
      await transport.append([sent]);
      await expect.poll(() => seen, { timeout: 10_000 }).toEqual([sent]);
      await transport.close();
    },
  );

  test('refuses a wrong password, which no log line shows, and a broker it does not trust', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
    const wrong = settingsOf({ saslMechanism: 'plain', saslPassword: 'wrong-password' });
    await expect(openKafkaTransport({ settings: wrong, logger })).rejects.toThrow(
      /does not answer .*authentication failed/i,
    );
    expect(lines.join('')).toMatch(/authentication/i);
    expect(lines.join('')).not.toContain('wrong-password');
    const unknown = { ...settingsOf({ saslMechanism: 'plain' }), tlsCa: undefined };
    await expect(openKafkaTransport({ settings: unknown, logger: quiet })).rejects.toThrow('does not answer');
  });
});
