import { withoutKafka } from '@caravan/testkit/kafka-broker';
import { describe } from 'vitest';
import { testEverythingTwice } from './everything-twice.ts';
import { startKafkaForm } from './transport-forms.ts';

const form = withoutKafka ? null : await startKafkaForm();

describe.skipIf(!form)(
  `Kafka delivers everything twice and all over again${withoutKafka ? ` (${withoutKafka})` : ''}`,
  () => {
    if (form) testEverythingTwice(form);
  },
);
