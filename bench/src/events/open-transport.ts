import { kafkaSettings } from '@caravan/config/settings/kafka';
import { openEmbeddedLog } from '@caravan/events/embedded-log';
import { openKafkaTransport } from '@caravan/events/kafka/kafka-transport';
import type { EventTransport } from '@caravan/events/transport';
import type { Logger } from 'pino';
import { asTheyCome, type Part, settingsAsTheyCome } from './shop.ts';

export async function openTransport({ brokers, prefix, logUrl }: Part, logger: Logger): Promise<EventTransport> {
  if (brokers !== null) {
    const settings = { ...asTheyCome(kafkaSettings), brokers: [brokers], topicPrefix: prefix };
    return openKafkaTransport({ settings, logger });
  }
  const { pollMs, batchSize } = settingsAsTheyCome();
  return openEmbeddedLog({ url: logUrl, pollMs, batchSize, logger });
}
