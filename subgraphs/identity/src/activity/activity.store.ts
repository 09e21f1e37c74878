import type { PageRequest } from '@caravan/core/pages';
import type { Executor, Transaction } from '@caravan/database/database';
import { asc, desc, getTableColumns, lt, type SQL, sql } from 'drizzle-orm';
import { users } from '../accounts/accounts.tables.ts';
import type { AuditEvent } from './activity.domain.ts';
import { auditEvents } from './activity.tables.ts';

/**
 * Writes an entry down, unless it is there or there is no such person (any more): an erasure that runs at the same
 * time is waited for.
 */
export async function insertAuditEvent(tx: Transaction, event: AuditEvent): Promise<void> {
  const { id, userId, kind, at, detail, sealed } = event;
  const content = sealed === null ? null : JSON.stringify(sealed);
  await tx.execute(sql`
    insert into ${auditEvents} (id, user_id, kind, at, detail, sealed)
    select ${id}::uuid, ${users.id}, ${kind}, ${at.toISOString()}::timestamptz, ${detail}::text, ${content}::text::jsonb
    from ${users} where ${users.id} = ${userId} and ${users.erasedAt} is null for share
    on conflict do nothing`);
}

/** A page of each person's entries in one statement, in walking order; one more each than the page holds. */
export async function selectActivityPages(
  executor: Executor,
  userIds: readonly string[],
  page: PageRequest,
): Promise<AuditEvent[]> {
  const [at, id] = page.keys ?? [];
  const forward = page.direction === 'forward';
  const order = forward ? desc : asc;
  const compare = forward ? sql`<` : sql`>`;
  const beyond: SQL =
    at === undefined
      ? sql`true`
      : sql`(${auditEvents.at}, ${auditEvents.id}) ${compare} (${at}::timestamptz, ${id}::uuid)`;
  const people = sql`jsonb_array_elements_text(${JSON.stringify([...new Set(userIds)])}::text::jsonb)`;
  const entries = executor
    .select(getTableColumns(auditEvents))
    .from(auditEvents)
    .where(sql`${auditEvents.userId} = person.id::uuid and ${beyond}`)
    .orderBy(order(auditEvents.at), order(auditEvents.id))
    .limit(page.limit + 1)
    .as('entries');
  return executor
    .select({
      id: entries.id,
      userId: entries.userId,
      kind: entries.kind,
      at: entries.at,
      detail: entries.detail,
      sealed: entries.sealed,
    })
    .from(sql`${people} as person(id)`)
    .crossJoinLateral(entries)
    .orderBy(order(entries.at), order(entries.id));
}

export async function deleteAuditEventsBefore(executor: Executor, time: Date): Promise<void> {
  await executor.delete(auditEvents).where(lt(auditEvents.at, time));
}
