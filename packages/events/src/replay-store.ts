import type { Executor } from '@caravan/database/database';
import { sql } from 'drizzle-orm';
import type { Handled } from './handle-batch.ts';

export type Replay = {
  readonly id: string;
  /** RFC 3339; null when the consumer is rebuilt from the whole log. */
  readonly from: string | null;
  /** Whether a running process has taken it on. */
  readonly isStarted: boolean;
  readonly isFinished: boolean;
  /** Since it was last begun: a process that dies leaves it to one that begins anew, and skips what was done. */
  readonly handled: Handled;
};

/** The last replay of a consumer that was asked for. */
export async function readReplay(executor: Executor, consumer: string): Promise<Replay | null> {
  const rows = await executor.execute<Omit<Replay, 'handled'> & Record<keyof Handled, string>>(sql`
    select replay_id as id, replay_started_at is not null as "isStarted", replay_finished_at is not null as "isFinished",
      to_char(replay_from at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from",
      replay_handled as claimed, replay_repeated as repeated, replay_given_up as "givenUp"
    from consumer_controls where consumer = ${consumer} and replay_id is not null`);
  const [row] = rows;
  if (!row) return null;
  const { claimed, repeated, givenUp, ...replay } = row;
  const handled = { claimed: Number(claimed), repeated: Number(repeated), givenUp: Number(givenUp) };
  return { ...replay, handled };
}

/** @returns False when it is no longer the replay that is under way. */
export async function saveProgress(executor: Executor, replayId: string, handled: Handled): Promise<boolean> {
  const rows = await executor.execute(sql`
    update consumer_controls set replay_started_at = coalesce(replay_started_at, now()),
      replay_handled = ${handled.claimed}, replay_repeated = ${handled.repeated}, replay_given_up = ${handled.givenUp}
    where replay_id = ${replayId} and replay_finished_at is null
    returning 1`);
  return rows.length > 0;
}

/** A consumer that was rebuilt runs again, in the same statement. */
export async function finishReplay(executor: Executor, replayId: string): Promise<void> {
  await executor.execute(sql`
    update consumer_controls set replay_finished_at = now(),
      state = case state when 'REPLAYING' then 'RUNNING' else state end,
      changed_at = case state when 'REPLAYING' then now() else changed_at end
    where replay_id = ${replayId} and replay_finished_at is null`);
}
