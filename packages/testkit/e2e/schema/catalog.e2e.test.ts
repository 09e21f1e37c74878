import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import { testCaravan } from '@caravan/testkit/caravan';
import type { Vendor } from '@caravan/testkit/people';
import { beforeAll, expect, test } from 'vitest';

const caravan = testCaravan();
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
const errors = 'errors { __typename ... on UserError { message } }';
let client: GraphqlClient;
let vendor: Vendor;
let as: { token: string };
let admin: { token: string };
beforeAll(async () => {
  client = caravan.client;
  vendor = await caravan.people.vendor();
  as = { token: vendor.token };
  admin = { token: (await caravan.people.admin()).token };
}, 60_000);

async function createCategory(name: string, more: object = {}): Promise<string> {
  const document = `mutation CreateCategory($input: CreateCategoryInput!) { createCategory(input: $input) { category { id } ${errors} } }`;
  const input = { name, idempotencyKey: name, ...more };
  return (await client.mutate<{ category: { id: string } }>(document, input, admin)).category.id;
}

async function createProduct(more: object): Promise<{ id: string; version: number }> {
  const document = `mutation CreateProduct($input: CreateProductInput!) { createProduct(input: $input) { product { id version } ${errors} } }`;
  const input = { storeId: vendor.storeId, idempotencyKey: JSON.stringify(more).slice(0, 200), ...more };
  return (await client.mutate<{ product: { id: string; version: number } }>(document, input, as)).product;
}

async function publish(productId: string): Promise<void> {
  const document = `mutation PublishProduct($input: PublishProductInput!) { publishProduct(input: $input) { ${errors} } }`;
  await client.mutate(document, { productId }, as);
}

test('the category tree, with what is for sale in it', async () => {
  const home = await createCategory('Home', { sortOrder: 7, description: 'For the house' });
  const lamps = await createCategory('Lamps', { parentId: home });
  const { id } = await createProduct({ title: 'Reading lamp', categoryId: lamps, variants: [{ price: '100' }] });
  await publish(id);
  const document = `query Tree($id: ID!) {
    category(id: $id) {
      name slug description sortOrder active depth parent { id } ancestors { id } children { slug depth parent { name } ancestors { slug } }
      products { nodes { title } totalCount }
    }
  }`;
  expect(await client.query(document, { id: home })).toEqual({
    category: {
      name: 'Home',
      slug: 'home',
      description: 'For the house',
      sortOrder: 7,
      active: true,
      depth: 0,
      parent: null,
      ancestors: [],
      children: [{ slug: 'lamps', depth: 1, parent: { name: 'Home' }, ancestors: [{ slug: 'home' }] }],
      products: { nodes: [{ title: 'Reading lamp' }], totalCount: 1 },
    },
  });
});

