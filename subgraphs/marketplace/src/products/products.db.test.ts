import { fromTypeId, newId, toTypeId } from '@caravan/core/ids';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { marketplaceGraph } from '../../test/catalog-graph.ts';
import { marketplaceDatabase, openShop, person, type Shop, tradeDeps } from '../../test/trade.ts';
import { stores } from '../stores/stores.tables.ts';

const { database } = marketplaceDatabase();
const graph = marketplaceGraph(tradeDeps(database));

type Created = {
  product: { id: string; version: number; variants: { id: string; sku: string }[] };
  errors: { __typename: string; path: string[] }[];
};

const fields = `product {
  id version title handle description brand status
  options { name values } variants { id sku optionValues title price { amountMinor currency } available stock { onHand } }
  images { url altText } lowestPrice { amountMinor } highestPrice { amountMinor } inStock publishedAt
} }`;

function input(shop: Shop, change: Record<string, unknown> = {}) {
  return {
    storeId: toTypeId('store', shop.storeId),
    title: 'Claw Hammer',
    description: '<p onclick="x()">Hits <b>nails</b><script>alert(1)</script></p>',
    brand: 'Thor',
    options: ['Weight'],
    variants: [
      { optionValues: ['1 kg'], price: '1990', stock: 5, sku: `H1-${newId()}` },
      { optionValues: ['2 kg'], price: '2990', compareAtPrice: '3500', barcode: '4006381333931', weightGrams: 2000 },
    ],
    images: [{ url: 'https://img.example/h.png', altText: 'A hammer' }],
    idempotencyKey: newId(),
    ...change,
  };
}

async function create(shop: Shop, change: Record<string, unknown> = {}, principal = shop.clerk): Promise<Created> {
  return graph.change<Created>(`createProduct { ${fields}`, input(shop, change), principal);
}

const step = (name: string, productId: string, shop: Shop, principal = shop.clerk) =>
  graph.change(`${name} { product { status version publishedAt } }`, { productId }, principal);

