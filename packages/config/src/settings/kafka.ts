import { z } from 'zod';
import { bytes, count, flag, list, milliseconds, mode, text } from '../kinds.ts';
import { setting } from '../setting.ts';

export const kafkaSettings = {
  brokers: setting(
    'KAFKA_BROKERS',
    list.default([]),
    'Kafka that carries the events, as host:port,host:port. Absent: the embedded log.',
  ),
  topicPrefix: setting(
    'KAFKA_TOPIC_PREFIX',
    z
      .string()
      .regex(/^[\w.-]{0,60}$/)
      .default(''),
    'Goes before every topic and group, so that several deployments may share brokers.',
  ),
  clientId: setting(
    'KAFKA_CLIENT_ID',
    text.default('caravan'),
    'Name under which brokers know and limit this process.',
  ),
  partitions: setting(
    'KAFKA_PARTITIONS',
    count.min(1).default(12),
    'Partitions of a topic when it is created: as many instances can share the work of a consumer. Never changed later.',
  ),
  replication: setting(
    'KAFKA_REPLICATION',
    count.min(1).optional(),
    'Copies of a topic when it is created; by default what the brokers have as theirs. Production: 3.',
  ),
  minInsyncReplicas: setting(
    'KAFKA_MIN_INSYNC_REPLICAS',
    count.min(1).optional(),
    "Copies that must have an event before it counts as kept; by default the brokers'. Production: 2.",
  ),
  retentionHours: setting(
    'KAFKA_RETENTION_HOURS',
    count.min(1).optional(),
    'How long topics keep events, at least as long as a token lives. Absent: without end, which replays and the inboxes rely on. Keys of partners are kept in any case.',
  ),
  tls: setting('KAFKA_TLS', flag.default(false), 'Encrypt connections to the brokers.'),
  tlsCa: setting('KAFKA_TLS_CA', text.optional(), 'File with the certificates (PEM) that brokers are trusted by.'),
  saslMechanism: setting(
    'KAFKA_SASL_MECHANISM',
    mode('plain', 'scram-sha-256', 'scram-sha-512').optional(),
    'How this process signs in to the brokers. Absent: it does not.',
  ),
  saslUsername: setting('KAFKA_SASL_USERNAME', text.optional(), 'User at the brokers.'),
  saslPassword: setting('KAFKA_SASL_PASSWORD', text.optional(), "That user's password.", { secret: true }),
  connectTimeoutMs: setting('KAFKA_CONNECT_TIMEOUT_MS', milliseconds.default(3_000), 'For a connection to a broker.'),
  requestTimeoutMs: setting('KAFKA_REQUEST_TIMEOUT_MS', milliseconds.default(10_000), 'For the answer of a broker.'),
  startWaitMs: setting(
    'KAFKA_START_WAIT_MS',
    milliseconds.default(60_000),
    'How long a start waits for brokers that are away.',
  ),
  sessionTimeoutMs: setting(
    'KAFKA_SESSION_TIMEOUT_MS',
    milliseconds.default(10_000),
    'An instance that is silent for longer loses its partitions to others.',
  ),
  rebalanceTimeoutMs: setting(
    'KAFKA_REBALANCE_TIMEOUT_MS',
    milliseconds.default(15_000),
    'How long a consumer group waits for its members when partitions are dealt anew.',
  ),
  fetchWaitMs: setting(
    'KAFKA_FETCH_WAIT_MS',
    milliseconds.min(50).default(1_000),
    'How long an idle broker holds an answer back; events are answered at once.',
  ),
  fetchBytes: setting(
    'KAFKA_FETCH_BYTES',
    bytes.default(262_144),
    'Events of one partition that are fetched at once; a larger event comes alone.',
  ),
  partitionsAtOnce: setting(
    'KAFKA_PARTITIONS_AT_ONCE',
    count.min(1).default(12),
    'Partitions that a consumer handles at the same time; its subjects share EVENT_CONSUMER_CONCURRENCY.',
  ),
  batchSize: setting(
    'KAFKA_BATCH_SIZE',
    count.min(1).default(200),
    'Events of one partition that a consumer takes in hand at once; after them it saves where it stands.',
  ),
  slowBatchMs: setting(
    'KAFKA_SLOW_BATCH_MS',
    milliseconds.default(1_000),
    'A batch that takes longer, as one with retries does, holds up its own partition alone.',
  ),
  commitMs: setting(
    'KAFKA_COMMIT_MS',
    milliseconds.default(100),
    'Where a consumer stands is saved that long after a batch; what was handled meanwhile may come again, without effect.',
  ),
};
