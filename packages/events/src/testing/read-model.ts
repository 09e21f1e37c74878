import { randomUUID } from 'node:crypto';
import type { EventEnvelope } from '@caravan/contracts/event';
import type { Database, Transaction } from '@caravan/database/database';
import { sql } from 'drizzle-orm';
import { consumer, on } from '../consumer.ts';
import { thingMoved } from './fixtures.ts';

export type ReadModel = ReturnType<typeof readModel>;

/** Once per database, before the first `readModel`. */
export async function createReadModels({ query }: Database): Promise<void> {
  await query.execute(sql`
    create table things (consumer text, subject text, number int, times int, primary key (consumer, subject))`);
}

/**
 * A consumer that keeps the newest number of each thing, and of how many it was told: order and number of effects show.
 *
 * @param during - Runs in the transaction of each event.
 */
export function readModel(
  during: (event: EventEnvelope<{ number: number }>) => void | Promise<void> = () => undefined,
) {
  const contract = thingMoved();
  const name = `shop.things-${randomUUID()}`;
  const subscription = on<null, typeof contract>(contract, async (_deps, tx, event) => {
    const { subject, data } = event;
    await tx.execute(sql`
      insert into things values (${name}, ${subject}, ${data.number}, 1)
      on conflict (consumer, subject) do update set number = excluded.number, times = things.times + 1`);
    await during(event);
  });
  const reset = (tx: Transaction) => tx.execute(sql`delete from things where consumer = ${name}`);
  return { name, contract, handles: consumer<null>(name, [subscription], { rebuildable: { reset } }) };
}

export function rowsOf({ query }: Database, { name }: ReadModel) {
  return query.execute<{ subject: string; number: number; times: number }>(sql`
    select subject, number, times from things where consumer = ${name} order by subject`);
}
