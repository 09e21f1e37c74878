import type { Caller, Principal } from '@caravan/core/principal';
import type { Executor } from '@caravan/database/database';
import { batchById, batchManyById } from '@caravan/subgraph/batch-by-id';
import { findChanges, findCheckouts, findLines, findLinesOfOrders } from './checkout/checkout.store.ts';
import type { Deps } from './deps.ts';
import { findEscrowsOfPayments } from './escrow/escrow.store.ts';
import { balancesOf } from './ledger/ledger.store.ts';
import {
  findOrderLinks,
  findPaymentChanges,
  findPayments,
  findPaymentsOfCheckouts,
} from './payments/payments.store.ts';
import { findRefundLines, findRefundsOfPayments } from './refunds/refunds.store.ts';
import { findRoles, type StoreRole } from './stores/stores.store.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/** Reads of one operation: each kind of thing with one statement, however many are asked for. */
export function createLoaders(deps: Deps, { principal }: Caller) {
  const { query } = deps.database;
  return { ...checkoutLoaders(query), ...paymentLoaders(query), ...storeLoaders(query, principal) };
}

function checkoutLoaders(query: Executor) {
  return {
    checkout: batchById(
      (ids) => findCheckouts(query, ids),
      ({ id }) => id,
    ),
    linesOfCheckout: batchManyById(
      (ids) => findLines(query, ids),
      ({ checkoutId }) => checkoutId,
    ),
    changesOfCheckout: batchManyById(
      (ids) => findChanges(query, ids),
      ({ checkoutId }) => checkoutId,
    ),
    /** An order is known by its lines, and from OrderPlaced already a moment before. */
    checkoutOfOrder: batchById(
      async (ids) => {
        const [links, lines] = await Promise.all([findOrderLinks(query, ids), findLinesOfOrders(query, ids)]);
        return [...links, ...lines];
      },
      ({ orderId }) => orderId,
    ),
  };
}

function paymentLoaders(query: Executor) {
  return {
    payment: batchById(
      (ids) => findPayments(query, ids),
      ({ id }) => id,
    ),
    paymentsOfCheckout: batchManyById(
      (ids) => findPaymentsOfCheckouts(query, ids),
      ({ checkoutId }) => checkoutId,
    ),
    changesOfPayment: batchManyById(
      (ids) => findPaymentChanges(query, ids),
      ({ paymentId }) => paymentId,
    ),
    escrowsOfPayment: batchManyById(
      (ids) => findEscrowsOfPayments(query, ids),
      ({ paymentId }) => paymentId ?? '',
    ),
    refundsOfPayment: batchManyById(
      (ids) => findRefundsOfPayments(query, ids),
      ({ paymentId }) => paymentId,
    ),
    linesOfRefund: batchManyById(
      (ids) => findRefundLines(query, ids),
      ({ refundId }) => refundId,
    ),
  };
}

function storeLoaders(query: Executor, { kind, id }: Principal) {
  let roles: Promise<ReadonlyMap<string, StoreRole>> | undefined;
  return {
    payablesOfStore: batchManyById(
      (ids) => balancesOf(query, 'PAYABLE', ids),
      ({ ownerId }) => ownerId,
    ),
    /** The caller's role in each store they work for. */
    roles: () => {
      roles ??= kind === 'user' && id ? findRoles(query, id) : Promise.resolve(new Map());
      return roles;
    },
  };
}
