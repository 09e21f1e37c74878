import type { EventEnvelope } from '@caravan/contracts/event';
import type { Database, Executor } from '@caravan/database/database';
import { sql } from 'drizzle-orm';

/** Outbox, inbox and dead letters: applied in the schema of each subgraph. */
export const eventsMigrations = new URL('../migrations/', import.meta.url);

/** What waits in the outbox: the relay knows the source. */
export type OutboxEnvelope = Omit<EventEnvelope, 'source'>;

export type OutboxRow = { seq: string; envelope: OutboxEnvelope };

export async function writeOutbox(executor: Executor, envelope: OutboxEnvelope): Promise<void> {
  await executor.execute(sql`
    insert into outbox (id, topic, subject, envelope)
    values (${envelope.id}, ${envelope.topic}, ${envelope.subject}, ${JSON.stringify(envelope)}::text::jsonb)`);
}

/**
 * What no transport has yet, oldest first.
 *
 * Sorted by `seq` the events of one subject are in the order of their commits, because the writers of
 * an aggregate hold its row lock from before the number is given until they commit.
 */
export async function unpublishedRows(executor: Executor, limit: number): Promise<OutboxRow[]> {
  return executor.execute<OutboxRow>(sql`
    select seq, envelope from outbox where published_at is null order by seq limit ${limit}`);
}

export async function markPublished(executor: Executor, rows: readonly OutboxRow[]): Promise<void> {
  const seqs = JSON.stringify(rows.map(({ seq }) => seq));
  await executor.execute(sql`
    update outbox set published_at = now()
    where seq in (select value::bigint from jsonb_array_elements_text(${seqs}::text::jsonb))`);
}

/** Deletes up to `limit` rows that were published longer ago, and returns how many. */
export async function pruneOutbox(executor: Executor, keptSeconds: number, limit: number): Promise<number> {
  const rows = await executor.execute(sql`
    delete from outbox where seq in (
      select seq from outbox where published_at < now() - make_interval(secs => ${keptSeconds}) limit ${limit}
    ) returning 1`);
  return rows.length;
}

/** Number of events that wait for the relay, for metrics. */
export async function outboxDepth(executor: Executor): Promise<number> {
  const rows = await executor.execute<{ depth: number }>(sql`
    select count(*)::int as depth from outbox where published_at is null`);
  return rows[0]?.depth ?? 0;
}

/** For how long the first event that waits for the relay has waited; 0 when none waits. For metrics. */
export async function outboxOldestSeconds(executor: Executor): Promise<number> {
  const rows = await executor.execute<{ seconds: number }>(sql`
    select extract(epoch from now() - (envelope ->> 'time')::timestamptz)::float8 as seconds
    from outbox where published_at is null order by seq limit 1`);
  return rows[0]?.seconds ?? 0;
}

export async function schemaOf(database: Database): Promise<string> {
  const rows = await database.query.execute<{ schema: string }>(sql`select current_schema() as schema`);
  return rows[0]?.schema ?? 'public';
}
