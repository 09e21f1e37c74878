import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { Logger } from 'pino';
import { backoffMs, sleep } from '../backoff.ts';
import { errorText } from '../error-text.ts';
import type { Stoppable } from '../transport.ts';
import { type KafkaSettings, longRetries, newClient } from './client.ts';

/** Partitions that the brokers gave this member of a group to read, by topic. */
export type Assignment = Readonly<Record<string, readonly number[]>>;

type Membership = {
  readonly settings: KafkaSettings;
  readonly logger: Logger;
  /** Asked again for each session. */
  groupId(): string;
  /** Names as the brokers know them. */
  readonly topics: readonly string[];
  /** Whenever partitions were dealt, before anything of them is fetched. */
  onJoin(consumer: Consumer, assignment: Assignment): void;
  /** What it does not resolve is fetched again. Must not throw. */
  onBatch(batch: EachBatchPayload): Promise<void>;
};

export type Member = Stoppable & {
  /** When the brokers know of the end, too: `stop` does not wait for them. */
  readonly closed: Promise<void>;
};

/**
 * Keeps this process a member of a group until it is stopped. kafkajs gets over rebalances and brokers that are away;
 * when it gives up, or says nothing for too long, another takes its place.
 */
export function keepMember(membership: Membership): Member {
  const stopping = new AbortController();
  let closing: Promise<void> | undefined;
  const keep = async () => {
    for (let failures = 1; !stopping.signal.aborted; failures += 1) {
      const session = openSession(membership);
      const failure = await Promise.race([session.failed, whenAborted(stopping.signal)]);
      closing = session.close();
      if (failure === stopped) return;
      if (session.hasJoined()) failures = 1;
      const labels = { groupId: session.groupId, error: errorText(failure), failures };
      // The first ones of a start or an outage settle by themselves.
      membership.logger[failures > 2 ? 'warn' : 'info'](labels, 'A consumer of Kafka is replaced');
      const pauseMs = backoffMs(failures, { baseMs: 200, maximumMs: 5_000 });
      await sleep(pauseMs, stopping.signal).catch(() => undefined);
    }
  };
  const keeping = keep();
  return {
    closed: keeping.then(() => closing),
    async stop() {
      stopping.abort();
      await keeping;
    },
  };
}

const stopped = Symbol('stopped');

function whenAborted(signal: AbortSignal): Promise<typeof stopped> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(stopped);
    signal.addEventListener('abort', () => resolve(stopped), { once: true });
  });
}

/** Far more than any pause between two fetches; brokers may be away for that long and more. */
const silenceMs = 120_000;
const heartbeatMs = 1_000;

function openSession(membership: Membership) {
  const { logger } = membership;
  const groupId = membership.groupId();
  const consumer = openConsumer(membership, groupId);
  const failed = Promise.withResolvers<unknown>();
  let lastSignAt = performance.now();
  let joined = false;
  const sign = () => {
    lastSignAt = performance.now();
  };
  consumer.on(consumer.events.CRASH, ({ payload }) => failed.resolve(payload.error));
  consumer.on(consumer.events.FETCH, sign);
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    sign();
    joined = true;
    membership.onJoin(consumer, payload.memberAssignment);
  });
  const watching = setInterval(() => {
    if (performance.now() - lastSignAt > silenceMs) failed.resolve(new Error('Nothing was fetched for long'));
  }, silenceMs / 10).unref();
  const starting = run(consumer, membership).catch(failed.resolve);
  return {
    groupId,
    failed: failed.promise,
    hasJoined: () => joined,
    async close() {
      clearInterval(watching);
      // A consumer of kafkajs that is stopped while it joins would go on for ever.
      await starting;
      await consumer.disconnect().catch((error: unknown) => logger.debug({ err: error, groupId }, 'Kafka: not left'));
    },
  };
}

function openConsumer({ settings, logger }: Membership, groupId: string): Consumer {
  return newClient(settings, logger, longRetries).consumer({
    groupId,
    sessionTimeout: settings.sessionTimeoutMs,
    rebalanceTimeout: settings.rebalanceTimeoutMs,
    heartbeatInterval: Math.min(heartbeatMs, settings.sessionTimeoutMs / 4),
    maxWaitTimeInMs: settings.fetchWaitMs,
    maxBytesPerPartition: settings.fetchBytes,
    metadataMaxAge: 60_000,
    allowAutoTopicCreation: false,
    retry: { ...longRetries, restartOnFailure: async () => false },
  });
}

async function run(consumer: Consumer, { settings, topics, onBatch }: Membership): Promise<void> {
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: settings.partitionsAtOnce,
    eachBatch: onBatch,
  });
}
