import type { PageArguments } from '@caravan/core/pages';
import type { Caller, Principal } from '@caravan/core/principal';
import type { Executor } from '@caravan/database/database';
import { batchById, batchManyById } from '@caravan/subgraph/batch-by-id';
import { pagedLoaders } from '@caravan/subgraph/paged-loaders';
import { findChanges, findCheckouts, findLines, findLinesOfOrders } from './checkout/checkout.store.ts';
import { readCheckouts } from './checkout/checkout-reads.usecases.ts';
import type { Deps } from './deps.ts';
import { findEscrowsOfPayments } from './escrow/escrow.store.ts';
import { balancesOf } from './ledger/ledger.store.ts';
import type { CheckoutPage, PaymentPage, StoreTransactionPage } from './pages.ts';
import { readPayments } from './payments/payment-reads.usecases.ts';
import {
  findOrderLinks,
  findPaymentChanges,
  findPayments,
  findPaymentsOfCheckouts,
} from './payments/payments.store.ts';
import { findRefundLines, findRefundsOfPayments } from './refunds/refunds.store.ts';
import { findRoles, type StoreRole } from './stores/stores.store.ts';
import { readTransactions } from './stores/stores.usecases.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/** Reads of one operation: each kind of thing with one statement, however many are asked for. */
export function createLoaders(deps: Deps, { principal }: Caller) {
  const { query } = deps.database;
  return {
    ...checkoutLoaders(query),
    ...paymentLoaders(query),
    ...storeLoaders(query, principal),
    ...pageLoaders(deps, principal),
  };
}

function pageLoaders(deps: Deps, principal: Principal) {
  return {
    checkoutsOfBuyer: pagedLoaders<PageArguments, CheckoutPage | null>((userIds, page) =>
      readCheckouts(deps, principal, { userIds, page }),
    ),
    paymentsOfBuyer: pagedLoaders<PageArguments, PaymentPage | null>((userIds, page) =>
      readPayments(deps, principal, { userIds, page }),
    ),
    transactionsOfStore: pagedLoaders<PageArguments, StoreTransactionPage | null>((storeIds, page) =>
      readTransactions(deps, { storeIds, page }),
    ),
  };
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
