import { randomInt } from 'node:crypto';
import type { CallOptions, GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { type Goods, putOnSale } from '@caravan/testkit/goods';
import type { People, Vendor } from '@caravan/testkit/people';
import type { Principal } from './matrix.ts';
import { type Trade, trade } from './trades.ts';

/** Everyone who asks, and what there is to ask for. Made once; what a mutation changes is made by the factories. */
export type World = {
  readonly client: GraphqlClient;
  readonly people: People;
  /** How somebody calls. */
  as(who: Principal): CallOptions;
  readonly buyerA: Buyer;
  readonly buyerB: SignedIn;
  readonly vendorX: Vendor;
  readonly vendorY: Vendor;
  readonly admin: SignedIn;
  /** No one of the table, to be given roles and posts. */
  readonly bystander: SignedIn;
  /** No one of the table either; applies for stores. */
  readonly applicant: SignedIn;
  /** On sale at store X. */
  readonly goods: Goods;
  readonly shippingRateId: string;
  /** Applied for by vendor X. */
  readonly pendingStoreId: string;
  readonly hiddenCategoryId: string;
  /** Paid by buyer A, to be sent by store X. */
  readonly trade: Trade;
  /** Of store X. */
  readonly importJobId: string;
};

export type Buyer = SignedIn & { readonly addressId: string };

const errors = 'errors { __typename ... on UserError { message } }';
const createShippingRate = `mutation CreateShippingRate($input: CreateShippingRateInput!) { createShippingRate(input: $input) { shippingRate { id } ${errors} } }`;
const createCategory = `mutation CreateCategory($input: CreateCategoryInput!) { createCategory(input: $input) { category { id } ${errors} } }`;
const importProducts = `mutation ImportProducts($input: ImportProductsInput!) { importProducts(input: $input) { importJob { id } ${errors} } }`;
const addFavourite = `mutation AddFavourite($input: AddFavouriteInput!) { addFavourite(input: $input) { favourite { id } ${errors} } }`;
const updateProfile = `mutation UpdateProfile($input: UpdateProfileInput!) { updateProfile(input: $input) { user { id } ${errors} } }`;
const applyForStore = `mutation ApplyForStore($input: ApplyForStoreInput!) { applyForStore(input: $input) { store { id } ${errors} } }`;

export async function createWorld(client: GraphqlClient, people: People): Promise<World> {
  const [guest, buyer, buyerB, bystander, applicant, vendorX, vendorY, admin] = await Promise.all([
    people.guestToken(),
    people.customer('buyer_a', { phone: `+7701${randomInt(1_000_000, 10_000_000)}` }),
    people.customer('buyer_b'),
    people.customer('bystander'),
    people.customer('applicant'),
    people.vendor({ name: 'vendor_x' }),
    people.vendor({ name: 'vendor_y' }),
    people.admin(),
  ]);
  const buyerA = { ...buyer, addressId: await people.addressOf(buyer) };
  const goods = await putOnSale(client, vendorX, { stock: 10_000 });
  await client.mutate(updateProfile, { locale: 'kk-KZ', timeZone: 'Asia/Almaty' }, { token: buyerA.token });
  await client.mutate(addFavourite, { targetId: goods.productId }, { token: buyerA.token });
  const things = await createThings(client, { vendorX, admin });
  const parts = { client, buyerA, vendorX, goods, ...things };
  // The store is paid for one, so that it has a balance; the other is still open.
  await trade(parts, 'DELIVERED');
  const tokens = { guest, buyerA, buyerB, vendorX, vendorY, admin };
  return {
    client,
    people,
    buyerA,
    buyerB,
    vendorX,
    vendorY,
    admin,
    bystander,
    applicant,
    goods,
    as: (who) => (who === 'nobody' ? {} : { token: who === 'guest' ? guest : tokens[who].token }),
    ...things,
    trade: await trade(parts),
  };
}

async function createThings(client: GraphqlClient, { vendorX, admin }: Pick<World, 'vendorX' | 'admin'>) {
  const { storeId, token } = vendorX;
  const idempotencyKey = 'the-world';
  const [rate, job, pending, category] = await Promise.all([
    client.mutate<{ shippingRate: { id: string } }>(
      createShippingRate,
      { storeId, name: 'Post', kind: 'PER_ORDER', amount: '100', idempotencyKey },
      { token },
    ),
    client.mutate<{ importJob: { id: string } }>(importProducts, { storeId, csv: anyCsv, idempotencyKey }, { token }),
    client.mutate<{ store: { id: string } }>(
      applyForStore,
      { name: 'To be approved', currency: 'EUR', idempotencyKey },
      { token },
    ),
    client.mutate<{ category: { id: string } }>(
      createCategory,
      { name: 'Hidden', active: false, idempotencyKey },
      { token: admin.token },
    ),
  ]);
  return {
    shippingRateId: rate.shippingRate.id,
    importJobId: job.importJob.id,
    pendingStoreId: pending.store.id,
    hiddenCategoryId: category.category.id,
  };
}

export const anyCsv = 'handle,title,sku,price\nlamp,Lamp,LAMP-1,12.50\n';
