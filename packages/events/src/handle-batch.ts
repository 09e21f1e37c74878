import type { Configuration } from '@caravan/config/configuration';
import type { EventEnvelope } from '@caravan/contracts/event';
import type { Logger } from 'pino';
import { backoffMs, sleep } from './backoff.ts';
import { isConnectionLost } from './connection-lost.ts';
import { InvalidPayload, NewerVersion, subscriptionFor } from './consumer.ts';
import type { ConsumerGate } from './consumer-gate.ts';
import { errorText } from './error-text.ts';
import { type Claim, type Failure, giveUp, type Receiver, receive, receiveTogether } from './inbox.ts';
import type { Slots } from './slots.ts';
import { together } from './together.ts';

/** What a running consumer handles events with. */
export type Handling<Deps> = Receiver<Deps> & {
  settings: Configuration['events'];
  logger: Logger;
  slots: Slots;
  /** Where events wait while the consumer is paused or rebuilt. */
  gate: ConsumerGate;
  stopping: AbortSignal;
};

/** Number of events by what became of them. */
export type Handled = { claimed: number; repeated: number; givenUp: number };

/**
 * Handles the events of a batch that the consumer subscribes to: subjects at the same time, the events of a subject one
 * after the other. Returns when every event is handled, parked or dead; throws when some have to come again.
 */
export async function handleBatch<Deps>(run: Handling<Deps>, batch: readonly EventEnvelope[]): Promise<Handled> {
  const known = batch.filter((envelope) => subscriptionFor(run.consumer, envelope));
  const handled: Handled = { claimed: 0, repeated: 0, givenUp: 0 };
  const handleInOrder = async (events: readonly EventEnvelope[]) => {
    for (const envelope of events) handled[await handleEvent(run, envelope)] += 1;
  };
  const handleGroup = async (events: readonly EventEnvelope[]) => {
    const { consumerTogether } = run.settings;
    for (let from = 0; from < events.length; from += consumerTogether) {
      const part = events.slice(from, from + consumerTogether);
      const outcomes = await tryTogether(run, part);
      for (const outcome of outcomes ?? []) handled[outcome] += 1;
      if (!outcomes) await settleAll([...Map.groupBy(part, ({ subject }) => subject).values()].map(handleInOrder));
    }
  };
  await settleAll(together(known, run.settings).map(handleGroup));
  return handled;
}

/** Waits for all, then throws the first failure. */
async function settleAll(works: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(works);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
}

/**
 * Handles events in one transaction; null when that cannot be, and each has to be handled by itself: its consumer is
 * paused, or one of them fails, which counts as no try of any.
 */
async function tryTogether<Deps>(
  run: Handling<Deps>,
  events: readonly EventEnvelope[],
): Promise<readonly (keyof Handled)[] | null> {
  if (events.length < 2) return null;
  try {
    const claims = await run.slots.use(() => receiveTogether(run, events));
    return claims.map((claim) => outcomeOf(claim)) as (keyof Handled)[];
  } catch (error) {
    if (isConnectionLost(error)) throw error;
    return null;
  }
}

/** A pause between tries, and one at the gate, holds no slot: subjects that fail do not hold up the others. */
async function handleEvent<Deps>(run: Handling<Deps>, envelope: EventEnvelope): Promise<keyof Handled> {
  const { settings, stopping, slots, gate } = run;
  for (let attempt = 1; ; ) {
    stopping.throwIfAborted();
    const outcome = await slots.use(() => tryOnce(run, envelope, attempt));
    if (outcome === 'closed') await gate.untilOpen();
    else if (outcome !== 'failed') return outcome;
    else {
      const pauseMs = backoffMs(attempt, { baseMs: settings.retryBaseMs, maximumMs: settings.retryMaximumMs });
      await sleep(pauseMs, stopping);
      attempt += 1;
    }
  }
}

async function tryOnce<Deps>(
  run: Handling<Deps>,
  envelope: EventEnvelope,
  attempt: number,
): Promise<keyof Handled | 'closed' | 'failed'> {
  try {
    return outcomeOf(await receive(run, envelope));
  } catch (error) {
    // Without a database nothing can be said about the event: the whole batch comes again.
    if (isConnectionLost(error)) throw error;
    run.logger.warn({ err: error, ...labels(run, envelope) }, 'An event could not be handled');
    const isNewer = error instanceof NewerVersion;
    const isFinal = isNewer || error instanceof InvalidPayload || attempt >= run.settings.attempts;
    return isFinal ? bury(run, envelope, { error: errorText(error), attempts: attempt, isNewer }) : 'failed';
  }
}

function outcomeOf(claim: Claim): keyof Handled | 'closed' {
  if (claim === 'parked') return 'givenUp';
  return claim === 'superseded' ? 'closed' : claim;
}

/** A consumer that was paused or rebuilt meanwhile tries the event once more when it goes on. */
async function bury<Deps>(
  run: Handling<Deps>,
  envelope: EventEnvelope,
  failure: Failure,
): Promise<keyof Handled | 'closed'> {
  const claim = await giveUp(run, envelope, failure);
  if (claim === 'closed' || claim === 'superseded') return 'closed';
  if (claim === 'repeated') return 'repeated';
  run.logger.error(
    { ...labels(run, envelope), error: failure.error, attempts: failure.attempts },
    'An event went to the dead letters; later events of its subject are parked',
  );
  return 'givenUp';
}

function labels<Deps>({ consumer }: Handling<Deps>, { id, type, subject }: EventEnvelope) {
  return { consumer: consumer.name, eventId: id, eventType: type, subject };
}
