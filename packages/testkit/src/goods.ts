import { randomBytes } from 'node:crypto';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import type { Vendor } from './people.ts';

export type Goods = { readonly productId: string; readonly variantId: string; readonly sku: string };

const errors = 'errors { __typename ... on UserError { message } }';
const createProduct = `mutation CreateProduct($input: CreateProductInput!) { createProduct(input: $input) { product { id variants { id sku } } ${errors} } }`;
const publishProduct = `mutation PublishProduct($input: PublishProductInput!) { publishProduct(input: $input) { product { id } ${errors} } }`;
const addCartItem = `mutation AddCartItem($input: AddCartItemInput!) { addCartItem(input: $input) { cart { id } ${errors} } }`;

/** A product on sale, with one variant. */
export async function putOnSale(
  client: GraphqlClient,
  vendor: Vendor,
  options: { price?: string; stock?: number; title?: string } = {},
): Promise<Goods> {
  const sku = `SKU-${randomBytes(4).toString('hex')}`;
  const { price = '1000', stock = 10, title = `Thing ${sku}` } = options;
  const input = { storeId: vendor.storeId, title, options: [], variants: [{ sku, price, stock }], idempotencyKey: sku };
  const as = { token: vendor.token };
  const { product } = await client.mutate<{ product: { id: string; variants: { id: string }[] } }>(
    createProduct,
    input,
    as,
  );
  await client.mutate(publishProduct, { productId: product.id }, as);
  return { productId: product.id, variantId: product.variants[0]?.id ?? '', sku };
}

export async function putInCart(
  client: GraphqlClient,
  buyer: Pick<SignedIn, 'token'>,
  variantId: string,
  quantity = 1,
): Promise<void> {
  await client.mutate(addCartItem, { variantId, quantity }, { token: buyer.token });
}
