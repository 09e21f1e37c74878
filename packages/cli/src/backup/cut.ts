import { setTimeout as pause } from 'node:timers/promises';
import { invariant } from '@caravan/core/errors';
import { type Connection, connect } from './connection.ts';
import { eventsPart, type Part } from './parts.ts';

/** A part, and where its database is. */
export type PlacedPart = { readonly part: Part; readonly url: string };

export type Cut = {
  readonly at: Date;
  /** The longest that writers were kept waiting, over all attempts. */
  readonly longestMs: number;
  readonly attempts: number;
  /** By part: a transaction that sees its database as of the cut, for as long as it is open. */
  readonly snapshots: ReadonlyMap<string, Connection>;
  close(): Promise<void>;
};

export type CutSettings = {
  /** Longest that writers may be kept waiting by one attempt. */
  readonly pauseMs: number;
  /** How long it is tried. */
  readonly patienceMs: number;
  onAttempt?(attempt: number): void;
};

/**
 * Snapshots of several databases that together are one state in which Caravan could have been.
 *
 * No transaction spans two databases; what ties them together are events. All that matters of an event is a row of an
 * outbox (it is published) and of an inbox or the dead letters (it has its effect), each written in the transaction of
 * the change itself. While SHARE locks are held on these tables of all parts, no such transaction is under way or
 * commits anywhere. Every snapshot taken meanwhile therefore has the same events published and the same effects made:
 *
 * - No effect without its cause: a consumer has an event after the log has it, the log after the outbox. So an event
 *   in some part's inbox was in its publisher's outbox before the locks were held, and is in that snapshot.
 * - Nothing is lost: what an outbox calls published is in the log, since that is written after; what a consumer
 *   group's offset calls handled is in the inbox for the same reason. The log and the offsets are cut last of all.
 *   What they gained since the locks are copies of rows that the outboxes hold.
 * - Nothing is doubled: what is in the log again, or delivered again, finds its inbox row.
 * - What is sealed can be read: a user's key is committed before anything is sealed under it, and keys are cut last.
 *
 * So the ledger agrees with the orders as it does after a crash of everything in that instant, which is what the saga
 * is made for. Writes that neither publish nor consume go on all the while: within a part they are whole or absent as
 * ever, and no part has another one's rows in mind but by events. The provider's simulation, which is told by HTTP and
 * answers by webhooks, holds all its tables still: payments may know more than it had told, never less.
 *
 * The locks wait for the transactions that hold a row of these tables, and everybody else waits behind them: a few
 * milliseconds. A long transaction must not make that long, so an attempt gives up after `pauseMs`.
 */
export async function cutAll(parts: readonly PlacedPart[], settings: CutSettings): Promise<Cut> {
  await using opened = new AsyncDisposableStack();
  const snapshots = new Map<string, Connection>();
  for (const placed of parts) snapshots.set(placed.part.name, await open(placed, opened));
  const giveUpAt = performance.now() + settings.patienceMs;
  let longestMs = 0;
  for (let attempt = 1; ; attempt += 1) {
    settings.onAttempt?.(attempt);
    const { obstacle, heldMs } = await attemptCut(parts, snapshots, settings.pauseMs);
    longestMs = Math.max(longestMs, heldMs);
    if (!obstacle) {
      const at = new Date();
      const everything = opened.move();
      return { at, longestMs, attempts: attempt, snapshots, close: () => everything.disposeAsync() };
    }
    if (performance.now() > giveUpAt) throw tooBusy(obstacle, attempt);
    // Whoever waited behind us goes first, and a long transaction gets time to end.
    await pause(settings.pauseMs * (0.5 + Math.random()));
  }
}

async function open({ part, url }: PlacedPart, opened: AsyncDisposableStack): Promise<Connection> {
  const connection = await connect({ url, schema: part.name, name: `caravan backup ${part.name}` });
  opened.defer(() => connection.end());
  return connection;
}

type Station = { readonly part: Part; readonly holder: Connection; readonly snapshot: Connection };

/** Takes all snapshots, or tells what stood in the way; nothing is held any more when it resolves. */
async function attemptCut(
  parts: readonly PlacedPart[],
  snapshots: Cut['snapshots'],
  pauseMs: number,
): Promise<{ obstacle: Error | null; heldMs: number }> {
  await using opened = new AsyncDisposableStack();
  const stations: Station[] = [];
  for (const placed of parts) {
    const snapshot = snapshots.get(placed.part.name);
    invariant(snapshot, 'every part has a connection for its snapshot');
    stations.push({ part: placed.part, snapshot, holder: await open(placed, opened) });
  }
  await all(stations, ({ snapshot }) => snapshot.query('begin isolation level repeatable read read only'));
  const began = performance.now();
  try {
    await all(stations, (station) => hold(station, pauseMs));
    await all(stations, ({ part, snapshot }) => (part === eventsPart ? null : snapshot.query(takeSnapshot)));
    await all(stations, ({ part, snapshot }) => (part === eventsPart ? snapshot.query(takeSnapshot) : null));
    await all(stations, release);
    return { obstacle: null, heldMs: performance.now() - began };
  } catch (error) {
    await Promise.all(stations.map(({ holder }) => holder.end()));
    const heldMs = performance.now() - began;
    await all(stations, ({ snapshot }) => snapshot.query('rollback'));
    if (isObstacle(error)) return { obstacle: error, heldMs };
    throw error;
  }
}

/** In REPEATABLE READ the first statement that reads decides what all later ones see. */
const takeSnapshot = 'select 1';

async function hold({ part, holder }: Station, pauseMs: number): Promise<void> {
  await holder.query('begin');
  // The server itself ends the pause of a backup that is stopped or cut off in the middle of it.
  await holder.query(
    `set local statement_timeout = ${pauseMs}; set local idle_in_transaction_session_timeout = ${pauseMs}`,
  );
  if (part.held.length > 0) await holder.query(`lock table ${part.held.join(', ')} in share mode`);
}

/** A session that was ended meanwhile had lost its locks: then this fails, and the snapshots are worth nothing. */
async function release({ part, holder }: Station): Promise<void> {
  try {
    await holder.query('commit');
  } catch (error) {
    throw new LostLocks(`The locks of ${part.name} were lost`, { cause: error });
  }
}

class LostLocks extends Error {}

/** Waits for all of them before it fails, so that none is in the middle of a statement. */
async function all(stations: readonly Station[], work: (station: Station) => Promise<unknown> | null): Promise<void> {
  const outcomes = await Promise.allSettled(stations.map(async (station) => work(station)));
  const failures = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as unknown);
  if (failures.length > 0) throw failures.find((failure) => !isObstacle(failure)) ?? failures[0];
}

/** query_canceled, lock_not_available, deadlock_detected. */
const obstacles = new Set(['57014', '55P03', '40P01']);

function isObstacle(error: unknown): error is Error {
  if (error instanceof LostLocks) return true;
  return error instanceof Error && 'code' in error && obstacles.has(String(error.code));
}

function tooBusy(cause: Error, attempts: number): Error {
  return new Error(
    `No moment was found in ${attempts} attempts in which all parts hold still: some transaction, or a vacuum, holds ` +
      'an outbox or inbox for long. Try later, or with a larger BACKUP_PAUSE_MS or BACKUP_PATIENCE_SECONDS.',
    { cause },
  );
}
