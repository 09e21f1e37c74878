import { fail, ok, type Result } from '@caravan/core/result';

/** Pieces of one variant. It equals the sum of its movements: the database keeps it so. */
export type StockLevel = {
  readonly variantId: string;
  readonly onHand: number;
  readonly reserved: number;
};

export type StockMovementKind = 'RECEIVED' | 'ADJUSTED' | 'RESERVED' | 'RELEASED' | 'SOLD' | 'RETURNED';

export type StockMovement = {
  readonly id: string;
  readonly variantId: string;
  readonly kind: StockMovementKind;
  readonly onHandChange: number;
  readonly reservedChange: number;
  readonly reason: string | null;
  readonly createdAt: Date;
};

export type InsufficientStock = { readonly kind: 'InsufficientStock'; readonly lineIds: readonly string[] };
export type StockBelowReserved = {
  readonly kind: 'StockBelowReserved';
  readonly onHand: number;
  readonly reserved: number;
};

export type ReservationLine = {
  readonly lineId: string;
  readonly variantId: string;
  readonly quantity: number;
};

/** What can be bought: on hand and not promised. */
export function available({ onHand, reserved }: StockLevel): number {
  return onHand - reserved;
}

/** @param change - Pieces to add, or to take away when negative. */
export function adjust(level: StockLevel, change: number): Result<StockLevel, StockBelowReserved> {
  const onHand = level.onHand + change;
  if (onHand < level.reserved)
    return fail({ kind: 'StockBelowReserved', onHand: level.onHand, reserved: level.reserved });
  return ok({ ...level, onHand });
}
