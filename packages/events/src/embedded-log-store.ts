import type { EventEnvelope } from '@caravan/contracts/event';
import type { Database, Executor } from '@caravan/database/database';
import { type SQL, sql } from 'drizzle-orm';

/** Last position read, by topic. Positions are the database's int8 as text. */
export type Positions = Map<string, string>;

export type LogRow = { position: string; topic: string; envelope: EventEnvelope };

/**
 * Appends in one transaction under a lock per topic, so that within a topic the order of positions is
 * the order of commits: whoever reads "greater than the last position" misses nothing.
 */
export function appendToLog(database: Database, envelopes: readonly EventEnvelope[]): Promise<void> {
  const topics = asJson([...new Set(envelopes.map(({ topic }) => topic))].sort());
  return database.transaction(async (tx) => {
    // Locked in sorted order, and in a statement of its own: positions are given only while all are held.
    await tx.execute(sql`
      select pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'log of', current_schema(), topic), 0))
      from jsonb_array_elements_text(${topics}) as topic`);
    await tx.execute(sql`
      insert into log (id, topic, subject, envelope)
      select (event ->> 'id')::uuid, event ->> 'topic', event ->> 'subject', event
      from jsonb_array_elements(${asJson(envelopes)}) with ordinality as events (event, number) order by number
      on conflict (id) do nothing`);
    await tx.execute(sql`
      select pg_notify('log_' || current_schema(), topic) from jsonb_array_elements_text(${topics}) as topic`);
  });
}

/** Up to `limit` events after the positions; of each topic without a hole. */
export async function readAfter(executor: Executor, positions: Positions, limit: number): Promise<LogRow[]> {
  return executor.execute<LogRow>(sql`
    select found.position, found.topic, found.envelope
    from jsonb_to_recordset(${asJson(toRecords(positions))}) as wanted (topic text, position bigint)
    cross join lateral (
      select log.position, log.topic, log.envelope from log
      where log.topic = wanted.topic and log.position > wanted.position
      order by log.position limit ${limit}
    ) as found
    order by found.position limit ${limit}`);
}

/** Moves on to the last row of each topic. */
export function advance(positions: Positions, rows: readonly LogRow[]): void {
  for (const { topic, position } of rows) positions.set(topic, position);
}

/** Where a group stands; a new one starts at the beginning. */
export async function loadOffsets(executor: Executor, group: string, topics: readonly string[]): Promise<Positions> {
  const rows = await executor.execute<{ topic: string; position: string }>(sql`
    select topic, position from offsets where consumer_group = ${group}`);
  const saved = new Map(rows.map(({ topic, position }) => [topic, position]));
  return new Map(topics.map((topic) => [topic, saved.get(topic) ?? '0']));
}

/** Never moves back: a former active instance may still save what it had in hand. */
export async function saveOffsets(executor: Executor, group: string, positions: Positions): Promise<void> {
  await executor.execute(sql`
    insert into offsets (consumer_group, topic, position)
    select ${group}, topic, position
    from jsonb_to_recordset(${asJson(toRecords(positions))}) as moved (topic text, position bigint)
    on conflict (consumer_group, topic) do update set position = greatest(offsets.position, excluded.position)`);
}

/** The ends of the topics, or where they ended before `before`. */
export async function endsOf(executor: Executor, topics: readonly string[], before?: Date): Promise<Positions> {
  const until = before ? sql`and log.appended_at < ${before.toISOString()}::timestamptz` : sql``;
  const rows = await executor.execute<{ topic: string; position: string }>(sql`
    select topic, coalesce((
      select max(position) from log where log.topic = wanted.topic ${until}
    ), 0) as position
    from jsonb_array_elements_text(${asJson(topics)}) as wanted (topic)`);
  return new Map(rows.map(({ topic, position }) => [topic, position]));
}

export async function countAfter(executor: Executor, positions: Positions): Promise<number> {
  const rows = await executor.execute<{ behind: number }>(sql`
    select count(log.position)::int as behind
    from jsonb_to_recordset(${asJson(toRecords(positions))}) as wanted (topic text, position bigint)
    join log on log.topic = wanted.topic and log.position > wanted.position`);
  return rows[0]?.behind ?? 0;
}

function toRecords(positions: Positions): { topic: string; position: string }[] {
  return [...positions].map(([topic, position]) => ({ topic, position }));
}

function asJson(value: unknown): SQL {
  return sql`${JSON.stringify(value)}::text::jsonb`;
}
