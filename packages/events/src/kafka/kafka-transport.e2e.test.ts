import { type KafkaBroker, startKafkaBroker, withoutKafka } from '@caravan/testkit/kafka-broker';
import { afterAll, beforeAll, describe } from 'vitest';
import { quiet } from '../testing/fixtures.ts';
import { kafkaSettings } from '../testing/kafka.ts';
import { signalsContract } from '../testing/signals-contract.ts';
import { transportContract } from '../testing/transport-contract.ts';
import { openKafkaSignals } from './kafka-signals.ts';
import { openKafkaTransport } from './kafka-transport.ts';

describe.skipIf(withoutKafka)(`Kafka${withoutKafka ? ` (${withoutKafka})` : ''}`, () => {
  let broker: KafkaBroker;
  beforeAll(async () => {
    broker = await startKafkaBroker();
  });
  afterAll(() => broker.remove());

  transportContract('Kafka', () => openKafkaTransport({ settings: kafkaSettings(broker.brokers), logger: quiet }));
  signalsContract('Kafka', () => openKafkaSignals({ settings: kafkaSettings(broker.brokers), logger: quiet }));
});
