import { newId } from '@caravan/core/ids';
import { money } from '@caravan/core/money';
import type { Result } from '@caravan/core/result';
import { addCartItem, changeCartItem, clearCart, removeCartItem } from '@caravan/marketplace/cart/cart.usecases';
import { cancelFulfilment, cancelOrder } from '@caravan/marketplace/fulfilments/cancel.usecases';
import { changeFulfilmentStatus } from '@caravan/marketplace/fulfilments/change-status.usecases';
import type { FulfilmentStatus } from '@caravan/marketplace/fulfilments/fulfilments.domain';
import { cancelCheckout } from '@caravan/payments/checkout/usecases/cancel-checkout';
import { retryPayment } from '@caravan/payments/checkout/usecases/retry-payment';
import { startCheckout } from '@caravan/payments/checkout/usecases/start-checkout';
import { refundPayment } from '@caravan/payments/refunds/usecases/refund-payment';
import { leftOf, type ProvidersPayment } from './provider.ts';
import { type Buyer, callerOf, type Town, tellAddress } from './town.ts';
import { cartName } from './watches.ts';
import { begin, committed, note, violate, type World } from './world.ts';

type Action = (world: World, town: Town) => Promise<unknown> | undefined;

/** What people do in the trade, by how often; each does nothing when there is nothing of the kind to be done. */
const actions: readonly { readonly weight: number; readonly act: Action }[] = [
  { weight: 6, act: (world, town) => fillCart(world, town, world.random.pick(town.buyers)) },
  { weight: 2, act: (world, town) => changeCart(world, world.random.pick(town.buyers)) },
  { weight: 6, act: (world, town) => start(world, town, world.random.pick(town.buyers)) },
  { weight: 2, act: (world, town) => tellAddress(world, world.random.pick(town.buyers)) },
  { weight: 8, act: payOnPage },
  { weight: 2, act: cancel },
  { weight: 2, act: payAndCancel },
  { weight: 3, act: retry },
  { weight: 16, act: moveFulfilment },
  { weight: 1, act: cancelOwnOrder },
  { weight: 1, act: cancelSale },
  { weight: 2, act: refund },
  { weight: 1, act: refundByHand },
];
const total = actions.reduce((sum, { weight }) => sum + weight, 0);

export async function actSomehow(world: World, town: Town): Promise<void> {
  let left = world.random.below(total);
  const chosen = actions.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  await chosen?.act(world, town);
}

function fillCart(world: World, { goods }: Town, { person }: Buyer) {
  const { random, parts } = world;
  const { variantId, rateId } = random.pick(goods);
  const command = {
    owner: { id: person.id, isGuest: false },
    variantId,
    quantity: 1 + random.below(3),
    shippingRateId: rateId,
  };
  return begin(world, {
    part: parts.marketplace,
    name: `${cartName} ${shortOf(person)} adds ${command.quantity} of ${variantId.slice(-4)}`,
    work: (deps) => addCartItem(deps, command),
  });
}

type CartRow = { readonly id: string; readonly ownerId: string };

function changeCart(world: World, { person }: Buyer) {
  const { random, parts } = world;
  const own = committed<CartRow>(world, 'marketplace', 'cart_items').filter(({ ownerId }) => ownerId === person.id);
  if (own.length === 0) return undefined;
  const { id: cartItemId } = random.pick(own);
  const quantity = 1 + random.below(3);
  const kind = random.below(3);
  return begin(world, {
    part: parts.marketplace,
    name: `${cartName} ${shortOf(person)} ${['changes', 'removes', 'clears'][kind]}`,
    async work(deps) {
      if (kind === 0) await changeCartItem(deps, { ownerId: person.id, cartItemId, quantity });
      else if (kind === 1) await removeCartItem(deps, { ownerId: person.id, cartItemId });
      else await clearCart(deps, person.id);
    },
  });
}

