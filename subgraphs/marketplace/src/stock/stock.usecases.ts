import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { available, type InsufficientStock, type ReservationLine, type StockLevel } from './stock.domain.ts';
import {
  enterMovements,
  type LineMovement,
  lockLevels,
  type NewMovement,
  openReservations,
  reservedLineIds,
  soldLines,
} from './stock.store.ts';

/** Lines of a checkout; without `lineIds` all of them. */
export type StockReference = { reference: string; lineIds?: readonly string[]; reason?: string; authorId?: string };

/**
 * Promises pieces to the lines of a checkout, all or nothing; a line that is promised already stays so.
 *
 * @returns `InsufficientStock` with the lines of every variant that has too few; then roll back.
 */
export async function reserveStock(
  tx: Transaction,
  command: { reference: string; lines: readonly ReservationLine[]; now: Date },
): Promise<Result<void, InsufficientStock>> {
  const levels = await lockLevels(
    tx,
    command.lines.map(({ variantId }) => variantId),
  );
  const promised = await reservedLineIds(tx, command.reference);
  const open = command.lines.filter(({ lineId }) => !promised.has(lineId));

  const left = new Map(levels.map((level) => [level.variantId, available(level)]));
  for (const { variantId, quantity } of open) left.set(variantId, (left.get(variantId) ?? 0) - quantity);
  const short = open.filter(({ variantId }) => (left.get(variantId) ?? 0) < 0).map(({ lineId }) => lineId);
  if (short.length > 0) return fail({ kind: 'InsufficientStock', lineIds: short });

  const movements = open.map((line) => movement('RESERVED', line, command));
  await enterMovements(tx, movements, command.now);
  return ok(undefined);
}

/** Frees what a checkout that ended unpaid was promised. Free to be called again, or for a checkout it never knew. */
export async function releaseStock(tx: Transaction, command: StockReference & { now: Date }): Promise<void> {
  await settleReservations(tx, 'RELEASED', command);
}

/** Turns promises into sales: the pieces leave the shelf. */
export async function commitStock(tx: Transaction, command: StockReference & { now: Date }): Promise<void> {
  await settleReservations(tx, 'SOLD', command);
}

/** Puts sold lines that were cancelled before shipping back on the shelf. */
export async function returnStock(tx: Transaction, command: StockReference & { now: Date }): Promise<void> {
  await settle(tx, command, { kind: 'RETURNED', read: soldLines });
}

async function settleReservations(tx: Transaction, kind: 'RELEASED' | 'SOLD', command: StockReference & { now: Date }) {
  await settle(tx, command, { kind, read: openReservations });
}

type Settlement = {
  kind: 'RELEASED' | 'SOLD' | 'RETURNED';
  read(tx: Transaction, reference: string, lineIds?: readonly string[]): Promise<LineMovement[]>;
};

async function settle(tx: Transaction, command: StockReference & { now: Date }, { kind, read }: Settlement) {
  const candidates = await read(tx, command.reference, command.lineIds);
  await lockLevels(
    tx,
    candidates.map(({ variantId }) => variantId),
  );
  // Read again under the locks: a release and a sale of one line that race must not both happen.
  const lines = await read(tx, command.reference, command.lineIds);
  await enterMovements(
    tx,
    lines.map((line) => movement(kind, line, command)),
    command.now,
  );
}

type LineKind = 'RESERVED' | 'RELEASED' | 'SOLD' | 'RETURNED';

/** Signs of what a line's quantity does to the level. */
const effects: Record<LineKind, { onHand: number; reserved: number }> = {
  RESERVED: { onHand: 0, reserved: 1 },
  RELEASED: { onHand: 0, reserved: -1 },
  SOLD: { onHand: -1, reserved: -1 },
  RETURNED: { onHand: 1, reserved: 0 },
};

function movement(kind: LineKind, line: LineMovement, command: StockReference): NewMovement {
  const { onHand, reserved } = effects[kind];
  return {
    variantId: line.variantId,
    kind,
    // `|| 0`: a product of zero and a negative sign is -0.
    onHandChange: onHand * line.quantity || 0,
    reservedChange: reserved * line.quantity || 0,
    reference: command.reference,
    lineId: line.lineId,
    reason: command.reason ?? null,
    authorId: command.authorId ?? null,
  };
}

export type Receipt = {
  received: readonly { variantId: string; quantity: number }[];
  reason: string;
  authorId: string;
  now: Date;
};

/** Enters goods that came in; nothing for variants of which none did. */
export async function receiveStock(tx: Transaction, { received, reason, authorId, now }: Receipt): Promise<void> {
  const movements = received
    .filter(({ quantity }) => quantity > 0)
    .map(
      ({ variantId, quantity }): NewMovement => ({
        variantId,
        kind: 'RECEIVED',
        onHandChange: quantity,
        reservedChange: 0,
        reference: null,
        lineId: null,
        reason,
        authorId,
      }),
    );
  await enterMovements(tx, movements, now);
}

export type ImportedStock = {
  importJobId: string;
  changes: readonly { variantId: string; change: number; isNew: boolean }[];
  authorId: string;
  now: Date;
};

/** Enters what a bulk upload says is on hand; a repeated row of the same upload changes nothing. */
export async function enterImportedStock(tx: Transaction, stock: ImportedStock): Promise<void> {
  const movements = stock.changes.map(
    ({ variantId, change, isNew }): NewMovement => ({
      variantId,
      kind: isNew ? 'RECEIVED' : 'ADJUSTED',
      onHandChange: change,
      reservedChange: 0,
      reference: stock.importJobId,
      lineId: variantId,
      reason: 'Bulk upload',
      authorId: stock.authorId,
    }),
  );
  await enterMovements(tx, movements, stock.now);
}

/** Levels of variants, locked in id order until the transaction ends. */
export async function lockStock(tx: Transaction, variantIds: readonly string[]): Promise<Map<string, StockLevel>> {
  const levels = await lockLevels(tx, variantIds);
  return new Map(levels.map((level) => [level.variantId, level]));
}
