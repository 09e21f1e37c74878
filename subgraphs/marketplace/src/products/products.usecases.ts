import { type IdempotencyKeyReused, type InvalidInput, type NotFound, notFound } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { money } from '@caravan/core/money';
import type { Caller, Principal } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Executor, Transaction } from '@caravan/database/database';
import { idempotent } from '@caravan/database/idempotency';
import slugify from '@sindresorhus/slugify';
import { openGoodsRecord } from '../admin-actions/goods-record.ts';
import { otherCategoryId } from '../categories/categories.domain.ts';
import { categoryExists } from '../categories/categories.usecases.ts';
import type { Deps } from '../deps.ts';
import { userIdOf } from '../principal.ts';
import { receiveStock } from '../stock/stock.usecases.ts';
import { sellingRoles } from '../stores/stores.domain.ts';
import { requireStaff } from '../stores/stores.usecases.ts';
import { validateKey } from '../validation.domain.ts';
import { sanitiseDescription } from './description.ts';
import {
  type ImageInput,
  validateImages,
  validateOptionNames,
  validateOptionValues,
  validateProduct,
  validateVariant,
} from './product-rules.domain.ts';
import {
  archive,
  type HandleTaken,
  handleTaken,
  limits,
  type Product,
  type ProductTransitionRefused,
  type ProductVersionConflict,
  type ProductWithoutVariant,
  publish,
  type SkuTaken,
  type Variant,
} from './products.domain.ts';
import { announceChanged } from './products.events.ts';
import { recordOfProduct } from './products.records.ts';
import {
  insertProduct,
  insertVariants,
  isHandleTaken,
  lockProduct,
  readProducts,
  readVariantsOf,
  replaceImages,
  saveProduct,
} from './products.store.ts';

export type NewVariant = {
  optionValues: readonly string[];
  sku: string | null;
  priceMinor: bigint;
  compareAtMinor: bigint | null;
  barcode: string | null;
  weightGrams: number | null;
  active: boolean;
  stock: number;
};

export type NewProduct = {
  caller: Caller;
  storeId: string;
  title: string;
  handle: string | null;
  description: string;
  brand: string | null;
  categoryId: string | null;
  options: readonly string[];
  variants: readonly NewVariant[];
  images: readonly ImageInput[];
  idempotencyKey: string;
};

type CreateRefusal = InvalidInput | NotFound | SkuTaken | HandleTaken | IdempotencyKeyReused;

/** Creates a DRAFT product with its variants, images and first stock. */
export async function createProduct(deps: Deps, command: NewProduct): Promise<Result<Product, CreateRefusal>> {
  const { caller, idempotencyKey, ...input } = command;
  const [problem, ...more] = [...validateNewProduct(command), ...validateKey(idempotencyKey)];
  if (problem) return fail(problem, ...more);
  const record = await openGoodsRecord(deps, caller);
  return deps.database.transaction(async (tx) => {
    const claim = { principalId: userIdOf(caller.principal), operation: 'createProduct', key: idempotencyKey, input };
    const made = await idempotent<string, CreateRefusal>(tx, claim, async () => {
      const product = await addProduct(tx, command, deps.now());
      if (!product.ok) return product;
      await record(tx, { ...recordOfProduct(product.value), action: 'createProduct', before: null });
      return ok(product.value.id);
    });
    return made.ok ? ok(await productById(tx, made.value)) : made;
  });
}

function validateNewProduct(command: NewProduct): InvalidInput[] {
  const variants = command.variants.map((variant, index) => ({
    ...variant,
    path: ['input', 'variants', `${index}`],
  }));
  const problems = [
    ...validateProduct({ ...command, handle: command.handle ?? undefined }),
    ...validateOptionNames(command.options),
    ...validateImages(command.images),
    ...validateOptionValues(command.options, variants),
    ...variants.flatMap((variant) => validateVariant(variant, variant.priceMinor, variant.path)),
  ];
  if (variants.length >= 1 && variants.length <= limits.variants) return problems;
  const path = ['input', 'variants'];
  return [...problems, { kind: 'InvalidInput', path, message: `A product has 1 to ${limits.variants} variants.` }];
}

