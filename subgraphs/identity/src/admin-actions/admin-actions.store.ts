import type { Sealed } from '@caravan/contracts/event';
import type { PageRequest } from '@caravan/core/pages';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm';
import { adminActions } from './admin-actions.tables.ts';

export type AdminAction = {
  readonly id: string;
  readonly at: Date;
  readonly adminId: string;
  readonly action: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly details: Sealed;
};

export type AdminActionCriteria = {
  readonly [Field in 'adminId' | 'action' | 'entityType' | 'entityId']?: string | null | undefined;
} & { readonly from?: Date | null | undefined; readonly to?: Date | null | undefined };

export async function insertAdminAction(tx: Transaction, action: AdminAction): Promise<void> {
  await tx.insert(adminActions).values(action).onConflictDoNothing();
}

/** The newest first, one more than the page holds. */
export async function selectAdminActionPage(
  executor: Executor,
  criteria: AdminActionCriteria,
  page: PageRequest,
): Promise<AdminAction[]> {
  const [at, id] = page.keys ?? [];
  const forward = page.direction === 'forward';
  const place = sql`(${adminActions.at}, ${adminActions.id})`;
  const key = sql`(${at}::timestamptz, ${id}::uuid)`;
  const order = forward ? desc : asc;
  const { adminId, action, entityType, entityId, from, to } = criteria;
  return executor
    .select()
    .from(adminActions)
    .where(
      and(
        adminId ? eq(adminActions.adminId, adminId) : undefined,
        action ? eq(adminActions.action, action) : undefined,
        entityType ? eq(adminActions.entityType, entityType) : undefined,
        entityId ? eq(adminActions.entityId, entityId) : undefined,
        from ? gte(adminActions.at, from) : undefined,
        to ? lt(adminActions.at, to) : undefined,
        at === undefined ? undefined : forward ? sql`${place} < ${key}` : sql`${place} > ${key}`,
      ),
    )
    .orderBy(order(adminActions.at), order(adminActions.id))
    .limit(page.limit + 1);
}
