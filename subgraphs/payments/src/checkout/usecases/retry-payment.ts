import { type IdempotencyKeyReused, type InvalidInput, type NotFound, notFound } from '@caravan/core/errors';
import { fail, ok, type Result } from '@caravan/core/result';
import { idempotent } from '@caravan/database/idempotency';
import type { Deps } from '../../deps.ts';
import { findOpenPayment } from '../../payments/payments.store.ts';
import { openAttempt } from '../../payments/usecases/open-attempt.ts';
import type { Checkout, PaymentMethod, PaymentNotRetryable } from '../checkout.domain.ts';
import { lockCheckout } from '../checkout.store.ts';
import { awaitPaymentPage } from './await-payment-page.ts';
import { keyProblems } from './start-checkout.ts';
import { touchCheckout } from './steps.ts';

export type RetryPaymentError = InvalidInput | NotFound | PaymentNotRetryable | IdempotencyKeyReused;

/** Opens another attempt on the buyer's own checkout whose last one failed, once per key. */
export async function retryPayment(
  deps: Deps,
  command: { checkoutId: string; buyerId: string; method: PaymentMethod; idempotencyKey: string },
): Promise<Result<Checkout, RetryPaymentError>> {
  const { checkoutId, buyerId, method, idempotencyKey: key } = command;
  const [problem] = keyProblems(key);
  if (problem) return fail(problem);
  const claim = {
    principalId: buyerId,
    operation: 'retryPayment',
    key,
    input: { checkoutId, method },
    keptSeconds: Number.POSITIVE_INFINITY,
  };
  const retried = await deps.database.transaction((tx) =>
    idempotent<null, RetryPaymentError>(tx, claim, async () => {
      const checkout = await lockCheckout(tx, checkoutId);
      if (checkout?.buyerId !== buyerId) return fail(notFound(['input', 'checkoutId']));
      const open = await findOpenPayment(tx, checkoutId);
      if (checkout.status !== 'AWAITING_PAYMENT' || open) {
        return fail({ kind: 'PaymentNotRetryable', status: checkout.status });
      }
      await openAttempt(deps, tx, { ...checkout, paymentMethod: method });
      await touchCheckout(deps, tx, checkout, 'Another payment was opened.');
      return ok(null);
    }),
  );
  return retried.ok ? ok(await awaitPaymentPage(deps, checkoutId)) : retried;
}
