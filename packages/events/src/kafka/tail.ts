import { randomUUID } from 'node:crypto';
import type { EventEnvelope } from '@caravan/contracts/event';
import type { EachBatchPayload } from 'kafkajs';
import type { Logger } from 'pino';
import type { KafkaSettings, Names } from './client.ts';
import { keepMember, type Member } from './member.ts';
import { fromMessage } from './messages.ts';
import type { Positions } from './offsets.ts';

type Tail = {
  readonly settings: KafkaSettings;
  readonly logger: Logger;
  readonly names: Names;
  /** Where to start; moves on with what is read. */
  readonly positions: Positions;
  /** Offsets are missing: the log was cut short behind the reader, or made anew. */
  onGap(): void;
  onEvents(events: TailEvents): Promise<void> | void;
};

export type TailEvents = {
  readonly topic: string;
  readonly partition: number;
  readonly events: readonly { offset: bigint; envelope: EventEnvelope }[];
  /** What comes next is there or later. */
  readonly next: bigint;
};

/**
 * Reads topics from given positions on. kafkajs reads as a member of a group only, so each reader is alone in one of
 * its own; nothing is ever saved in it, and brokers forget it when it is empty.
 */
export function openTail(tail: Tail): Member {
  const { settings, logger, names, positions } = tail;
  return keepMember({
    settings,
    logger,
    groupId: () => names.group(`tail.${randomUUID()}`),
    topics: [...positions.keys()],
    onJoin(consumer, assignment) {
      for (const [topic, partitions] of Object.entries(assignment)) {
        for (const partition of partitions) {
          consumer.seek({ topic, partition, offset: String(positions.get(topic)?.get(partition) ?? 0n) });
        }
      }
    },
    onBatch: (payload) => passOn(tail, payload),
  });
}

async function passOn({ positions, onGap, onEvents }: Tail, { batch, resolveOffset }: EachBatchPayload): Promise<void> {
  const { topic, partition, messages } = batch;
  const first = messages[0];
  if (!first) return;
  const next = BigInt(batch.lastOffset()) + 1n;
  if (BigInt(first.offset) !== (positions.get(topic)?.get(partition) ?? 0n)) onGap();
  // Before anybody is waited for: whatever happens meanwhile, nothing is passed on twice.
  positions.get(topic)?.set(partition, next);
  const events = messages.flatMap((message) => {
    const envelope = fromMessage(message);
    return envelope ? [{ offset: BigInt(message.offset), envelope }] : [];
  });
  await onEvents({ topic, partition, events, next });
  resolveOffset(batch.lastOffset());
}
