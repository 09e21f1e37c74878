import { randomBytes } from 'node:crypto';
import { parseConfiguration } from '@caravan/config/configuration';
import type { EventContract, EventEnvelope, Sealed } from '@caravan/contracts/event';
import { newId } from '@caravan/core/ids';
import { createPager } from '@caravan/core/pages';
import type { Caller, Principal, Scope } from '@caravan/core/principal';
import type { Database } from '@caravan/database/database';
import type { Consumer } from '@caravan/events/consumer';
import type { LiveFeed } from '@caravan/events/live-feed';
import { eventsMigrations } from '@caravan/events/outbox';
import type { Sealer } from '@caravan/events/sealing';
import type { FileStore } from '@caravan/files/file-store';
import { createLogger } from '@caravan/telemetry/logger';
import { testDatabase } from '@caravan/testkit/database';
import { asc, eq, sql } from 'drizzle-orm';
import { keepAddress } from '../src/addresses/addresses.usecases.ts';
import { addCartItem } from '../src/cart/cart.usecases.ts';
import { otherCategoryId } from '../src/categories/categories.domain.ts';
import { confirm, release, reserve } from '../src/checkout/checkout.usecases.ts';
import type { Deps } from '../src/deps.ts';
import { fulfilments, orderLines } from '../src/fulfilments/fulfilments.tables.ts';
import { orders } from '../src/orders/orders.tables.ts';
import { products, variants } from '../src/products/products.tables.ts';
import { shippingRates } from '../src/shipping-rates/shipping-rates.tables.ts';
import { stockLevels, stockMovements } from '../src/stock/stock.tables.ts';
import { storeStaff, stores } from '../src/stores/stores.tables.ts';

/** Noon of a fixed day: tests never look at the clock. */
export const noon = new Date('2026-11-20T12:00:00Z');

const settings = parseConfiguration({
  NODE_ENV: 'test',
  CALLER_SECRET: 'c'.repeat(32),
  CURSOR_SECRET: 'u'.repeat(32),
  SEALING_KEY: 's'.repeat(32),
  FILE_SECRET: 'f'.repeat(32),
  IDENTITY_KEY_ENCRYPTION_KEY: 'k'.repeat(32),
  SANDBOX_API_KEY: 'p'.repeat(32),
  SANDBOX_WEBHOOK_SECRET: 'w'.repeat(32),
}).marketplace;

/** A database of marketplace for this test file. */
export function marketplaceDatabase() {
  return testDatabase('marketplace', [
    { name: 'events', folder: eventsMigrations },
    { name: 'marketplace', folder: new URL('../migrations/', import.meta.url) },
  ]);
}

/** Dependencies of use cases; what a test does not need refuses to be used. */
export function tradeDeps(database: Database, change: Partial<Deps> = {}): Deps {
  return {
    database,
    settings,
    feed: unused<LiveFeed>('feed'),
    files: unused<FileStore>('files'),
    sealer: plainSealer,
    pager: createPager('u'.repeat(32)),
    logger: createLogger({ level: 'silent', name: 'test' }),
    now: () => noon,
    ...change,
  };
}

/** Seals by writing it down, so that tests can read what was sealed. */
export const plainSealer: Sealer = {
  seal: async (userId, fields) => ({ userId, sealed: JSON.stringify(fields) }),
  sealFor: async (userId) => (fields) => ({ userId, sealed: JSON.stringify(fields) }),
  unseal: async ({ sealed }) => JSON.parse(sealed) as unknown,
  unsealMany: async (all) => all.map(({ sealed }) => JSON.parse(sealed) as unknown),
  erase: async () => undefined,
  close: async () => undefined,
};

function unused<Part extends object>(name: string): Part {
  return new Proxy({} as Part, {
    get: () => {
      throw new Error(`This test does not bring a ${name}.`);
    },
  });
}

export function person(id = newId(), scopes: readonly Scope[] = ['cart:use']): Principal {
  return { kind: 'user', id, sessionId: newId(), roles: ['CUSTOMER'], scopes };
}

export function callerOf(principal: Principal): Caller {
  return { principal, requestId: 'request', clientAddress: '2001:db8::1', userAgent: null };
}

export type Shop = { storeId: string; clerk: Principal };

/** An open store in euros with one clerk. */
export async function openShop({ query }: Database, currency = 'EUR'): Promise<Shop> {
  const storeId = newId();
  const clerk = person();
  const name = `Store ${randomBytes(4).toString('hex')}`;
  const slug = name.toLowerCase().replace(' ', '-');
  const store = { id: storeId, name, slug, description: '', currency, status: 'ACTIVE' as const, version: 1 };
  await query.insert(stores).values({ ...store, createdAt: noon });
  await query.insert(storeStaff).values({ storeId, userId: clerk.id ?? '', role: 'CLERK', since: noon });
  return { storeId, clerk };
}

export type Good = { variantId: string; productId: string; storeId: string };

/** A published product with one variant. */
export async function stockGood(
  { query }: Database,
  shop: Shop,
  { stock = 10, priceMinor = 1000n, currency = 'EUR' } = {},
): Promise<Good> {
  const { storeId } = shop;
  const productId = newId();
  const variantId = newId();
  await query.insert(products).values({
    id: productId,
    storeId,
    categoryId: otherCategoryId,
    currency,
    handle: `p-${productId}`,
    title: 'Kettle',
    description: '',
    status: 'PUBLISHED',
    optionNames: ['Colour'],
    version: 1,
    createdAt: noon,
    publishedAt: noon,
    listedAt: noon,
  });
  await query.insert(variants).values({
    id: variantId,
    productId,
    storeId,
    sku: variantId,
    optionValues: ['Red'],
    priceMinor,
    currency,
    active: true,
    createdAt: noon,
  });
  if (stock > 0) await receiveStock(query, variantId, stock);
  return { variantId, productId, storeId };
}

