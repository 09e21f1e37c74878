import { z } from 'zod';
import { count, list, milliseconds, seconds, url } from '../kinds.ts';
import { setting } from '../setting.ts';

export const paymentSettings = {
  participants: setting(
    'CHECKOUT_PARTICIPANTS',
    list.default(['marketplace']),
    'Subgraphs that take part in a checkout.',
  ),
  commissionBps: setting(
    'COMMISSION_BPS',
    count.default(1_000),
    'Commission on products, in basis points (1,000 = 10 %).',
  ),
  reservingSeconds: setting(
    'CHECKOUT_RESERVING_SECONDS',
    seconds.default(30),
    'A checkout whose participants have not all answered by then is rejected.',
  ),
  paymentSeconds: setting('CHECKOUT_PAYMENT_SECONDS', seconds.default(900), 'A checkout unpaid by then expires.'),
  paymentAttempts: setting(
    'CHECKOUT_PAYMENT_ATTEMPTS',
    count.default(5),
    'Failed payments after which a checkout fails.',
  ),
  startWaitMs: setting(
    'CHECKOUT_START_WAIT_MS',
    milliseconds.default(2_000),
    'How long startCheckout waits for the reservations.',
  ),
  resendPaidSeconds: setting(
    'CHECKOUT_RESEND_PAID_SECONDS',
    seconds.default(60),
    'Pause before CheckoutPaid is sent again to who has not completed.',
  ),
  reconcileSeconds: setting(
    'PAYMENT_RECONCILE_SECONDS',
    seconds.default(600),
    'Age at which an open payment is asked about at the provider.',
  ),
  providerTimeoutMs: setting(
    'PROVIDER_TIMEOUT_MS',
    milliseconds.default(10_000),
    'Longest answer of a payment provider.',
  ),
  webhookToleranceSeconds: setting(
    'WEBHOOK_TOLERANCE_SECONDS',
    seconds.default(300),
    'Oldest webhook timestamp that is accepted.',
  ),
  sandboxUrl: setting('SANDBOX_URL', url.optional(), 'Base URL of the sandbox payment provider.'),
  sandboxPublicUrl: setting(
    'SANDBOX_PUBLIC_URL',
    url.optional(),
    "Address under which browsers reach the sandbox provider's pages; by default where it listens.",
  ),
  sandboxApiKey: setting('SANDBOX_API_KEY', z.string().min(32), 'Key of the sandbox payment provider.', {
    secret: true,
    parts: ['payments', 'sandbox'],
  }),
  sandboxWebhookSecret: setting(
    'SANDBOX_WEBHOOK_SECRET',
    z.string().min(32),
    "Signs the sandbox provider's webhooks.",
    { secret: true, parts: ['payments', 'sandbox'] },
  ),
  sandboxPort: setting(
    'SANDBOX_PORT',
    count.default(4001),
    'Port of the sandbox payment provider; 0 picks a free one.',
  ),
};
