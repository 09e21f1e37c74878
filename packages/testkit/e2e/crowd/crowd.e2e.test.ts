import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GraphqlClient, openGraphqlClient } from '@caravan/cli/client/graphql-client';
import { type TestCaravan, testCaravan } from '@caravan/testkit/caravan';
import { freePort } from '@caravan/testkit/free-port';
import { type Goods, putOnSale } from '@caravan/testkit/goods';
import { killableCaravan } from '@caravan/testkit/killable-caravan';
import type { Vendor } from '@caravan/testkit/people';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Buyer, cancelAll, fillCarts, gather, type Outcome, payAll, rush } from './crowd.ts';
import { subgraphsWithoutLocks } from './unlocked-marketplace.ts';

/** Holding for everybody takes a while on a small machine; nobody is to be sent away for that. */
const patience = { CHECKOUT_RESERVING_SECONDS: '240' };
const product = 'query Level($id: ID!) { product(id: $id) { variants { stock { onHand reserved } } } }';
const books = 'query Books { ledgerHealth { healthy } stockHealth { mismatches } }';

describe('two Caravans on one database', () => {
  const first = testCaravan(patience);
  const doors: GraphqlClient[] = [];
  const closing = new AsyncDisposableStack();
  let buyers: Buyer[];
  let vendor: Vendor;

  beforeAll(async () => {
    const port = await freePort();
    const second = killableCaravan({
      ...first.environment,
      CARAVAN_DATA: mkdtempSync(join(tmpdir(), 'caravan-test-')),
      PORT: String(port),
      SANDBOX_URL: first.caravan.sandboxUrl ?? '',
    });
    closing.defer(() => second.stop());
    await second.start();
    // A client keeps 64 connections, so that ten of them hold 500 people.
    for (let index = 0; index < 10; index += 1) {
      const door = openGraphqlClient(index % 2 === 0 ? first.caravan.url : `http://127.0.0.1:${port}`);
      closing.defer(() => door.close());
      doors.push(door);
    }
    buyers = await gather(500, doors);
    vendor = await first.people.vendor();
  }, 240_000);
  afterAll(() => closing.disposeAsync(), 60_000);

  test('sell exactly 100 of 100 pieces to 500 buyers who check out at the same moment', async () => {
    const goods = await putOnSale(first.client, vendor, { stock: 100 });
    await fillCarts(buyers, () => [goods.variantId]);
    const startedAt = performance.now();
    const held = await rush(buyers, 'one product');
    const heldMs = performance.now() - startedAt;
    const outcomes = await payAll(held);
    expect(countOf(outcomes)).toEqual({ CONFIRMED: 100, REJECTED: 400 });
    expect(new Set(outcomes.flatMap(({ reasons }) => reasons))).toEqual(new Set(['INSUFFICIENT_STOCK']));
    expect(await levelOf(first, vendor, goods)).toEqual({ onHand: 0, reserved: 0 });
    await expectHealth(first);
    const paidMs = performance.now() - startedAt - heldMs;
    console.log(`500 buyers knew where they stood within ${seconds(heldMs)}; 100 had paid ${seconds(paidMs)} later.`);
  }, 300_000);

  test('meet no deadlock when a crowd buys two products in opposite orders', async () => {
    const goods = [
      await putOnSale(first.client, vendor, { stock: 150 }),
      await putOnSale(first.client, vendor, { stock: 150 }),
    ];
    const crowd = buyers.slice(0, 300);
    const variantIds = goods.map(({ variantId }) => variantId);
    await fillCarts(crowd, (index) => (index % 2 === 0 ? variantIds : variantIds.toReversed()));
    const outcomes = await payAll(await rush(crowd, 'two products'));
    expect(countOf(outcomes)).toEqual({ CONFIRMED: 150, REJECTED: 150 });
    for (const each of goods) expect(await levelOf(first, vendor, each)).toEqual({ onHand: 0, reserved: 0 });
    await expectHealth(first);
  }, 300_000);
});

describe('a Caravan that looks what is there and then takes it', () => {
  const mutant = testCaravan(patience, { subgraphs: subgraphsWithoutLocks() });

  beforeAll(async () => {
    const admin = postgres(mutant.adminUrl, { max: 1, onnotice: () => {} });
    await admin`alter table marketplace.stock_levels drop constraint stock_levels_never_oversold`;
    await admin.end();
  });

  test('oversells in at least 9 of 10 runs', async () => {
    const crowd = await gather(30, [mutant.client]);
    const vendor = await mutant.people.vendor();
    const stock = 10;
    const sold: number[] = [];
    for (let run = 0; run < 10; run += 1) {
      const { variantId } = await putOnSale(mutant.client, vendor, { stock });
      await fillCarts(crowd, () => [variantId]);
      const outcomes = await rush(crowd, `run ${run}`);
      sold.push(outcomes.filter(({ payPage }) => payPage !== null).length);
      await cancelAll(outcomes);
    }
    expect(sold.filter((count) => count > stock).length, `sold ${sold.join(', ')} of ${stock}`).toBeGreaterThanOrEqual(
      9,
    );
  }, 180_000);
});

function countOf(outcomes: readonly Outcome[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(outcomes, ({ status }) => status)].map(([key, all]) => [key, all.length]));
}

async function levelOf({ client }: TestCaravan, { token }: Vendor, { productId }: Goods): Promise<unknown> {
  type Found = { product: { variants: { stock: unknown }[] } };
  return (await client.query<Found>(product, { id: productId }, { token })).product.variants[0]?.stock;
}

async function expectHealth({ client, people }: TestCaravan): Promise<void> {
  const health = await client.query(books, {}, { token: (await people.admin()).token });
  expect(health).toEqual({ ledgerHealth: { healthy: true }, stockHealth: { mismatches: 0 } });
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
