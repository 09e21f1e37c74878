import { rmSync } from 'node:fs';
import { startCaravan } from '@caravan/cli/caravan';
import { openGraphqlClient } from '@caravan/cli/client/graphql-client';
import { parseConfiguration } from '@caravan/config/configuration';
import { createLogger } from '@caravan/telemetry/logger';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { startKafkaBroker, withoutKafka } from '@caravan/testkit/kafka-broker';
import { openPeople } from '@caravan/testkit/people';
import { testEnvironment } from '@caravan/testkit/settings';
import { test } from 'vitest';
import { runWholeTrade } from './whole-trade.ts';

const { adminUrl } = emptyTestDatabase();

test.skipIf(withoutKafka)(
  `the same trade with events on Kafka${withoutKafka ? ` (${withoutKafka})` : ''}`,
  async () => {
    await using opened = new AsyncDisposableStack();
    const broker = await startKafkaBroker();
    opened.defer(() => broker.remove());
    const environment = testEnvironment(adminUrl, { KAFKA_BROKERS: broker.brokers, KAFKA_TOPIC_PREFIX: 'trade.' });
    opened.defer(() => rmSync(environment.CARAVAN_DATA ?? '', { recursive: true, force: true }));
    const logger = createLogger({ level: 'warn', name: 'test' });
    const caravan = await startCaravan({ configuration: parseConfiguration(environment), logger });
    opened.defer(() => caravan.stop());
    const client = openGraphqlClient(caravan.url);
    opened.defer(() => client.close());
    await runWholeTrade(client, openPeople(client));
  },
);
