import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { variants } from '../products/products.tables.ts';
import type { StockMovementKind } from './stock.domain.ts';

/** One row per variant, made with it. Only movements change it: triggers add them up and refuse all else. */
export const stockLevels = pgTable(
  'stock_levels',
  {
    variantId: uuid('variant_id')
      .primaryKey()
      .references(() => variants.id),
    onHand: integer('on_hand').notNull(),
    reserved: integer('reserved').notNull(),
  },
  (level) => [
    check('stock_levels_reserved_not_negative', sql`${level.reserved} >= 0`),
    check('stock_levels_never_oversold', sql`${level.reserved} <= ${level.onHand}`),
  ],
);

/** The stock ledger: append only. */
export const stockMovements = pgTable(
  'stock_movements',
  {
    id: uuid('id').primaryKey(),
    variantId: uuid('variant_id')
      .notNull()
      .references(() => variants.id),
    kind: text('kind').$type<StockMovementKind>().notNull(),
    onHandChange: integer('on_hand_change').notNull(),
    reservedChange: integer('reserved_change').notNull(),
    /** What it belongs to: a checkout or an import; null for what people enter. */
    reference: uuid('reference'),
    /** Line of the reference. */
    lineId: uuid('line_id'),
    reason: text('reason'),
    /** User who entered it; null for the system. */
    authorId: uuid('author_id'),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (movement) => [
    // A repeated reservation, release, sale or return of a line finds its first one here.
    uniqueIndex('stock_movements_once_per_line').on(movement.reference, movement.lineId, movement.kind),
    index('stock_movements_of_variant').on(movement.variantId, movement.id.desc()),
    index('stock_movements_by_author').on(movement.authorId).where(sql`${movement.authorId} is not null`),
    check(
      'stock_movements_change_fits_kind',
      sql`case ${movement.kind}
        when 'RECEIVED' then ${movement.onHandChange} > 0 and ${movement.reservedChange} = 0
        when 'ADJUSTED' then ${movement.onHandChange} <> 0 and ${movement.reservedChange} = 0
        when 'RESERVED' then ${movement.onHandChange} = 0 and ${movement.reservedChange} > 0
        when 'RELEASED' then ${movement.onHandChange} = 0 and ${movement.reservedChange} < 0
        when 'SOLD' then ${movement.onHandChange} < 0 and ${movement.reservedChange} = ${movement.onHandChange}
        when 'RETURNED' then ${movement.onHandChange} > 0 and ${movement.reservedChange} = 0
        else false end`,
    ),
    check('stock_movements_reference_with_line', sql`(${movement.reference} is null) = (${movement.lineId} is null)`),
  ],
);
