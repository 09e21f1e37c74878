import { bytes, count, milliseconds, seconds } from '../kinds.ts';
import { setting } from '../setting.ts';

export const eventSettings = {
  attempts: setting(
    'EVENT_ATTEMPTS',
    count.default(5),
    'Tries of a handler before its event goes to the dead letters.',
  ),
  retryBaseMs: setting(
    'EVENT_RETRY_BASE_MS',
    milliseconds.default(200),
    'First pause between tries; doubles each time, with jitter.',
  ),
  retryMaximumMs: setting('EVENT_RETRY_MAXIMUM_MS', milliseconds.default(30_000), 'Longest pause between tries.'),
  outboxKeptSeconds: setting(
    'OUTBOX_KEPT_SECONDS',
    seconds.default(604_800),
    'How long published outbox rows are kept.',
  ),
  outboxPruneEverySeconds: setting(
    'OUTBOX_PRUNE_EVERY_SECONDS',
    seconds.default(60),
    'How often a relay looks for published outbox rows that are old enough to go.',
  ),
  outboxPruneBatch: setting(
    'OUTBOX_PRUNE_BATCH',
    count.min(1).default(1_000),
    'Outbox rows that go at once; publishing waits for so many at most.',
  ),
  deadLetterPollMs: setting(
    'DEAD_LETTER_POLL_MS',
    milliseconds.default(30_000),
    'Fallback when the NOTIFY of a dead letter to retry was missed.',
  ),
  pollMs: setting('EVENT_POLL_MS', milliseconds.default(2_000), 'Fallback when a NOTIFY was missed.'),
  batchSize: setting('EVENT_BATCH_SIZE', count.default(200), 'Events that a relay or consumer takes at once.'),
  consumerConcurrency: setting(
    'EVENT_CONSUMER_CONCURRENCY',
    count.default(4),
    'Subjects that one consumer handles at the same time.',
  ),
  consumerTogether: setting(
    'EVENT_CONSUMER_TOGETHER',
    count.min(1).default(20),
    'Events of a backlog that a consumer handles in one transaction; 1 gives each its own.',
  ),
  maxBytes: setting(
    'EVENT_MAX_BYTES',
    bytes.default(900_000),
    'Largest event that can be published; below what brokers of Kafka take (message.max.bytes).',
  ),
  liveQueueSize: setting('LIVE_QUEUE_SIZE', count.default(256), 'Events that wait for a slow subscriber.'),
};
