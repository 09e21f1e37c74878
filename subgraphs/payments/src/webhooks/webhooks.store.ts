import type { Transaction } from '@caravan/database/database';
import { and, eq, isNull } from 'drizzle-orm';
import { webhookEvents } from './webhooks.tables.ts';

export type Webhook = typeof webhookEvents.$inferSelect;

/** False when the event was stored before. */
export async function insertWebhook(tx: Transaction, webhook: typeof webhookEvents.$inferInsert): Promise<boolean> {
  const inserted = await tx
    .insert(webhookEvents)
    .values(webhook)
    .onConflictDoNothing()
    .returning({ id: webhookEvents.id });
  return inserted.length === 1;
}

export async function lockWebhook(tx: Transaction, id: string): Promise<Webhook | null> {
  const [row] = await tx.select().from(webhookEvents).where(eq(webhookEvents.id, id)).for('no key update');
  return row ?? null;
}

export async function saveWebhook(
  tx: Transaction,
  id: string,
  change: Partial<Pick<Webhook, 'processedAt' | 'waitsForPaymentId'>>,
): Promise<void> {
  await tx.update(webhookEvents).set(change).where(eq(webhookEvents.id, id));
}

/** Those that came before the capture of their payment, in the order in which they came. */
export async function findWaitingWebhooks(tx: Transaction, paymentId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(and(eq(webhookEvents.waitsForPaymentId, paymentId), isNull(webhookEvents.processedAt)))
    .orderBy(webhookEvents.id);
  return rows.map(({ id }) => id);
}
