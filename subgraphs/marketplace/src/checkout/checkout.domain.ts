import type { CheckoutLine, RejectionReason } from '@caravan/contracts/checkout';
import { toMoneyData } from '@caravan/contracts/event';
import { invariant } from '@caravan/core/errors';
import { sum, times } from '@caravan/core/money';
import type { BoughtItem, PricedItem } from '../cart/cart.domain.ts';
import type { Fulfilment, OrderLine } from '../fulfilments/fulfilments.domain.ts';
import { largestAmountMinor } from '../validation.domain.ts';

/** A hold ends once, and only payments ends it. */
export const holdStates = ['HELD', 'RELEASED', 'CONFIRMED'] as const;
export type HoldState = (typeof holdStates)[number];

/** What a checkout holds here. RELEASED for a checkout that never held anything is a tombstone. */
export type Hold = {
  readonly checkoutId: string;
  readonly state: HoldState;
  /** Null in a tombstone. */
  readonly buyerId: string | null;
  /** Null when the buyer had nothing of ours in this currency. */
  readonly orderId: string | null;
  readonly boughtItems: readonly BoughtItem[];
};

/** The parts of an order as a checkout reserves them. */
export type Plan = { readonly fulfilments: readonly Fulfilment[]; readonly lines: readonly OrderLine[] };

/** A new plan, which still knows of each line the item in the cart that it was made of. */
export type NewPlan = Plan & { readonly itemOf: ReadonlyMap<string, PricedItem> };

/** Why these items cannot be bought, if they cannot; stock is asked when it is reserved. */
export function refusals(items: readonly PricedItem[], { hasAddress }: { hasAddress: boolean }): RejectionReason[] {
  const reasons = items.flatMap<RejectionReason>(({ id, offer, lacksShipping }) => {
    if (!offer.isForSale) return [{ kind: 'NOT_FOR_SALE', cartItemId: id }];
    return lacksShipping ? [{ kind: 'SHIPPING_NOT_CHOSEN', cartItemId: id }] : [];
  });
  if (!hasAddress && items.some(({ rate }) => rate !== null)) {
    reasons.push({ kind: 'ADDRESS_UNKNOWN', cartItemId: null });
  }
  // What no column holds would fail at every try, and a dead event would park the checkout.
  const totalMinor = items.reduce((minor, { total }) => minor + total.amountMinor, 0n);
  return totalMinor > largestAmountMinor ? [...reasons, { kind: 'UNAVAILABLE', cartItemId: null }] : reasons;
}

/** The fulfilments, one per store, and lines that these items of one currency become, at today's prices. */
export function plan(orderId: string, items: readonly PricedItem[], makeId: () => string): NewPlan {
  const byStore = [...Map.groupBy(items, ({ offer }) => offer.storeId)];
  const parts = byStore.map(([storeId, own]) => planPart({ orderId, storeId }, own, makeId));
  return {
    fulfilments: parts.map(({ fulfilment }) => fulfilment),
    lines: parts.flatMap(({ lines }) => lines),
    itemOf: new Map(parts.flatMap(({ itemOf }) => itemOf)),
  };
}

/**
 * What payments is told of a plan: one line per product, and one for its freight, which the store gets whole.
 *
 * @param escrowDays - Days after delivery until the store is paid.
 */
export function toCheckoutLines({ fulfilments, lines }: Plan, escrowDays: number): CheckoutLine[] {
  return fulfilments.flatMap((fulfilment) => {
    const shared = {
      ref: fulfilment.orderId,
      fulfilmentId: fulfilment.id,
      payee: { kind: 'STORE' as const, id: fulfilment.storeId },
      releaseRule: { kind: 'ON_DELIVERY' as const, days: escrowDays },
    };
    const own = lines.filter(({ fulfilmentId }) => fulfilmentId === fulfilment.id);
    return own.flatMap((line) => [productLine(line, shared), ...freightLine(line, shared)]);
  });
}

type SharedParts = Pick<CheckoutLine, 'ref' | 'fulfilmentId' | 'payee' | 'releaseRule'>;

function productLine(line: OrderLine, shared: SharedParts): CheckoutLine {
  return {
    ...shared,
    lineId: line.id,
    kind: 'PRODUCT',
    description: describe(line),
    amount: toMoneyData(times(line.unitPrice, line.quantity)),
    commissionable: true,
  };
}

function freightLine(line: OrderLine, shared: SharedParts): CheckoutLine[] {
  if (line.shippingLineId === null) return [];
  const description = `${line.shippingName ?? 'Shipping'}: ${describe(line)}`;
  const amount = toMoneyData(line.shippingPrice);
  return [{ ...shared, lineId: line.shippingLineId, kind: 'SHIPPING', description, amount, commissionable: false }];
}

function describe({ title, variantTitle, quantity }: OrderLine): string {
  return `${quantity} × ${variantTitle ? `${title}, ${variantTitle}` : title}`;
}

function planPart(part: { orderId: string; storeId: string }, items: readonly PricedItem[], makeId: () => string) {
  const id = makeId();
  const itemOf = items.map((item) => [makeId(), item] as const);
  const lines = itemOf.map(([lineId, item]) => toOrderLine(item, { lineId, fulfilmentId: id, makeId }));
  const currency = items[0]?.total.currency;
  invariant(currency, 'a part has an item');
  const fulfilment: Fulfilment = {
    id,
    ...part,
    status: 'PENDING',
    itemsTotal: sum(
      lines.map(({ unitPrice, quantity }) => times(unitPrice, quantity)),
      currency,
    ),
    shippingTotal: sum(
      lines.map(({ shippingPrice }) => shippingPrice),
      currency,
    ),
    trackingNumber: null,
  };
  return { fulfilment, lines, itemOf };
}

function toOrderLine(
  item: PricedItem,
  { lineId, fulfilmentId, makeId }: { lineId: string; fulfilmentId: string; makeId: () => string },
): OrderLine {
  const { offer, shippingPrice } = item;
  return {
    id: lineId,
    fulfilmentId,
    productId: offer.productId,
    variantId: offer.variantId,
    title: offer.title,
    variantTitle: offer.variantTitle,
    sku: offer.sku,
    quantity: item.quantity,
    unitPrice: item.unitPrice,
    shippingLineId: shippingPrice.amountMinor > 0n ? makeId() : null,
    shippingName: item.rate?.name ?? null,
    shippingPrice,
    cancelledAt: null,
    cancelReason: null,
  };
}
