import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { testCaravan } from '@caravan/testkit/caravan';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { type KafkaBroker, startKafkaBroker, withoutKafka } from '@caravan/testkit/kafka-broker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Backups, backUpNow, backUpWhileTrading, elsewhere, expectGoesOn, restoreInto } from './scenario.ts';

// Settings of a Caravan are needed before hooks run.
const broker: KafkaBroker | null = withoutKafka === null ? await startKafkaBroker() : null;
if (withoutKafka !== null) console.log(`Backups with Kafka are skipped: ${withoutKafka}.`);

afterAll(() => broker?.remove());

describe.skipIf(broker === null)('with Kafka', () => {
  const kafka = { KAFKA_BROKERS: broker?.brokers, KAFKA_PARTITIONS: '3' };
  const onKafka = emptyTestDatabase();
  const onOwnLog = emptyTestDatabase();
  const again = emptyTestDatabase();
  const caravan = testCaravan({ ...kafka, KAFKA_TOPIC_PREFIX: 'first.', CHECKOUT_PAYMENT_SECONDS: '8' });
  let backups: Backups;
  const folder = () => backups.made[0]?.folder ?? '';

  beforeAll(async () => {
    const { client, environment } = caravan;
    backups = await backUpWhileTrading(client, { environment, count: 1, seed: 3 });
  }, 120_000);

  afterAll(() => rmSync(backups?.folder ?? '', { recursive: true, force: true }));

  test('the log is restored to empty topics, and everything goes on', async () => {
    const settings = { DATABASE_URL: onKafka.adminUrl, KAFKA_TOPIC_PREFIX: 'second.' };
    const there = elsewhere(caravan.environment, settings);
    const report = await restoreInto(there, folder());
    expect(report.events).toBe(backups.made[0]?.manifest.kafkaLog?.events);
    expect(report.events).toBeGreaterThan(0);
    await expectGoesOn(there, backups, onKafka.adminUrl);
  }, 120_000);

  test('events are never mixed with those that topics hold', async () => {
    const there = elsewhere(caravan.environment, { DATABASE_URL: onOwnLog.adminUrl });
    await expect(restoreInto(there, folder())).rejects.toThrow('The topics hold events already');
  }, 60_000);

  test('a deployment leaves Kafka, and comes to it, by a restore', async () => {
    const { environment } = caravan;
    const leaving = elsewhere(environment, { DATABASE_URL: onOwnLog.adminUrl, KAFKA_BROKERS: '' });
    const left = await restoreInto(leaving, folder());
    expect(left.checks.filter(({ ok }) => !ok)).toEqual([]);
    await expectGoesOn(leaving, backups, onOwnLog.adminUrl);

    const next = join(backups.folder, 'next');
    await backUpNow(leaving, next);
    const coming = elsewhere(environment, { DATABASE_URL: again.adminUrl, KAFKA_TOPIC_PREFIX: 'third.' });
    expect((await restoreInto(coming, next)).events).toBeGreaterThan(left.events);
    await expectGoesOn(coming, backups, again.adminUrl);
  }, 120_000);
});