/** With a key of before every third time; what it is started with is then the same, or by mistake is not. */
function start(world: World, town: Town, buyer: Buyer) {
  const { random } = world;
  const { person } = buyer;
  const hasItems = committed<CartRow>(world, 'marketplace', 'cart_items').some(({ ownerId }) => ownerId === person.id);
  if (!hasItems && random.chance(0.9)) return fillCart(world, town, buyer);
  const again = buyer.asked.length > 0 && random.chance(0.3);
  const expectedMinor = random.chance(0.1) ? BigInt(random.below(5_000)) : null;
  const asked = again ? random.pick(buyer.asked) : { key: newId(), expectedMinor };
  if (!again) buyer.asked.push(asked);
  const expected = again && random.chance(0.1) ? 1n : asked.expectedMinor;
  return begin(world, {
    part: world.parts.payments,
    name: `buyer ${shortOf(person)} checks out with ${asked.key.slice(-4)}`,
    work: (deps) =>
      startCheckout(deps, {
        principal: person,
        currency: 'EUR',
        deliveryAddressId: buyer.addressId,
        expectedTotal: expected === null ? null : money(expected, 'EUR'),
        paymentMethod: 'SANDBOX_CARD',
        idempotencyKey: asked.key,
      }),
    onEnd(outcome) {
      tell(world, outcome);
      if (!('value' in outcome) || !outcome.value.ok) return;
      const { id } = outcome.value.value;
      const before = buyer.answers.get(asked.key) ?? id;
      if (before !== id) violate(world, `one key was answered with the checkouts ${before} and ${id}`);
      buyer.answers.set(asked.key, id);
    },
  });
}

/** Buyers pay on whatever page they still have open, an old one too; a few of them the wrong amount. */
function payOnPage(world: World) {
  const { random, provider } = world;
  const open = [...provider.payments.values()].filter(({ state }) => state.status === 'PENDING');
  if (open.length === 0) return undefined;
  const payment = random.pick(open);
  const choice = random.next();
  note(
    world,
    `page of ${payment.paymentId.slice(-4)}: ${choice < 0.7 ? 'pays' : choice < 0.75 ? 'pays less' : 'fails'}`,
  );
  if (choice < 0.7) provider.capture(payment, payment.asked);
  else if (choice < 0.75) provider.capture(payment, money(payment.asked.amountMinor / 2n, 'EUR'));
  else provider.decline(payment);
  return undefined;
}

/** Pays and cancels, or lets the time run out, at the same moment. */
function payAndCancel(world: World) {
  payOnPage(world);
  if (world.random.chance(0.5)) world.clock += 901_000;
  return cancel(world);
}

type CheckoutRow = { readonly id: string; readonly buyerId: string; readonly status: string };

function pickCheckout(world: World, among: (checkout: CheckoutRow) => boolean): CheckoutRow | null {
  const found = committed<CheckoutRow>(world, 'payments', 'checkouts').filter(among);
  return found.length > 0 ? world.random.pick(found) : null;
}

function cancel(world: World) {
  const { random, parts } = world;
  const checkout = pickCheckout(world, ({ status }) => random.chance(0.2) || /RESERVING|AWAITING/.test(status));
  if (!checkout) return undefined;
  return begin(world, {
    part: parts.payments,
    name: `buyer ${checkout.buyerId.slice(-4)} cancels ${checkout.id.slice(-4)}`,
    work: (deps) => cancelCheckout(deps, { checkoutId: checkout.id, buyerId: checkout.buyerId }),
    onEnd: (outcome) => tell(world, outcome),
  });
}

function retry(world: World) {
  const checkout = pickCheckout(world, ({ status }) => status === 'AWAITING_PAYMENT');
  if (!checkout) return undefined;
  const { id: checkoutId, buyerId } = checkout;
  // Few keys, so that some are used again.
  const idempotencyKey = `retry ${world.random.below(4)}`;
  return begin(world, {
    part: world.parts.payments,
    name: `buyer ${buyerId.slice(-4)} tries ${checkoutId.slice(-4)} again`,
    work: (deps) => retryPayment(deps, { checkoutId, buyerId, method: 'SANDBOX_CARD', idempotencyKey }),
    onEnd: (outcome) => tell(world, outcome),
  });
}

const nextStatus: Readonly<Record<string, FulfilmentStatus>> = {
  CONFIRMED: 'PREPARING',
  PREPARING: 'READY',
  READY: 'SHIPPED',
  SHIPPED: 'DELIVERED',
};
type FulfilmentRow = { id: string; orderId: string; storeId: string; status: FulfilmentStatus };

