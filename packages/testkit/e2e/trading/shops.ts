import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import { putOnSale } from '@caravan/testkit/goods';
import { openPeople } from '@caravan/testkit/people';
import { stock } from './accounts.ts';
import type { OnSale, Shopper } from './trade.ts';

/** Two stores with one product each, and people who will buy both. */
export async function openShops(
  client: GraphqlClient,
  buyers: number,
): Promise<{ onSale: OnSale[]; shoppers: Shopper[] }> {
  const people = openPeople(client);
  const onSale: OnSale[] = [];
  for (const [price, quantity] of [
    ['1250', 1],
    ['500', 2],
  ] as const) {
    const vendor = await people.vendor();
    const goods = await putOnSale(client, vendor, { price, stock });
    onSale.push({ vendor, quantity, goods, amountMinor: BigInt(price) * BigInt(quantity) });
  }
  const shoppers: Shopper[] = [];
  while (shoppers.length < buyers) {
    const buyer = await people.customer('shopper');
    shoppers.push({ ...buyer, addressId: await people.addressOf(buyer) });
  }
  return { onSale, shoppers };
}
