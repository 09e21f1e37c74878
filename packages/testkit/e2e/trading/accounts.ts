import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import { fromTypeId } from '@caravan/core/ids';
import type { People, Vendor } from '@caravan/testkit/people';
import { expect } from 'vitest';
import type { Till } from './provider.ts';
import { type LineEnd, lineEnds, type OnSale, orderEnds, type Trade } from './trade.ts';

/** Pieces that each store has at the beginning. */
export const stock = 1_000_000;
/** `COMMISSION_BPS` as it is by default; the prices are such that nothing is rounded. */
const commissionBps = 1_000n;

const books = `query Books {
  ledgerHealth { healthy stuckCheckouts { id } }
  ledgerBalances { kind balance { amountMinor } }
  stockHealth { mismatches }
}`;
const level = 'query Level($id: ID!) { product(id: $id) { variants { stock { onHand reserved } } } }';
const balanceOf = 'query Balance($id: ID!) { store(id: $id) { balance { amountMinor } } }';
const myOrders = `query MyOrders($after: String) {
  orders(first: 100, after: $after) { nodes { id status paymentStatus } pageInfo { hasNextPage endCursor } }
}`;

type Order = { id: string; status: string; paymentStatus: string };
type Traded = { trades: readonly Trade[]; provider: Till; onSale: readonly OnSale[] };

/** Everything has settled: money, stock and orders tell one story. */
export async function expectAgreement(
  client: GraphqlClient,
  people: People,
  { trades, provider, onSale }: Traded,
): Promise<void> {
  const confirmed = trades.filter(({ status }) => status === 'CONFIRMED');
  const ends = confirmed.map(({ fate }) => lineEnds(fate, onSale));
  await expectPaid(confirmed, onSale, provider);
  await expectBooks(client, people, totalsOf(ends, onSale));
  for (const [index, { vendor, goods, quantity }] of onSale.entries()) {
    const lines = ends.map((lineEndsOfTrade) => lineEndsOfTrade[index]).filter((end) => end !== undefined);
    type Found = { product: { variants: { stock: unknown }[] } };
    const { product } = await client.query<Found>(level, { id: goods.productId }, { token: vendor.token });
    const sold = lines.filter((end) => end.sold).length * quantity;
    expect(product.variants[0]?.stock).toEqual({ onHand: stock - sold, reserved: 0 });
    await expectBalance(client, vendor, totalsOf(ends, onSale).payable[index] ?? 0n);
  }
  for (const [buyer, own] of Map.groupBy(trades, (trade) => trade.buyer)) {
    const orders = await readOrders(client, buyer.token);
    const expected = own.filter(({ status }) => status === 'CONFIRMED').flatMap(toOrders);
    expect(byId(orders), 'one order for each trade that stands').toEqual(byId(expected));
  }
}

async function expectPaid(confirmed: readonly Trade[], onSale: readonly OnSale[], provider: Till): Promise<void> {
  const expected = confirmed.map(({ fate, paymentIds }): [string, bigint] => {
    const kept = lineEnds(fate, onSale).map((end, index) => (onSale[index]?.amountMinor ?? 0n) - end.refundedMinor);
    return [fromTypeId('payment', paymentIds[0] ?? ''), kept.reduce((sum, amount) => sum + amount, 0n)];
  });
  const captured = await provider.captured();
  expect(captured, 'what was confirmed is what was paid').toEqual(new Map(expected));
}

type Totals = {
  readonly captured: bigint;
  readonly escrow: bigint;
  readonly revenue: bigint;
  readonly payable: bigint[];
};

function totalsOf(ends: readonly LineEnd[][], onSale: readonly OnSale[]): Totals {
  const totals = { captured: 0n, escrow: 0n, revenue: 0n, payable: onSale.map(() => 0n) };
  for (const lines of ends) {
    for (const [index, { refundedMinor, released }] of lines.entries()) {
      const kept = (onSale[index]?.amountMinor ?? 0n) - refundedMinor;
      const commission = released ? (kept * commissionBps) / 10_000n : 0n;
      totals.captured += kept;
      totals.revenue += commission;
      if (released) totals.payable[index] = (totals.payable[index] ?? 0n) + kept - commission;
      else totals.escrow += kept;
    }
  }
  return totals;
}

async function expectBooks(client: GraphqlClient, people: People, totals: Totals): Promise<void> {
  type Books = {
    ledgerHealth: unknown;
    ledgerBalances: { kind: string; balance: { amountMinor: string } }[];
    stockHealth: unknown;
  };
  const { token } = await people.admin();
  const { ledgerHealth, ledgerBalances, stockHealth } = await client.query<Books>(books, {}, { token });
  expect(ledgerHealth).toEqual({ healthy: true, stuckCheckouts: [] });
  expect(stockHealth).toEqual({ mismatches: 0 });
  const held = Object.fromEntries(ledgerBalances.map(({ kind, balance }) => [kind, balance.amountMinor]));
  const none = { CLEARING: '0', ESCROW: '0', PAYABLE: '0', REVENUE: '0' };
  expect({ ...none, ...held }, 'what the provider holds stands in the books').toMatchObject({
    CLEARING: String(-totals.captured),
    ESCROW: String(totals.escrow),
    PAYABLE: String(totals.payable.reduce((sum, amount) => sum + amount, 0n)),
    REVENUE: String(totals.revenue),
  });
}

async function expectBalance(client: GraphqlClient, { storeId, token }: Vendor, expected: bigint): Promise<void> {
  type Found = { store: { balance: { amountMinor: string }[] } };
  const { store } = await client.query<Found>(balanceOf, { id: storeId }, { token });
  expect(BigInt(store.balance[0]?.amountMinor ?? 0), 'what a store has earned').toBe(expected);
}

async function readOrders(client: GraphqlClient, token: string): Promise<Order[]> {
  type Page = { orders: { nodes: Order[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
  const orders: Order[] = [];
  for (let after: string | null = null; ; ) {
    const { orders: page }: Page = await client.query<Page>(myOrders, { after }, { token });
    orders.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return orders;
    after = page.pageInfo.endCursor;
  }
}

function toOrders({ orderIds, fate }: Trade): Order[] {
  return orderIds.map((id) => ({ id, ...orderEnds[fate] }));
}

function byId(orders: readonly Order[]): Order[] {
  return orders.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
