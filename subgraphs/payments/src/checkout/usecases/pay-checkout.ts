import { CheckoutPaid } from '@caravan/contracts/checkout';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { addJob } from '@caravan/jobs/add-job';
import type { Deps } from '../../deps.ts';
import type { Checkout, HeldLine } from '../checkout.domain.ts';
import { findLines, lockCheckout } from '../checkout.store.ts';
import { moveCheckout, timerKey } from './steps.ts';

/** Marks a locked checkout as paid and tells the participants until all have completed. */
export async function payCheckout(
  deps: Deps,
  tx: Transaction,
  checkout: Checkout,
  paid: { comment: string; totalMinor?: bigint; lines: readonly HeldLine[] },
): Promise<void> {
  const { lines, ...fields } = paid;
  await moveCheckout(deps, tx, checkout, { to: 'PAID', ...fields });
  await tellPaid(deps, tx, { checkoutId: checkout.id, sent: 1, lines });
}

const alertAfter = 5;

/** Tells again who has not completed; a job, until the checkout is confirmed. */
export async function resendPaid(deps: Deps, message: { checkoutId: string; sent: number }): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const checkout = await lockCheckout(tx, message.checkoutId);
    if (checkout?.status !== 'PAID') return;
    if (message.sent >= alertAfter)
      deps.logger.error({ ...message }, 'A paid checkout is not completed by its participants');
    const lines = await findLines(tx, [message.checkoutId]);
    await tellPaid(deps, tx, { ...message, sent: message.sent + 1, lines });
  });
}

type Message = { checkoutId: string; sent: number; lines: readonly HeldLine[] };

async function tellPaid(deps: Deps, tx: Transaction, { checkoutId, sent, lines }: Message) {
  const orderRefs = [...new Set(lines.map(({ ref }) => ref))];
  const runAt = new Date(deps.now().getTime() + deps.settings.resendPaidSeconds * 1_000);
  await addJob(tx, 'payments.resend-paid', { checkoutId, sent }, { runAt, key: timerKey(checkoutId) });
  await publish(tx, CheckoutPaid, { subject: checkoutId, data: { checkoutId, orderRefs } });
}
