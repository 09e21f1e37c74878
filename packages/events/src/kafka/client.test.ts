import { pino } from 'pino';
import { expect, test } from 'vitest';
import { kafkaSettings } from '../testing/kafka.ts';
import { namesWith, securityOf } from './client.ts';
import { openKafkaTransport } from './kafka-transport.ts';

const settings = (overrides: Parameters<typeof kafkaSettings>[1]) => kafkaSettings('127.0.0.1:1', overrides);

test('brokers are reached in the clear and without a user unless it is configured', () => {
  expect(securityOf(settings({}))).toEqual({ ssl: false });
  expect(securityOf(settings({ tls: true }))).toEqual({ ssl: true });
});

test('a user comes with a mechanism', () => {
  const user = { saslUsername: 'caravan', saslPassword: 'secret' };
  expect(securityOf(settings({ ...user, tls: true, saslMechanism: 'scram-sha-512' }))).toEqual({
    ssl: true,
    sasl: { mechanism: 'scram-sha-512', username: 'caravan', password: 'secret' },
  });
});

test.each([
  ['KAFKA_TLS', { tlsCa: '/ca.pem' }],
  ['KAFKA_SASL_MECHANISM', { saslUsername: 'caravan', saslPassword: 'secret' }],
  ['KAFKA_SASL_PASSWORD', { saslMechanism: 'plain', saslUsername: 'caravan' }],
  ['KAFKA_SASL_USERNAME', { saslMechanism: 'plain', saslPassword: 'secret' }],
] as const)('says that %s is missing, and no secret', (variable, overrides) => {
  expect(() => securityOf(settings(overrides))).toThrow(variable);
  expect(() => securityOf(settings(overrides))).not.toThrow('secret');
});

test('says at once what is wrong, and waits for no brokers', async () => {
  const logger = pino({ level: 'silent' });
  const opening = (overrides: Parameters<typeof settings>[0]) =>
    openKafkaTransport({ settings: settings({ ...overrides, startWaitMs: 3_600_000 }), logger });
  await expect(opening({ saslMechanism: 'plain', saslUsername: 'caravan' })).rejects.toThrow('KAFKA_SASL_PASSWORD');
  await expect(opening({ tls: true, tlsCa: '/nowhere/ca.pem' })).rejects.toThrow('KAFKA_TLS_CA: ENOENT');
});

test('topics and groups carry the prefix', () => {
  const names = namesWith({ topicPrefix: 'staging.' });
  expect([names.topic('caravan.checkout'), names.group('payments.saga')]).toEqual([
    'staging.caravan.checkout',
    'staging.payments.saga',
  ]);
});
