import { createHash, createHmac } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { type GraphqlClient, OperationError, openGraphqlClient } from '../client/graphql-client.ts';
import { enter, type Person, type SignedIn, signIn } from '../client/people.ts';
import { type Basket, type Baskets, readBaskets } from './baskets.ts';
import { type Check, checkTrades } from './checks.ts';
import { type Journal, openJournal } from './journal.ts';
import { runAll } from './run-all.ts';
import { type Buyer, runBasket } from './run-basket.ts';
import { type LoadedStore, loadStore } from './stores.ts';
import { createTimings } from './timings.ts';

export type ReplayOptions = {
  readonly folder: string;
  readonly url: string;
  readonly admin: { readonly identifier: string; readonly password: string };
  readonly buyers: number;
  /** Only the first baskets of the file; absent: all. */
  readonly limit?: number;
  readonly concurrency: number;
  readonly commissionBps: number;
  /** File that remembers which baskets are done. */
  readonly journalFile: string;
  onProgress(stage: string, done: number, total: number): void;
};

export type ReplayReport = {
  readonly ok: boolean;
  readonly baskets: number;
  readonly orders: number;
  readonly checks: readonly Check[];
  readonly timeouts: number;
  readonly errors: readonly string[];
  readonly seconds: number;
  readonly ordersPerSecond: number;
  readonly steps: Readonly<Record<string, { count: number; p50Ms: number; p95Ms: number }>>;
};

/** Loads a folder of real baskets through the public API and checks what came of it against the files. */
export async function replay(options: ReplayOptions): Promise<ReplayReport> {
  const baskets = limitBaskets(await readBaskets(options.folder), options.limit);
  const client = openGraphqlClient(options.url);
  try {
    return await replayWith(client, baskets, options);
  } finally {
    await client.close();
  }
}

async function replayWith(client: GraphqlClient, baskets: Baskets, options: ReplayOptions): Promise<ReplayReport> {
  const { concurrency, onProgress } = options;
  const admin = await signIn(client, { ...adminPerson(options), displayName: '' }, '127.0.0.1');
  const { stores, buyers } = await loadPeople(client, baskets, admin, options);

  const journal = openJournal(options.journalFile);
  const timings = createTimings();
  const open = baskets.baskets.filter(({ id }) => !journal.trades.has(id));
  const started = performance.now();
  const context = { client, stores, timings, currency: baskets.currency };
  const failures = await tradeAll(context, { buyers, open, journal }, options);
  const seconds = (performance.now() - started) / 1000;

  onProgress('checking', 0, 1);
  const ofFile = new Set(baskets.baskets.map(({ id }) => id));
  const trades = new Map([...journal.trades].filter(([id]) => ofFile.has(id)));
  const { commissionBps } = options;
  const checks = await checkTrades({ client, baskets, stores, buyers, trades, admin, commissionBps, concurrency });
  onProgress('checking', 1, 1);
  const isTimeout = (error: Error) => error instanceof OperationError && error.kinds.includes('TIMEOUT');
  return {
    ok: failures.length === 0 && checks.every(({ ok }) => ok),
    baskets: baskets.baskets.length,
    orders: [...trades.values()].flatMap(({ orderIds }) => orderIds).length,
    checks,
    timeouts: failures.filter(isTimeout).length,
    errors: failures.map(({ message }) => message),
    seconds: Math.round(seconds * 10) / 10,
    ordersPerSecond: Math.round((open.length / seconds) * 10) / 10,
    steps: timings.summary(),
  };
}

type Work = { buyers: readonly Buyer[]; open: readonly Basket[]; journal: Journal };

/** Trades every open basket; what failed is told at the end, and tried again by the next run. */
async function tradeAll(
  context: Parameters<typeof runBasket>[0],
  { buyers, open, journal }: Work,
  { concurrency, onProgress }: ReplayOptions,
): Promise<Error[]> {
  const failures: Error[] = [];
  let done = 0;
  // A buyer checks out one basket at a time, so each buyer's baskets follow one another.
  const dealt = [...Map.groupBy(open, ({ id }) => buyerOf(buyers, id))];
  await runAll(dealt, concurrency, async ([buyer, own]) => {
    for (const basket of own) {
      try {
        journal.add(await runBasket(context, buyer, basket));
      } catch (error) {
        failures.push(error instanceof Error ? error : new Error(String(error)));
      }
      done += 1;
      onProgress('baskets', done, open.length);
    }
  });
  return failures;
}

