import { setTimeout as pause } from 'node:timers/promises';
import type { Environment } from '@caravan/config/configuration';
import { startKafkaBroker, withoutKafka } from '@caravan/testkit/kafka-broker';
import { Kafka, KafkaJSDeleteGroupsError, logLevel } from 'kafkajs';
import { asAdministrator } from './administrator.ts';

/** A transport that Caravan may run on, and what a test can do to it. */
export type TransportForm = {
  readonly name: string;
  readonly settings: Environment;
  /** Takes from it where groups stand, while none of them is active. */
  forgetOffsets(adminUrl: string, groups: readonly string[]): Promise<void>;
  stop(): Promise<void>;
};

/** All that can run here. */
export async function transportForms(): Promise<TransportForm[]> {
  if (withoutKafka) {
    console.warn(`Skipped on Kafka: ${withoutKafka}.`);
    return [embeddedForm];
  }
  return [embeddedForm, await startKafkaForm()];
}

export const embeddedForm: TransportForm = {
  name: 'the embedded log',
  settings: {},
  forgetOffsets: async (adminUrl, groups) => {
    await asAdministrator(
      adminUrl,
      (admin) => admin`delete from events.offsets where consumer_group in ${admin(groups)}`,
    );
  },
  stop: async () => {},
};

/** A Kafka of one's own. */
export async function startKafkaForm(): Promise<TransportForm> {
  const broker = await startKafkaBroker();
  const topicPrefix = 'distributed-';
  return {
    name: 'Kafka',
    settings: { KAFKA_BROKERS: broker.brokers, KAFKA_TOPIC_PREFIX: topicPrefix },
    forgetOffsets: (_adminUrl, groups) =>
      deleteGroups(
        broker.brokers,
        groups.map((group) => `${topicPrefix}${group}`),
      ),
    stop: () => broker.remove(),
  };
}

async function deleteGroups(brokers: string, groups: readonly string[]): Promise<void> {
  const admin = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    for (let left = [...groups]; left.length > 0; ) {
      left = await namesOfActive(admin.deleteGroups(left));
      // A member that has left may be known to the broker for a moment yet.
      if (left.length > 0) await pause(50);
    }
  } finally {
    await admin.disconnect();
  }
}

async function namesOfActive(deleting: Promise<unknown>): Promise<string[]> {
  try {
    await deleting;
    return [];
  } catch (error) {
    if (!(error instanceof KafkaJSDeleteGroupsError)) throw error;
    return (error.groups ?? [])
      .filter((group) => (group.error as { type?: string } | undefined)?.type === 'NON_EMPTY_GROUP')
      .map(({ groupId }) => groupId);
  }
}
