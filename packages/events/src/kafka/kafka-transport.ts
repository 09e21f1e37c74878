import { setTimeout as pause } from 'node:timers/promises';
import type { EventEnvelope } from '@caravan/contracts/event';
import type { Admin } from 'kafkajs';
import type { Logger } from 'pino';
import { backoffMs } from '../backoff.ts';
import { errorText } from '../error-text.ts';
import type { EventTransport, Stoppable } from '../transport.ts';
import { openAdmin } from './admin.ts';
import { appendAll, openProducer, type Sender } from './append.ts';
import { type KafkaSettings, type Names, namesWith, securityOf } from './client.ts';
import { consumeGroup } from './consume.ts';
import type { Member } from './member.ts';
import { boundsOf, lagOf, type Positions, positionsAt } from './offsets.ts';
import { readBetween } from './read.ts';
import type { Renewable } from './renewable.ts';
import { openTail, type TailEvents } from './tail.ts';
import { ensureTopics } from './topics.ts';

type Kafka = {
  readonly settings: KafkaSettings;
  readonly logger: Logger;
  readonly names: Names;
  readonly admin: Renewable<Admin>;
  readonly producer: Renewable<Sender>;
  /** Topics that are known to exist, by our names. */
  readonly ensured: Set<string>;
  readonly members: Set<Member>;
};

/**
 * Events on Kafka, for as many machines as there are. Waits for brokers that are away, and creates the topics that do
 * not exist.
 *
 * @param options.topics - Those that are created and checked now; others are when they are first used.
 * @throws Error when no broker answers within `KAFKA_START_WAIT_MS`; at once for settings that do not go together.
 */
export async function openKafkaTransport(options: {
  settings: KafkaSettings;
  topics?: readonly string[];
  logger: Logger;
}): Promise<EventTransport> {
  const { settings, logger } = options;
  // Brokers would be waited for in vain.
  securityOf(settings);
  const kafka: Kafka = {
    settings,
    logger,
    names: namesWith(settings),
    admin: openAdmin(settings, logger),
    producer: openProducer(settings, logger),
    ensured: new Set(),
    members: new Set(),
  };
  await reachBrokers(kafka, options.topics ?? []);
  return {
    async append(envelopes) {
      await ensure(kafka, new Set(envelopes.map(({ topic }) => topic)));
      await appendAll(kafka.producer, kafka.names, envelopes);
    },
    consume: (consumption) => consume(kafka, consumption),
    follow: (following) => follow(kafka, following),
    read: (reading) => read(kafka, reading),
    async lag(group, topics) {
      await ensure(kafka, topics);
      return kafka.admin.use((admin) => lagOf(admin, kafka.names.group(group), topics.map(kafka.names.topic)));
    },
    close: () => close(kafka),
  };
}

async function reachBrokers(kafka: Kafka, topics: readonly string[]): Promise<void> {
  const { settings, logger } = kafka;
  const until = performance.now() + settings.startWaitMs;
  for (let failures = 1; ; failures += 1) {
    try {
      await kafka.admin.use((admin) => admin.describeCluster());
      return await ensure(kafka, topics);
    } catch (error) {
      if (performance.now() > until) {
        await close(kafka);
        throw new Error(`Kafka does not answer at ${settings.brokers.join(', ')}: ${errorText(error)}`, {
          cause: error,
        });
      }
      logger.warn({ err: error, brokers: settings.brokers }, 'Kafka does not answer yet');
      await pause(backoffMs(failures, { baseMs: 250, maximumMs: 3_000 }));
    }
  }
}

async function ensure({ admin, names, ensured, settings, logger }: Kafka, topics: Iterable<string>): Promise<void> {
  const unknown = [...topics].filter((topic) => !ensured.has(topic));
  if (unknown.length === 0) return;
  await admin.use((connected) => ensureTopics(connected, unknown.map(names.topic), { settings, logger }));
  for (const topic of unknown) ensured.add(topic);
}

async function consume(kafka: Kafka, options: Parameters<EventTransport['consume']>[0]): Promise<Stoppable> {
  const { settings, logger, names } = kafka;
  if (options.topics.length === 0) return nothing;
  await ensure(kafka, options.topics);
  const groupId = names.group(options.group);
  const topics = options.topics.map(names.topic);
  return keep(kafka, consumeGroup({ settings, logger, groupId, topics, handle: options.handle }));
}

/** What reads no topics: kafkajs would join a group for it all the same. */
const nothing: Stoppable = { stop: async () => {} };

async function follow(kafka: Kafka, options: Parameters<EventTransport['follow']>[0]): Promise<Stoppable> {
  const { admin, names, logger } = kafka;
  const { fromTime } = options;
  if (options.topics.length === 0) return nothing;
  await ensure(kafka, options.topics);
  const topics = options.topics.map(names.topic);
  const positions = await admin.use((connected) =>
    fromTime ? positionsAt(connected, topics, fromTime) : boundsOf(connected, topics).then(({ ends }) => ends),
  );
  let stopped = false;
  const onEvents = ({ events }: TailEvents) => {
    for (const { envelope } of events) if (!stopped) deliver(logger, options.onEvent, envelope);
  };
  const onGap = () => {
    if (!stopped) options.onGap();
  };
  const following = keep(kafka, openTail({ ...kafka, positions, onGap, onEvents }));
  return {
    stop() {
      stopped = true;
      return following.stop();
    },
  };
}

async function* read(
  kafka: Kafka,
  { topics: wanted, fromTime }: Parameters<EventTransport['read']>[0],
): AsyncGenerator<EventEnvelope[]> {
  await ensure(kafka, wanted);
  const topics = wanted.map(kafka.names.topic);
  const bounds = await kafka.admin.use((admin) => boundsOf(admin, topics));
  const starts = fromTime ? await kafka.admin.use((admin) => positionsAt(admin, topics, fromTime)) : bounds.starts;
  yield* readBetween({ starts, ends: bounds.ends }, (positions: Positions, onEvents) =>
    keep(kafka, openTail({ ...kafka, positions, onEvents, onGap: () => undefined })),
  );
}

function deliver(logger: Logger, onEvent: (envelope: EventEnvelope) => void, envelope: EventEnvelope): void {
  try {
    onEvent(envelope);
  } catch (error) {
    logger.error({ err: error, eventId: envelope.id, eventType: envelope.type }, 'A follower failed on an event');
  }
}

/** Remembers who has to be stopped when the transport is closed. */
function keep({ members }: Kafka, member: Member): Member {
  members.add(member);
  void member.closed.then(() => members.delete(member));
  return member;
}

/** Brokers that are away are not waited for longer; they forget members by themselves. */
const closeMs = 3_000;

async function close({ members, producer, admin }: Kafka): Promise<void> {
  await Promise.all([...members].map((member) => member.stop()));
  const ends = [...[...members].map(({ closed }) => closed), producer.close(), admin.close()];
  await Promise.race([Promise.all(ends), pause(closeMs, undefined, { ref: false })]);
}
