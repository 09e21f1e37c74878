import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import { fromTypeId } from '@caravan/core/ids';
import type { Goods } from '@caravan/testkit/goods';
import type { People, Vendor } from '@caravan/testkit/people';
import { expect } from 'vitest';
import type { Provider } from './provider.ts';
import type { Trade } from './shoppers.ts';

export type OnSale = { readonly vendor: Vendor; readonly goods: Goods; readonly quantity: number };

export const stock = 1_000_000;

const books = `query Books {
  ledgerHealth { healthy stuckCheckouts { id } }
  ledgerBalances { kind balance { amountMinor } }
  stockHealth { mismatches }
}`;
const level = 'query Level($id: ID!) { product(id: $id) { variants { stock { onHand reserved } } } }';
const myOrders = `query MyOrders($after: String) {
  orders(first: 100, after: $after) { nodes { id status paymentStatus } pageInfo { hasNextPage endCursor } }
}`;

type Order = { id: string; status: string; paymentStatus: string };

/** Everything has settled: money, stock and orders tell one story. */
export async function expectAgreement(
  client: GraphqlClient,
  people: People,
  { trades, provider, onSale }: { trades: readonly Trade[]; provider: Provider; onSale: readonly OnSale[] },
): Promise<void> {
  const confirmed = trades.filter(({ status }) => status === 'CONFIRMED');
  const captured = await provider.captured();
  const paid = confirmed.flatMap(({ paymentIds }) => paymentIds.map((id) => fromTypeId('payment', id)));
  expect(new Set(paid), 'what was confirmed is what was paid').toEqual(new Set(captured.keys()));

  await expectBooks(
    client,
    people,
    [...captured.values()].reduce((sum, amount) => sum + amount, 0n),
  );
  for (const { vendor, goods, quantity } of onSale) {
    type Found = { product: { variants: { stock: unknown }[] } };
    const { product } = await client.query<Found>(level, { id: goods.productId }, { token: vendor.token });
    expect(product.variants[0]?.stock).toEqual({ onHand: stock - confirmed.length * quantity, reserved: 0 });
  }
  for (const [buyer, own] of Map.groupBy(trades, (trade) => trade.buyer)) {
    const orders = await readOrders(client, buyer.token);
    const expected = own.filter(({ status }) => status === 'CONFIRMED').flatMap(({ orderIds }) => orderIds);
    expect(new Set(orders.map(({ id }) => id)), 'one order for each trade that stands').toEqual(new Set(expected));
    expect(orders).toHaveLength(expected.length);
    for (const order of orders) expect(order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'CAPTURED' });
  }
}

async function expectBooks(client: GraphqlClient, people: People, captured: bigint): Promise<void> {
  type Books = {
    ledgerHealth: unknown;
    ledgerBalances: { kind: string; balance: { amountMinor: string } }[];
    stockHealth: unknown;
  };
  const { ledgerHealth, ledgerBalances, stockHealth } = await client.query<Books>(
    books,
    {},
    { token: (await people.admin()).token },
  );
  expect(ledgerHealth).toEqual({ healthy: true, stuckCheckouts: [] });
  expect(stockHealth).toEqual({ mismatches: 0 });
  const held = ledgerBalances.map(({ kind, balance }) => [kind, balance.amountMinor]);
  expect(Object.fromEntries(held), 'what the provider holds stands in the books').toMatchObject({
    CLEARING: String(-captured),
    ESCROW: String(captured),
  });
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
