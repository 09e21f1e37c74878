import {
  type IdempotencyKeyReused,
  type InvalidInput,
  invalidInput,
  invariant,
  type NotFound,
  notFound,
} from '@caravan/core/errors';
import { toTypeId } from '@caravan/core/ids';
import { decimalText, type Money, money } from '@caravan/core/money';
import { type Caller, hasScope, type Principal } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { idempotent } from '@caravan/database/idempotency';
import { openScopeRecord, type RecordAdminAction } from '@caravan/subgraph/record-admin-action';
import { keyProblems } from '../../checkout/usecases/start-checkout.ts';
import type { Deps } from '../../deps.ts';
import { type Escrow, lockEscrowsOfPayment } from '../../escrow/escrow.store.ts';
import { findPayments } from '../../payments/payments.store.ts';
import { lockTrade } from '../../payments/usecases/lock-trade.ts';
import { findRoles, type StoreRole } from '../../stores/stores.store.ts';
import { type RefundPart, refundableMinor, shareOut } from '../refunds.domain.ts';
import { requestRefund } from './create-refund.ts';

export type RefundNotAllowed = { kind: 'RefundNotAllowed' };
export type RefundTooLarge = { kind: 'RefundTooLarge'; path: readonly string[]; refundable: Money };
export type RefundPaymentError = InvalidInput | NotFound | RefundNotAllowed | RefundTooLarge | IdempotencyKeyReused;

export type RefundPayment = {
  readonly paymentId: string;
  /** Exactly one of lines and amount, or neither for everything that is left. */
  readonly lines: readonly { lineId: string; amount: Money | null }[] | null;
  readonly amount: Money | null;
  readonly reason: string;
  readonly idempotencyKey: string;
};

/** Sets a refund aside and lets a job ask the provider for it, once per key. */
export async function refundPayment(
  deps: Deps,
  caller: Caller,
  command: RefundPayment,
): Promise<Result<{ refundId: string; paymentId: string }, RefundPaymentError>> {
  const [problem, ...more] = validate(command);
  if (problem) return fail(problem, ...more);
  const { idempotencyKey: key, ...input } = command;
  const { principal } = caller;
  const { id: personId } = principal;
  invariant(personId, 'an authenticated caller has an id');
  const claim = {
    principalId: personId,
    operation: 'refundPayment',
    key,
    input,
    keptSeconds: Number.POSITIVE_INFINITY,
  };
  const record = await openScopeRecord(deps, { caller, scope: 'payment:refund:any' });
  const by = { principal: { ...principal, id: personId }, record };
  return deps.database.transaction((tx) =>
    idempotent<{ refundId: string; paymentId: string }, RefundPaymentError>(tx, claim, () =>
      refund(deps, tx, { ...command, ...by }),
    ),
  );
}

type RefundBy = RefundPayment & {
  readonly principal: Principal & { id: string };
  readonly record: RecordAdminAction | null;
};

async function refund(
  deps: Deps,
  tx: Transaction,
  command: RefundBy,
): Promise<Result<{ refundId: string; paymentId: string }, RefundPaymentError>> {
  const { principal, record, paymentId, reason, idempotencyKey } = command;
  const [found] = await findPayments(tx, [paymentId]);
  if (!found) return fail(notFound(['input', 'paymentId']));
  const trade = await lockTrade(tx, paymentId);
  const escrows = await lockEscrowsOfPayment(tx, paymentId);
  const roles = await findRoles(tx, principal.id);
  const rights = rightsOf(principal, roles);
  const allowed = escrows.filter(rights.mayRefund);
  if (!rights.everything && allowed.length === 0) {
    const sees = trade.payment.buyerId === principal.id || escrows.some(rights.sees);
    return sees ? fail({ kind: 'RefundNotAllowed' }) : fail(notFound(['input', 'paymentId']));
  }
  if (command.amount && !rights.everything) return fail({ kind: 'RefundNotAllowed' });
  const parts = partsOf(command, escrows, allowed);
  if (!parts.ok) return parts;
  const amountMinor = parts.value.reduce((sum, part) => sum + part.amountMinor, 0n);
  const sourceKey = `${principal.id}:${idempotencyKey}`;
  const request = { source: 'REQUESTED', sourceKey, reason, requestedBy: principal.id, amountMinor } as const;
  const refundId = await requestRefund(deps, tx, trade, { ...request, parts: parts.value });
  if (refundId === null) return fail({ kind: 'IdempotencyKeyReused' });
  const refunded = escrows.filter(({ lineId }) => parts.value.some((part) => part.lineId === lineId));
  if (record && !(refunded.every(rights.isOwn) && !command.amount)) {
    // The reason stays with the refund: it may tell of the buyer.
    const amount = money(amountMinor, trade.payment.currency);
    await record(tx, {
      action: 'refundPayment',
      entityType: 'Payment',
      entityId: paymentId,
      oldValue: null,
      newValue: { refund: toTypeId('refund', refundId), amount: decimalText(amount), currency: amount.currency },
    });
  }
  return ok({ refundId, paymentId });
}

