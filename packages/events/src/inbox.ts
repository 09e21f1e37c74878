import type { EventEnvelope } from '@caravan/contracts/event';
import { runInOperation } from '@caravan/core/operation-context';
import type { Database, Transaction } from '@caravan/database/database';
import { sql } from 'drizzle-orm';
import { type Consumer, subscriptionFor } from './consumer.ts';
import { buryEvent, markForRetry, parkEvent } from './dead-letter-store.ts';

type Claim = 'claimed' | 'repeated' | 'parked';
/** @property isNewer - Whether a newer version of the consumer could handle it. */
export type Failure = { error: string; attempts: number; isNewer: boolean };
export type Receiver<Deps> = { consumer: Consumer<Deps>; deps: Deps; database: Database };

/** Handles an event in one transaction with its inbox row; skips a repeated one, parks one behind a dead one. */
export function receive<Deps>({ consumer, deps, database }: Receiver<Deps>, envelope: EventEnvelope): Promise<Claim> {
  return inOperationOf(envelope, () =>
    database.transaction(async (tx) => {
      const claim = await claimEvent(tx, consumer.name, envelope);
      if (claim === 'parked') await parkEvent(tx, consumer.name, envelope);
      if (claim === 'claimed') await subscriptionFor(consumer, envelope)?.handle(deps, tx, envelope);
      return claim;
    }),
  );
}

/**
 * Takes an event out of the way after its last try; parks it if another of its subject is dead already. One of a newer
 * version is marked for retry at once: the first consumer that knows the version handles it, without anybody's doing.
 */
export function giveUp<Deps>(
  { consumer, database }: Receiver<Deps>,
  envelope: EventEnvelope,
  failure: Failure,
): Promise<Claim> {
  return database.transaction(async (tx) => {
    const claim = await claimEvent(tx, consumer.name, envelope);
    if (claim === 'parked') await parkEvent(tx, consumer.name, envelope);
    if (claim === 'claimed') await buryEvent(tx, consumer.name, envelope, failure);
    if (claim === 'claimed' && failure.isNewer)
      await markForRetry(tx, { consumer: consumer.name, eventId: envelope.id });
    return claim;
  });
}

/** What the handling of an event publishes and logs belongs to the same correlation, with the event as cause. */
export function inOperationOf<Value>(envelope: EventEnvelope, work: () => Value): Value {
  const { correlationId, id, principal, traceparent } = envelope;
  return runInOperation({ correlationId, causationId: id, principalId: principal, traceparent }, work);
}

async function claimEvent(tx: Transaction, consumer: string, { id, subject }: EventEnvelope): Promise<Claim> {
  const rows = await tx.execute<{ claim: Claim }>(sql`select claim_event(${consumer}, ${id}, ${subject}) as claim`);
  return rows[0]?.claim ?? 'repeated';
}
