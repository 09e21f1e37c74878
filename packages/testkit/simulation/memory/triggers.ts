import type { Row } from './expressions.ts';
import { DatabaseError, type Store, type Tx, visibleRow, visibleRows, write } from './transactions.ts';

type Where = { readonly store: Store; readonly tx: Tx };

/** What the migrations' triggers do when rows of a table are written. */
type Triggers = {
  /** Locks that the triggers take, in their order. */
  locks?(where: Where, rows: readonly Row[]): string[];
  after?(where: Where, rows: readonly Row[]): void;
  beforeUpdate?(old: Row, row: Row): void;
};

export function triggersOf(table: string): Triggers {
  return triggers[table] ?? none;
}

const none: Triggers = {};

const triggers: Readonly<Record<string, Triggers>> = {
  /** variants_begin_stock */
  variants: {
    after({ store, tx }, rows) {
      for (const { id: variantId } of rows) {
        write(tx, { table: 'stock_levels', id: store.nextId++ }, { variantId, onHand: 0, reserved: 0 });
      }
    },
  },
  /** stock_movements_change_levels; movements are append only. */
  stock_movements: {
    locks: (where, rows) => [...levelsOf(where, rows)].map((id) => `stock_levels ${id}`),
    after(where, rows) {
      for (const id of levelsOf(where, rows)) moveLevel(where, id, rows);
    },
    beforeUpdate: refuseChange,
  },
  /** ledger_postings_apply and ledger_check_entry; postings are append only. */
  ledger_postings: {
    locks: (where, rows) => rows.map(({ accountId }) => `ledger_accounts ${accountRow(where, accountId)[0]}`),
    after(where, rows) {
      for (const { accountId, amountMinor } of rows) moveBalance(where, accountId, amountMinor as bigint);
      for (const entryId of new Set(rows.map((row) => row.entryId))) {
        where.tx.deferred.push(() => checkEntry(where, entryId));
      }
    },
    beforeUpdate: refuseChange,
  },
  ledger_entries: { beforeUpdate: refuseChange },
  fulfilment_changes: { beforeUpdate: refuseChange },
  /** checkout_holds_end_once */
  checkout_holds: {
    beforeUpdate(old) {
      if (old.state !== 'HELD') {
        throw new DatabaseError('23001', '', 'a hold that has ended stays so');
      }
    },
  },
};

function refuseChange(): never {
  throw new DatabaseError('23001', '', 'the table is append only');
}

/** Ids of the levels' rows, in the order of their variants. */
function levelsOf({ store, tx }: Where, movements: readonly Row[]): number[] {
  const wanted = new Set(movements.map(({ variantId }) => variantId));
  return visibleRows(store, tx, 'stock_levels')
    .filter(([, { variantId }]) => wanted.has(variantId))
    .sort(([, left], [, right]) => ((left.variantId as string) < (right.variantId as string) ? -1 : 1))
    .map(([id]) => id);
}

function moveLevel({ store, tx }: Where, id: number, movements: readonly Row[]) {
  const at = { table: 'stock_levels', id };
  const level = visibleRow(store, tx, at) as Row;
  const own = movements.filter(({ variantId }) => variantId === level.variantId);
  const sum = (key: string) => own.reduce((total, movement) => total + (movement[key] as number), 0);
  const onHand = (level.onHand as number) + sum('onHandChange');
  const reserved = (level.reserved as number) + sum('reservedChange');
  if (reserved < 0) throw new DatabaseError('23514', 'stock_levels_reserved_not_negative', 'reserved below zero');
  if (reserved > onHand) throw new DatabaseError('23514', 'stock_levels_never_oversold', 'oversold');
  write(tx, at, { ...level, onHand, reserved });
}

function accountRow({ store, tx }: Where, accountId: unknown): [number, Row] {
  const found = visibleRows(store, tx, 'ledger_accounts').find(([, { id }]) => id === accountId);
  if (!found) throw new DatabaseError('23503', 'ledger_postings_currency_of_account', 'no such account');
  return found;
}

function moveBalance(where: Where, accountId: unknown, amountMinor: bigint) {
  const [id, account] = accountRow(where, accountId);
  const balanceMinor = (account.balanceMinor as bigint) + amountMinor;
  if (balanceMinor < 0n && !account.mayGoNegative) {
    throw new DatabaseError('23514', 'ledger_accounts_not_overdrawn', 'an account would be overdrawn');
  }
  write(where.tx, { table: 'ledger_accounts', id }, { ...account, balanceMinor });
}

function checkEntry({ store, tx }: Where, entryId: unknown) {
  const own = visibleRows(store, tx, 'ledger_postings').filter(([, row]) => row.entryId === entryId);
  const sums = new Map<unknown, bigint>();
  for (const [, { currency, amountMinor }] of own) {
    sums.set(currency, (sums.get(currency) ?? 0n) + (amountMinor as bigint));
  }
  if (own.length < 2 || [...sums.values()].some((sum) => sum !== 0n)) {
    throw new DatabaseError('23514', 'ledger_entries_balanced', 'an entry is not balanced');
  }
}
