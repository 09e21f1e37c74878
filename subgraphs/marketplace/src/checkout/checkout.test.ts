import { money } from '@caravan/core/money';
import { describe, expect, test } from 'vitest';
import { type Offer, type PricedItem, price } from '../cart/cart.domain.ts';
import type { ShippingRate } from '../shipping-rates/shipping-rates.domain.ts';
import { plan, refusals, toCheckoutLines } from './checkout.domain.ts';

const eur = (amountMinor: bigint) => money(amountMinor, 'EUR');

function offerOf(variantId: string, storeId: string): Offer {
  return {
    variantId,
    productId: `product of ${variantId}`,
    storeId,
    title: `Kettle ${variantId}`,
    variantTitle: 'Red',
    sku: `SKU ${variantId}`,
    price: eur(1000n),
    weightGrams: null,
    isForSale: true,
    available: 5,
  };
}

function pricedItem(id: string, storeId: string, change: Partial<Offer> & { rate?: ShippingRate } = {}): PricedItem {
  const { rate, ...offer } = change;
  const item = {
    id,
    ownerId: 'buyer',
    variantId: id,
    shippingRateId: rate?.id ?? null,
    quantity: 2,
    seenPrice: eur(1000n),
    version: 1,
    addedAt: new Date(0),
  };
  return price(item, { ...offerOf(id, storeId), ...offer }, rate ? [rate] : []);
}

const parcel: ShippingRate = {
  id: 'parcel',
  storeId: 'a',
  name: 'Parcel',
  kind: 'PER_ORDER',
  amount: eur(490n),
  freeOver: null,
  active: true,
};

describe('a checkout is refused', () => {
  test('for what is not for sale, and for shipping that was not picked, all at once', () => {
    const gone = pricedItem('gone', 'a', { isForSale: false });
    const unpicked = { ...pricedItem('unpicked', 'a'), lacksShipping: true };
    expect(refusals([gone, pricedItem('fine', 'a', { rate: parcel }), unpicked], { hasAddress: true })).toEqual([
      { kind: 'NOT_FOR_SALE', cartItemId: 'gone' },
      { kind: 'SHIPPING_NOT_CHOSEN', cartItemId: 'unpicked' },
    ]);
  });
});

describe('a plan', () => {
  let made = 0;
  const items = [pricedItem('one', 'a', { rate: parcel }), pricedItem('two', 'b'), pricedItem('three', 'a')];
  const planned = plan('order', items, () => `id ${(made += 1)}`);

  test('has one fulfilment per store, whose totals are those of its lines', () => {
    expect(planned.fulfilments).toMatchObject([
      { orderId: 'order', storeId: 'a', status: 'PENDING', itemsTotal: eur(4000n), shippingTotal: eur(490n) },
      { orderId: 'order', storeId: 'b', status: 'PENDING', itemsTotal: eur(2000n), shippingTotal: eur(0n) },
    ]);
  });

  test('remembers which item of the cart each line was', () => {
    const itemIds = planned.lines.map(({ id }) => planned.itemOf.get(id)?.id);
    expect(itemIds).toEqual(['one', 'three', 'two']);
  });

  test('tells payments one line per product, and one for freight that costs something', () => {
    const lines = toCheckoutLines(planned, 14);
    expect(
      lines.map(({ kind, amount, commissionable, payee }) => [kind, amount.amountMinor, commissionable, payee.id]),
    ).toEqual([
      ['PRODUCT', '2000', true, 'a'],
      ['SHIPPING', '490', false, 'a'],
      ['PRODUCT', '2000', true, 'a'],
      ['PRODUCT', '2000', true, 'b'],
    ]);
    expect(lines[0]).toMatchObject({
      ref: 'order',
      fulfilmentId: planned.fulfilments[0]?.id,
      description: '2 × Kettle one, Red',
      releaseRule: { kind: 'ON_DELIVERY', days: 14 },
    });
    expect(lines[1]?.description).toBe('Parcel: 2 × Kettle one, Red');
    expect(new Set(lines.map(({ lineId }) => lineId)).size).toBe(4);
  });
});
