import { add, applyBasisPoints, type Money, money, sum } from '@caravan/core/money';
import type { GraphqlClient } from '../client/graphql-client.ts';
import type { SignedIn } from '../client/people.ts';
import { type Baskets, payableBySeller } from './baskets.ts';
import { runAll } from './run-all.ts';
import type { Buyer, Trade } from './run-basket.ts';
import type { LoadedStore } from './stores.ts';

/** One comparison of what Caravan says with what the files say. */
export type Check = { readonly name: string; readonly ok: boolean; readonly expected: string; readonly actual: string };

type MoneyData = { amountMinor: string; currency: string };

const storeTotals = 'query StoreTotals($id: ID!) { store(id: $id) { balance { amountMinor currency } } }';
const storeOrders = `query StoreOrders($storeId: ID!, $after: String) {
  orders(filter: { storeId: $storeId }, first: 100, after: $after) { nodes { id fulfilments { status store { id } } } pageInfo { hasNextPage endCursor } }
}`;
const orderPayments = `query OrderPayments($after: String) {
  orders(first: 100, after: $after) {
    nodes { id status paymentStatus payments { status amount { amountMinor currency } } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const books = `query Books {
  ledgerHealth { healthy postingsTotals { amountMinor currency } mismatchedBalances openEscrowsOfClosedLines }
  stockHealth { variants mismatches }
}`;

type Input = {
  client: GraphqlClient;
  baskets: Baskets;
  stores: ReadonlyMap<string, LoadedStore>;
  buyers: readonly Buyer[];
  trades: ReadonlyMap<string, Trade>;
  admin: SignedIn;
  commissionBps: number;
  concurrency: number;
};

/** Reads the totals back as buyers, as the stores' owners and as admin, and compares each with the files. */
export async function checkTrades(input: Input): Promise<Check[]> {
  const { baskets, trades } = input;
  const orders = await readOrders(input);
  const confirmed = baskets.baskets.filter(({ id }) =>
    trades.get(id)?.orderIds.every((orderId) => orders.has(orderId)),
  );
  const captured = [...trades.values()]
    .flatMap(({ orderIds }) => orderIds)
    .map((id) => orders.get(id))
    .filter((order) => order !== undefined);
  return [
    equal('baskets', baskets.baskets.length, trades.size),
    equal('confirmed', baskets.baskets.length, confirmed.length),
    equal(
      'captured',
      sum(
        baskets.baskets.map(({ total }) => total),
        baskets.currency,
      ).amountMinor,
      sum(captured, baskets.currency).amountMinor,
    ),
    ...(await checkStores(input)),
    ...(await checkBooks(input)),
  ];
}

/** Captured money by order, as the buyers see it. */
async function readOrders({ client, buyers, concurrency, baskets }: Input): Promise<Map<string, Money>> {
  type Page = {
    orders: {
      nodes: { id: string; payments: { status: string; amount: MoneyData }[] | null }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };
  const found = new Map<string, Money>();
  await runAll(buyers, concurrency, async (buyer) => {
    for (let after: string | null = null; ; ) {
      const page: Page = await client.query<Page>(orderPayments, { after }, { token: buyer.token });
      for (const { id, payments } of page.orders.nodes) {
        const taken = (payments ?? [])
          .filter(({ status }) => status === 'CAPTURED')
          .map(({ amount }) => readMoney(amount));
        found.set(id, sum(taken, baskets.currency));
      }
      if (!page.orders.pageInfo.hasNextPage) return;
      after = page.orders.pageInfo.endCursor;
    }
  });
  return found;
}

async function checkStores({ client, stores, baskets, commissionBps, concurrency }: Input): Promise<Check[]> {
  const expectedPayable = payableBySeller(baskets, (price) => applyBasisPoints(price, commissionBps));
  const expectedFulfilments = countFulfilments(baskets);
  const wrongPayables: string[] = [];
  const wrongFulfilments: string[] = [];
  let payable = money(0n, baskets.currency);
  await runAll([...stores.values()], concurrency, async ({ id, seller, owner }) => {
    const { store } = await client.query<{ store: { balance: MoneyData[] } }>(
      storeTotals,
      { id },
      { token: owner.token },
    );
    const balance = sum(store.balance.map(readMoney), baskets.currency);
    payable = add(payable, balance);
    if (balance.amountMinor !== expectedPayable.get(seller.id)?.amountMinor) wrongPayables.push(seller.id);
    const fulfilled = await countCompleted(client, id, owner);
    if (fulfilled !== (expectedFulfilments.get(seller.id) ?? 0)) wrongFulfilments.push(seller.id);
  });
  return [
    equal(
      'payable of all sellers',
      sum([...expectedPayable.values()], baskets.currency).amountMinor,
      payable.amountMinor,
    ),
    equal('sellers whose payable differs', '', wrongPayables.join(' ')),
    equal('sellers whose fulfilments differ', '', wrongFulfilments.join(' ')),
  ];
}

async function countCompleted(client: GraphqlClient, storeId: string, owner: SignedIn): Promise<number> {
  type Page = {
    orders: {
      nodes: { fulfilments: { status: string; store: { id: string } }[] }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };
  let completed = 0;
  for (let after: string | null = null; ; ) {
    const page: Page = await client.query<Page>(storeOrders, { storeId, after }, { token: owner.token });
    const all = page.orders.nodes.flatMap(({ fulfilments }) => fulfilments);
    completed += all.filter(({ status, store }) => status === 'COMPLETED' && store.id === storeId).length;
    if (!page.orders.pageInfo.hasNextPage) return completed;
    after = page.orders.pageInfo.endCursor;
  }
}

/** Each seller of a basket fulfils once. */
function countFulfilments({ baskets }: Baskets): Map<string, number> {
  const sellers = baskets.flatMap(({ lines }) => [...new Set(lines.map(({ sellerId }) => sellerId))]);
  return new Map([...Map.groupBy(sellers, (seller) => seller)].map(([seller, all]) => [seller, all.length]));
}

async function checkBooks({ client, admin }: Input): Promise<Check[]> {
  type Books = {
    ledgerHealth: {
      healthy: boolean;
      postingsTotals: MoneyData[];
      mismatchedBalances: number;
      openEscrowsOfClosedLines: number;
    };
    stockHealth: { variants: number; mismatches: number };
  };
  const { ledgerHealth, stockHealth } = await client.query<Books>(books, {}, { token: admin.token });
  return [
    equal(
      'ledger sum',
      0n,
      ledgerHealth.postingsTotals.reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n),
    ),
    equal('ledger healthy', true, ledgerHealth.healthy),
    equal('balances that differ from their postings', 0, ledgerHealth.mismatchedBalances),
    equal('stock levels that differ from their movements', 0, stockHealth.mismatches),
  ];
}

function readMoney({ amountMinor, currency }: MoneyData): Money {
  return money(BigInt(amountMinor), currency);
}

function equal(name: string, expected: unknown, actual: unknown): Check {
  return { name, ok: expected === actual, expected: String(expected), actual: String(actual) };
}
