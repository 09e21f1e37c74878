import type { Mutant } from './mutant.ts';

const payments = 'subgraphs/payments/src';

/** Of checkouts, payments, refunds and the books. */
export const moneyMutants: readonly Mutant[] = [
  {
    name: 'the end of a checkout is not told',
    edits: [
      {
        file: `${payments}/checkout/usecases/steps.ts`,
        find: 'await publishReleased(tx, ended);',
        put: '',
      },
    ],
  },
  {
    name: 'a capture counts again when it is told again',
    edits: [
      {
        file: `${payments}/payments/payments.domain.ts`,
        find: 'return ranks[to] > ranks[from];',
        put: 'return ranks[to] >= ranks[from];',
      },
    ],
  },
  {
    name: 'a checkout is changed without its lock',
    edits: [
      {
        file: `${payments}/checkout/checkout.store.ts`,
        find: ".where(eq(checkouts.id, id)).for('no key update')",
        put: '.where(eq(checkouts.id, id))',
      },
      // Two changes of one version are refused, too.
      {
        file: `${payments}/checkout/checkout.tables.ts`,
        find: 'primaryKey({ columns: [change.checkoutId, change.version] })',
        put: 'index().on(change.checkoutId)',
      },
    ],
  },
  {
    name: 'a checkout expires without its payment being cancelled',
    edits: [
      {
        file: `${payments}/checkout/usecases/end-unpaid.ts`,
        find: 'const cancelledId = await cancelOpenAttempt(deps, checkoutId);',
        put: 'const cancelledId = (await findOpenPayment(deps.database.query, checkoutId))?.id ?? null;',
      },
    ],
  },
  {
    name: 'an attempt whose creation was not heard of is forgotten',
    edits: [
      {
        file: `${payments}/payments/usecases/open-attempt.ts`,
        find: "if (payment.status === 'FAILED') return;",
        put: "if (payment.status !== 'PENDING') return;",
      },
    ],
  },
  {
    name: 'late money is kept',
    edits: [
      {
        file: `${payments}/payments/usecases/capture-payment.ts`,
        find: 'if (captured.amountMinor > 0n) await',
        put: 'if (captured.amountMinor < 0n) await',
      },
    ],
  },
  {
    name: 'the wrong amount pays',
    edits: [
      {
        file: `${payments}/payments/payments.domain.ts`,
        find: 'captured.amountMinor !== asked.amountMinor ||',
        put: '',
      },
      {
        file: `${payments}/payments/payments.tables.ts`,
        find: '(${payment.capturedMinor} = ${payment.amountMinor} and',
        put: '(true and',
      },
    ],
  },
  {
    name: 'the total is what the client says',
    edits: [
      {
        file: `${payments}/checkout/checkout.domain.ts`,
        find: 'if (expectedMinor !== null && expectedMinor !== totalMinor) {',
        put: 'if (expectedMinor !== null && expectedMinor < 0n) {',
      },
      {
        file: `${payments}/checkout/checkout.domain.ts`,
        find: "{ kind: 'ASK', total: { amountMinor: totalMinor, currency } }",
        put: "{ kind: 'ASK', total: { amountMinor: expectedMinor || totalMinor, currency } }",
      },
    ],
  },
  {
    name: 'a refund is not set aside before the provider is asked',
    edits: [
      {
        file: `${payments}/refunds/usecases/create-refund.ts`,
        find: 'await setAside(tx, parts);',
        put: '',
      },
    ],
  },
  {
    name: 'a refund is booked as often as its end is told',
    edits: [
      {
        file: `${payments}/refunds/usecases/settle-refund.ts`,
        find: "  const refund = await lockRefund(tx, refundId);\n  if (refund?.status !== 'PENDING') return;",
        put: '  const refund = await lockRefund(tx, refundId);\n  if (!refund) return;',
      },
    ],
  },
  {
    name: 'a refused refund that is owed is not asked for again',
    edits: [
      {
        file: `${payments}/refunds/usecases/settle-refund.ts`,
        find: 'if (isOwed(refund)) await',
        put: 'if (!refund) await',
      },
    ],
  },
  {
    name: 'escrow is released twice',
    edits: [
      { file: `${payments}/escrow/escrow.usecases.ts`, find: 'return !released && pending', put: 'return pending' },
      {
        file: `${payments}/escrow/escrow.usecases.ts`,
        find: "kind: 'ESCROW_RELEASE', reference: fulfilmentId,",
        put: "kind: 'ESCROW_RELEASE', reference: crypto.randomUUID(),",
      },
      // The database refuses to give what an account does not have.
      { file: `${payments}/ledger/ledger.domain.ts`, find: 'ESCROW: false,', put: 'ESCROW: true,' },
    ],
  },
  {
    name: 'escrow is released while a refund is on its way',
    edits: [
      {
        file: `${payments}/escrow/escrow.usecases.ts`,
        find: 'pendingRefundMinor === 0n && releaseAt !== null',
        put: 'releaseAt !== null',
      },
    ],
  },
  {
    name: 'the commission is not taken from the payout',
    edits: [
      {
        file: `${payments}/escrow/escrow.usecases.ts`,
        find: 'amountMinor: restMinor - commissionMinor',
        put: 'amountMinor: restMinor',
      },
    ],
  },
  {
    name: 'an unpaid checkout never expires',
    edits: [
      {
        file: `${payments}/checkout/usecases/take-reply.ts`,
        find: "await addJob(tx, 'payments.expire-checkout',",
        put: "await removeJob(tx, timerKey(checkoutId));\n  if (!total) await addJob(tx, 'payments.expire-checkout',",
      },
      {
        file: `${payments}/payments/usecases/reconcile.ts`,
        find: 'await findOverdue(query, before)',
        put: '[] as Awaited<ReturnType<typeof findOverdue>>',
      },
    ],
  },
];
