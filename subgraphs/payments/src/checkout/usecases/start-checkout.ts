import { CheckoutStarted, type Participant, participant } from '@caravan/contracts/checkout';
import { type IdempotencyKeyReused, type InvalidInput, invalidInput, invariant } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { isCurrency, type Money } from '@caravan/core/money';
import type { Principal } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { idempotent } from '@caravan/database/idempotency';
import { publish } from '@caravan/events/publish';
import { addJob } from '@caravan/jobs/add-job';
import type { Deps } from '../../deps.ts';
import type { Checkout, CheckoutAlreadyOpen, PaymentMethod, SignInRequired } from '../checkout.domain.ts';
import { findCheckouts, findOpenCheckout, insertCheckout, insertFirstChange } from '../checkout.store.ts';
import { awaitPaymentPage } from './await-payment-page.ts';
import { timerKey } from './steps.ts';

export type StartCheckout = {
  readonly principal: Principal;
  readonly currency: string;
  readonly deliveryAddressId: string | null;
  readonly expectedTotal: Money | null;
  readonly paymentMethod: PaymentMethod;
  readonly idempotencyKey: string;
};
export type StartCheckoutError = InvalidInput | SignInRequired | CheckoutAlreadyOpen | IdempotencyKeyReused;

/**
 * Starts a checkout of the buyer's cart, once per key, and waits a moment for its payment page.
 * A key's checkout is answered again also when it is over.
 */
export async function startCheckout(deps: Deps, command: StartCheckout): Promise<Result<Checkout, StartCheckoutError>> {
  const { principal } = command;
  if (principal.kind !== 'user' || principal.id === null) return fail({ kind: 'SignInRequired' });
  const [problem, ...more] = validate(command);
  if (problem) return fail(problem, ...more);

  const started = await claimAndStart(deps, command, principal.id);
  if (!started.ok) return started;
  return ok(await awaitPaymentPage(deps, started.value.checkoutId));
}

function claimAndStart(
  deps: Deps,
  command: StartCheckout,
  buyerId: string,
): Promise<Result<{ checkoutId: string }, StartCheckoutError>> {
  const { principal: _, idempotencyKey: key, ...input } = command;
  const claim = { principalId: buyerId, operation: 'startCheckout', key, input, keptSeconds: Number.POSITIVE_INFINITY };
  return deps.database.transaction((tx) =>
    idempotent<{ checkoutId: string }, StartCheckoutError>(tx, claim, async () => {
      const checkout = newCheckout(deps, command, buyerId);
      const participants = participantsOf(deps);
      while (!(await insertCheckout(tx, checkout, participants))) {
        const open = await findOpenCheckout(tx, buyerId);
        // Without one, it ended between the two statements and there is room now.
        if (open) return fail({ kind: 'CheckoutAlreadyOpen', path: ['input'], checkout: open });
      }
      await insertFirstChange(tx, checkout, 'Holding what is in the cart.');
      await announceStart(tx, checkout, participants);
      return ok({ checkoutId: checkout.id });
    }),
  );
}

async function announceStart(tx: Transaction, checkout: Checkout, participants: Participant[]) {
  const { id: checkoutId, buyerId, currency, deliveryAddressId, expiresAt } = checkout;
  invariant(expiresAt, 'a checkout that reserves has a time limit');
  await addJob(tx, 'payments.end-reserving', { checkoutId }, { runAt: expiresAt, key: timerKey(checkoutId) });
  await publish(tx, CheckoutStarted, {
    subject: checkoutId,
    data: { checkoutId, buyerId, currency, deliveryAddressId, participants },
  });
}

function newCheckout(deps: Deps, command: StartCheckout, buyerId: string): Checkout {
  const now = deps.now();
  return {
    id: newId(),
    buyerId,
    status: 'RESERVING',
    version: 1,
    currency: command.currency,
    deliveryAddressId: command.deliveryAddressId,
    expectedMinor: command.expectedTotal?.amountMinor ?? null,
    paymentMethod: command.paymentMethod,
    totalMinor: null,
    rejections: [],
    expiresAt: new Date(now.getTime() + deps.settings.reservingSeconds * 1_000),
    createdAt: now,
    changedAt: now,
  };
}

function participantsOf(deps: Deps): Participant[] {
  return participant.array().nonempty().parse(deps.settings.participants);
}

/** Of a column. */
const largestBigint = 2n ** 63n - 1n;

function validate({ currency, expectedTotal, idempotencyKey }: StartCheckout): InvalidInput[] {
  const problems: InvalidInput[] = [];
  if (!isCurrency(currency)) problems.push(invalidInput(['input', 'currency'], 'Not a currency of ISO 4217.'));
  if (expectedTotal && expectedTotal.currency !== currency)
    problems.push(invalidInput(['input', 'expectedTotal', 'currency'], 'Must be the currency of the checkout.'));
  if (expectedTotal && expectedTotal.amountMinor < 0n)
    problems.push(invalidInput(['input', 'expectedTotal', 'amountMinor'], 'Must not be negative.'));
  if (expectedTotal && expectedTotal.amountMinor > largestBigint)
    problems.push(invalidInput(['input', 'expectedTotal', 'amountMinor'], 'No total is that large.'));
  return [...problems, ...keyProblems(idempotencyKey)];
}

export function keyProblems(key: string): InvalidInput[] {
  if (key.length >= 1 && key.length <= 255) return [];
  return [invalidInput(['input', 'idempotencyKey'], 'Must have 1 to 255 characters.')];
}

/** The buyer's own checkout, or null. */
export async function findOwnCheckout(deps: Deps, id: string, buyerId: string | null): Promise<Checkout | null> {
  const [checkout] = await findCheckouts(deps.database.query, [id]);
  return checkout && checkout.buyerId === buyerId ? checkout : null;
}