test('a product with all that it has', async () => {
  const { id } = await createProduct({
    title: 'Felt rug',
    handle: 'felt-rug',
    description: '<p>Warm.</p><script>no</script>',
    brand: 'Nomad',
    options: ['Size', 'Colour'],
    images: [{ url: 'https://images.example/rug.jpg', altText: 'A rug' }],
    variants: [
      {
        optionValues: ['XL', 'Red'],
        sku: 'RUG-XL',
        price: '12550',
        compareAtPrice: '15000',
        barcode: '4006381333931',
        weightGrams: 4_200,
        stock: 3,
      },
      { optionValues: ['S', 'Red'], sku: 'RUG-S', price: '8000' },
    ],
  });
  await publish(id);
  const document = `query Product($id: ID!) {
    product(id: $id) {
      title handle description brand status version createdAt publishedAt inStock favouriteCount isFavourite
      store { name slug currency } category { name }
      options { name values } images { id url altText }
      lowestPrice { formatted(locale: "en") } highestPrice { amountMinor currency formatted(locale: "de") }
      variants {
        product { handle } optionValues title sku price { amountMinor } compareAtPrice { amountMinor } barcode weightGrams
        active available stock { onHand reserved available }
      }
    }
  }`;
  const { product } = await client.query<{ product: object }>(document, { id }, as);
  expect(product).toEqual({
    title: 'Felt rug',
    handle: 'felt-rug',
    description: '<p>Warm.</p>',
    brand: 'Nomad',
    status: 'PUBLISHED',
    version: 2,
    createdAt: instant,
    publishedAt: instant,
    inStock: true,
    favouriteCount: 0,
    isFavourite: false,
    store: { name: `Store of ${vendor.username}`, slug: vendor.username.replaceAll('_', '-'), currency: 'EUR' },
    category: { name: 'Other' },
    options: [
      { name: 'Size', values: ['XL', 'S'] },
      { name: 'Colour', values: ['Red'] },
    ],
    images: [{ id: expect.stringMatching(/^img_/), url: 'https://images.example/rug.jpg', altText: 'A rug' }],
    lowestPrice: { formatted: '€80.00' },
    highestPrice: { amountMinor: '12550', currency: 'EUR', formatted: '125,50\u00a0€' },
    variants: [
      {
        product: { handle: 'felt-rug' },
        optionValues: ['XL', 'Red'],
        title: 'XL / Red',
        sku: 'RUG-XL',
        price: { amountMinor: '12550' },
        compareAtPrice: { amountMinor: '15000' },
        barcode: '4006381333931',
        weightGrams: 4_200,
        active: true,
        available: 3,
        stock: { onHand: 3, reserved: 0, available: 3 },
      },
      expect.objectContaining({ sku: 'RUG-S', available: 0, compareAtPrice: null, barcode: null, weightGrams: null }),
    ],
  });
});

test('a store with its people, its shipping and its goods', async () => {
  const rate = `mutation CreateShippingRate($input: CreateShippingRateInput!) { createShippingRate(input: $input) { ${errors} } }`;
  const { storeId } = vendor;
  const input = {
    storeId,
    name: 'Courier',
    kind: 'PER_ORDER',
    amount: '500',
    freeOver: '10000',
    idempotencyKey: 'courier',
  };
  await client.mutate(rate, input, as);
  const draft = await createProduct({ title: 'Not yet', variants: [{ price: '1' }] });
  const document = `query Store($id: ID!) {
    store(id: $id) {
      name slug description currency status createdAt version
      staff { role since user { displayName } }
      shippingRates { name kind active amount { amountMinor } freeOver { amountMinor } }
      products(filter: { status: DRAFT }) { nodes { id } }
    }
  }`;
  const { store } = await client.query<{ store: object }>(document, { id: storeId }, as);
  expect(store).toEqual({
    name: `Store of ${vendor.username}`,
    slug: vendor.username.replaceAll('_', '-'),
    description: '',
    currency: 'EUR',
    status: 'ACTIVE',
    createdAt: instant,
    version: 2,
    staff: [{ role: 'OWNER', since: instant, user: { displayName: 'vendor' } }],
    shippingRates: [
      {
        name: 'Courier',
        kind: 'PER_ORDER',
        active: true,
        amount: { amountMinor: '500' },
        freeOver: { amountMinor: '10000' },
      },
    ],
    products: { nodes: [{ id: draft.id }] },
  });
});

type Job = { importJob: { id: string } };
const importProducts = `mutation ImportProducts($input: ImportProductsInput!) { importProducts(input: $input) { importJob { id } ${errors} } }`;
const importUpdated = `subscription ImportUpdated($id: ID!) {
  importUpdated(id: $id) {
    mode status totalRows processedRows importedRows rejectedRows createdProducts createdVariants updatedVariants failure
    createdAt finishedAt version store { id }
    errors { edges { cursor node { row } } nodes { row column reason } pageInfo { hasNextPage } }
  }
}`;