describe('creating a product', () => {
  test('makes a DRAFT with sanitised text, variants, images and first stock', async () => {
    const shop = await openShop(database);
    const { product, errors } = await create(shop);
    expect(errors).toEqual([]);
    expect(product).toMatchObject({
      version: 1,
      title: 'Claw Hammer',
      handle: 'claw-hammer',
      description: '<p>Hits <b>nails</b></p>',
      status: 'DRAFT',
      options: [{ name: 'Weight', values: ['1 kg', '2 kg'] }],
      images: [{ url: 'https://img.example/h.png', altText: 'A hammer' }],
      lowestPrice: { amountMinor: '1990' },
      highestPrice: { amountMinor: '2990' },
      inStock: true,
      publishedAt: null,
    });
    expect(product.variants).toMatchObject([
      { optionValues: ['1 kg'], title: '1 kg', price: { amountMinor: '1990', currency: 'EUR' }, available: 5 },
      { optionValues: ['2 kg'], available: 0, stock: { onHand: 0 } },
    ]);
    expect(product.variants[1]?.sku).toMatch(/^SKU-[0-9A-F]{12}$/);
  });

  test('gives another handle to the same title', async () => {
    const shop = await openShop(database);
    await create(shop);
    expect((await create(shop)).product).toMatchObject({
      handle: expect.stringMatching(/^claw-hammer-\w{8}$/) as unknown,
    });
    const { errors } = await create(shop, { handle: 'claw-hammer' });
    expect(errors).toMatchObject([{ __typename: 'HandleTaken', path: ['input', 'handle'] }]);
  });

  test('tells everything that is wrong at once', async () => {
    const shop = await openShop(database);
    const { errors } = await create(shop, {
      title: '',
      handle: 'No Handle',
      options: ['Size', 'size', 'Colour', 'Cut'],
      images: [{ url: 'https://a.example/1', altText: 'x'.repeat(301) }, { url: 'https://a.example/1' }],
      variants: [
        { optionValues: ['S'], price: '-1', sku: ' ', stock: -1 },
        { optionValues: ['S', 'S', 'S', 'S'], price: '5', compareAtPrice: '5', barcode: '12', weightGrams: 0 },
      ],
    });
    expect(errors.map(({ path }) => path.slice(1).join('.'))).toEqual([
      'title',
      'handle',
      'options',
      'options',
      'images.0.altText',
      'images',
      'variants.0.optionValues',
      'variants.0.sku',
      'variants.0.price',
      'variants.0.stock',
      'variants.1.compareAtPrice',
      'variants.1.barcode',
      'variants.1.weightGrams',
    ]);
    expect((await create(shop, { variants: [] })).errors).toMatchObject([{ path: ['input', 'variants'] }]);
  });

  test('is refused for strangers, unknown categories and SKUs that the store has', async () => {
    const shop = await openShop(database);
    expect((await create(shop, {}, person())).errors).toMatchObject([{ __typename: 'NotFound' }]);
    const categoryId = toTypeId('category', newId());
    expect((await create(shop, { categoryId })).errors).toMatchObject([{ path: ['input', 'categoryId'] }]);
    const variants = [{ optionValues: ['1'], price: '1', sku: 'SAME' }];
    await create(shop, { variants });
    expect((await create(shop, { variants })).errors).toMatchObject([
      { __typename: 'SkuTaken', path: ['input', 'variants', '0', 'sku'] },
    ]);
    expect((await create(await openShop(database), { variants })).errors).toEqual([]);
  });

  test('25 times at once with one key makes one product; another input is refused', async () => {
    const shop = await openShop(database);
    const same = input(shop);
    const made = await Promise.all(Array.from({ length: 25 }, () => create(shop, same)));
    expect(new Set(made.map(({ product }) => product.id)).size).toBe(1);
    const reused = await create(shop, { ...same, title: 'Sledgehammer' });
    expect(reused.errors).toMatchObject([{ __typename: 'IdempotencyKeyReused' }]);
  });

  test('is for those who signed in', async () => {
    const shop = await openShop(database);
    const guest = { ...person(), kind: 'guest' as const };
    await expect(create(shop, {}, guest)).rejects.toThrow('UNAUTHENTICATED');
  });
});

