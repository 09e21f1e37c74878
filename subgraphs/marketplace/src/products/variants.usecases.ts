import {
  type IdempotencyKeyReused,
  type InvalidInput,
  invalidInput,
  invariant,
  type NotFound,
  notFound,
} from '@caravan/core/errors';
import { money } from '@caravan/core/money';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Executor, Transaction } from '@caravan/database/database';
import { idempotent } from '@caravan/database/idempotency';
import { openGoodsRecord } from '../admin-actions/goods-record.ts';
import type { Deps } from '../deps.ts';
import { userIdOf } from '../principal.ts';
import { validateKey } from '../validation.domain.ts';
import { type VariantTerms, validateOptionValues, validateVariant } from './product-rules.domain.ts';
import { limits, type SkuTaken, type Variant } from './products.domain.ts';
import { announceChanged, announceVariant } from './products.events.ts';
import { recordOfVariant } from './products.records.ts';
import { isSkuTaken, readVariants, readVariantsOf, saveVariant, touchProduct } from './products.store.ts';
import { addVariants, lockOwnProduct, type NewVariant } from './products.usecases.ts';

export type VariantAddition = {
  caller: Caller;
  productId: string;
  variant: NewVariant;
  idempotencyKey: string;
};

type AddRefusal = InvalidInput | NotFound | SkuTaken | IdempotencyKeyReused;

const variantPath = ['input', 'variant'];

export async function addVariant(deps: Deps, command: VariantAddition): Promise<Result<Variant, AddRefusal>> {
  const { caller, idempotencyKey, ...input } = command;
  const { variant } = command;
  const [problem, ...more] = [
    ...validateVariant(variant, variant.priceMinor, variantPath),
    ...validateKey(idempotencyKey),
  ];
  if (problem) return fail(problem, ...more);
  const record = await openGoodsRecord(deps, caller);
  return deps.database.transaction(async (tx) => {
    const claim = { principalId: userIdOf(caller.principal), operation: 'addVariant', key: idempotencyKey, input };
    const made = await idempotent<string, AddRefusal>(tx, claim, async () => {
      const added = await addToProduct(tx, command, deps.now());
      if (!added.ok) return added;
      await record(tx, { ...recordOfVariant(added.value), action: 'addVariant', before: null });
      return ok(added.value.id);
    });
    return made.ok ? ok(await variantById(tx, made.value)) : made;
  });
}

async function addToProduct(
  tx: Transaction,
  command: VariantAddition,
  now: Date,
): Promise<Result<Variant, AddRefusal>> {
  const { productId, variant } = command;
  const { principal } = command.caller;
  const product = await lockOwnProduct(tx, { principal, productId, path: ['input', 'productId'] });
  if (!product.ok) return product;
  const others = await readVariantsOf(tx, [productId]);
  if (others.length >= limits.variants) {
    return fail(invalidInput(variantPath, `A product has at most ${limits.variants} variants.`));
  }
  const checked = [...others.map((other) => ({ ...other, path: [] })), { ...variant, path: variantPath }];
  const [problem, ...more] = validateOptionValues(product.value.optionNames, checked).filter(
    ({ path }) => path[0] === 'input',
  );
  if (problem) return fail(problem, ...more);

  const added = await addVariants(tx, product.value, {
    variants: [variant],
    after: others.length,
    now,
    authorId: userIdOf(principal),
  });
  if (!added.ok) return fail({ ...added.errors[0], path: [...variantPath, 'sku'] });
  const [made] = added.value;
  invariant(made, 'one variant was added');
  await touchProduct(tx, productId);
  await announceChanged(tx, product.value);
  return ok(made);
}

export type VariantUpdate = VariantTerms & {
  caller: Caller;
  variantId: string;
  sku?: string | undefined;
  active?: boolean | undefined;
};

export async function updateVariant(
  deps: Deps,
  command: VariantUpdate,
): Promise<Result<Variant, InvalidInput | NotFound | SkuTaken>> {
  const path = ['input', 'variantId'];
  const { caller } = command;
  const record = await openGoodsRecord(deps, caller);
  return deps.database.transaction(async (tx) => {
    const [known] = await readVariants(tx, [command.variantId]);
    if (!known) return fail(notFound(path));
    const product = await lockOwnProduct(tx, { principal: caller.principal, productId: known.productId, path });
    if (!product.ok) return product;
    // Read again under the product's lock, which every change of its variants takes.
    const current = await variantById(tx, known.id);
    const price = command.priceMinor ?? current.price.amountMinor;
    const compareAt =
      command.compareAtMinor === undefined ? current.compareAtPrice?.amountMinor : command.compareAtMinor;
    const terms = { ...command, compareAtMinor: compareAt };
    const [problem, ...more] = validateVariant(terms, price, ['input']);
    if (problem) return fail(problem, ...more);
    const variant: Variant = {
      ...current,
      sku: command.sku?.trim() ?? current.sku,
      price: money(price, current.price.currency),
      compareAtPrice: compareAt == null ? null : money(compareAt, current.price.currency),
      barcode: command.barcode === undefined ? current.barcode : command.barcode,
      weightGrams: command.weightGrams === undefined ? current.weightGrams : command.weightGrams,
      active: command.active ?? current.active,
    };
    if (await isSkuTaken(tx, variant)) return fail({ kind: 'SkuTaken', path: ['input', 'sku'], sku: variant.sku });
    await saveVariant(tx, variant);
    await touchProduct(tx, variant.productId);
    await announceVariant(tx, current, variant);
    const { after: before } = recordOfVariant(current);
    await record(tx, { ...recordOfVariant(variant), action: 'updateVariant', before });
    return ok(variant);
  });
}

async function variantById(executor: Executor, id: string): Promise<Variant> {
  const [variant] = await readVariants(executor, [id]);
  if (!variant) throw new Error(`Variant ${id} is gone.`);
  return variant;
}
