import { unique } from '@caravan/testkit/caravan';
import { putOnSale } from '@caravan/testkit/goods';
import { matrix, type Operation } from './matrix.ts';
import { buyerAfterLogIn, byId, input, key, mutation } from './operations.ts';
import { draft, newClerk, newPendingStore, newShippingRate, newStore, rate } from './shops.ts';
import { anyCsv, type World } from './world.ts';

const table = `
  field                        rule            nobody           guest            buyerA     buyerB     vendorX    vendorY    admin
  Query.store                  public          ok               ok               ok         ok         ok         ok         ok
  Query.store/pending          public          null             null             null       null       ok         null       ok
  Query.stores                 public          ok               ok               ok         ok         ok         ok         ok
  Query.stores/pending         public          FORBIDDEN        FORBIDDEN        FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Query.categories             public          ok               ok               ok         ok         ok         ok         ok
  Query.category               public          ok               ok               ok         ok         ok         ok         ok
  Query.category/hidden        public          null             null             null       null       null       null       ok
  Query.product                public          ok               ok               ok         ok         ok         ok         ok
  Query.product/draft          public          null             null             null       null       ok         null       ok
  Query.products               public          ok               ok               ok         ok         ok         ok         ok
  Query.products/drafts        public          empty            empty            empty      empty      ok         empty      ok
  Query.importJob              authenticated   UNAUTHENTICATED  UNAUTHENTICATED  null       null       ok         null       ok
  Query.stockHealth            ledger:read     UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Store.staff                  authenticated   UNAUTHENTICATED  UNAUTHENTICATED  null       null       ok         null       ok
  Variant.stock                authenticated   UNAUTHENTICATED  UNAUTHENTICATED  null       null       ok         null       ok
  Variant.stockMovements       authenticated   UNAUTHENTICATED  UNAUTHENTICATED  null       null       ok         null       ok
  Product.isFavourite          authenticated   UNAUTHENTICATED  UNAUTHENTICATED  ok         ok         ok         ok         ok
  User.stores                  authenticated   UNAUTHENTICATED  UNAUTHENTICATED  empty      null       null       null       empty
  User.favourites              authenticated   UNAUTHENTICATED  UNAUTHENTICATED  ok         null       null       null       ok
  User.isFavourite             authenticated   UNAUTHENTICATED  UNAUTHENTICATED  ok         null       null       null       ok
  Subscription.importUpdated   authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NOT_FOUND  NOT_FOUND  ok         NOT_FOUND  ok
  Mutation.applyForStore       authenticated   UNAUTHENTICATED  UNAUTHENTICATED  ok         ok         ok         ok         ok
  Mutation.approveStore        store:approve   UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Mutation.suspendStore        store:approve   UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Mutation.updateStore         authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   NotFound
  Mutation.addStoreStaff       authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   NotFound
  Mutation.removeStoreStaff    authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   NotFound
  Mutation.createCategory      category:write  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Mutation.updateCategory      category:write  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Mutation.createProduct       authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   ok
  Mutation.updateProduct       authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   ok
  Mutation.publishProduct      authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   ok
  Mutation.archiveProduct      authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   ok
  Mutation.addVariant          authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   ok
  Mutation.updateVariant       authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   ok
  Mutation.adjustStock         authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   ok
  Mutation.createShippingRate  authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   NotFound
  Mutation.updateShippingRate  authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   NotFound
  Mutation.removeShippingRate  authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   NotFound
  Mutation.createImportUpload  authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   ok
  Mutation.importProducts      authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   ok
  Mutation.addFavourite        authenticated   UNAUTHENTICATED  UNAUTHENTICATED  ok         ok         ok         ok         ok
  Mutation.addFavourite/draft  authenticated   UNAUTHENTICATED  UNAUTHENTICATED  NotFound   NotFound   ok         NotFound   ok
  Mutation.removeFavourite     authenticated   UNAUTHENTICATED  UNAUTHENTICATED  ok         ok         ok         ok         ok
`;

