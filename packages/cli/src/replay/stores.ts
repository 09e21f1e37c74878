import { createHash } from 'node:crypto';
import { decimalText } from '@caravan/core/money';
import { stringify } from 'csv-stringify/sync';
import { type GraphqlClient, OperationError } from '../client/graphql-client.ts';
import type { SignedIn } from '../client/people.ts';
import type { BasketLine, Seller } from './baskets.ts';

/** A seller's store as it stands in Caravan. */
export type LoadedStore = {
  readonly seller: Seller;
  readonly id: string;
  readonly owner: SignedIn;
  readonly variantIds: ReadonlyMap<string, string>;
  /** Shipping rates by their amount in minor units. */
  readonly rateIds: ReadonlyMap<string, string>;
};

const errors = 'errors { __typename ... on UserError { message } }';
const applyForStore = `mutation ApplyForStore($input: ApplyForStoreInput!) { applyForStore(input: $input) { store { id } ${errors} } }`;
const approveStore = `mutation ApproveStore($input: ApproveStoreInput!) { approveStore(input: $input) { store { id } ${errors} } }`;
const createRate = `mutation CreateShippingRate($input: CreateShippingRateInput!) { createShippingRate(input: $input) { shippingRate { id } ${errors} } }`;
const importProducts = `mutation ImportProducts($input: ImportProductsInput!) { importProducts(input: $input) { importJob { id } ${errors} } }`;
const importUpdated = `subscription ImportUpdated($id: ID!) {
  importUpdated(id: $id) { status rejectedRows failure errors(first: 1) { nodes { row column reason } } }
}`;
const storeProducts = `query StoreProducts($id: ID!, $after: String) {
  store(id: $id) {
    products(first: 100, after: $after, sort: NEWEST) { nodes { variants { id sku } } pageInfo { hasNextPage endCursor } }
  }
}`;

/** Opens the store, offers its freights and uploads its products. Every step may be repeated. */
export async function loadStore(
  client: GraphqlClient,
  seller: Seller,
  people: { owner: SignedIn; admin: SignedIn; currency: string },
): Promise<LoadedStore> {
  const { owner, admin, currency } = people;
  const as = { token: owner.token };
  const { store } = await client.mutate<{ store: { id: string } }>(
    applyForStore,
    {
      name: `Seller ${seller.id.slice(0, 8)}, ${seller.city}`,
      slug: `seller-${seller.id.slice(0, 24)}`,
      currency,
      idempotencyKey: `replay-${seller.id}`,
    },
    as,
  );
  await approve(client, store.id, admin);
  const rateIds = new Map<string, string>();
  for (const freight of seller.freights) {
    const input = {
      storeId: store.id,
      name: `Freight ${decimalText(freight)}`,
      kind: 'PER_ITEM',
      amount: freight.amountMinor.toString(),
      idempotencyKey: `replay-${seller.id}-${freight.amountMinor}`,
    };
    const { shippingRate } = await client.mutate<{ shippingRate: { id: string } }>(createRate, input, as);
    rateIds.set(freight.amountMinor.toString(), shippingRate.id);
  }
  await uploadProducts(client, seller, store.id, owner);
  return { seller, id: store.id, owner, rateIds, variantIds: await readVariantIds(client, store.id, owner) };
}

/** What a cart line of this basket line refers to. */
export function cartItemInput(store: LoadedStore, line: BasketLine) {
  return {
    variantId: store.variantIds.get(line.sku),
    shippingRateId: store.rateIds.get(line.freight.amountMinor.toString()),
    quantity: line.quantity,
  };
}

async function approve(client: GraphqlClient, storeId: string, admin: SignedIn): Promise<void> {
  try {
    await client.mutate(approveStore, { storeId }, { token: admin.token });
  } catch (error) {
    // Approved by an earlier run.
    if (!(error instanceof OperationError && error.kinds.includes('StoreTransitionRefused'))) throw error;
  }
}

async function uploadProducts(client: GraphqlClient, seller: Seller, storeId: string, owner: SignedIn): Promise<void> {
  const csv = stringify(
    seller.variants.map((variant) => csvRow(variant, storeId)),
    { header: true },
  );
  const idempotencyKey = `replay-${createHash('sha256').update(csv).digest('hex')}`;
  const as = { token: owner.token };
  const { importJob } = await client.mutate<{ importJob: { id: string } }>(
    importProducts,
    { storeId, csv, mode: 'ALL_OR_NOTHING', idempotencyKey },
    as,
  );
  const ended = await client.waitFor<{ importUpdated: ImportState }>(
    importUpdated,
    { id: importJob.id },
    ({ importUpdated: { status } }) => status === 'COMPLETED' || status === 'FAILED',
    { ...as, timeoutMs: 60_000 },
  );
  const { status, rejectedRows, failure, errors: rejected } = ended.importUpdated;
  if (status === 'FAILED' || rejectedRows > 0) {
    throw new Error(`Bulk upload of seller ${seller.id}: ${failure ?? JSON.stringify(rejected.nodes[0])}`);
  }
}

type ImportState = {
  status: string;
  rejectedRows: number;
  failure: string | null;
  errors: { nodes: readonly unknown[] };
};

function csvRow(
  { sku, productId, category, price, weightGrams, quantity }: Seller['variants'][number],
  storeId: string,
) {
  return {
    // Prices of one product are variants of it, told apart by an option.
    handle: `p-${productId.slice(0, 24)}-${storeId.slice(-4)}`,
    title: `Product ${productId.slice(0, 8)}`,
    category,
    sku,
    'option:Price': decimalText(price),
    price: decimalText(price),
    stock: quantity,
    weight_grams: weightGrams ?? '',
    publish: 'true',
  };
}

async function readVariantIds(client: GraphqlClient, id: string, owner: SignedIn): Promise<Map<string, string>> {
  type Page = {
    store: {
      products: {
        nodes: { variants: { id: string; sku: string }[] }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
  };
  const found = new Map<string, string>();
  let after: string | null = null;
  do {
    const { store }: Page = await client.query<Page>(storeProducts, { id, after }, { token: owner.token });
    for (const { id: variantId, sku } of store.products.nodes.flatMap(({ variants }) => variants))
      found.set(sku, variantId);
    after = store.products.pageInfo.hasNextPage ? store.products.pageInfo.endCursor : null;
  } while (after);
  return found;
}