describe('a product', () => {
  test('is put on sale and taken off by the table', async () => {
    const shop = await openShop(database);
    const { id } = (await create(shop)).product;
    expect(await step('publishProduct', id, shop)).toMatchObject({ product: { status: 'PUBLISHED', version: 2 } });
    expect(await step('publishProduct', id, shop)).toMatchObject({
      errors: [{ __typename: 'ProductTransitionRefused' }],
    });
    expect(await step('archiveProduct', id, shop)).toMatchObject({ product: { status: 'ARCHIVED', version: 3 } });
    expect(await step('archiveProduct', id, shop)).toMatchObject({
      errors: [{ __typename: 'ProductTransitionRefused' }],
    });
    expect(await step('publishProduct', id, shop)).toMatchObject({ product: { status: 'PUBLISHED' } });
    expect(await step('archiveProduct', id, shop, person())).toMatchObject({ errors: [{ __typename: 'NotFound' }] });
    const unknown = toTypeId('product', newId());
    expect(await step('publishProduct', unknown, shop)).toMatchObject({ errors: [{ __typename: 'NotFound' }] });
  });

  test('without an active variant is not put on sale', async () => {
    const shop = await openShop(database);
    const { product } = await create(shop, { variants: [{ optionValues: ['1'], price: '1', active: false }] });
    expect(await step('publishProduct', product.id, shop)).toMatchObject({
      errors: [{ __typename: 'ProductWithoutVariant' }],
    });
  });

  test('is seen by the public while it is PUBLISHED and its store ACTIVE; by staff and support always', async () => {
    const shop = await openShop(database);
    const { id } = (await create(shop)).product;
    const seenBy = async (principal = person()) =>
      (await graph.ask('query ($id: ID!) { product(id: $id) { id } }', { id }, principal)).data.product !== null;
    const support = person(newId(), ['store:read:any']);
    expect([await seenBy(), await seenBy(shop.clerk), await seenBy(support)]).toEqual([false, true, true]);
    await step('publishProduct', id, shop);
    expect(await seenBy()).toBe(true);
    await database.query.update(stores).set({ status: 'SUSPENDED' }).where(eq(stores.id, shop.storeId));
    expect([await seenBy(), await seenBy(shop.clerk), await seenBy(support)]).toEqual([false, true, true]);
  });

  test('that is edited meanwhile meets the current one', async () => {
    const shop = await openShop(database);
    const { id } = (await create(shop)).product;
    const edit = (change: Record<string, unknown>, principal = shop.clerk) =>
      graph.change(
        `updateProduct { ${fields.replace(/}$/, '')} errors { ... on ProductVersionConflict { current { version title } } } }`,
        { productId: id, ...change },
        principal,
      );
    const both = await Promise.all([edit({ version: 1, title: 'One' }), edit({ version: 1, title: 'Two' })]);
    const refused = both.filter(({ product }) => product === null);
    expect(refused).toMatchObject([{ errors: [{ __typename: 'ProductVersionConflict', current: { version: 2 } }] }]);
    expect(
      await edit({ version: 2, brand: null, images: [], description: '<i>new</i>', handle: 'new-handle' }),
    ).toMatchObject({
      product: { version: 3, brand: null, images: [], description: '<i>new</i>', handle: 'new-handle' },
    });
    await create(shop, { handle: 'taken' });
    expect(await edit({ version: 3, handle: 'taken' })).toMatchObject({ errors: [{ __typename: 'HandleTaken' }] });
    expect(await edit({ version: 3, title: '' })).toMatchObject({ errors: [{ __typename: 'InvalidInput' }] });
    expect(await edit({ version: 3, title: 'Mine' }, person())).toMatchObject({ errors: [{ __typename: 'NotFound' }] });
    const categoryId = toTypeId('category', newId());
    expect(await edit({ version: 3, categoryId })).toMatchObject({ errors: [{ __typename: 'NotFound' }] });
  });
});

