import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { add, type Money, parseMoney, sum, times, zero } from '@caravan/core/money';
import { parse } from 'csv-parse';

/** What a folder of real baskets comes to, as a marketplace would hold it. */
export type Baskets = {
  readonly currency: string;
  readonly sellers: readonly Seller[];
  readonly baskets: readonly Basket[];
};

export type Seller = {
  readonly id: string;
  readonly city: string;
  /** Each distinct price of a product of this seller is a variant with an SKU of its own. */
  readonly variants: readonly SellerVariant[];
  /** Each distinct freight is a shipping rate per item. */
  readonly freights: readonly Money[];
};

export type SellerVariant = {
  readonly sku: string;
  readonly productId: string;
  readonly category: string;
  readonly price: Money;
  readonly weightGrams: number | null;
  /** Pieces that all baskets together buy. */
  readonly quantity: number;
};

export type Basket = {
  readonly id: string;
  readonly lines: readonly BasketLine[];
  readonly total: Money;
};

export type BasketLine = {
  readonly sellerId: string;
  readonly sku: string;
  readonly price: Money;
  readonly freight: Money;
  readonly quantity: number;
};

type Row = Readonly<Record<string, string>>;

const currency = 'BRL';

/**
 * Reads `sellers.csv`, `products.csv` and `order_items.csv` (columns: ../shared/data/README.md). Amounts are read
 * from their decimal text, never through a float.
 *
 * @throws Error that names file, row and column for what cannot be read.
 */
export async function readBaskets(folder: string): Promise<Baskets> {
  const [sellers, products, items] = await Promise.all(
    ['sellers.csv', 'products.csv', 'order_items.csv'].map((file) => readRows(join(folder, file))),
  );
  const pieces = (items ?? []).map((row, index) => readPiece(row, index + 2));
  const productById = new Map((products ?? []).map((row) => [row.product_id ?? '', row]));
  return {
    currency,
    sellers: (sellers ?? [])
      .map((row) => readSeller(row, pieces, productById))
      .filter(({ variants }) => variants.length > 0),
    baskets: [...Map.groupBy(pieces, ({ basketId }) => basketId)].map(([id, all]) => toBasket(id, all)),
  };
}

/** One row of `order_items.csv`: one piece in one basket. */
type Piece = { basketId: string; sellerId: string; productId: string; sku: string; price: Money; freight: Money };

function readPiece(row: Row, line: number): Piece {
  const amount = (column: string) => {
    const value = parseMoney(row[column] ?? '', currency);
    if (!value || value.amountMinor < 0n)
      throw new Error(`order_items.csv, row ${line}, ${column}: "${row[column]}" is no amount.`);
    return value;
  };
  const { order_id: basketId, seller_id: sellerId, product_id: productId } = row;
  if (!basketId || !sellerId || !productId) throw new Error(`order_items.csv, row ${line}: an id is missing.`);
  const price = amount('price_brl');
  return {
    basketId,
    sellerId,
    productId,
    sku: skuOf(sellerId, productId, price),
    price,
    freight: amount('freight_value_brl'),
  };
}

/** The same seller, product and price give the same SKU in every run. */
function skuOf(sellerId: string, productId: string, price: Money): string {
  const digest = createHash('sha256').update(`${sellerId} ${productId} ${price.amountMinor}`).digest('hex');
  return `${productId.slice(0, 12)}-${digest.slice(0, 12)}`;
}

function readSeller(row: Row, pieces: readonly Piece[], productById: ReadonlyMap<string, Row>): Seller {
  const own = pieces.filter(({ sellerId }) => sellerId === row.seller_id);
  const variants = [...Map.groupBy(own, ({ sku }) => sku)].map(([sku, [piece, ...more]]) =>
    toVariant(sku, piece as Piece, 1 + more.length, productById),
  );
  const freights = [...new Map(own.map(({ freight }) => [freight.amountMinor, freight])).values()];
  return { id: row.seller_id ?? '', city: row.city ?? '', variants, freights };
}

function toVariant(sku: string, piece: Piece, quantity: number, productById: ReadonlyMap<string, Row>): SellerVariant {
  const product = productById.get(piece.productId);
  return {
    sku,
    productId: piece.productId,
    category: product?.category_en || product?.category_pt || 'Other',
    price: piece.price,
    weightGrams: product?.weight_g ? Math.round(Number(product.weight_g)) : null,
    quantity,
  };
}

function toBasket(id: string, pieces: readonly Piece[]): Basket {
  const same = Map.groupBy(pieces, ({ sku, freight }) => `${sku} ${freight.amountMinor}`);
  const lines = [...same.values()].map(([piece, ...more]) => {
    const { sellerId, sku, price, freight } = piece as Piece;
    return { sellerId, sku, price, freight, quantity: 1 + more.length };
  });
  return { id, lines, total: sum(lines.map(lineTotal), currency) };
}

export function lineTotal({ price, freight, quantity }: BasketLine): Money {
  return times(add(price, freight), quantity);
}

/** What each seller is owed: products less commission line by line, and freight whole. */
export function payableBySeller(
  { baskets, currency: of }: Baskets,
  commissionOf: (price: Money) => Money,
): Map<string, Money> {
  const payable = new Map<string, Money>();
  for (const line of baskets.flatMap(({ lines }) => lines)) {
    const goods = times(line.price, line.quantity);
    const earned = add(goods, times(line.freight, line.quantity));
    const net = { ...earned, amountMinor: earned.amountMinor - commissionOf(goods).amountMinor };
    payable.set(line.sellerId, add(payable.get(line.sellerId) ?? zero(of), net));
  }
  return payable;
}

async function readRows(file: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of createReadStream(file).pipe(parse({ columns: true, bom: true, skip_empty_lines: true })))
    rows.push(row as Row);
  return rows;
}
