import type { Configuration } from '@caravan/config/configuration';
import type { EventEnvelope } from '@caravan/contracts/event';
import type { Database } from '@caravan/database/database';
import type { Logger } from 'pino';
import { backoffMs, sleep } from './backoff.ts';
import { isConnectionLost } from './connection-lost.ts';
import { type Consumer, InvalidPayload, NewerVersion, subscriptionFor, topicsOf } from './consumer.ts';
import { subjectsToRetry } from './dead-letter-store.ts';
import { releaseSubject } from './dead-letters.ts';
import { errorText } from './error-text.ts';
import { type Failure, giveUp, type Receiver, receive } from './inbox.ts';
import { startLoop } from './loop.ts';
import { schemaOf } from './outbox.ts';
import { createSlots, type Slots } from './slots.ts';
import type { EventTransport, Stoppable } from './transport.ts';

type ConsumerOptions<Deps> = {
  consumer: Consumer<Deps>;
  deps: Deps;
  database: Database;
  transport: EventTransport;
  settings: Configuration['events'];
  logger: Logger;
};

type Run<Deps> = ConsumerOptions<Deps> & Receiver<Deps> & { slots: Slots; stopping: AbortSignal };

/**
 * Runs a consumer: subjects at the same time (`consumerConcurrency`), the events of a subject one after
 * the other, each with exactly one effect. What fails `attempts` times goes to the dead letters and
 * parks its subject alone; letters that an operator released are handled here too.
 */
export async function startConsumer<Deps>(options: ConsumerOptions<Deps>): Promise<Stoppable> {
  const { consumer, transport } = options;
  const stopping = new AbortController();
  const run = { ...options, slots: createSlots(options.settings.consumerConcurrency), stopping: stopping.signal };
  const releasing = await startReleasing(run);
  const consumption = await transport.consume({
    group: consumer.name,
    topics: topicsOf(consumer),
    handle: (batch) => handleBatch(run, batch),
  });
  return {
    async stop() {
      // Pauses between tries end at once: what was not handled by now comes again after the start.
      stopping.abort();
      await Promise.all([consumption.stop(), releasing.stop()]);
    },
  };
}

/** Returns when every event is handled, parked or dead; throws when some have to come again. */
async function handleBatch<Deps>(run: Run<Deps>, batch: readonly EventEnvelope[]): Promise<void> {
  const known = batch.filter((envelope) => subscriptionFor(run.consumer, envelope));
  const bySubject = Map.groupBy(known, ({ subject }) => subject);
  const outcomes = await Promise.allSettled([...bySubject.values()].map((events) => handleInOrder(run, events)));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
}

async function handleInOrder<Deps>(run: Run<Deps>, events: readonly EventEnvelope[]): Promise<void> {
  for (const envelope of events) await handleEvent(run, envelope);
}

/** A pause between tries holds no slot, so subjects that fail do not hold up the others. */
async function handleEvent<Deps>(run: Run<Deps>, envelope: EventEnvelope): Promise<void> {
  const { settings, stopping, slots } = run;
  for (let attempt = 1; ; attempt += 1) {
    stopping.throwIfAborted();
    const outcome = await slots.use(() => tryOnce(run, envelope));
    if (outcome.done) return;
    if (outcome.final || attempt >= settings.attempts) return bury(run, envelope, { ...outcome, attempts: attempt });
    const pauseMs = backoffMs(attempt, { baseMs: settings.retryBaseMs, maximumMs: settings.retryMaximumMs });
    await sleep(pauseMs, stopping);
  }
}

type Outcome = { done: true } | ({ done: false; final: boolean } & Pick<Failure, 'error' | 'isNewer'>);

async function tryOnce<Deps>(run: Run<Deps>, envelope: EventEnvelope): Promise<Outcome> {
  try {
    await receive(run, envelope);
    return { done: true };
  } catch (error) {
    // Without a database nothing can be said about the event: the whole batch comes again.
    if (isConnectionLost(error)) throw error;
    run.logger.warn({ err: error, ...labels(run, envelope) }, 'An event could not be handled');
    const isNewer = error instanceof NewerVersion;
    return { done: false, error: errorText(error), final: isNewer || error instanceof InvalidPayload, isNewer };
  }
}

async function bury<Deps>(run: Run<Deps>, envelope: EventEnvelope, failure: Failure): Promise<void> {
  await giveUp(run, envelope, failure);
  run.logger.error(
    { ...labels(run, envelope), error: failure.error, attempts: failure.attempts },
    'An event went to the dead letters; later events of its subject are parked',
  );
}

function labels<Deps>({ consumer }: Run<Deps>, { id, type, subject }: EventEnvelope) {
  return { consumer: consumer.name, eventId: id, eventType: type, subject };
}

async function startReleasing<Deps>(run: Run<Deps>): Promise<Stoppable> {
  const { consumer, database, settings, logger } = run;
  const loop = startLoop({
    name: `Releasing dead letters of ${consumer.name}`,
    pollMs: Math.max(settings.pollMs, 30_000),
    logger,
    async step() {
      for (const subject of await subjectsToRetry(database.query, consumer.name)) {
        if (run.stopping.aborted) break;
        const { released, failed } = await releaseSubject(run, subject);
        // Nothing but what waits for a newer version of this consumer.
        if (released === 0 && !failed) continue;
        logger.info({ consumer: consumer.name, subject, released, failed: failed?.eventId }, 'Dead letters released');
      }
      return 'idle';
    },
  });
  const ring = (name: string) => {
    if (name === consumer.name) loop.ring();
  };
  const listening = await database.client.listen(`dead_letters_${await schemaOf(database)}`, ring, loop.ring);
  return {
    async stop() {
      await loop.stop();
      await listening.unlisten().catch(() => undefined);
    },
  };
}