function moveFulfilment(world: World, { vendors }: Town) {
  const open = committed<FulfilmentRow>(world, 'marketplace', 'fulfilments').filter(({ status }) => nextStatus[status]);
  if (open.length === 0) return undefined;
  const { id: fulfilmentId, storeId, status } = world.random.pick(open);
  const vendor = vendors.find((candidate) => candidate.storeId === storeId);
  const to = nextStatus[status];
  if (!vendor || !to) return undefined;
  const command = { caller: callerOf(vendor.person), fulfilmentId, status: to, comment: null, trackingNumber: null };
  return begin(world, {
    part: world.parts.marketplace,
    name: `vendor moves ${fulfilmentId.slice(-4)} to ${to}`,
    work: (deps) => changeFulfilmentStatus(deps, command),
    onEnd: (outcome) => tell(world, outcome),
  });
}

type OrderRow = { id: string; buyerId: string; status: string };
type LineRow = { id: string; fulfilmentId: string; cancelledAt: Date | null };

function cancelOwnOrder(world: World, { buyers }: Town) {
  const orders = committed<OrderRow>(world, 'marketplace', 'orders');
  if (orders.length === 0) return undefined;
  const order = world.random.pick(orders);
  const buyer = buyers.find(({ person }) => person.id === order.buyerId);
  if (!buyer) return undefined;
  return begin(world, {
    part: world.parts.marketplace,
    name: `buyer ${shortOf(buyer.person)} cancels the order ${order.id.slice(-4)}`,
    work: (deps) => cancelOrder(deps, { principal: buyer.person, orderId: order.id, lineIds: null, reason: null }),
    onEnd: (outcome) => tell(world, outcome),
  });
}

function cancelSale(world: World, { vendors }: Town) {
  const { random } = world;
  const lines = committed<LineRow>(world, 'marketplace', 'order_lines').filter(({ cancelledAt }) => !cancelledAt);
  if (lines.length === 0) return undefined;
  const { id, fulfilmentId } = random.pick(lines);
  const [found] = committed<FulfilmentRow>(world, 'marketplace', 'fulfilments').filter(
    (row) => row.id === fulfilmentId,
  );
  const vendor = vendors.find(({ storeId }) => storeId === found?.storeId);
  if (!vendor) return undefined;
  const command = { caller: callerOf(vendor.person), fulfilmentId, lineIds: random.chance(0.5) ? [id] : null };
  return begin(world, {
    part: world.parts.marketplace,
    name: `vendor cancels of ${fulfilmentId.slice(-4)}`,
    work: (deps) => cancelFulfilment(deps, { ...command, reason: 'Broken.' }),
    onEnd: (outcome) => tell(world, outcome),
  });
}

/** Half of the time the same is asked twice at once. */
function refund(world: World, { support }: Town) {
  const { random, parts } = world;
  const payment = pickCaptured(world);
  if (!payment) return undefined;
  const { paymentId, asked } = payment;
  const amountMinor = 1n + BigInt(random.below(Number(asked.amountMinor)));
  const amount = random.chance(0.5) ? money(amountMinor, 'EUR') : null;
  const command = { paymentId, lines: null, amount, reason: 'A favour.', idempotencyKey: `refund ${random.below(3)}` };
  const ask = () =>
    begin(world, {
      part: parts.payments,
      name: `support refunds ${amount ? amountMinor : 'all'} of ${paymentId.slice(-4)}`,
      work: (deps) => refundPayment(deps, callerOf(support), command),
      onEnd: (outcome) => tell(world, outcome),
    });
  return random.chance(0.5) ? ask() : ask().then(ask);
}

function refundByHand(world: World) {
  const payment = pickCaptured(world);
  if (!payment || leftOf(payment) <= 0n || !world.random.chance(0.3)) return undefined;
  const amountMinor = 1n + BigInt(world.random.below(Number(leftOf(payment))));
  note(world, `dashboard refunds ${amountMinor} of ${payment.paymentId.slice(-4)}`);
  world.provider.refundByHand(payment, money(amountMinor, 'EUR'));
  return undefined;
}

function pickCaptured({ provider, random }: World): ProvidersPayment | null {
  const captured = [...provider.payments.values()].filter(({ state }) => state.status === 'CAPTURED');
  return captured.length > 0 ? random.pick(captured) : null;
}

function tell(world: World, outcome: { value: Result<unknown, { kind: string }> } | { error: unknown }) {
  if ('value' in outcome && !outcome.value.ok) note(world, `  refused: ${outcome.value.errors[0].kind}`);
}

function shortOf({ id }: { id: string }): string {
  return id.slice(-4);
}