function rightsOf(principal: Principal, roles: ReadonlyMap<string, StoreRole>) {
  const everything = hasScope(principal, 'payment:refund:any');
  const isOwn = ({ storeId }: Escrow) => ['OWNER', 'MANAGER'].includes(roles.get(storeId) ?? '');
  return {
    everything,
    /** Refunded by a role in the store, which needs no scope. */
    isOwn,
    mayRefund: (escrow: Escrow) => everything || isOwn(escrow),
    sees: ({ storeId }: Escrow) => roles.has(storeId) || hasScope(principal, 'payment:read:any'),
  };
}

function partsOf(
  { lines, amount }: RefundPayment,
  escrows: readonly Escrow[],
  allowed: readonly Escrow[],
): Result<RefundPart[], RefundPaymentError> {
  if (lines) return partsOfLines(lines, escrows, allowed);
  const currency = escrows[0]?.currency ?? amount?.currency ?? 'XXX';
  const left = allowed.reduce((sum, escrow) => sum + refundableMinor(escrow), 0n);
  if (amount && amount.currency !== currency) return fail(wrongCurrency(['input', 'amount', 'currency']));
  const asked = amount?.amountMinor ?? left;
  if (asked > left || left === 0n) {
    return fail({ kind: 'RefundTooLarge', path: ['input', 'amount'], refundable: money(left, currency) });
  }
  return ok(shareOut(asked, currency, allowed));
}

function partsOfLines(
  lines: NonNullable<RefundPayment['lines']>,
  escrows: readonly Escrow[],
  allowed: readonly Escrow[],
): Result<RefundPart[], RefundPaymentError> {
  const known = new Map(escrows.map((escrow) => [escrow.lineId, escrow]));
  const errors: RefundPaymentError[] = [];
  const parts: RefundPart[] = [];
  for (const [index, { lineId, amount }] of lines.entries()) {
    const path = ['input', 'lines', String(index)];
    const escrow = known.get(lineId);
    if (!escrow) errors.push(notFound([...path, 'lineId']));
    else if (!allowed.includes(escrow)) errors.push({ kind: 'RefundNotAllowed' });
    else if (amount && amount.currency !== escrow.currency) errors.push(wrongCurrency([...path, 'amount', 'currency']));
    else {
      const left = refundableMinor(escrow);
      const amountMinor = amount?.amountMinor ?? left;
      if (amountMinor > left || left === 0n) {
        errors.push({ kind: 'RefundTooLarge', path, refundable: money(left, escrow.currency) });
      } else parts.push({ lineId, amountMinor });
    }
  }
  const [first, ...rest] = errors;
  return first ? fail(first, ...rest) : ok(parts);
}

function wrongCurrency(path: readonly string[]): InvalidInput {
  return invalidInput(path, 'Must be the currency of the payment.');
}

function validate({ lines, amount, reason, idempotencyKey }: RefundPayment): InvalidInput[] {
  const problems = keyProblems(idempotencyKey);
  if (lines && amount) problems.push(invalidInput(['input', 'amount'], 'Give lines or an amount, not both.'));
  if (amount && amount.amountMinor <= 0n) problems.push(notPositive(['input', 'amount', 'amountMinor']));
  if (lines?.length === 0) problems.push(invalidInput(['input', 'lines'], 'Name at least one line.'));
  for (const [index, line] of (lines ?? []).entries()) {
    if (line.amount && line.amount.amountMinor <= 0n)
      problems.push(notPositive(['input', 'lines', String(index), 'amount', 'amountMinor']));
  }
  const ids = (lines ?? []).map(({ lineId }) => lineId);
  if (new Set(ids).size < ids.length) problems.push(invalidInput(['input', 'lines'], 'Name each line once.'));
  if (reason.trim().length < 1 || reason.length > 500)
    problems.push(invalidInput(['input', 'reason'], 'Must have 1 to 500 characters.'));
  return problems;
}

function notPositive(path: readonly string[]): InvalidInput {
  return invalidInput(path, 'Must be more than zero.');
}
