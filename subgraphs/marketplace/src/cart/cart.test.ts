import { money } from '@caravan/core/money';
import { describe, expect, test } from 'vitest';
import type { ShippingRate } from '../shipping-rates/shipping-rates.domain.ts';
import { type CartItem, checkGrowth, checkQuantity, fold, type Offer, price, totals } from './cart.domain.ts';

const eur = (amountMinor: bigint) => money(amountMinor, 'EUR');
const limits = { cartLines: 3, lineQuantity: 9 };

const item: CartItem = {
  id: 'item',
  ownerId: 'owner',
  variantId: 'variant',
  shippingRateId: 'rate',
  quantity: 3,
  seenPrice: eur(1000n),
  version: 1,
  addedAt: new Date(0),
};
const offer: Offer = {
  variantId: 'variant',
  productId: 'product',
  storeId: 'store',
  title: 'Kettle',
  variantTitle: '',
  sku: 'K1',
  price: eur(1000n),
  weightGrams: 700,
  isForSale: true,
  available: 5,
};
const rate: ShippingRate = {
  id: 'rate',
  storeId: 'store',
  name: 'Parcel',
  kind: 'PER_ITEM',
  amount: eur(150n),
  freeOver: null,
  active: true,
};

describe('the price of a line', () => {
  test('is unit price by quantity, and its freight', () => {
    const priced = price(item, offer, [rate]);
    expect(priced.shippingPrice).toEqual(eur(450n));
    expect(priced.total).toEqual(eur(3450n));
    expect(priced).toMatchObject({ priceChanged: false, unavailable: false, lacksShipping: false });
  });

  test('counts the whole weight of the line', () => {
    expect(price(item, offer, [{ ...rate, kind: 'BY_WEIGHT' }]).shippingPrice).toEqual(eur(450n));
    expect(price(item, { ...offer, weightGrams: null }, [{ ...rate, kind: 'BY_WEIGHT' }]).shippingPrice).toEqual(
      eur(150n),
    );
  });

  test('has no freight while no rate is picked, and says that one is missing only where there is one', () => {
    const unpicked = { ...item, shippingRateId: null };
    expect(price(unpicked, offer, [rate])).toMatchObject({ total: eur(3000n), rate: null, lacksShipping: true });
    expect(price(unpicked, offer, [])).toMatchObject({ total: eur(3000n), rate: null, lacksShipping: false });
  });

  test('treats a rate that its store took back as not picked', () => {
    expect(price(item, offer, [{ ...rate, id: 'other' }])).toMatchObject({ rate: null, lacksShipping: true });
  });

  test('is live, and says when it differs from what was seen', () => {
    expect(price(item, { ...offer, price: eur(900n) }, [])).toMatchObject({ total: eur(2700n), priceChanged: true });
  });

  test.each([
    [{ available: 2 }, true],
    [{ available: 3 }, false],
    [{ isForSale: false }, true],
  ])('says whether it can be had: %j', (change, unavailable) => {
    expect(price(item, { ...offer, ...change }, [rate]).unavailable).toBe(unavailable);
  });

  test('adds up per currency, and an empty cart to nothing', () => {
    const yen = price({ ...item, quantity: 1 }, { ...offer, price: money(500n, 'JPY') }, []);
    expect(totals({ ownerId: 'owner', items: [yen, price(item, offer, [rate]), price(item, offer, [rate])] })).toEqual([
      eur(6900n),
      money(500n, 'JPY'),
    ]);
    expect(totals({ ownerId: 'owner', items: [] })).toEqual([]);
  });
});

describe('a quantity', () => {
  test.each([0, -1, 10, 1.5])('of %d is refused', (quantity) => {
    expect(checkQuantity(quantity, limits)).toMatchObject([{ kind: 'InvalidInput', path: ['input', 'quantity'] }]);
  });
  test.each([1, 9])('of %d is fine', (quantity) => {
    expect(checkQuantity(quantity, limits)).toEqual([]);
  });
  test('grows up to what is in stock, other lines of the variant counted', () => {
    expect(checkGrowth({ quantity: 3, elsewhere: 2 }, offer, limits).ok).toBe(true);
    expect(checkGrowth({ quantity: 4, elsewhere: 2 }, offer, limits)).toEqual({
      ok: false,
      errors: [{ kind: 'InsufficientStock', path: ['input', 'quantity'], available: 5 }],
    });
  });
});

describe("a guest's cart", () => {
  const offers = new Map([
    ['variant', offer],
    ['other', { ...offer, variantId: 'other', available: 0 }],
  ]);
  const own = { ...item, id: 'own', quantity: 2 };
  const guest = { ...item, id: 'guest', quantity: 1 };

  test('adds up with alike lines', () => {
    expect(fold({ user: [own], guest: [guest] }, offers, limits)).toEqual({
      raised: [{ itemId: 'own', quantity: 3 }],
      moved: [],
    });
  });

  test('is capped by stock, and never takes from what the user had', () => {
    const many = { ...guest, quantity: 9 };
    expect(fold({ user: [own], guest: [many] }, offers, limits).raised).toEqual([{ itemId: 'own', quantity: 5 }]);
    const hoard = { ...own, quantity: 8 };
    expect(fold({ user: [hoard], guest: [many] }, offers, limits).raised).toEqual([{ itemId: 'own', quantity: 8 }]);
  });

  test('moves over what the user had not; another shipping rate is another line', () => {
    const unpicked = { ...guest, shippingRateId: null, quantity: 9 };
    expect(fold({ user: [own], guest: [unpicked] }, offers, limits).moved).toEqual([{ itemId: 'guest', quantity: 5 }]);
  });

  test('keeps what is sold out, since the line says so', () => {
    const gone = { ...guest, variantId: 'other', quantity: 2 };
    expect(fold({ user: [], guest: [gone] }, offers, limits).moved).toEqual([{ itemId: 'guest', quantity: 2 }]);
  });

  test('fills a cart up to its most lines', () => {
    const lines = [1, 2, 3, 4].map((number) => ({ ...guest, id: `g${number}`, shippingRateId: `r${number}` }));
    expect(fold({ user: [own], guest: lines }, offers, limits).moved.map(({ itemId }) => itemId)).toEqual(['g1', 'g2']);
  });
});