test('a bulk upload, row by row', async () => {
  const csv = 'handle,title,sku,price\ncup,Cup,CUP-1,3.50\ncup,,CUP-2,wrong\n';
  const first = await importAndWait({ csv, idempotencyKey: 'cups' });
  expect(first).toMatchObject({
    mode: 'PARTIAL',
    status: 'COMPLETED',
    importedRows: 1,
    createdProducts: 1,
    createdVariants: 1,
    updatedVariants: 0,
    failure: null,
    createdAt: instant,
    finishedAt: instant,
    store: { id: vendor.storeId },
    errors: { edges: [{ cursor: expect.any(String), node: { row: 3 } }], pageInfo: { hasNextPage: false } },
  });
  expect(first).toMatchObject({ errors: { nodes: [{ row: 3, column: 'price', reason: expect.any(String) }] } });
  const again = 'handle,title,sku,price\ncup,Cup,CUP-1,3.60\n';
  expect(await importAndWait({ csv: again, idempotencyKey: 'dearer' })).toMatchObject({
    updatedVariants: 1,
    totalRows: 1,
  });
  const broken = await importAndWait({ csv: 'handle\ncup\n', idempotencyKey: 'broken' });
  expect(broken).toMatchObject({ status: 'FAILED', failure: expect.stringContaining('sku') });
});

async function importAndWait(input: object): Promise<unknown> {
  const { importJob } = await client.mutate<Job>(importProducts, { storeId: vendor.storeId, ...input }, as);
  type Event = { importUpdated: { status: string } };
  const isOver = ({ importUpdated: { status } }: Event) => status === 'COMPLETED' || status === 'FAILED';
  const options = { ...as, timeoutMs: 20_000 };
  return (await client.waitFor<Event>(importUpdated, { id: importJob.id }, isOver, options)).importUpdated;
}

test('movements of stock, with their reasons', async () => {
  const { id } = await createProduct({ title: 'Counted', variants: [{ price: '1', stock: 4 }] });
  const movements = `query Movements($id: ID!) {
    product(id: $id) { variants { id stockMovements { nodes { kind onHandChange reservedChange reason createdAt } } } }
  }`;
  type Found = { product: { variants: { id: string }[] } };
  const { product } = await client.query<Found>(movements, { id }, as);
  const adjust = `mutation AdjustStock($input: AdjustStockInput!) { adjustStock(input: $input) { variant { stock { onHand } } ${errors} } }`;
  const variantId = product.variants[0]?.id;
  expect(
    await client.mutate(adjust, { variantId, onHand: 3, reason: 'One broke', idempotencyKey: 'broke' }, as),
  ).toMatchObject({ variant: { stock: { onHand: 3 } } });
  expect(await client.query(movements, { id }, as)).toMatchObject({
    product: {
      variants: [
        {
          stockMovements: {
            nodes: [
              { kind: 'ADJUSTED', onHandChange: -1, reservedChange: 0, reason: 'One broke', createdAt: instant },
              { kind: 'RECEIVED', onHandChange: 4, reservedChange: 0, createdAt: instant },
            ],
          },
        },
      ],
    },
  });
});

test('favourites', async () => {
  const { id } = await createProduct({ title: 'Liked', variants: [{ price: '1' }] });
  await publish(id);
  const person = await caravan.people.customer();
  const asPerson = { token: person.token };
  const add = `mutation AddFavourite($input: AddFavouriteInput!) { addFavourite(input: $input) { favourite { id } ${errors} } }`;
  await client.mutate(add, { targetId: id }, asPerson);
  const document = `query Liked($id: ID!) {
    me { isFavourite(targetId: $id) favourites { totalCount nodes { id addedAt target { ... on Product { title favouriteCount isFavourite } } } } }
  }`;
  expect(await client.query(document, { id }, asPerson)).toEqual({
    me: {
      isFavourite: true,
      favourites: {
        totalCount: 1,
        nodes: [
          {
            id: expect.stringMatching(/^fav_/),
            addedAt: instant,
            target: { title: 'Liked', favouriteCount: 1, isFavourite: true },
          },
        ],
      },
    },
  });
});