describe('variants', () => {
  const add = (productId: string, variant: Record<string, unknown>, shop: Shop, change: Record<string, unknown> = {}) =>
    graph.change<{ variant: { id: string } | null; errors: unknown[] }>(
      'addVariant { variant { id sku title available product { version highestPrice { amountMinor } } } }',
      { productId, variant, idempotencyKey: newId(), ...change },
      shop.clerk,
    );
  const update = (variantId: string, change: Record<string, unknown>, principal: Shop['clerk']) =>
    graph.change(
      `updateVariant { variant {
        sku price { amountMinor } compareAtPrice { amountMinor } barcode weightGrams active
        product { version lowestPrice { amountMinor } }
      } }`,
      { variantId, ...change },
      principal,
    );

  test('are added to a product once per key, with other option values', async () => {
    const shop = await openShop(database);
    const { id } = (await create(shop)).product;
    const key = { idempotencyKey: newId() };
    const variant = { optionValues: ['3 kg'], price: '3990', stock: 2 };
    const [one, two] = [await add(id, variant, shop, key), await add(id, variant, shop, key)];
    expect(one).toMatchObject({
      variant: { title: '3 kg', available: 2, product: { version: 2, highestPrice: { amountMinor: '3990' } } },
    });
    expect(two.variant?.id).toBe(one.variant?.id);
    const invalid = { errors: [{ __typename: 'InvalidInput' }] };
    expect(await add(id, variant, shop)).toMatchObject(invalid);
    expect(await add(id, { price: '1' }, shop)).toMatchObject(invalid);
    expect(await add(id, { optionValues: ['4 kg'], price: '-1' }, shop)).toMatchObject(invalid);
    const stranger = { ...shop, clerk: person() };
    expect(await add(id, variant, stranger)).toMatchObject({ errors: [{ __typename: 'NotFound' }] });
    await add(id, { optionValues: ['5 kg'], price: '1', sku: 'FIVE' }, shop);
    expect(await add(id, { optionValues: ['6 kg'], price: '1', sku: 'FIVE' }, shop)).toMatchObject({
      errors: [{ __typename: 'SkuTaken', path: ['input', 'variant', 'sku'] }],
    });
  });

  test('change price, number and sale; the product follows', async () => {
    const shop = await openShop(database);
    const { variants } = (await create(shop)).product;
    const [first, second] = variants;
    const change = { price: '990', sku: ' new ', barcode: null, weightGrams: 100, compareAtPrice: '1200' };
    expect(await update(first?.id ?? '', change, shop.clerk)).toMatchObject({
      variant: {
        sku: 'new',
        price: { amountMinor: '990' },
        compareAtPrice: { amountMinor: '1200' },
        barcode: null,
        weightGrams: 100,
        product: { version: 2, lowestPrice: { amountMinor: '990' } },
      },
    });
    expect(await update(first?.id ?? '', { active: false, compareAtPrice: null }, shop.clerk)).toMatchObject({
      variant: { active: false, compareAtPrice: null, product: { lowestPrice: { amountMinor: '2990' } } },
    });
    const errorOf = async (input: Record<string, unknown>, principal = shop.clerk) =>
      (await update(second?.id ?? '', input, principal)).errors;
    expect(await errorOf({ sku: 'new' })).toMatchObject([{ __typename: 'SkuTaken' }]);
    expect(await errorOf({ price: '3500' })).toMatchObject([{ path: ['input', 'compareAtPrice'] }]);
    expect(await errorOf({ price: '1' }, person())).toMatchObject([{ __typename: 'NotFound' }]);
    const unknown = toTypeId('variant', newId());
    expect(await update(unknown, { price: '1' }, shop.clerk)).toMatchObject({ errors: [{ __typename: 'NotFound' }] });
  });

  test('that are inactive are for the staff; stock and movements too', async () => {
    const shop = await openShop(database);
    const { id, variants } = (await create(shop)).product;
    await update(variants[1]?.id ?? '', { active: false }, shop.clerk);
    await step('publishProduct', id, shop);
    const query = `query ($id: ID!) { product(id: $id) { variants {
      sku available stock { onHand reserved available } stockMovements(first: 1) { nodes { kind onHandChange reason } }
    } } }`;
    type Seen = { product: { variants: { stock: unknown; stockMovements: unknown }[] } };
    const asStaff = await graph.ask<Seen>(query, { id }, shop.clerk);
    expect(asStaff.data.product.variants).toHaveLength(2);
    expect(asStaff.data.product.variants[0]).toMatchObject({
      stock: { onHand: 5, reserved: 0, available: 5 },
      stockMovements: { nodes: [{ kind: 'RECEIVED', onHandChange: 5, reason: 'First stock' }] },
    });
    const asBuyer = await graph.ask<Seen>(query, { id }, person());
    expect(asBuyer.data.product.variants).toMatchObject([{ available: 5, stock: null, stockMovements: null }]);
    expect(asBuyer.errors).toEqual([]);
  });

  test('are referred to by those who see their product', async () => {
    const shop = await openShop(database);
    const { id, variants } = (await create(shop)).product;
    const query = 'query ($v: [_Any!]!) { _entities(representations: $v) { ... on Variant { id } } }';
    const known = variants.map((variant) => ({ __typename: 'Variant', id: variant.id }));
    const refer = async (principal: Shop['clerk']) => {
      const unknown = { __typename: 'Variant', id: toTypeId('variant', newId()) };
      return (await graph.ask(query, { v: [known[0], unknown] }, principal)).data;
    };
    expect(await refer(person())).toEqual({ _entities: [null, null] });
    expect(await refer(shop.clerk)).toEqual({ _entities: [{ id: variants[0]?.id }, null] });
    await step('publishProduct', id, shop);
    expect(await refer(person())).toEqual({ _entities: [{ id: variants[0]?.id }, null] });
  });

  test('of the wrong kind of id are bad input', async () => {
    const shop = await openShop(database);
    const { id } = (await create(shop)).product;
    await expect(update(id, { price: '1' }, shop.clerk)).rejects.toThrow('BAD_USER_INPUT');
    expect(fromTypeId('product', id)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
