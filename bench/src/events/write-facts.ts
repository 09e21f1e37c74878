import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { sql } from 'drizzle-orm';
import { note, subjects, type Task, ThingChanged, writers } from './shop.ts';

/** Seconds that writing took. */
export async function writeFacts(shop: Database, task: Task, ledger: Database | null): Promise<number> {
  const ids = Array.from({ length: subjects }, () => randomUUID());
  const began = performance.now();
  let next = 0;
  const write = async () => {
    for (let number = next++; number < task.count; number = next++) {
      await untilDue(began, number, task.perSecond);
      await writeFact(shop, { number, id: ids[number % subjects] as string, events: task.events });
      // Without events whoever writes the fact writes its effect too: the least that both cost.
      await ledger?.transaction((tx) => tx.execute(sql`insert into effects (number) values (${number})`));
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return (performance.now() - began) / 1_000;
}

async function untilDue(began: number, number: number, perSecond: number | null): Promise<void> {
  if (perSecond === null) return;
  const dueMs = began + (number * 1_000) / perSecond - performance.now();
  if (dueMs > 0) await pause(dueMs);
}

type Fact = { readonly number: number; readonly id: string; readonly events: boolean };

function writeFact(shop: Database, { number, id, events }: Fact): Promise<void> {
  return shop.transaction(async (tx) => {
    await tx.execute(sql`
      insert into things (id, changes) values (${id}, 1) on conflict (id) do update set changes = things.changes + 1`);
    await tx.execute(sql`insert into facts (number) values (${number})`);
    if (events) await publish(tx, ThingChanged, { subject: id, data: { number, note } });
  });
}
