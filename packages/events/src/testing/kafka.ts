import type { Configuration } from '@caravan/config/configuration';
import { kafkaSettings as settings } from '@caravan/config/settings/kafka';

/** Settings for tests: narrow topics, quick to create. */
export function kafkaSettings(
  brokers: string,
  overrides: Partial<Configuration['kafka']> = {},
): Configuration['kafka'] {
  const defaults = Object.entries(settings).map(([name, { schema }]) => [name, schema.parse(undefined)]);
  const kafka = Object.fromEntries(defaults) as Configuration['kafka'];
  return { ...kafka, brokers: [brokers], partitions: 3, fetchWaitMs: 100, ...overrides };
}
