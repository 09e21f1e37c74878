import postgres from 'postgres';
import type { Step, Trade } from '../trading/trade.ts';
import { readEventAccounts } from './event-accounts.ts';

/** What did not settle, and what stands in its way, for people who have to find out why. */
export async function diagnose(adminUrl: string, overdue: readonly { trade: Trade; step: Step }[]): Promise<string> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const found = {
      overdue: overdue.map(({ trade, step }) => {
        const seconds = Math.round((performance.now() - step.since) / 1_000);
        return `${trade.checkoutId} of ${trade.buyer.username}: "${step.what}" for ${seconds} s, orders ${trade.orderIds.join()}`;
      }),
      events: await readEventAccounts(adminUrl),
      checkouts: await admin`
        select id, status, version, changed_at, expires_at from payments.checkouts
        where status in ('RESERVING', 'AWAITING_PAYMENT', 'PAID') order by changed_at limit 20`,
      payments: await admin`
        select p.id, p.checkout_id, p.status, p.version from payments.payments p
        join payments.checkouts c on c.id = p.checkout_id
        where c.status in ('RESERVING', 'AWAITING_PAYMENT', 'PAID') limit 20`,
      refunds: await admin`
        select id, payment_id, source, requested_at from payments.refunds where status = 'PENDING' limit 20`,
      dueEscrows: await admin`
        select line_id, order_id, fulfilment_id, release_at, pending_refund_minor from payments.escrows
        where not released and release_at < now() limit 20`,
      jobs: await admin`
        select t.identifier, j.attempts, j.run_at, j.locked_at, j.last_error
        from payments_jobs._private_jobs j join payments_jobs._private_tasks t on t.id = j.task_id
        where j.run_at < now() + interval '2 minutes' order by j.run_at limit 30`,
      webhooks: await admin`
        select type, attempts, due_at from sandbox.webhooks where delivered_at is null limit 20`,
    };
    return JSON.stringify(found, null, 1);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
