import type { EventEnvelope } from '@caravan/contracts/event';
import { runInOperation } from '@caravan/core/operation-context';
import type { Database, Transaction } from '@caravan/database/database';
import { sql } from 'drizzle-orm';
import { type Consumer, subscriptionFor } from './consumer.ts';
import { buryEvent, markForRetry, parkEvent } from './dead-letter-store.ts';

/** 'closed' and 'superseded': the consumer may not handle events now, and nothing was done with this one. */
export type Claim = 'claimed' | 'repeated' | 'parked' | 'closed' | 'superseded';
/** @property isNewer - Whether a newer version of the consumer could handle it. */
export type Failure = { error: string; attempts: number; isNewer: boolean };
export type Receiver<Deps> = {
  consumer: Consumer<Deps>;
  deps: Deps;
  database: Database;
  /** The replay that hands the events on; null for what is delivered. */
  replay: string | null;
};

/** Handles an event in one transaction with its inbox row; skips a repeated one, parks one behind a dead one. */
export function receive<Deps>(receiver: Receiver<Deps>, envelope: EventEnvelope): Promise<Claim> {
  const { consumer, deps, database } = receiver;
  return inOperationOf(envelope, () =>
    database.transaction(async (tx) => {
      const claim = await claimEvent(tx, receiver, envelope);
      if (claim === 'parked') await parkEvent(tx, consumer.name, envelope);
      if (claim === 'claimed') await subscriptionFor(consumer, envelope)?.handle(deps, tx, envelope);
      return claim;
    }),
  );
}

class GateClosed extends Error {
  constructor(consumer: string) {
    super(`${consumer} is not running.`);
    this.name = 'GateClosed';
  }
}

/**
 * Handles several events in one transaction, which costs one commit instead of many: all of them or, when it throws,
 * none. Those of one subject have to be in order.
 *
 * @throws GateClosed when the consumer may not handle all of them now.
 */
export function receiveTogether<Deps>(
  receiver: Receiver<Deps>,
  envelopes: readonly EventEnvelope[],
): Promise<readonly Claim[]> {
  const { consumer, deps, database } = receiver;
  return database.transaction(async (tx) => {
    const claims = await claimEvents(tx, receiver, envelopes);
    // The gate may have opened in between: what was claimed then must not overtake what was not.
    if (claims.some((claim) => claim === 'closed' || claim === 'superseded')) throw new GateClosed(consumer.name);
    for (const [index, envelope] of envelopes.entries()) {
      if (claims[index] === 'parked') await parkEvent(tx, consumer.name, envelope);
      if (claims[index] !== 'claimed') continue;
      await inOperationOf(envelope, () => subscriptionFor(consumer, envelope)?.handle(deps, tx, envelope));
    }
    return claims;
  });
}

/**
 * Takes an event out of the way after its last try; parks it if another of its subject is dead already. One of a newer
 * version is marked for retry at once: the first consumer that knows the version handles it, without anybody's doing.
 */
export function giveUp<Deps>(receiver: Receiver<Deps>, envelope: EventEnvelope, failure: Failure): Promise<Claim> {
  const { consumer, database } = receiver;
  return database.transaction(async (tx) => {
    const claim = await claimEvent(tx, receiver, envelope);
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

async function claimEvent<Deps>(
  tx: Transaction,
  { consumer, replay }: Receiver<Deps>,
  { id, subject }: EventEnvelope,
): Promise<Claim> {
  const rows = await tx.execute<{ claim: Claim }>(sql`
    select claim_event(${consumer.name}, ${id}, ${subject}, ${replay}) as claim`);
  return rows[0]?.claim ?? 'repeated';
}

/** In the order of the events; each is claimed before the next. */
async function claimEvents<Deps>(
  tx: Transaction,
  { consumer, replay }: Receiver<Deps>,
  envelopes: readonly EventEnvelope[],
): Promise<Claim[]> {
  const wanted = JSON.stringify(envelopes.map(({ id, subject }) => ({ id, subject })));
  const rows = await tx.execute<{ claim: Claim }>(sql`
    select claim_event(${consumer.name}, id, subject, ${replay}) as claim
    from rows from (jsonb_to_recordset(${wanted}::text::jsonb) as (id uuid, subject text)) with ordinality
      as wanted (id, subject, number)
    order by number`);
  return rows.map(({ claim }) => claim);
}
