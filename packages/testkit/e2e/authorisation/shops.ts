import { unique } from '@caravan/testkit/caravan';
import { key } from './operations.ts';
import type { World } from './world.ts';

const createProduct = `mutation CreateProduct($input: CreateProductInput!) {
  createProduct(input: $input) { product { id version variants { id } } errors { __typename ... on UserError { message } } }
}`;

/** A product of store X that is not on sale yet. */
export async function draft({ client, vendorX }: World) {
  const sku = unique('sku');
  const input = {
    storeId: vendorX.storeId,
    title: `Draft ${sku}`,
    options: ['Colour'],
    variants: [{ sku, optionValues: ['Red'], price: '500', stock: 5 }],
    idempotencyKey: sku,
  };
  const as = { token: vendorX.token };
  type Created = { product: { id: string; version: number; variants: { id: string }[] } };
  const { product } = await client.mutate<Created>(createProduct, input, as);
  return { productId: product.id, variantId: product.variants[0]?.id ?? '', version: product.version };
}

const applyForStore = `mutation ApplyForStore($input: ApplyForStoreInput!) {
  applyForStore(input: $input) { store { id } errors { __typename ... on UserError { message } } }
}`;

export async function newPendingStore({ client, applicant }: World): Promise<string> {
  const slug = unique('store').replaceAll('_', '-');
  type Answer = { store: { id: string } };
  const application = { name: slug, slug, currency: 'EUR', idempotencyKey: slug };
  return (await client.mutate<Answer>(applyForStore, application, { token: applicant.token })).store.id;
}

const approveStore = `mutation ApproveStore($input: ApproveStoreInput!) {
  approveStore(input: $input) { store { id } errors { __typename ... on UserError { message } } }
}`;

export async function newStore(world: World): Promise<string> {
  const storeId = await newPendingStore(world);
  await world.client.mutate(approveStore, { storeId }, { token: world.admin.token });
  return storeId;
}

const addStoreStaff = `mutation AddStoreStaff($input: AddStoreStaffInput!) {
  addStoreStaff(input: $input) { store { id } errors { __typename ... on UserError { message } } }
}`;

export async function newClerk({ client, vendorX, bystander }: World): Promise<{ storeId: string; userId: string }> {
  const member = { storeId: vendorX.storeId, userId: bystander.id };
  await client.mutate(addStoreStaff, { ...member, role: 'CLERK' }, { token: vendorX.token });
  return member;
}

const createShippingRate = `mutation CreateShippingRate($input: CreateShippingRateInput!) {
  createShippingRate(input: $input) { shippingRate { id } errors { __typename ... on UserError { message } } }
}`;
export const rate = { name: 'Courier', kind: 'PER_ITEM', amount: '250' };

export async function newShippingRate({ client, vendorX }: World): Promise<string> {
  const { storeId, token } = vendorX;
  type Answer = { shippingRate: { id: string } };
  const made = await client.mutate<Answer>(createShippingRate, { ...rate, storeId, idempotencyKey: key() }, { token });
  return made.shippingRate.id;
}