const storeX = ({ vendorX }: World) => vendorX.storeId;
const productX = ({ goods }: World) => goods.productId;
const ofVariant = (selection: string) =>
  byId(`query Matrix($id: ID!) { product(id: $id) { variants { ${selection} } } }`, productX);

/** Variables about a fresh product of store X that is not on sale yet. */
function aboutDraft(make: (made: Awaited<ReturnType<typeof draft>>) => object): Operation['variables'] {
  return input(async (world) => make(await draft(world)));
}

export const shopMatrix = matrix(table, {
  'Query.store': byId('query Matrix($id: ID!) { store(id: $id) { id name } }', storeX),
  'Query.store/pending': byId(
    'query Matrix($id: ID!) { store(id: $id) { id status } }',
    ({ pendingStoreId }) => pendingStoreId,
  ),
  'Query.stores': { document: 'query Matrix { stores { nodes { id } } }' },
  'Query.stores/pending': { document: 'query Matrix { stores(filter: { status: PENDING }) { nodes { id } } }' },
  'Query.categories': { document: 'query Matrix { categories { id name } }' },
  'Query.category': { document: 'query Matrix { category(slug: "other") { id name } }' },
  'Query.category/hidden': byId(
    'query Matrix($id: ID!) { category(id: $id) { id active } }',
    ({ hiddenCategoryId }) => hiddenCategoryId,
  ),
  'Query.product': byId('query Matrix($id: ID!) { product(id: $id) { id title } }', productX),
  'Query.product/draft': {
    document: 'query Matrix($id: ID!) { product(id: $id) { id status } }',
    variables: async (world) => ({ id: (await draft(world)).productId }),
  },
  'Query.products': { document: 'query Matrix { products { nodes { id } } }' },
  'Query.products/drafts': {
    document: 'query Matrix($filter: ProductFilter) { products(filter: $filter) { nodes { id status } } }',
    variables: async (world) => {
      await draft(world);
      return { filter: { storeId: storeX(world), status: 'DRAFT' } };
    },
  },
  'Query.importJob': byId(
    'query Matrix($id: ID!) { importJob(id: $id) { id status } }',
    ({ importJobId }) => importJobId,
  ),
  'Query.stockHealth': { document: 'query Matrix { stockHealth { variants mismatches } }' },
  'Store.staff': byId('query Matrix($id: ID!) { store(id: $id) { staff { role user { id } } } }', storeX),
  'Variant.stock': ofVariant('stock { onHand reserved available }'),
  'Variant.stockMovements': ofVariant('stockMovements { nodes { id kind } }'),
  'Product.isFavourite': byId('query Matrix($id: ID!) { product(id: $id) { isFavourite } }', productX),
  'User.stores': buyerAfterLogIn('stores { nodes { id } }'),
  'User.favourites': buyerAfterLogIn('favourites { nodes { id } }'),
  'User.isFavourite': {
    document: `mutation Matrix($input: LogInInput!, $id: ID!) {
      logIn(input: $input) { user { isFavourite(targetId: $id) } }
    }`,
    variables: ({ buyerA, goods }) => ({
      input: { identifier: buyerA.username, password: buyerA.password },
      id: goods.productId,
    }),
  },
  'Subscription.importUpdated': byId(
    'subscription Matrix($id: ID!) { importUpdated(id: $id) { id status } }',
    ({ importJobId }) => importJobId,
  ),
  'Mutation.applyForStore': mutation(
    'applyForStore',
    'store { id status }',
    input(() => ({ name: 'A store', slug: unique('s').replaceAll('_', '-'), currency: 'EUR', idempotencyKey: key() })),
  ),
  'Mutation.approveStore': mutation(
    'approveStore',
    'store { id status }',
    input(async (world) => ({ storeId: await newPendingStore(world) })),
  ),
  'Mutation.suspendStore': mutation(
    'suspendStore',
    'store { id status }',
    input(async (world) => ({ storeId: await newStore(world) })),
  ),
  'Mutation.updateStore': mutation(
    'updateStore',
    'store { id description }',
    input((world) => ({ storeId: storeX(world), description: 'Things of all kinds' })),
  ),
  'Mutation.addStoreStaff': mutation(
    'addStoreStaff',
    'store { id }',
    input((world) => ({ storeId: storeX(world), userId: world.bystander.id, role: 'CLERK' })),
  ),
  'Mutation.removeStoreStaff': mutation('removeStoreStaff', 'store { id }', input(newClerk)),
  'Mutation.createCategory': mutation(
    'createCategory',
    'category { id slug }',
    input(() => ({ name: unique('Category'), idempotencyKey: key() })),
  ),
  'Mutation.updateCategory': mutation(
    'updateCategory',
    'category { id description }',
    input(({ hiddenCategoryId }) => ({ categoryId: hiddenCategoryId, description: 'Not shown' })),
  ),
  'Mutation.createProduct': mutation(
    'createProduct',
    'product { id }',
    input((world) => ({
      storeId: storeX(world),
      title: 'A thing',
      handle: unique('thing').replaceAll('_', '-'),
      variants: [{ price: '100' }],
      idempotencyKey: key(),
    })),
  ),
  'Mutation.updateProduct': mutation(
    'updateProduct',
    'product { id brand }',
    aboutDraft(({ productId, version }) => ({ productId, version, brand: 'Nomad' })),
  ),
  'Mutation.publishProduct': mutation(
    'publishProduct',
    'product { id status }',
    aboutDraft(({ productId }) => ({ productId })),
  ),
  'Mutation.archiveProduct': mutation(
    'archiveProduct',
    'product { id status }',
    input(async ({ client, vendorX }) => ({ productId: (await putOnSale(client, vendorX)).productId })),
  ),
  'Mutation.addVariant': mutation(
    'addVariant',
    'variant { id sku }',
    aboutDraft(({ productId }) => ({
      productId,
      variant: { optionValues: ['Blue'], price: '550' },
      idempotencyKey: key(),
    })),
  ),
  'Mutation.updateVariant': mutation(
    'updateVariant',
    'variant { id price { amountMinor } }',
    aboutDraft(({ variantId }) => ({ variantId, price: '600' })),
  ),
  'Mutation.adjustStock': mutation(
    'adjustStock',
    'variant { id available }',
    aboutDraft(({ variantId }) => ({ variantId, change: 3, reason: 'Came in', idempotencyKey: key() })),
  ),
  'Mutation.createShippingRate': mutation(
    'createShippingRate',
    'shippingRate { id kind }',
    input((world) => ({ ...rate, storeId: storeX(world), idempotencyKey: key() })),
  ),
  'Mutation.updateShippingRate': mutation(
    'updateShippingRate',
    'shippingRate { id name }',
    input(async (world) => ({ shippingRateId: await newShippingRate(world), name: 'By horse' })),
  ),
  'Mutation.removeShippingRate': mutation(
    'removeShippingRate',
    'shippingRate { id active }',
    input(async (world) => ({ shippingRateId: await newShippingRate(world) })),
  ),
  'Mutation.createImportUpload': mutation(
    'createImportUpload',
    'fileId uploadUrl',
    input((world) => ({ storeId: storeX(world) })),
  ),
  'Mutation.importProducts': mutation(
    'importProducts',
    'importJob { id }',
    input((world) => ({ storeId: storeX(world), csv: anyCsv, idempotencyKey: key() })),
  ),
  'Mutation.addFavourite': mutation(
    'addFavourite',
    'favourite { id }',
    input((world) => ({ targetId: productX(world) })),
  ),
  'Mutation.addFavourite/draft': mutation(
    'addFavourite',
    'favourite { id }',
    aboutDraft(({ productId }) => ({ targetId: productId })),
  ),
  'Mutation.removeFavourite': mutation(
    'removeFavourite',
    'targetId',
    aboutDraft(({ productId }) => ({ targetId: productId })),
  ),
});