async function addProduct(tx: Transaction, command: NewProduct, now: Date): Promise<Result<Product, CreateRefusal>> {
  const { storeId, categoryId } = command;
  const { principal } = command.caller;
  const store = await requireStaff(tx, { ...staffOf(principal, storeId), path: ['input', 'storeId'] });
  if (!store.ok) return store;
  if (categoryId !== null && !(await categoryExists(tx, categoryId))) return fail(notFound(['input', 'categoryId']));

  const id = newId();
  const product: Product = {
    id,
    storeId,
    categoryId: categoryId ?? otherCategoryId,
    currency: store.value.currency,
    handle: command.handle ?? (await freeHandle(tx, { id, storeId, title: command.title })),
    title: command.title.trim(),
    description: sanitiseDescription(command.description),
    brand: command.brand?.trim() ?? null,
    status: 'DRAFT',
    optionNames: command.options,
    lowestPrice: null,
    highestPrice: null,
    version: 1,
    createdAt: now,
    publishedAt: null,
  };
  if (!(await insertProduct(tx, product))) return fail(handleTaken(product.handle));
  await replaceImages(tx, id, command.images);
  const added = await addVariants(tx, product, {
    variants: command.variants,
    after: 0,
    now,
    authorId: userIdOf(principal),
  });
  return added.ok ? ok(product) : added;
}

/** Made from the title; with some of the id when that is taken or empty. */
async function freeHandle(tx: Transaction, { id, storeId, title }: { id: string; storeId: string; title: string }) {
  const handle = slugify(title).slice(0, 80).replace(/-+$/, '');
  const free = handle !== '' && !(await isHandleTaken(tx, { storeId, handle }));
  return free ? handle : [handle || 'product', id.slice(-8)].join('-');
}

export type Addition = {
  variants: readonly NewVariant[];
  /** How many the product has already. */
  after: number;
  now: Date;
  authorId: string;
};

/** Adds variants with their first stock to a product that is locked or new. */
export async function addVariants(
  tx: Transaction,
  product: Product,
  { variants, after, now, authorId }: Addition,
): Promise<Result<Variant[], SkuTaken>> {
  const added = variants.map((variant, index) => toVariant(product, variant, after + index));
  const takenSkus = new Set(await insertVariants(tx, added, now));
  const [taken, ...more] = added.flatMap(({ sku }, index): SkuTaken[] =>
    takenSkus.has(sku) ? [{ kind: 'SkuTaken', path: ['input', 'variants', `${index}`, 'sku'], sku }] : [],
  );
  if (taken) return fail(taken, ...more);
  const received = added.map(({ id }, index) => ({ variantId: id, quantity: variants[index]?.stock ?? 0 }));
  await receiveStock(tx, { received, now, authorId, reason: 'First stock' });
  return ok(added);
}

function toVariant(product: Product, variant: NewVariant, position: number): Variant {
  const { priceMinor, compareAtMinor, sku, stock: _, ...terms } = variant;
  const id = newId();
  return {
    ...terms,
    id,
    position,
    productId: product.id,
    storeId: product.storeId,
    sku: sku?.trim() ?? `SKU-${id.slice(-12).toUpperCase()}`,
    price: money(priceMinor, product.currency),
    compareAtPrice: compareAtMinor === null ? null : money(compareAtMinor, product.currency),
  };
}

async function productById(executor: Executor, id: string): Promise<Product> {
  const [product] = await readProducts(executor, [id]);
  if (!product) throw new Error(`Product ${id} is gone.`);
  return product;
}

