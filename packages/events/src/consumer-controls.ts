import type { Database, Executor, Transaction } from '@caravan/database/database';
import { sqlState } from '@caravan/database/sql-state';
import { sql } from 'drizzle-orm';

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

/** SQLSTATE of a statement that took longer than it may. */
const queryCanceled = '57014';

/**
 * Stops a consumer everywhere. When it resolves, none of its handlers runs in any process, and none starts until
 * `resumeConsumer`: it waits for those under way and keeps new ones out. Pausing twice changes nothing.
 *
 * @throws ConsumerControlRefused when the consumer is being rebuilt, or its handlers do not end in time.
 */
export function pauseConsumer(database: Database, consumer: string): Promise<void> {
  return database.transaction(async (tx) => {
    if ((await lockControl(tx, consumer)) === 'REPLAYING')
      throw new ConsumerControlRefused(`${consumer} is being rebuilt, and runs when that is done.`);
    await saveState(tx, consumer, 'PAUSED');
  });
}

/**
 * Lets a paused consumer go on with what waited. A running one goes on as it does.
 *
 * @throws ConsumerControlRefused when the consumer is being rebuilt.
 */
export function resumeConsumer(database: Database, consumer: string): Promise<void> {
  return database.transaction(async (tx) => {
    if ((await lockControl(tx, consumer)) === 'REPLAYING')
      throw new ConsumerControlRefused(`${consumer} is being rebuilt, and runs when that is done.`);
    await saveState(tx, consumer, 'RUNNING');
  });
}

/** Of the consumers that were ever paused or replayed; the others run. */
export async function readControls(executor: Executor): Promise<ConsumerControl[]> {
  return executor.execute<ConsumerControl>(sql`
    select consumer, state, to_char(changed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt"
    from consumer_controls order by consumer`);
}

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

async function saveState(tx: Transaction, consumer: string, state: ConsumerState): Promise<void> {
  await tx.execute(sql`
    insert into consumer_controls (consumer, state) values (${consumer}, ${state})
    on conflict (consumer) do update set state = excluded.state, changed_at = now()
    where consumer_controls.state <> excluded.state`);
}
