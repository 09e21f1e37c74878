import { matrix, type Operation } from './matrix.ts';
import { buyerAfterLogIn, byId, key, mutation } from './operations.ts';
import { openCheckout } from './trades.ts';
import type { World } from './world.ts';

const table = `
  field                          rule           nobody           guest            buyerA            buyerB     vendorX           vendorY    admin
  Query.cart                     cart:use       UNAUTHENTICATED  ok               ok                ok         ok                ok         ok
  Cart.summary                   cart:use       UNAUTHENTICATED  ok               ok                ok         ok                ok         ok
  Query.checkout                 authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                null       null              null       ok
  Query.payment                  authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                null       ok                null       ok
  Payment.subject                -              UNAUTHENTICATED  UNAUTHENTICATED  ok                null       null              null       ok
  Query.ledgerHealth             ledger:read    UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN         FORBIDDEN  FORBIDDEN         FORBIDDEN  ok
  Query.ledgerBalances           ledger:read    UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN         FORBIDDEN  FORBIDDEN         FORBIDDEN  ok
  Mutation.startCheckout         cart:use       UNAUTHENTICATED  SignInRequired   ok                ok         ok                ok         ok
  Mutation.cancelCheckout        authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                NotFound   NotFound          NotFound   NotFound
  Mutation.retryPayment          authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                NotFound   NotFound          NotFound   NotFound
  Mutation.refundPayment         authenticated  UNAUTHENTICATED  UNAUTHENTICATED  RefundNotAllowed  NotFound   ok                NotFound   ok
  Mutation.refundPayment/amount  authenticated  UNAUTHENTICATED  UNAUTHENTICATED  RefundNotAllowed  NotFound   RefundNotAllowed  NotFound   ok
  Subscription.checkoutUpdated   authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                NOT_FOUND  NOT_FOUND         NOT_FOUND  ok
  User.checkouts                 authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                null       null              null       ok
  User.payments                  authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                null       null              null       ok
  Order.payments                 authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                null       ok                null       ok
  Order.paymentStatus            authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                null       ok                null       ok
  Store.balance                  authenticated  UNAUTHENTICATED  UNAUTHENTICATED  null              null       ok                null       ok
  Store.transactions             authenticated  UNAUTHENTICATED  UNAUTHENTICATED  null              null       ok                null       ok
`;

const ofOrder = (selection: string) =>
  byId(`query Matrix($id: ID!) { order(id: $id) { ${selection} } }`, ({ trade }) => trade.orderId);
const ofPayment = (selection: string) =>
  byId(`query Matrix($id: ID!) { payment(id: $id) { ${selection} } }`, ({ trade }) => trade.paymentId);
const ofStore = (selection: string) =>
  byId(`query Matrix($id: ID!) { store(id: $id) { ${selection} } }`, ({ vendorX }) => vendorX.storeId);

/** One minor unit, so that there is always enough left. */
const coin = { amountMinor: '1', currency: 'EUR' };

function refund(part: (world: World) => object): Operation['variables'] {
  return (world) => ({
    input: { paymentId: world.trade.paymentId, reason: 'A scratch', idempotencyKey: key(), ...part(world) },
  });
}

export const paymentsMatrix = matrix(table, {
  'Query.cart': { document: 'query Matrix { cart { id } }' },
  'Cart.summary': { document: 'query Matrix { cart { summary { totals { amountMinor currency } } } }' },
  'Query.checkout': byId('query Matrix($id: ID!) { checkout(id: $id) { id status } }', ({ trade }) => trade.checkoutId),
  'Query.payment': ofPayment('id status amount { amountMinor currency }'),
  'Payment.subject': ofPayment('subject { __typename ... on Checkout { id } }'),
  'Query.ledgerHealth': { document: 'query Matrix { ledgerHealth { healthy } }' },
  'Query.ledgerBalances': {
    document: 'query Matrix { ledgerBalances { kind balance { amountMinor currency } accounts } }',
  },
  'Mutation.startCheckout': mutation('startCheckout', 'checkout { id status }', () => ({
    input: { currency: 'EUR', idempotencyKey: key() },
  })),
  'Mutation.cancelCheckout': mutation('cancelCheckout', 'checkout { id status }', async (world) => ({
    input: { checkoutId: await openCheckout(world, 'PENDING') },
  })),
  'Mutation.retryPayment': mutation('retryPayment', 'checkout { id status payment { status } }', async (world) => ({
    input: { checkoutId: await openCheckout(world, 'FAILED'), idempotencyKey: key() },
  })),
  'Mutation.refundPayment': mutation(
    'refundPayment',
    'refund { id status amount { amountMinor } } payment { id }',
    refund(({ trade }) => ({ lines: [{ lineId: trade.lineId, amount: coin }] })),
  ),
  'Mutation.refundPayment/amount': mutation(
    'refundPayment',
    'refund { id }',
    refund(() => ({ amount: coin })),
  ),
  'Subscription.checkoutUpdated': byId(
    'subscription Matrix($id: ID!) { checkoutUpdated(id: $id) { id status } }',
    ({ trade }) => trade.checkoutId,
  ),
  'User.checkouts': buyerAfterLogIn('checkouts { nodes { id status } }'),
  'User.payments': buyerAfterLogIn('payments { nodes { id status } }'),
  'Order.payments': ofOrder('payments { id status }'),
  'Order.paymentStatus': ofOrder('paymentStatus'),
  'Store.balance': ofStore('balance { amountMinor currency }'),
  'Store.transactions': ofStore('transactions { nodes { id } }'),
});