async function receiveStock(query: Database['query'], variantId: string, pieces: number): Promise<void> {
  const change = { kind: 'RECEIVED' as const, onHandChange: pieces, reservedChange: 0 };
  await query.insert(stockMovements).values({ id: newId(), variantId, ...change, createdAt: noon });
}

/** A rate that costs the same for every line. */
export async function offerRate({ query }: Database, { storeId }: Shop, amountMinor = 490n): Promise<string> {
  const id = newId();
  const rate = { id, storeId, name: 'Parcel', kind: 'PER_ORDER' as const, amountMinor, currency: 'EUR' };
  await query.insert(shippingRates).values({ ...rate, createdAt: noon });
  return id;
}

export async function stockOf({ query }: Database, variantId: string) {
  const [level] = await query.select().from(stockLevels).where(eq(stockLevels.variantId, variantId));
  return { onHand: level?.onHand, reserved: level?.reserved };
}

export async function putInCart(
  deps: Deps,
  buyerId: string,
  good: Good,
  { quantity = 1, shippingRateId = null as string | null } = {},
): Promise<void> {
  const owner = { id: buyerId, isGuest: false };
  const result = await addCartItem(deps, { owner, variantId: good.variantId, quantity, shippingRateId });
  if (!result.ok) throw new Error(`Not in the cart: ${JSON.stringify(result.errors)}`);
}

export type Started = { checkoutId: string; buyerId: string };

export function startedBy(buyerId: string, deliveryAddressId: string | null = null) {
  const checkoutId = newId();
  return { checkoutId, buyerId, currency: 'EUR', deliveryAddressId, participants: ['marketplace' as const] };
}

/** Reserves what a buyer has in the cart, as the saga's consumer does; to an address of theirs unless it is given. */
export async function start(deps: Deps, buyerId: string, deliveryAddressId?: string | null): Promise<Started> {
  const addressId = deliveryAddressId === undefined ? await addressOf(deps, buyerId) : deliveryAddressId;
  const started = startedBy(buyerId, addressId);
  await deps.database.transaction((tx) => reserve(deps, tx, started));
  return started;
}

async function addressOf({ database }: Deps, userId: string): Promise<string> {
  const addressId = newId();
  const address = await sealedAddress(userId);
  await database.transaction((tx) => keepAddress(tx, { addressId, userId, address }));
  return addressId;
}

export function pay(deps: Deps, { checkoutId }: { checkoutId: string }): Promise<void> {
  return deps.database.transaction((tx) => confirm(deps, tx, checkoutId));
}

export function free(deps: Deps, { checkoutId }: { checkoutId: string }): Promise<void> {
  return deps.database.transaction((tx) => release(deps, tx, checkoutId));
}

/** A paid order of these goods. */
export async function buy(
  deps: Deps,
  goods: readonly { good: Good; quantity?: number; shippingRateId?: string }[],
  buyer = person(),
) {
  const buyerId = buyer.id ?? '';
  for (const { good, ...choice } of goods) await putInCart(deps, buyerId, good, choice);
  const started = await start(deps, buyerId);
  await pay(deps, started);
  return { buyer, ...started, ...(await orderOf(deps.database, started.checkoutId)) };
}

/** The order of a checkout with its parts, as the tables have them. */
export async function orderOf({ query }: Database, checkoutId: string) {
  const [order] = await query.select().from(orders).where(eq(orders.checkoutId, checkoutId));
  if (!order) throw new Error('The checkout has no order.');
  const parts = await query.select().from(fulfilments).where(eq(fulfilments.orderId, order.id));
  const lines = await query
    .select({ line: orderLines })
    .from(orderLines)
    .innerJoin(fulfilments, eq(fulfilments.id, orderLines.fulfilmentId))
    .where(eq(fulfilments.orderId, order.id))
    .orderBy(asc(orderLines.id));
  return { order, fulfilments: parts, lines: lines.map(({ line }) => line) };
}

/** Hands an event to a consumer, in a transaction of its own. */
export async function hear<Contract extends EventContract>(
  deps: Deps,
  { subscriptions }: Consumer<Deps>,
  { contract, data }: { contract: Contract; data: ReturnType<Contract['data']['parse']> },
): Promise<void> {
  const subscription = subscriptions.find((candidate) => candidate.contract === contract);
  if (!subscription) throw new Error(`The consumer does not hear ${contract.type}.`);
  const { type, version, topic } = contract;
  const origin = { correlationId: newId(), causationId: null, principal: null, traceparent: null };
  const event = { id: newId(), type, version, topic, source: 'test', subject: newId(), time: noon.toISOString(), data };
  await deps.database.transaction((tx) => subscription.handle(deps, tx, { ...event, ...origin }));
}

/** What was published about a subject, oldest first. */
export async function published<Contract extends EventContract>(
  { query }: Database,
  contract: Contract,
  subject: string,
): Promise<ReturnType<Contract['data']['parse']>[]> {
  const rows = await query.execute<{ envelope: EventEnvelope }>(
    sql`select envelope from outbox where subject = ${subject} and envelope->>'type' = ${contract.type} order by seq`,
  );
  return rows.map(({ envelope }) => contract.data.parse(envelope.data) as ReturnType<Contract['data']['parse']>);
}

export async function sealedAddress(userId: string): Promise<Sealed> {
  const address = { name: 'Ada', line1: 'Quay 1', line2: null, city: 'Turku', region: null };
  const location = { latitude: 60.45, longitude: 22.27, precision: 'STREET' };
  return plainSealer.seal(userId, {
    ...address,
    floor: '3',
    ...location,
    postalCode: '20100',
    country: 'FI',
    phone: null,
  });
}
