import type { Configuration } from '@caravan/config/configuration';
import type { Database } from '@caravan/database/database';
import type { Logger } from 'pino';
import { type Consumer, topicsOf } from './consumer.ts';
import { createConsumerGate } from './consumer-gate.ts';
import { subjectsToRetry } from './dead-letter-store.ts';
import { releaseSubject } from './dead-letters.ts';
import { type Handling, handleBatch } from './handle-batch.ts';
import { type Loop, startLoop } from './loop.ts';
import { schemaOf } from './outbox.ts';
import { startReplaying } from './replay.ts';
import { createSlots } from './slots.ts';
import type { EventTransport, Stoppable } from './transport.ts';

type ConsumerOptions<Deps> = {
  consumer: Consumer<Deps>;
  deps: Deps;
  database: Database;
  transport: EventTransport;
  settings: Configuration['events'];
  logger: Logger;
};

/**
 * Runs a consumer: subjects at the same time (`consumerConcurrency`), the events of a subject one after
 * the other, each with exactly one effect. What fails `attempts` times goes to the dead letters and
 * parks its subject alone; letters that an operator released are handled here too. While the consumer
 * is paused or rebuilt, events wait where they are, without counting a try.
 */
export async function startConsumer<Deps>(options: ConsumerOptions<Deps>): Promise<Stoppable> {
  const { consumer, transport, database, settings } = options;
  await using opened = new AsyncDisposableStack();
  const stopping = new AbortController();
  const signal = stopping.signal;
  const gate = createConsumerGate({
    database,
    consumer: consumer.name,
    replay: null,
    pollMs: settings.pollMs,
    stopping: signal,
  });
  const slots = createSlots(settings.consumerConcurrency);
  const run = { ...options, slots, gate, replay: null, stopping: signal };
  const releasing = startReleasing(run);
  opened.defer(() => releasing.stop());
  const replaying = await startReplaying(run);
  opened.defer(() => replaying.stop());
  const listening = await listenForOperators(run, () => {
    releasing.ring();
    gate.ring();
    replaying.ring();
  });
  opened.defer(() => listening.stop());
  const consumption = await transport.consume({
    group: consumer.name,
    topics: topicsOf(consumer),
    handle: async (batch) => void (await handleBatch(run, batch)),
  });
  const running = opened.move();
  return {
    async stop() {
      // Pauses between tries and waits at the gate end at once: what was not handled by now comes again after the start.
      stopping.abort();
      await consumption.stop();
      await running.disposeAsync();
    },
  };
}

function startReleasing<Deps>(run: Handling<Deps>): Loop {
  const { consumer, database, settings, logger } = run;
  return startLoop({
    name: `Releasing dead letters of ${consumer.name}`,
    pollMs: settings.deadLetterPollMs,
    logger,
    async step() {
      for (const subject of await subjectsToRetry(database.query, consumer.name)) {
        if (run.stopping.aborted) break;
        const { released, failed } = await releaseSubject(run, subject);
        // Nothing but what waits: for a newer version of this consumer, or for the consumer to run.
        if (released === 0 && !failed) continue;
        logger.info({ consumer: consumer.name, subject, released, failed: failed?.eventId }, 'Dead letters released');
      }
      return 'idle';
    },
  });
}

/** Calls back when an operator may have changed something, and whenever the connection is back. */
async function listenForOperators<Deps>({ database, consumer }: Handling<Deps>, ring: () => void): Promise<Stoppable> {
  const ringOwn = (name: string) => {
    if (name === consumer.name) ring();
  };
  const schema = await schemaOf(database);
  const listening = [
    await database.client.listen(`dead_letters_${schema}`, ringOwn, ring),
    await database.client.listen(`consumers_${schema}`, ringOwn, ring),
  ];
  return {
    async stop() {
      for (const { unlisten } of listening) await unlisten().catch(() => undefined);
    },
  };
}