async function loadPeople(client: GraphqlClient, baskets: Baskets, admin: SignedIn, options: ReplayOptions) {
  const { onProgress } = options;
  // Passwords are hashed slowly on purpose; more people at once would only wait for each other, past the time limit.
  const concurrency = Math.min(options.concurrency, 4);
  const stores = new Map<string, LoadedStore>();
  await runAll(baskets.sellers, concurrency, async (seller) => {
    const one = person(options, `s_${seller.id.slice(0, 20)}`, `Seller ${seller.id.slice(0, 8)}`);
    await patiently(async () => {
      const owner = await enter(client, one, addressOf(one.username));
      stores.set(seller.id, await loadStore(client, seller, { owner, admin, currency: baskets.currency }));
    });
    onProgress('stores', stores.size, baskets.sellers.length);
  });
  const buyers: Buyer[] = [];
  const numbers = Array.from({ length: Math.min(options.buyers, baskets.baskets.length) }, (_, index) => index + 1);
  await runAll(numbers, concurrency, async (number) => {
    const one = person(options, `b_${String(number).padStart(4, '0')}`, `Buyer ${number}`);
    await patiently(async () => {
      const buyer = await enter(client, one, addressOf(one.username));
      buyers.push({ ...buyer, addressId: await saveAddress(client, buyer) });
    });
    onProgress('buyers', buyers.length, numbers.length);
  });
  return { stores, buyers: buyers.toSorted((left, right) => (left.username < right.username ? -1 : 1)) };
}

/** Loading may be repeated, so a time-out of a busy machine is no reason to give up at once. */
async function patiently(work: () => Promise<void>, tries = 3): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (tries === 1 || !(error instanceof OperationError && error.kinds.includes('TIMEOUT'))) throw error;
    await patiently(work, tries - 1);
  }
}

const saveAddressMutation = `mutation SaveAddress($input: SaveAddressInput!) {
  saveAddress(input: $input) { address { id } errors { __typename ... on UserError { message } } }
}`;

async function saveAddress(client: GraphqlClient, buyer: SignedIn): Promise<string> {
  const input = {
    name: buyer.displayName,
    line1: 'Rua das Flores 1',
    city: 'São Paulo',
    region: 'SP',
    postalCode: '01310-100',
    country: 'BR',
  };
  const { address } = await client.mutate<{ address: { id: string } }>(saveAddressMutation, input, {
    token: buyer.token,
  });
  return address.id;
}

/** Passwords follow from the admin's, so that a later run can sign in as the same people. */
function person({ admin }: ReplayOptions, username: string, displayName: string): Person {
  const secret = createHmac('sha256', admin.password).update(`replay ${username}`).digest('base64url').slice(0, 24);
  return { username, email: `${username}@replay.caravan.example`, password: `Aa1-${secret}`, displayName };
}

function adminPerson({ admin }: ReplayOptions) {
  return { username: admin.identifier, email: admin.identifier, password: admin.password };
}

/** Registrations come from many places: a distinct address each, as behind a proxy (documentation range of RFC 3849). */
function addressOf(username: string): string {
  const digest = createHash('sha256').update(username).digest('hex');
  return `2001:db8:${digest.slice(0, 4)}:${digest.slice(4, 8)}:${digest.slice(8, 12)}:${digest.slice(12, 16)}:${digest.slice(16, 20)}:${digest.slice(20, 24)}`;
}

function buyerOf(buyers: readonly Buyer[], basketId: string): Buyer {
  const digest = createHash('sha256').update(basketId).digest();
  const buyer = buyers[digest.readUInt32BE(0) % buyers.length];
  if (!buyer) throw new Error('There is no buyer.');
  return buyer;
}

function limitBaskets(all: Baskets, limit: number | undefined): Baskets {
  if (limit === undefined) return all;
  const baskets = all.baskets.slice(0, limit);
  const used = new Set(baskets.flatMap(({ lines }) => lines.map(({ sellerId }) => sellerId)));
  const skus = new Set(baskets.flatMap(({ lines }) => lines.map(({ sku }) => sku)));
  const sellers = all.sellers
    .filter(({ id }) => used.has(id))
    .map((seller) => ({ ...seller, variants: seller.variants.filter(({ sku }) => skus.has(sku)) }));
  return { ...all, baskets, sellers };
}
