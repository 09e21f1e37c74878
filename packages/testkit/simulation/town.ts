import { newId } from '@caravan/core/ids';
import type { Caller, Principal, Scope } from '@caravan/core/principal';
import type { Database } from '@caravan/database/database';
import { addresses } from '@caravan/marketplace/addresses/addresses.tables';
import { products, variants } from '@caravan/marketplace/products/products.tables';
import { shippingRates } from '@caravan/marketplace/shipping-rates/shipping-rates.tables';
import { stockMovements } from '@caravan/marketplace/stock/stock.tables';
import { storeStaff, stores } from '@caravan/marketplace/stores/stores.tables';
import { storeStaff as payeeStaff } from '@caravan/payments/stores/stores.tables';
import { memoryDatabase, type Runner } from './memory/database.ts';
import type { World } from './world.ts';

export type Person = Principal & { readonly id: string };
export type Good = {
  readonly variantId: string;
  readonly storeId: string;
  readonly stock: number;
  readonly rateId: string | null;
};
export type Buyer = {
  readonly person: Person;
  readonly addressId: string;
  /** What they asked for under which key, to ask again. */
  readonly asked: { readonly key: string; readonly expectedMinor: bigint | null }[];
  /** The checkout that each key was answered with. */
  readonly answers: Map<string, string>;
};
/** Who trades in a seed: more buyers than there are goods. */
export type Town = {
  readonly buyers: readonly Buyer[];
  readonly vendors: readonly { readonly person: Person; readonly storeId: string }[];
  readonly goods: readonly Good[];
  readonly support: Person;
};

export function callerOf(principal: Principal): Caller {
  return { principal, requestId: 'simulated', clientAddress: null, userAgent: null };
}

export async function settle(world: World): Promise<Town> {
  const { random, parts } = world;
  const now = () => new Date(world.clock);
  const marketplace = memoryDatabase(parts.marketplace.store, atOnce, now);
  const payments = memoryDatabase(parts.payments.store, atOnce, now);
  const vendors: Town['vendors'][number][] = [];
  const goods: Good[] = [];
  for (let count = 1 + random.below(2); count > 0; count -= 1) {
    const vendor = await openStore(marketplace, now());
    await payments.query
      .insert(payeeStaff)
      .values({ storeId: vendor.storeId, userId: vendor.person.id, role: 'OWNER' });
    const rateId = random.chance(0.4) ? await offerRate(marketplace, vendor.storeId, now()) : null;
    for (let kinds = 1 + random.below(2); kinds > 0; kinds -= 1) {
      const priceMinor = random.chance(0.1) ? 0n : BigInt(1 + random.below(9_999));
      const stock = 1 + random.below(6);
      const variantId = await stockGood(marketplace, { storeId: vendor.storeId, priceMinor, stock }, now());
      goods.push({ variantId, storeId: vendor.storeId, stock, rateId });
    }
    vendors.push(vendor);
  }
  const buyers: Buyer[] = [];
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const [someone, addressId] = [person(), newId()];
    const buyer = { person: someone, addressId, asked: [], answers: new Map() };
    if (random.chance(0.7)) await tellAddress(world, buyer);
    buyers.push(buyer);
  }
  return { buyers, vendors, goods, support: person(['order:write:any', 'payment:refund:any', 'payment:read:any']) };
}

/** What the town was built with takes no turns. */
const atOnce: Runner = {
  name: 'town',
  open: new Set(),
  turn: () => Promise.resolve(),
  waitFor: () => Promise.reject(new Error('Nobody else is there.')),
};

/** Marketplace hears of an address, which may be after it is asked to send something there. */
export async function tellAddress({ clock, parts }: World, { person: { id: userId }, addressId: id }: Buyer) {
  const { query } = memoryDatabase(parts.marketplace.store, atOnce, () => new Date(clock));
  await query
    .insert(addresses)
    .values({ id, userId, address: { userId, sealed: 'sealed' } })
    .onConflictDoNothing();
}

function person(scopes: readonly Scope[] = []): Person {
  return { kind: 'user', id: newId(), sessionId: newId(), roles: ['CUSTOMER'], scopes: ['cart:use', ...scopes] };
}

async function openStore({ query }: Database, now: Date) {
  const [storeId, owner] = [newId(), person()];
  const store = { id: storeId, name: storeId, slug: storeId, description: '', currency: 'EUR', version: 1 };
  await query.insert(stores).values({ ...store, status: 'ACTIVE', createdAt: now });
  await query.insert(storeStaff).values({ storeId, userId: owner.id, role: 'OWNER', since: now });
  return { person: owner, storeId };
}

async function offerRate({ query }: Database, storeId: string, now: Date): Promise<string> {
  const id = newId();
  const rate = { id, storeId, name: 'Parcel', kind: 'PER_ORDER' as const, amountMinor: 490n, currency: 'EUR' };
  await query.insert(shippingRates).values({ ...rate, createdAt: now });
  return id;
}

async function stockGood(
  { query }: Database,
  { storeId, priceMinor, stock }: { storeId: string; priceMinor: bigint; stock: number },
  now: Date,
): Promise<string> {
  const [productId, variantId] = [newId(), newId()];
  const shared = { storeId, currency: 'EUR', createdAt: now };
  const texts = { handle: productId, title: 'Kettle', description: '', optionNames: ['Colour'] };
  const dates = { publishedAt: now, listedAt: now };
  const product = { ...shared, ...texts, ...dates, id: productId, categoryId: newId(), version: 1 };
  await query.insert(products).values({ ...product, status: 'PUBLISHED' });
  const variant = { ...shared, id: variantId, productId, sku: variantId, optionValues: ['Red'], priceMinor };
  await query.insert(variants).values({ ...variant, active: true });
  const change = { kind: 'RECEIVED' as const, onHandChange: stock, reservedChange: 0 };
  await query.insert(stockMovements).values({ id: newId(), variantId, ...change, createdAt: now });
  return variantId;
}
