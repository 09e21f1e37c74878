import type { EventEnvelope } from '@caravan/contracts/event';
import { type ICustomPartitioner, Partitioners, type Producer, type ProducerBatch, type RecordMetadata } from 'kafkajs';
import type { Logger } from 'pino';
import { EventTooLarge } from '../event-size.ts';
import { briefRetries, type KafkaSettings, type Names, newClient } from './client.ts';
import { toMessage } from './messages.ts';
import { createRenewable, type Renewable } from './renewable.ts';

/** Record batches are kept below the brokers' `max.message.bytes`, which is 1,048,588 unless it was changed. */
const batchBytes = 900_000;

/**
 * An idempotent producer, one request at a time. After any failure it is replaced: its sequence numbers may be out of
 * step with the brokers' then, who would refuse what comes next, or take something new for a repetition and drop it.
 * Whoever appends repeats everything since the first that failed, so first occurrences stay in order.
 */
export function openProducer(settings: KafkaSettings, logger: Logger): Renewable<Sender> {
  return createRenewable({
    atOnce: 1,
    async open() {
      const choices = openChoices();
      const producer = newClient(settings, logger, briefRetries).producer({
        idempotent: true,
        createPartitioner: choices.createPartitioner,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
      });
      await producer.connect();
      return {
        send: (batch: ProducerBatch) => choices.allAnswered(() => producer.sendBatch(batch)),
        disconnect: () => producer.disconnect(),
      };
    },
    close: (producer) => producer.disconnect(),
  });
}

/** What it resolves for is on the brokers, all of it. */
export type Sender = { send(batch: ProducerBatch): Promise<void> } & Pick<Producer, 'disconnect'>;

/**
 * kafkajs asks each broker until it has answered once. When the leader of a partition is lost and its follower has
 * answered for other partitions already, kafkajs sends it nothing more and calls all of it sent. So we look whether
 * every partition that messages were meant for was answered for.
 */
export function openChoices() {
  const chosen = new Set<string>();
  const createPartitioner: ICustomPartitioner = () => {
    // murmur2 of the key, as all other clients of Kafka do.
    const choose = Partitioners.DefaultPartitioner();
    return (asked) => {
      const partition = choose(asked);
      chosen.add(`${asked.topic} ${partition}`);
      return partition;
    };
  };
  return {
    createPartitioner,
    /** @throws When a partition was not answered for. One send at a time. */
    async allAnswered(send: () => Promise<RecordMetadata[]>): Promise<void> {
      chosen.clear();
      const answers = await send();
      const missing = chosen.difference(
        new Set(answers.map(({ topicName, partition }) => `${topicName} ${partition}`)),
      );
      if (missing.size > 0) throw new Error(`Kafka has not taken what goes to ${[...missing].join(', ')}.`);
    },
  };
}

export async function appendAll(
  producer: Renewable<Sender>,
  names: Names,
  envelopes: readonly EventEnvelope[],
): Promise<void> {
  for (const part of inParts(envelopes)) await appendPart(producer, names, part);
}

type Sized = { envelope: EventEnvelope; message: ReturnType<typeof toMessage>; bytes: number };

async function appendPart(producer: Renewable<Sender>, names: Names, part: readonly Sized[]): Promise<void> {
  const byTopic = Map.groupBy(part, ({ envelope }) => envelope.topic);
  const topicMessages = [...byTopic].map(([topic, sized]) => ({
    topic: names.topic(topic),
    messages: sized.map(({ message }) => message),
  }));
  try {
    await producer.use((connected) => connected.send({ acks: -1, topicMessages }));
  } catch (error) {
    throw tooLarge(part, error) ?? error;
  }
}

/** Parts whose record batches fit, in order; what is larger is a part of its own. */
function inParts(envelopes: readonly EventEnvelope[]): Sized[][] {
  const parts: Sized[][] = [];
  let room = 0;
  for (const envelope of envelopes) {
    const message = toMessage(envelope);
    const bytes = Buffer.byteLength(message.value) + overheadBytes;
    if (bytes > room) {
      parts.push([]);
      room = batchBytes;
    }
    parts.at(-1)?.push({ envelope, message, bytes });
    room -= bytes;
  }
  return parts;
}

/** Key, headers and framing of a message, generously. */
const overheadBytes = 400;

/** `publish` refuses those, so only brokers with smaller limits than ours make it. */
function tooLarge(part: readonly Sized[], error: unknown): EventTooLarge | null {
  if (!isOfType(error, 'MESSAGE_TOO_LARGE') && !isOfType(error, 'RECORD_LIST_TOO_LARGE')) return null;
  const largest = part.toSorted((one, other) => other.bytes - one.bytes)[0];
  return largest
    ? new EventTooLarge(`The event ${largest.envelope.type} ${largest.envelope.id}`, largest, error)
    : null;
}

function isOfType(error: unknown, type: string): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('type' in current && current.type === type) return true;
  }
  return false;
}
