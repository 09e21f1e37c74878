import { job } from '@caravan/jobs/job';
import { z } from 'zod';
import { endReserving, expireCheckout } from './checkout/usecases/end-unpaid.ts';
import { resendPaid } from './checkout/usecases/pay-checkout.ts';
import type { Deps } from './deps.ts';
import { eraseLate, eraseLateJob } from './erasure/erasure.usecases.ts';
import { releaseEscrow } from './escrow/escrow.usecases.ts';
import { watchLedger } from './ledger/watch-ledger.usecases.ts';
import { cancelAttempt, createAtProvider } from './payments/usecases/open-attempt.ts';
import { reconcile } from './payments/usecases/reconcile.ts';
import { refundAgain } from './refunds/usecases/refund-again.ts';
import { refundWaiting } from './refunds/usecases/refund-lines.ts';
import { sendRefund } from './refunds/usecases/settle-refund.ts';
import { endAwaitingOf, endForSuspension } from './stores/suspended.usecases.ts';
import { processWebhook } from './webhooks/webhooks.usecases.ts';

const checkout = z.object({ checkoutId: z.uuid() });
const payment = z.object({ paymentId: z.uuid() });

export const jobs = [
  job({ name: 'payments.end-reserving', payload: checkout, run: (deps: Deps, data) => endReserving(deps, data) }),
  job({ name: 'payments.expire-checkout', payload: checkout, run: (deps: Deps, data) => expireCheckout(deps, data) }),
  job({
    name: 'payments.resend-paid',
    payload: checkout.extend({ sent: z.int() }),
    run: (deps: Deps, data) => resendPaid(deps, data),
  }),
  job({ name: 'payments.create-payment', payload: payment, run: (deps: Deps, data) => createAtProvider(deps, data) }),
  job({ name: 'payments.cancel-attempt', payload: payment, run: (deps: Deps, data) => cancelAttempt(deps, data) }),
  job({
    name: 'payments.process-webhook',
    payload: z.object({ webhookId: z.uuid() }),
    run: (deps: Deps, data) => processWebhook(deps, data),
  }),
  job({
    name: 'payments.send-refund',
    payload: z.object({ refundId: z.uuid() }),
    run: (deps: Deps, data) => sendRefund(deps, data),
  }),
  job({
    name: 'payments.refund-again',
    payload: z.object({ refundId: z.uuid() }),
    run: (deps: Deps, data) => refundAgain(deps, data),
  }),
  job({
    name: 'payments.refund-waiting',
    payload: z.object({
      source: z.enum(['LINES_CANCELLED', 'LINES_FAILED']),
      sourceKey: z.string(),
      lineIds: z.array(z.uuid()),
      reason: z.string(),
    }),
    run: (deps: Deps, data) => refundWaiting(deps, data),
  }),
  job({
    name: 'payments.release-escrow',
    payload: z.object({ fulfilmentId: z.uuid() }),
    run: (deps: Deps, data) => releaseEscrow(deps, data),
  }),
  job({
    name: 'payments.end-checkouts-of-store',
    payload: z.object({ storeId: z.uuid() }),
    run: (deps: Deps, data) => endAwaitingOf(deps, data),
  }),
  job({
    name: 'payments.end-for-suspension',
    payload: checkout,
    run: (deps: Deps, data) => endForSuspension(deps, data),
  }),
  job({ name: 'payments.reconcile', payload: z.object({}), cron: '* * * * *', run: (deps: Deps) => reconcile(deps) }),
  job({
    name: 'payments.watch-ledger',
    payload: z.object({}),
    cron: '*/5 * * * *',
    run: (deps: Deps) => watchLedger(deps),
  }),
  job({
    name: eraseLateJob,
    payload: z.object({ userId: z.uuid() }),
    run: (deps: Deps, data) => eraseLate(deps, data),
  }),
];
