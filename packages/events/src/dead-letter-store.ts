import type { EventEnvelope } from '@caravan/contracts/event';
import type { Executor, Transaction } from '@caravan/database/database';
import { sql } from 'drizzle-orm';

export type DeadLetter = {
  consumer: string;
  eventId: string;
  subject: string;
  /** DEAD failed itself; PARKED waits for the dead one of its subject. */
  state: 'DEAD' | 'PARKED';
  error: string | null;
  attempts: number;
  /** RFC 3339. */
  createdAt: string;
  envelope: EventEnvelope;
};

/** Puts an event behind the dead one of its subject. The caller holds the subject's lock. */
export async function parkEvent(tx: Transaction, consumer: string, envelope: EventEnvelope): Promise<void> {
  await tx.execute(sql`
    insert into dead_letters (consumer, event_id, subject, state, envelope)
    values (${consumer}, ${envelope.id}, ${envelope.subject}, 'PARKED', ${JSON.stringify(envelope)}::text::jsonb)
    on conflict (consumer, event_id) do nothing`);
}

/** Replaces the event's fresh inbox row by a dead letter. The caller holds the subject's lock. */
export async function buryEvent(
  tx: Transaction,
  consumer: string,
  envelope: EventEnvelope,
  { error, attempts }: { error: string; attempts: number },
): Promise<void> {
  await tx.execute(sql`delete from inbox where consumer = ${consumer} and event_id = ${envelope.id}`);
  await tx.execute(sql`
    insert into dead_letters (consumer, event_id, subject, state, envelope, error, attempts)
    values (${consumer}, ${envelope.id}, ${envelope.subject}, 'DEAD',
      ${JSON.stringify(envelope)}::text::jsonb, ${error}, ${attempts})`);
}

/** Waits for whoever handles or releases the subject, and keeps them out until the transaction ends. */
export async function lockSubject(tx: Transaction, consumer: string, subject: string): Promise<void> {
  await tx.execute(sql`select lock_consumer_subject(${consumer}, ${subject})`);
}

/** The next of a subject in order of arrival. */
export async function firstDeadLetter(
  executor: Executor,
  { consumer, subject }: { consumer: string; subject: string },
): Promise<DeadLetter | null> {
  const rows = await executor.execute<DeadLetter>(sql`
    ${selectDeadLetters} where consumer = ${consumer} and subject = ${subject} order by position limit 1`);
  return rows[0] ?? null;
}

export async function findDeadLetter(
  executor: Executor,
  { consumer, eventId }: { consumer: string; eventId: string },
): Promise<DeadLetter | null> {
  const rows = await executor.execute<DeadLetter>(sql`
    ${selectDeadLetters} where consumer = ${consumer} and event_id = ${eventId}`);
  return rows[0] ?? null;
}

/** Oldest first. */
export async function readDeadLetters(
  executor: Executor,
  filter: { consumer?: string; state?: DeadLetter['state']; limit: number },
): Promise<DeadLetter[]> {
  const ofConsumer = filter.consumer === undefined ? sql`true` : sql`consumer = ${filter.consumer}`;
  const inState = filter.state === undefined ? sql`true` : sql`state = ${filter.state}`;
  return executor.execute<DeadLetter>(sql`
    ${selectDeadLetters} where ${ofConsumer} and ${inState} order by position limit ${filter.limit}`);
}

/** Takes the letter away as settled: a redelivery of its event has no effect any more. */
export async function settleDeadLetter(tx: Transaction, { consumer, eventId }: DeadLetter): Promise<void> {
  await tx.execute(sql`
    insert into inbox (consumer, event_id) values (${consumer}, ${eventId}) on conflict do nothing`);
  await tx.execute(sql`delete from dead_letters where consumer = ${consumer} and event_id = ${eventId}`);
}

/** Keeps the letter as the dead one of its subject, and takes back every wish to release the subject. */
export async function markFailedAgain(
  executor: Executor,
  { consumer, eventId, subject }: DeadLetter,
  error: string,
): Promise<void> {
  await executor.execute(sql`
    update dead_letters
    set state = 'DEAD', error = ${error}, attempts = attempts + 1
    where consumer = ${consumer} and event_id = ${eventId}`);
  await executor.execute(sql`
    update dead_letters set retry_requested_at = null
    where consumer = ${consumer} and subject = ${subject} and retry_requested_at is not null`);
}

/** Asks the running consumer to release the subject of the letter. */
export async function markForRetry(
  executor: Executor,
  { consumer, eventId }: Pick<DeadLetter, 'consumer' | 'eventId'>,
): Promise<void> {
  await executor.execute(sql`
    update dead_letters set retry_requested_at = now() where consumer = ${consumer} and event_id = ${eventId}`);
}

export async function subjectsToRetry(executor: Executor, consumer: string): Promise<string[]> {
  const rows = await executor.execute<{ subject: string }>(sql`
    select distinct subject from dead_letters where consumer = ${consumer} and retry_requested_at is not null`);
  return rows.map(({ subject }) => subject);
}

export type LetterCount = { consumer: string; dead: number; parked: number };

/** Of each consumer that has any. */
export async function deadLetterCounts(executor: Executor): Promise<LetterCount[]> {
  return executor.execute<LetterCount>(sql`
    select consumer, count(*) filter (where state = 'DEAD')::int as dead,
      count(*) filter (where state = 'PARKED')::int as parked
    from dead_letters group by consumer order by consumer`);
}

/** Marks every dead letter of a consumer for retry, and returns how many that are. */
export async function markAllForRetry(executor: Executor, consumer: string): Promise<number> {
  const rows = await executor.execute(sql`
    update dead_letters set retry_requested_at = now() where consumer = ${consumer} and state = 'DEAD' returning 1`);
  return rows.length;
}

const selectDeadLetters = sql`
  select consumer, event_id as "eventId", subject, state, error, attempts, envelope,
    to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt"
  from dead_letters`;
