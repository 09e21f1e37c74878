import { newId } from '@caravan/core/ids';
import type { Database, Executor, Transaction } from '@caravan/database/database';
import { sqlState } from '@caravan/database/sql-state';
import { sql } from 'drizzle-orm';
import type { Consumer } from './consumer.ts';

export type ConsumerState = 'RUNNING' | 'PAUSED' | 'REPLAYING';

export type ConsumerControl = {
  readonly consumer: string;
  readonly state: ConsumerState;
  /** RFC 3339. */
  readonly changedAt: string;
};

/** Says why a consumer cannot be paused, resumed or replayed as it stands. */
export class ConsumerControlRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConsumerControlRefused';
  }
}

/**
 * Stops a consumer everywhere. When it resolves, none of its handlers runs in any process, and none starts until
 * `resumeConsumer`: it waits for those under way and keeps new ones out. Pausing twice changes nothing.
 *
 * @throws ConsumerControlRefused when the consumer is being rebuilt, or its handlers do not end in time.
 */
export function pauseConsumer(database: Database, consumer: string): Promise<void> {
  return setState(database, consumer, 'PAUSED');
}

/**
 * Lets a paused consumer go on with what waited. A running one goes on as it does.
 *
 * @throws ConsumerControlRefused when the consumer is being rebuilt.
 */
export function resumeConsumer(database: Database, consumer: string): Promise<void> {
  return setState(database, consumer, 'RUNNING');
}

/**
 * Empties the tables of a consumer, and has a running process handle every event of the log again, in order; what is
 * delivered meanwhile waits. Dead letters are dropped, since their events come again with the rest. A consumer that is
 * being rebuilt begins anew; one that was paused runs afterwards.
 *
 * @returns Id of the replay, for `readReplay`.
 * @throws ConsumerControlRefused when its tables hold more than events say, or its handlers do not end in time.
 */
export function rebuildConsumer<Deps>(database: Database, { name, rebuildable }: Consumer<Deps>): Promise<string> {
  const replayId = newId();
  return database.transaction(async (tx) => {
    if (!rebuildable) throw new ConsumerControlRefused(`${name} does more than its events could do again.`);
    await lockControl(tx, name);
    // As many rows as there ever were events.
    await tx.execute(sql`set local statement_timeout = 0`);
    await rebuildable.reset(tx);
    await tx.execute(sql`delete from inbox where consumer = ${name}`);
    await tx.execute(sql`delete from dead_letters where consumer = ${name}`);
    await tx.execute(sql`
      insert into consumer_controls (consumer, state, replay_id, replay_requested_at)
      values (${name}, 'REPLAYING', ${replayId}, now())
      on conflict (consumer) do update set
        state = excluded.state, changed_at = now(), replay_id = excluded.replay_id, replay_from = null,
        replay_requested_at = excluded.replay_requested_at, replay_started_at = null, replay_finished_at = null,
        replay_handled = 0, replay_repeated = 0, replay_given_up = 0`);
    return replayId;
  });
}

/**
 * Has a running process hand the consumer once more what was appended since a time, beside what is delivered. What has
 * its inbox row has no second effect, so this fills holes, which then come later than what followed them.
 *
 * @returns Id of the replay, for `readReplay`.
 * @throws ConsumerControlRefused when another replay of the consumer is under way.
 */
export async function replaySince(database: Database, consumer: string, from: Date): Promise<string> {
  const replayId = newId();
  const rows = await database.query.execute(sql`
    insert into consumer_controls (consumer, replay_id, replay_from, replay_requested_at)
    values (${consumer}, ${replayId}, ${from.toISOString()}::timestamptz, now())
    on conflict (consumer) do update set
      replay_id = excluded.replay_id, replay_from = excluded.replay_from,
      replay_requested_at = excluded.replay_requested_at, replay_started_at = null, replay_finished_at = null,
      replay_handled = 0, replay_repeated = 0, replay_given_up = 0
    where consumer_controls.replay_id is null or consumer_controls.replay_finished_at is not null
    returning 1`);
  if (rows.length === 0) throw new ConsumerControlRefused(`Another replay of ${consumer} is under way.`);
  return replayId;
}

/** Of the consumers that were ever paused or replayed; the others run. */
export async function readControls(executor: Executor): Promise<ConsumerControl[]> {
  return executor.execute<ConsumerControl>(sql`
    select consumer, state, to_char(changed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt"
    from consumer_controls order by consumer`);
}

function setState(database: Database, consumer: string, state: 'RUNNING' | 'PAUSED'): Promise<void> {
  return database.transaction(async (tx) => {
    if ((await lockControl(tx, consumer)) === 'REPLAYING')
      throw new ConsumerControlRefused(`${consumer} is being rebuilt, and runs when that is done.`);
    await tx.execute(sql`
      insert into consumer_controls (consumer, state) values (${consumer}, ${state})
      on conflict (consumer) do update set state = excluded.state, changed_at = now()
      where consumer_controls.state <> excluded.state`);
  });
}

/** SQLSTATE of a statement that took longer than it may. */
const queryCanceled = '57014';

/** Waits until no handler of the consumer runs, and keeps all out until the transaction ends. */
async function lockControl(tx: Transaction, consumer: string): Promise<ConsumerState> {
  try {
    await tx.execute(sql`select pg_advisory_xact_lock(consumer_gate_key(${consumer}))`);
  } catch (error) {
    if (sqlState(error) !== queryCanceled) throw error;
    throw new ConsumerControlRefused(`Handlers of ${consumer} are still at work; nothing was changed. Try again.`);
  }
  const rows = await tx.execute<{ state: ConsumerState }>(sql`
    select state from consumer_controls where consumer = ${consumer}`);
  return rows[0]?.state ?? 'RUNNING';
}
