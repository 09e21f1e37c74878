import { type GraphqlClient, OperationError } from '../client/graphql-client.ts';
import type { SignedIn } from '../client/people.ts';
import { categories, type DemoProduct, type DemoStore, stores } from './catalog.ts';
import type { SignedInPeople } from './enter.ts';

/** What carts and trades of the demo refer to. */
export type LoadedCatalog = {
  readonly variants: ReadonlyMap<
    string,
    { readonly variantId: string; readonly storeId: string; readonly shippingRateId: string }
  >;
  readonly productIds: ReadonlyMap<string, string>;
  /** Store owners by store id. */
  readonly owners: ReadonlyMap<string, SignedIn>;
};

type Filling = {
  variants: Map<string, { variantId: string; storeId: string; shippingRateId: string }>;
  productIds: Map<string, string>;
  owners: Map<string, SignedIn>;
};

const errors = 'errors { __typename ... on UserError { message } }';
const createCategory = `mutation CreateCategory($input: CreateCategoryInput!) { createCategory(input: $input) { category { id } ${errors} } }`;
const applyForStore = `mutation ApplyForStore($input: ApplyForStoreInput!) { applyForStore(input: $input) { store { id } ${errors} } }`;
const approveStore = `mutation ApproveStore($input: ApproveStoreInput!) { approveStore(input: $input) { store { id } ${errors} } }`;
const createRate = `mutation CreateShippingRate($input: CreateShippingRateInput!) { createShippingRate(input: $input) { shippingRate { id } ${errors} } }`;
const createProduct = `mutation CreateProduct($input: CreateProductInput!) { createProduct(input: $input) { product { id variants { id sku } } ${errors} } }`;
const publishProduct = `mutation PublishProduct($input: PublishProductInput!) { publishProduct(input: $input) { product { id } ${errors} } }`;

/** Opens the demo's stores and fills their shelves. */
export async function loadStores(client: GraphqlClient, people: SignedInPeople): Promise<LoadedCatalog> {
  const categoryIds = await loadCategories(client, people.admin);
  const filling: Filling = { variants: new Map(), productIds: new Map(), owners: new Map() };
  for (const store of stores) await loadStore(client, store, people, { categoryIds, filling });
  return filling;
}

async function loadCategories(client: GraphqlClient, admin: SignedIn): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { slug, name, parent } of categories) {
    const input = { name, slug, parentId: parent ? ids.get(parent) : null, idempotencyKey: `demo-${slug}` };
    const { category } = await client.mutate<{ category: { id: string } }>(createCategory, input, {
      token: admin.token,
    });
    ids.set(slug, category.id);
  }
  return ids;
}

type Shelf = { categoryIds: ReadonlyMap<string, string>; filling: Filling };

async function loadStore(
  client: GraphqlClient,
  demo: DemoStore,
  people: SignedInPeople,
  { categoryIds, filling }: Shelf,
): Promise<void> {
  const owner = people[demo.owner];
  const as = { token: owner.token };
  const { slug, name, description, currency } = demo;
  const { store } = await client.mutate<{ store: { id: string } }>(
    applyForStore,
    { slug, name, description, currency, idempotencyKey: `demo-${slug}` },
    as,
  );
  await unlessDone(
    'StoreTransitionRefused',
    client.mutate(approveStore, { storeId: store.id }, { token: people.admin.token }),
  );
  filling.owners.set(store.id, owner);
  const rateIds: string[] = [];
  for (const rate of demo.rates) {
    const input = { ...rate, storeId: store.id, idempotencyKey: `demo-${slug}-${rate.name}` };
    rateIds.push((await client.mutate<{ shippingRate: { id: string } }>(createRate, input, as)).shippingRate.id);
  }
  for (const product of demo.products) {
    const created = await loadProduct(
      client,
      product,
      { storeId: store.id, categoryId: categoryIds.get(product.category) },
      as,
    );
    filling.productIds.set(product.handle, created.id);
    for (const { id, sku } of created.variants)
      filling.variants.set(sku, { variantId: id, storeId: store.id, shippingRateId: rateIds[0] ?? '' });
  }
}

type Created = { id: string; variants: { id: string; sku: string }[] };

async function loadProduct(
  client: GraphqlClient,
  demo: DemoProduct,
  place: { storeId: string; categoryId: string | undefined },
  as: { token: string },
): Promise<Created> {
  const { handle, title, brand, description, option, variants } = demo;
  const input = {
    ...place,
    handle,
    title,
    brand,
    description,
    options: option ? [option] : [],
    variants: variants.map(({ value, sku, price, stock, weightGrams, compareAt }) => ({
      optionValues: value ? [value] : [],
      sku,
      price,
      stock,
      weightGrams,
      compareAtPrice: compareAt ?? null,
    })),
    images: [{ url: `https://images.caravan.example/${handle}.webp`, altText: title }],
    idempotencyKey: `demo-${handle}`,
  };
  const { product } = await client.mutate<{ product: Created }>(createProduct, input, as);
  await unlessDone('ProductTransitionRefused', client.mutate(publishProduct, { productId: product.id }, as));
  return product;
}

/** A step that an interrupted first start had taken before counts as taken. */
async function unlessDone(refusal: string, step: Promise<unknown>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof OperationError && error.kinds.includes(refusal))) throw error;
  }
}
