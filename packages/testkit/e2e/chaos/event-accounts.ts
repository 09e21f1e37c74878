import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { subgraphs } from '@caravan/cli/subgraphs';
import postgres from 'postgres';
import { expect } from 'vitest';

/** What the databases of all parts say about events; everything is empty when they have settled. */
export type EventAccounts = {
  /** Events that wait in an outbox, by subgraph. */
  readonly unpublished: Readonly<Record<string, number>>;
  /** Events that a consumer has not handled, by consumer. */
  readonly unhandled: Readonly<Record<string, number>>;
  readonly deadLetters: readonly string[];
};

/** Reads outboxes, inboxes and dead letters; that goes for every transport. */
export async function readEventAccounts(adminUrl: string): Promise<EventAccounts> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const unpublished: Record<string, number> = {};
    const unhandled: Record<string, number> = {};
    const deadLetters: string[] = [];
    for (const { name, consumers } of subgraphs) {
      const waiting = await countUnpublished(admin, name);
      if (waiting > 0) unpublished[name] = waiting;
      for (const consumer of consumers) {
        const types = consumer.subscriptions.map(({ contract }) => contract.type);
        const behind = await countUnhandled(admin, name, { consumer: consumer.name, types });
        if (behind > 0) unhandled[consumer.name] = behind;
      }
      const dead = await admin<{ consumer: string; type: string; state: string; error: string | null }[]>`
        select consumer, envelope ->> 'type' as type, state, error from ${admin(name)}.dead_letters order by position`;
      deadLetters.push(
        ...dead.map(({ consumer, type, state, error }) => `${consumer} ${type} ${state} ${error ?? ''}`),
      );
    }
    return { unpublished, unhandled, deadLetters };
  } finally {
    await admin.end({ timeout: 5 });
  }
}

const nothing: EventAccounts = { unpublished: {}, unhandled: {}, deadLetters: [] };
const lookEveryMs = 100;

/**
 * No event is lost: within the time each is published, and each consumer that subscribes to it has had its effect.
 *
 * @returns How long that took.
 */
export async function expectEventsHandled(adminUrl: string, withinMs: number): Promise<number> {
  const since = performance.now();
  for (;;) {
    const accounts = await readEventAccounts(adminUrl);
    const ms = performance.now() - since;
    if (isDeepStrictEqual(accounts, nothing)) return ms;
    if (ms > withinMs) expect(accounts, `events without their effect after ${withinMs} ms`).toEqual(nothing);
    await pause(lookEveryMs);
  }
}

async function countUnpublished(admin: postgres.Sql, schema: string): Promise<number> {
  const [row] = await admin<{ count: number }[]>`
    select count(*)::int as count from ${admin(schema)}.outbox where published_at is null`;
  return row?.count ?? 0;
}

async function countUnhandled(
  admin: postgres.Sql,
  schema: string,
  { consumer, types }: { consumer: string; types: readonly string[] },
): Promise<number> {
  let count = 0;
  for (const { name: publisher } of subgraphs) {
    const [row] = await admin<{ count: number }[]>`
      select count(*)::int as count from ${admin(publisher)}.outbox
      where envelope ->> 'type' in ${admin([...types])} and not exists (
        select 1 from ${admin(schema)}.inbox where consumer = ${consumer} and event_id = outbox.id)`;
    count += row?.count ?? 0;
  }
  return count;
}