export type ProductUpdate = {
  caller: Caller;
  productId: string;
  version: number;
  title?: string | undefined;
  handle?: string | undefined;
  description?: string | undefined;
  /** Null clears it. */
  brand?: string | null | undefined;
  categoryId?: string | undefined;
  images?: readonly ImageInput[] | undefined;
};

type UpdateRefusal = InvalidInput | NotFound | HandleTaken | ProductVersionConflict;

export async function updateProduct(deps: Deps, command: ProductUpdate): Promise<Result<Product, UpdateRefusal>> {
  const { version, title, handle, description, brand, categoryId, images } = command;
  const [problem, ...more] = [...validateProduct(command), ...validateImages(images ?? [])];
  if (problem) return fail(problem, ...more);
  return changeProduct<UpdateRefusal>(deps, { ...command, action: 'updateProduct' }, async (tx, current) => {
    if (current.version !== version) return fail({ kind: 'ProductVersionConflict', current });
    if (categoryId !== undefined && !(await categoryExists(tx, categoryId))) {
      return fail(notFound(['input', 'categoryId']));
    }
    const { storeId } = current;
    if (handle !== undefined && handle !== current.handle && (await isHandleTaken(tx, { storeId, handle }))) {
      return fail(handleTaken(handle));
    }
    if (images !== undefined) await replaceImages(tx, current.id, images);
    return ok({
      ...current,
      title: title?.trim() ?? current.title,
      handle: handle ?? current.handle,
      description: description === undefined ? current.description : sanitiseDescription(description),
      brand: brand === undefined ? current.brand : (brand?.trim() ?? null),
      categoryId: categoryId ?? current.categoryId,
      version: current.version + 1,
    });
  });
}

export type ProductCommand = { caller: Caller; productId: string };

export async function publishProduct(
  deps: Deps,
  command: ProductCommand,
): Promise<Result<Product, NotFound | ProductTransitionRefused | ProductWithoutVariant>> {
  return changeProduct<NotFound | ProductTransitionRefused | ProductWithoutVariant>(
    deps,
    { ...command, action: 'publishProduct' },
    async (tx, product) => publish(product, await readVariantsOf(tx, [product.id]), deps.now()),
  );
}

export async function archiveProduct(
  deps: Deps,
  command: ProductCommand,
): Promise<Result<Product, NotFound | ProductTransitionRefused>> {
  const named = { ...command, action: 'archiveProduct' };
  return changeProduct<NotFound | ProductTransitionRefused>(deps, named, async (_tx, product) => archive(product));
}

async function changeProduct<Refusal>(
  deps: Deps,
  { caller, productId, action }: ProductCommand & { action: string },
  decide: (tx: Transaction, product: Product) => Promise<Result<Product, Refusal>>,
): Promise<Result<Product, Refusal | NotFound>> {
  const record = await openGoodsRecord(deps, caller);
  return deps.database.transaction(async (tx) => {
    const product = await lockOwnProduct(tx, { principal: caller.principal, productId, path: ['input', 'productId'] });
    if (!product.ok) return product;
    const decision = await decide(tx, product.value);
    if (!decision.ok) return decision;
    await saveProduct(tx, decision.value);
    await announceChanged(tx, decision.value);
    const { after: before } = recordOfProduct(product.value);
    await record(tx, { ...recordOfProduct(decision.value), action, before });
    return decision;
  });
}

/** The product, locked, if the principal works for its store. */
export async function lockOwnProduct(
  tx: Transaction,
  { principal, productId, path }: { principal: Principal; productId: string; path: readonly string[] },
): Promise<Result<Product, NotFound>> {
  const product = await lockProduct(tx, productId);
  if (!product) return fail(notFound(path));
  const store = await requireStaff(tx, { ...staffOf(principal, product.storeId), path });
  return store.ok ? ok(product) : store;
}

function staffOf(principal: Principal, storeId: string) {
  return { principal, storeId, roles: sellingRoles, scope: 'product:write:any' as const };
}
