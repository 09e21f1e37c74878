import type { Database } from '@caravan/database/database';
import { NewerVersion, subscriptionFor } from './consumer.ts';
import { lookAtGate } from './consumer-gate.ts';
import {
  type DeadLetter,
  findDeadLetter,
  firstDeadLetter,
  lockSubject,
  markAllForRetry,
  markFailedAgain,
  markForRetry,
  readDeadLetters,
  settleDeadLetter,
} from './dead-letter-store.ts';
import { errorText } from './error-text.ts';
import { inOperationOf, type Receiver } from './inbox.ts';

/** Dead and parked events of a subgraph, oldest first. */
export function listDeadLetters(
  database: Database,
  filter: { consumer?: string; limit?: number } = {},
): Promise<DeadLetter[]> {
  return readDeadLetters(database.query, { ...filter, limit: filter.limit ?? 100 });
}

export function showDeadLetter(
  database: Database,
  key: { consumer: string; eventId: string },
): Promise<DeadLetter | null> {
  return findDeadLetter(database.query, key);
}

/**
 * Has the running consumer try the event again, and after it the ones parked behind it.
 *
 * @returns False when there is no such letter.
 */
export async function retryDeadLetter(
  database: Database,
  key: { consumer: string; eventId: string },
): Promise<boolean> {
  const letter = await findDeadLetter(database.query, key);
  if (letter) await markForRetry(database.query, letter);
  return letter !== null;
}

/** The same for every dead letter of a consumer; returns how many that are. */
export function retryDeadLetters(database: Database, consumer: string): Promise<number> {
  return markAllForRetry(database.query, consumer);
}

/**
 * Forgets the event: it has no effect, now or when it comes again. What is parked behind it is released.
 *
 * @returns False when there is no such letter.
 */
export function dropDeadLetter(database: Database, key: { consumer: string; eventId: string }): Promise<boolean> {
  return database.transaction(async (tx) => {
    const found = await findDeadLetter(tx, key);
    if (!found) return false;
    await lockSubject(tx, found.consumer, found.subject);
    const letter = await findDeadLetter(tx, key);
    if (!letter) return false;
    await settleDeadLetter(tx, letter);
    const next = await firstDeadLetter(tx, letter);
    if (next && letter.state === 'DEAD') await markForRetry(tx, next);
    return true;
  });
}

/** The same for every dead letter of a consumer; what is parked is released, and not forgotten. */
export async function dropDeadLetters(database: Database, consumer: string): Promise<number> {
  const letters = await readDeadLetters(database.query, { consumer, state: 'DEAD', limit: droppedAtOnce });
  const dropped = [];
  for (const letter of letters) dropped.push(await dropDeadLetter(database, letter));
  const count = dropped.filter(Boolean).length;
  return letters.length < droppedAtOnce ? count : count + (await dropDeadLetters(database, consumer));
}

/** Letters that are held in memory. */
const droppedAtOnce = 1_000;

export type Release = { released: number; failed: DeadLetter | null };

/**
 * Handles the letters of a subject in order of arrival, each in its own transaction; stops at the first failure, and
 * without one at an event of a newer version, and when the consumer does not run.
 */
export async function releaseSubject<Deps>(receiver: Receiver<Deps>, subject: string): Promise<Release> {
  for (let released = 0; ; released += 1) {
    const outcome = await releaseNext(receiver, subject);
    if (outcome === 'empty' || outcome === 'waiting') return { released, failed: null };
    if (outcome !== 'released') return { released, failed: outcome };
  }
}

async function releaseNext<Deps>(
  { consumer, deps, database }: Receiver<Deps>,
  subject: string,
): Promise<'empty' | 'released' | 'waiting' | DeadLetter> {
  const key = { consumer: consumer.name, subject };
  const tried: { letter?: DeadLetter } = {};
  try {
    return await database.transaction(async (tx) => {
      // The gate before the subject, as the claim of a delivered event does.
      if ((await lookAtGate(tx, key.consumer, null)) !== 'open') return 'waiting';
      await lockSubject(tx, key.consumer, subject);
      const letter = await firstDeadLetter(tx, key);
      if (!letter) return 'empty';
      tried.letter = letter;
      const { envelope } = letter;
      await inOperationOf(envelope, () => subscriptionFor(consumer, envelope)?.handle(deps, tx, envelope));
      await settleDeadLetter(tx, letter);
      return 'released';
    });
  } catch (error) {
    if (!tried.letter) throw error;
    const { letter } = tried;
    const isNewer = error instanceof NewerVersion;
    if (isNewer && letter.state === 'DEAD') return 'waiting';
    await database.transaction(async (tx) => {
      await markFailedAgain(tx, letter, errorText(error));
      // A wish that stays: for a process that knows the version, which may run beside this one.
      if (isNewer) await markForRetry(tx, letter);
    });
    return isNewer ? 'waiting' : letter;
  }
}
