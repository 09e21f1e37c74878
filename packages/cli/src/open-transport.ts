import type { Configuration } from '@caravan/config/configuration';
import { allEvents } from '@caravan/contracts/all-events';
import { openEmbeddedLog } from '@caravan/events/embedded-log';
import { openKafkaTransport } from '@caravan/events/kafka/kafka-transport';
import type { EventTransport } from '@caravan/events/transport';
import type { Logger } from '@caravan/telemetry/logger';

/** Kafka when `KAFKA_BROKERS` names brokers, else the log in the database of `eventsUrl`. */
export async function openTransport(options: {
  configuration: Configuration;
  eventsUrl(): Promise<string>;
  logger: Logger;
}): Promise<EventTransport> {
  const { events, kafka } = options.configuration;
  const { logger } = options;
  if (kafka.brokers.length === 0) {
    const { pollMs, batchSize } = events;
    return openEmbeddedLog({ url: await options.eventsUrl(), pollMs, batchSize, logger });
  }
  const topics = [...new Set([...allEvents.values()].map(({ topic }) => topic))];
  return openKafkaTransport({ settings: kafka, topics, logger });
}
