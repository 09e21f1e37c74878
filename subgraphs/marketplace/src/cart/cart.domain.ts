import { type InvalidInput, invalidInput, type NotFound } from '@caravan/core/errors';
import { add, type Money, sumByCurrency, times, zero } from '@caravan/core/money';
import { fail, ok, type Result } from '@caravan/core/result';
import { type ShippingRate, shippingCost } from '../shipping-rates/shipping-rates.domain.ts';

/** Whose cart it is: a user's or a guest's. */
export type CartOwner = { readonly id: string; readonly isGuest: boolean };

/** A line as its owner left it. */
export type CartItem = {
  readonly id: string;
  readonly ownerId: string;
  readonly variantId: string;
  readonly shippingRateId: string | null;
  readonly quantity: number;
  /** Unit price when it was put in. */
  readonly seenPrice: Money;
  readonly version: number;
  readonly addedAt: Date;
};

/** A variant as it can be bought now. */
export type Offer = {
  readonly variantId: string;
  readonly productId: string;
  readonly storeId: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly price: Money;
  readonly weightGrams: number | null;
  /** The variant is active, its product published and its store open. */
  readonly isForSale: boolean;
  /** Pieces in stock that nobody has reserved. */
  readonly available: number;
};

/** A cart line as it was when a checkout began. */
export type BoughtItem = { readonly cartItemId: string; readonly quantity: number; readonly version: number };

/** What carts are priced by: offers by variant, and the rates that stores offer. */
export type Market = {
  readonly offers: ReadonlyMap<string, Offer>;
  readonly rates: ReadonlyMap<string, readonly ShippingRate[]>;
};

/** A line with what it costs now. */
export type PricedItem = CartItem & {
  readonly offer: Offer;
  /** The rate that was picked, if its store still offers it. */
  readonly rate: ShippingRate | null;
  readonly unitPrice: Money;
  readonly shippingPrice: Money;
  readonly total: Money;
  readonly priceChanged: boolean;
  readonly unavailable: boolean;
  /** Its store has rates, and none of them is picked. */
  readonly lacksShipping: boolean;
};

/** A cart by its owner alone: what it holds is read when it is asked for. */
export type CartStub = { readonly ownerId: string };

export type Cart = { readonly ownerId: string; readonly items: readonly PricedItem[] };

export type InsufficientStock = {
  readonly kind: 'InsufficientStock';
  readonly path: readonly string[];
  readonly available: number;
};
export type CartFull = { readonly kind: 'CartFull'; readonly path: readonly string[]; readonly limit: number };
export type AddCartItemError = InvalidInput | NotFound | InsufficientStock | CartFull;
export type ChangeCartItemError = InvalidInput | NotFound | InsufficientStock;

/** A line at today's prices. A rate that its store took back counts as not picked. */
export function price(item: CartItem, offer: Offer, rates: readonly ShippingRate[]): PricedItem {
  const rate = rates.find(({ id }) => id === item.shippingRateId) ?? null;
  const subtotal = times(offer.price, item.quantity);
  const weightGrams = offer.weightGrams === null ? null : offer.weightGrams * item.quantity;
  const shippingPrice = rate
    ? shippingCost(rate, { quantity: item.quantity, weightGrams, subtotal })
    : zero(offer.price.currency);
  return {
    ...item,
    offer,
    rate,
    unitPrice: offer.price,
    shippingPrice,
    total: add(subtotal, shippingPrice),
    priceChanged: offer.price.amountMinor !== item.seenPrice.amountMinor,
    unavailable: !offer.isForSale || offer.available < item.quantity,
    lacksShipping: rate === null && rates.length > 0,
  };
}

/** What a cart adds up to, one amount per currency. */
export function totals({ items }: Cart): Money[] {
  return sumByCurrency(items.map(({ total }) => total));
}

export type CartLimits = { readonly cartLines: number; readonly lineQuantity: number };

/** A quantity that a client gives is a whole number in the limits. */
export function checkQuantity(quantity: number, limits: CartLimits): InvalidInput[] {
  const path = ['input', 'quantity'];
  const fits = Number.isInteger(quantity) && quantity >= 1 && quantity <= limits.lineQuantity;
  return fits ? [] : [invalidInput(path, `A quantity is from 1 to ${limits.lineQuantity}.`)];
}

/** Lines of the same variant and shipping rate add up to one. */
export function alike(
  left: Pick<CartItem, 'variantId' | 'shippingRateId'>,
  right: Pick<CartItem, 'variantId' | 'shippingRateId'>,
): boolean {
  return left.variantId === right.variantId && left.shippingRateId === right.shippingRateId;
}

/**
 * Whether a line may grow to a quantity.
 *
 * @param elsewhere - Pieces of the same variant in other lines of the cart.
 */
export function checkGrowth(
  wanted: { quantity: number; elsewhere: number },
  offer: Offer,
  limits: CartLimits,
): Result<null, InvalidInput | InsufficientStock> {
  const [tooMany] = checkQuantity(wanted.quantity, limits);
  if (tooMany) return fail(tooMany);
  if (wanted.quantity + wanted.elsewhere > offer.available) {
    return fail({ kind: 'InsufficientStock', path: ['input', 'quantity'], available: offer.available });
  }
  return ok(null);
}

/** What becomes of a guest's lines in a user's cart. */
export type Fold = {
  /** Lines of the user that take a guest's line in. */
  readonly raised: readonly { readonly itemId: string; readonly quantity: number }[];
  /** Lines of the guest that become the user's. */
  readonly moved: readonly { readonly itemId: string; readonly quantity: number }[];
};

/**
 * Folds a guest's cart into a user's: alike lines add up, capped by stock; what the user had never shrinks. Lines
 * past the most that a cart holds are left out.
 */
export function fold(
  { user, guest }: { user: readonly CartItem[]; guest: readonly CartItem[] },
  offers: ReadonlyMap<string, Offer>,
  limits: CartLimits,
): Fold {
  const stockOf = ({ variantId }: CartItem) => offers.get(variantId)?.available ?? 0;
  const raised = guest.flatMap((item) => {
    const own = user.find((candidate) => alike(candidate, item));
    if (!own) return [];
    const together = Math.min(own.quantity + item.quantity, stockOf(item), limits.lineQuantity);
    return [{ itemId: own.id, quantity: Math.max(own.quantity, together) }];
  });
  const moved = guest
    .filter((item) => !user.some((own) => alike(own, item)))
    .slice(0, Math.max(0, limits.cartLines - user.length))
    // Sold out is no reason to forget it: the line says that it is unavailable.
    .map((item) => ({ itemId: item.id, quantity: Math.min(item.quantity, stockOf(item) || item.quantity) }));
  return { raised, moved };
}
