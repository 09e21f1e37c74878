import { ApiKeyChanged } from '@caravan/contracts/identity-staff';
import kafkajs, { type Admin, type ITopicConfig } from 'kafkajs';
import type { Logger } from 'pino';
import type { KafkaSettings } from './client.ts';

/**
 * Makes sure that topics exist. What exists already is never changed: more partitions would tear the order of subjects
 * apart, and how long events are kept is the operator's; a difference is told in the log.
 *
 * @param topics - Names as the brokers know them.
 */
export async function ensureTopics(
  admin: Admin,
  topics: readonly string[],
  options: { settings: KafkaSettings; logger: Logger },
): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = topics.filter((topic) => !existing.has(topic));
  // Another process may create the same in this moment; then the broker says that they exist, and all is well.
  if (missing.length > 0) {
    const settings = { timeout: options.settings.requestTimeoutMs, waitForLeaders: true };
    await admin.createTopics({ topics: missing.map((topic) => newTopic(topic, options.settings)), ...settings });
    options.logger.info({ topics: missing }, 'Created topics');
  }
  await checkTopics(admin, topics, options);
}

const withoutEnd = '-1';

function newTopic(topic: string, settings: KafkaSettings): ITopicConfig {
  const configEntries = Object.entries(configurationOf(topic, settings)).map(([name, value]) => ({ name, value }));
  return { topic, numPartitions: settings.partitions, replicationFactor: settings.replication ?? -1, configEntries };
}

/** Whatever the setting: who reads these at start needs the first event as much as the last. */
const lasting = [ApiKeyChanged.topic];

function configurationOf(topic: string, { retentionHours, minInsyncReplicas }: KafkaSettings): Record<string, string> {
  const isKept = retentionHours === undefined || lasting.some((name) => topic.endsWith(name));
  return {
    'cleanup.policy': 'delete',
    'retention.ms': isKept ? withoutEnd : String(retentionHours * 3_600_000),
    'retention.bytes': withoutEnd,
    // The brokers' clock, so that offsets by time only ever grow.
    'message.timestamp.type': 'LogAppendTime',
    ...(minInsyncReplicas === undefined ? {} : { 'min.insync.replicas': String(minInsyncReplicas) }),
  };
}

async function checkTopics(
  admin: Admin,
  topics: readonly string[],
  { settings, logger }: { settings: KafkaSettings; logger: Logger },
): Promise<void> {
  const { topics: found } = await admin.fetchTopicMetadata({ topics: [...topics] });
  for (const { name, partitions } of found) {
    if (partitions.length === settings.partitions) continue;
    logger.warn(
      { topic: name, partitions: partitions.length, expected: settings.partitions },
      'A topic has another number of partitions than KAFKA_PARTITIONS; it is left as it is, since events of one subject would lose their order',
    );
  }
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map((name) => ({
      type: kafkajs.ConfigResourceTypes.TOPIC,
      name,
      configNames: Object.keys(configurationOf(name, settings)),
    })),
  });
  for (const { resourceName, configEntries } of resources) {
    const expected = configurationOf(resourceName, settings);
    for (const { configName, configValue } of configEntries) {
      if (expected[configName] === undefined || expected[configName] === configValue) continue;
      logger.warn(
        { topic: resourceName, setting: configName, value: configValue, expected: expected[configName] },
        'A topic has another setting than configured; it is left as it is',
      );
    }
  }
}
