import type { EventContract, EventEnvelope } from '@caravan/contracts/event';
import type { Database, Transaction } from '@caravan/database/database';
import { sql } from 'drizzle-orm';
import { type Consumer, consumer, on } from '../consumer.ts';

/** A consumer whose effect is a row, so that what had none, two or the wrong order can be counted. */
export type Effects = { happen(tx: Transaction, event: EventEnvelope): Promise<void> };

export async function createEffects(database: Database): Promise<void> {
  await database.query.execute(sql`
    create table effects (seq bigint generated always as identity, consumer text, subject text, number int)`);
}

export function effectsConsumer(name: string, contract: EventContract): Consumer<Effects> {
  return consumer<Effects>(name, [
    on<Effects, typeof contract>(contract, async (deps, tx, event) => {
      const { number } = event.data as { number: number };
      await tx.execute(sql`
        insert into effects (consumer, subject, number) values (${name}, ${event.subject}, ${number})`);
      await deps.happen(tx, event);
    }),
  ]);
}

/** How many effects there were, how many of them twice, and how many before an earlier one of their subject. */
export async function countEffects(database: Database, consumerName: string) {
  const rows = await database.query.execute<{ subject: string; number: number }>(sql`
    select subject, number from effects where consumer = ${consumerName} order by seq`);
  const last = new Map<string, number>();
  const seen = new Set<string>();
  let late = 0;
  for (const { subject, number } of rows) {
    if (number < (last.get(subject) ?? -1)) late += 1;
    last.set(subject, number);
    seen.add(`${subject} ${number}`);
  }
  return { events: seen.size, doubled: rows.length - seen.size, outOfOrder: late };
}
