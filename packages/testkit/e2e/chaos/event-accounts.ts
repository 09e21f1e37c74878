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

/** The newest number of each outbox: what came later is left out of accounts. */
export type UpTo = ReadonlyMap<string, string>;

/** Reads outboxes, inboxes and dead letters; that goes for every transport. */
export async function readEventAccounts(adminUrl: string, upTo?: UpTo): Promise<EventAccounts> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const unpublished: Record<string, number> = {};
    const unhandled: Record<string, number> = {};
    const deadLetters: string[] = [];
    for (const { name, consumers } of subgraphs) {
      const waiting = await countUnpublished(admin, name, upTo?.get(name));
      if (waiting > 0) unpublished[name] = waiting;
      for (const consumer of consumers) {
        const types = consumer.subscriptions.map(({ contract }) => contract.type);
        const behind = await countUnhandled(admin, name, { consumer: consumer.name, types, upTo });
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
export async function expectEventsHandled(adminUrl: string, withinMs: number, upTo?: UpTo): Promise<number> {
  const since = performance.now();
  for (;;) {
    const accounts = await readEventAccounts(adminUrl, upTo);
    const ms = performance.now() - since;
    if (isDeepStrictEqual(accounts, nothing)) return ms;
    if (ms > withinMs) expect(accounts, `events without their effect after ${withinMs} ms`).toEqual(nothing);
    await pause(lookEveryMs);
  }
}

/** What is in the outboxes now, and how much of it waits. */
export async function readOutboxes(adminUrl: string): Promise<{ upTo: UpTo; waiting: number }> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const upTo = new Map<string, string>();
    let waiting = 0;
    for (const { name } of subgraphs) {
      const [row] = await admin<{ last: string | null }[]>`select max(seq) as last from ${admin(name)}.outbox`;
      upTo.set(name, row?.last ?? '0');
      waiting += await countUnpublished(admin, name, upTo.get(name));
    }
    return { upTo, waiting };
  } finally {
    await admin.end({ timeout: 5 });
  }
}

const newest = '9223372036854775807';

async function countUnpublished(admin: postgres.Sql, schema: string, last = newest): Promise<number> {
  const [row] = await admin<{ count: number }[]>`
    select count(*)::int as count from ${admin(schema)}.outbox where published_at is null and seq <= ${last}`;
  return row?.count ?? 0;
}

async function countUnhandled(
  admin: postgres.Sql,
  schema: string,
  { consumer, types, upTo }: { consumer: string; types: readonly string[]; upTo: UpTo | undefined },
): Promise<number> {
  let count = 0;
  for (const { name: publisher } of subgraphs) {
    const [row] = await admin<{ count: number }[]>`
      select count(*)::int as count from ${admin(publisher)}.outbox
      where seq <= ${upTo?.get(publisher) ?? newest} and envelope ->> 'type' in ${admin([...types])} and not exists (
        select 1 from ${admin(schema)}.inbox where consumer = ${consumer} and event_id = outbox.id)`;
    count += row?.count ?? 0;
  }
  return count;
}
