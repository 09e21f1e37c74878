import { fromTypeId } from '@caravan/core/ids';
import { openTestClient } from '@caravan/testkit/caravan';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { testEnvironment } from '@caravan/testkit/settings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../trading/random.ts';
import { startShopping } from '../trading/shoppers.ts';
import { openShops } from '../trading/shops.ts';
import { asAdministrator } from './administrator.ts';
import { type Deployment, deploy } from './deployment.ts';
import { patience, throughout, whenBegun } from './settled.ts';
import { openSubscriber } from './subscriber.ts';
import { transportForms } from './transport-forms.ts';

/** An order changes some ten times until it has ended. */
const trades = Number(process.env.SUBSCRIBER_TRADES ?? 30);
const buyers = 10;
const subscribersEach = 5;
const reconnects = 5;

const form = (await transportForms()).at(-1);
const { adminUrl } = emptyTestDatabase();
const settings = {
  CHECKOUT_PAYMENT_SECONDS: '10',
  ...patience,
  LIMIT_SUBSCRIPTIONS: '1000',
};
let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy(testEnvironment(adminUrl, { ...form?.settings, ...settings }), {
    routers: 2,
    marketplaces: 2,
  });
}, 120_000);
afterAll(async () => {
  await deployment?.stop();
  await form?.stop();
}, 60_000);

test(`${buyers * subscribersEach} subscribers of two routers see each of their own orders to its end, and no other`, async () => {
  const routers = deployment.routers.map(({ url }) => url);
  const routerOf = (index: number) => routers[index % routers.length] ?? '';
  const client = openTestClient(routerOf(0));
  const { shoppers, onSale } = await openShops(client, buyers);
  const subscribers = Array.from({ length: buyers * subscribersEach }, (_, index) => {
    const { id, token } = shoppers[index % buyers] as (typeof shoppers)[number];
    const way = index % subscribersEach === 0 ? 'event stream' : 'websocket';
    const subscriber = openSubscriber({ way, token, router: routerOf(index) });
    return { index, subscriber, buyerId: fromTypeId('user', id) };
  });
  const fates = ['delivered', 'cancelled', 'refunded', 'withdrawn'] as const;
  const shopping = startShopping({ lives: throughout(client), shoppers, onSale, fates, random: seededRandom(3) });
  for (let round = 1; round <= reconnects; round += 1) {
    await whenBegun(shopping, Math.ceil((trades * round) / (reconnects + 1)));
    await Promise.all(
      subscribers.map(({ subscriber, index }) =>
        subscriber.again((round + index) % 2 === 0 ? 'broken' : 'unsubscribed', routerOf(round + index)),
      ),
    );
    // Those who watch through it are moved to the other one, and nobody has to know.
    if (round === 3) await deployment.marketplaces[0]?.replace(deployment.runMarketplace);
  }
  await whenBegun(shopping, trades);
  await shopping.finish();

  const orders = await readVersions();
  for (const { subscriber, buyerId } of subscribers) {
    const own = new Map(orders.get(buyerId)?.map(({ id, version }) => [id, version]));
    await expect.poll(() => subscriber.seen, { timeout: 20_000 }).toEqual(own);
    expect(subscriber.problems).toEqual([]);
  }
  const events = subscribers.reduce((sum, { subscriber }) => sum + subscriber.events(), 0);
  console.log(
    `${subscribers.length} subscribers with ${reconnects} reconnects each were sent ${events} states of ` +
      `${[...orders.values()].flat().length} orders, which had changed ${await countChanges()} times.`,
  );
  await Promise.all(subscribers.map(({ subscriber }) => subscriber.stop()));
  await client.close();
}, 200_000);

type Version = { id: string; buyerId: string; version: number };

async function readVersions(): Promise<Map<string, Version[]>> {
  const rows = await asAdministrator(
    adminUrl,
    (admin) => admin<Version[]>`select id, buyer_id as "buyerId", version from marketplace.orders`,
  );
  return Map.groupBy(rows, ({ buyerId }) => buyerId);
}

async function countChanges(): Promise<number> {
  const [row] = await asAdministrator(
    adminUrl,
    (admin) => admin<{ count: number }[]>`
      select count(*)::int as count from marketplace.outbox where envelope ->> 'type' = 'marketplace.OrderChanged'`,
  );
  return row?.count ?? 0;
}
