import { setTimeout as pause } from 'node:timers/promises';
import type { EventEnvelope } from '@caravan/contracts/event';
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import type { Logger } from 'pino';
import { backoffMs, sleep } from '../backoff.ts';
import type { KafkaSettings } from './client.ts';
import { type Commits, createCommits } from './commits.ts';
import { keepMember, type Member } from './member.ts';
import { fromMessage } from './messages.ts';

type Consumption = {
  readonly settings: KafkaSettings;
  readonly logger: Logger;
  /** As the brokers know it. */
  readonly groupId: string;
  readonly topics: readonly string[];
  handle(batch: EventEnvelope[]): Promise<void>;
};

type Run = Consumption & {
  readonly commits: Commits;
  readonly stopping: AbortSignal;
  /** Work by partition; also when the partition went to another instance meanwhile. */
  readonly inHand: Map<string, Promise<void>>;
  /** Grows when partitions are dealt anew: what was fetched before counts no more. */
  deals: number;
};

/**
 * Consumes as a member of a group. kafkajs waits for all batches of a fetch before it fetches, sends a sign of life, or
 * lets partitions be dealt anew; so a batch that takes long goes on by itself, with its partition paused.
 */
export function consumeGroup(consumption: Consumption): Member {
  const { settings, logger, groupId, topics } = consumption;
  const stopping = new AbortController();
  const commits = createCommits(settings.commitMs, logger);
  const run: Run = { ...consumption, commits, stopping: stopping.signal, inHand: new Map(), deals: 0 };
  const member = keepMember({
    settings,
    logger,
    groupId: () => groupId,
    topics,
    onJoin() {
      run.deals += 1;
      commits.forget();
    },
    onBatch: (batch) => takeBatch(run, batch),
  });
  return {
    closed: member.closed,
    async stop() {
      stopping.abort();
      await Promise.all(run.inHand.values());
      // Brokers that are away need not be waited for: what is not saved comes again.
      await Promise.race([commits.flush(), pause(1_000, undefined, { ref: false })]);
      await member.stop();
    },
  };
}

async function takeBatch(run: Run, payload: EachBatchPayload): Promise<void> {
  if (run.stopping.aborted) return;
  const { topic, partition } = payload.batch;
  const key = `${topic} ${partition}`;
  // When it is in hand already, from before partitions were dealt anew, this one is fetched again after that.
  const work = run.inHand.get(key) ?? handleBatch(run, payload).finally(() => run.inHand.delete(key));
  run.inHand.set(key, work);
  const isSlow = pause(run.settings.slowBatchMs, 'slow' as const, { ref: false });
  if ((await Promise.race([work, isSlow])) !== 'slow') return;
  const resume = payload.pause();
  void work.then(resume);
}

async function handleBatch(run: Run, payload: EachBatchPayload): Promise<void> {
  const { deals } = run;
  const isStale = () => run.stopping.aborted || run.deals !== deals;
  const { topic, partition, messages } = payload.batch;
  for (let from = 0; from < messages.length && !isStale(); from += run.settings.batchSize) {
    const part = messages.slice(from, from + run.settings.batchSize);
    const last = part.at(-1)?.offset ?? '0';
    const done = await handlePatiently(run, envelopesOf(run, payload, part), isStale);
    if (!done || run.deals !== deals) return;
    payload.resolveOffset(last);
    run.commits.moved({ topic, partition, next: String(BigInt(last) + 1n) }, payload);
  }
}

/** False when it was given up, because somebody else handles it, or this instance later. */
async function handlePatiently(run: Run, envelopes: EventEnvelope[], isStale: () => boolean): Promise<boolean> {
  for (let failures = 1; envelopes.length > 0; failures += 1) {
    try {
      await run.handle(envelopes);
      return true;
    } catch (error) {
      if (isStale()) return false;
      run.logger.warn({ err: error, group: run.groupId, failures }, 'A batch of events failed and is handled again');
      await sleep(backoffMs(failures, { baseMs: 100, maximumMs: 5_000 }), run.stopping).catch(() => undefined);
      if (isStale()) return false;
    }
  }
  return true;
}

function envelopesOf(run: Run, { batch }: EachBatchPayload, messages: readonly KafkaMessage[]): EventEnvelope[] {
  return messages.flatMap((message) => {
    const envelope = fromMessage(message);
    if (envelope) return [envelope];
    const { topic, partition } = batch;
    run.logger.error({ topic, partition, offset: message.offset }, 'Something that is no event is passed over');
    return [];
  });
}
