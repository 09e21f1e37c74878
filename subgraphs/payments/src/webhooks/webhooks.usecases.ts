import { invariant } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import type { Deps } from '../deps.ts';
import { isCaptured } from '../payments/payments.domain.ts';
import { applyProviderPayment } from '../payments/usecases/apply-provider-payment.ts';
import { lockTrade } from '../payments/usecases/lock-trade.ts';
import { type ProviderEvent, providerOf, type WebhookRequest } from '../providers/provider.ts';
import { acceptProviderRefund } from '../refunds/usecases/accept-provider-refund.ts';
import { settleRefund } from '../refunds/usecases/settle-refund.ts';
import { insertWebhook, lockWebhook, saveWebhook } from './webhooks.store.ts';

/**
 * Stores a genuine webhook as it came, once per event id; a job makes something of it.
 *
 * @returns False when its signature, age or form is wrong.
 */
export async function receiveWebhook(deps: Deps, providerName: string, request: WebhookRequest): Promise<boolean> {
  const now = deps.now();
  const eventId = providerOf(deps, providerName).verifyWebhook(request, now);
  if (eventId === null) return false;
  const webhookId = newId();
  const body = request.body.toString();
  await deps.database.transaction(async (tx) => {
    const isNew = await insertWebhook(tx, { id: webhookId, provider: providerName, eventId, body, receivedAt: now });
    if (isNew) await addJob(tx, 'payments.process-webhook', { webhookId });
  });
  return true;
}

/** Makes something of a stored webhook, once; a job. What comes before its payment's capture waits for that. */
export async function processWebhook(deps: Deps, { webhookId }: { webhookId: string }): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const webhook = await lockWebhook(tx, webhookId);
    invariant(webhook, 'a webhook that is processed was stored');
    if (webhook.processedAt) return;
    const event = providerOf(deps, webhook.provider).readWebhook(webhook.body);
    const waitsFor = await apply(deps, tx, event);
    if (waitsFor === null) await saveWebhook(tx, webhookId, { processedAt: deps.now() });
    else await saveWebhook(tx, webhookId, { waitsForPaymentId: waitsFor });
  });
}

/** Answers the payment whose capture the event has to wait for, or null when it is done. */
async function apply(deps: Deps, tx: Transaction, event: ProviderEvent): Promise<string | null> {
  if (event.kind === 'IGNORED') return null;
  const { paymentId } = event;
  if (event.kind === 'PAYMENT') {
    await applyProviderPayment(deps, tx, { paymentId, payment: event.payment });
    return null;
  }
  const trade = await lockTrade(tx, paymentId);
  if (!isCaptured(trade.payment.status)) return paymentId;
  const { refundId, status } = event;
  if (refundId !== null) await settleRefund(deps, tx, { refundId, status });
  else if (status === 'SUCCEEDED') await acceptProviderRefund(deps, tx, trade, event);
  return null;
}
