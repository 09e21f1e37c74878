import type { Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import { findWaitingWebhooks } from './webhooks.store.ts';

/** The payment was captured: what came too early can be processed now. */
export async function wakeWebhooks(tx: Transaction, paymentId: string): Promise<void> {
  for (const webhookId of await findWaitingWebhooks(tx, paymentId)) {
    await addJob(tx, 'payments.process-webhook', { webhookId });
  }
}
