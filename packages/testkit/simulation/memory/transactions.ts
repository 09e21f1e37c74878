import type { Row } from './expressions.ts';

/** Rows of a table by an id of their own; null in a transaction's writes for a deleted one. */
export type Rows = Map<number, Row>;

export type Tx = {
  readonly id: number;
  /** Name of the work that it belongs to. */
  readonly by: string;
  /** What it wrote and nobody else sees yet, by table. */
  readonly writes: Map<string, Map<number, Row | null>>;
  /** Keys of rows and advisory locks that it holds until it ends. */
  readonly locks: Set<string>;
  /** Looked at when it commits: rules that hold for a whole transaction. */
  readonly deferred: (() => void)[];
  state: 'open' | 'failed' | 'ended';
  waitsFor: Tx | null;
};

/** One database in memory: READ COMMITTED, with row locks, and rolled back as a whole. */
export type Store = {
  readonly tables: Map<string, Rows>;
  readonly open: Set<Tx>;
  readonly locks: Map<string, Tx>;
  /** Called just before what a transaction wrote is seen by all. */
  onCommit: (tx: Tx) => void;
  /** Called when a transaction ended, so that those who wait for it go on. */
  onEnd: (tx: Tx) => void;
  nextId: number;
};

export function createStore(): Store {
  return { tables: new Map(), open: new Set(), locks: new Map(), onCommit: ignore, onEnd: ignore, nextId: 1 };
}

function ignore() {}

/** Thrown by a statement that has to wait for a transaction; it is tried again when that has ended. */
export class Blocked extends Error {
  readonly holder: Tx;
  constructor(holder: Tx) {
    super('blocked');
    this.holder = holder;
  }
}

/** An error with an SQLSTATE, as the database driver throws it. */
export class DatabaseError extends Error {
  readonly code: string;
  readonly constraint_name: string;
  constructor(code: string, constraint: string, message: string) {
    super(message);
    this.code = code;
    this.constraint_name = constraint;
  }
}

export function begin(store: Store, by: string): Tx {
  const tx: Tx = {
    id: store.nextId++,
    by,
    writes: new Map(),
    locks: new Set(),
    deferred: [],
    state: 'open',
    waitsFor: null,
  };
  store.open.add(tx);
  return tx;
}

export function commit(store: Store, tx: Tx): void {
  if (tx.state !== 'open') throw new DatabaseError('25P02', '', 'The transaction is over or has failed.');
  try {
    for (const check of tx.deferred) check();
  } catch (error) {
    rollback(store, tx);
    throw error;
  }
  store.onCommit(tx);
  for (const [table, writes] of tx.writes) {
    const rows = rowsOf(store, table);
    for (const [id, row] of writes) {
      if (row === null) rows.delete(id);
      else rows.set(id, row);
    }
  }
  end(store, tx);
}

export function rollback(store: Store, tx: Tx): void {
  if (tx.state !== 'ended') end(store, tx);
}

function end(store: Store, tx: Tx) {
  tx.state = 'ended';
  store.open.delete(tx);
  for (const key of tx.locks) store.locks.delete(key);
  store.onEnd(tx);
}

/** Takes a lock that ends with the transaction, or throws `Blocked`. */
export function lock(store: Store, tx: Tx, key: string): void {
  const holder = store.locks.get(key);
  if (holder === tx) return;
  if (holder) throw new Blocked(holder);
  store.locks.set(key, tx);
  tx.locks.add(key);
}

export function rowsOf(store: Store, table: string): Rows {
  let rows = store.tables.get(table);
  if (!rows) {
    rows = new Map();
    store.tables.set(table, rows);
  }
  return rows;
}

/** The row as the transaction sees it; undefined when there is none. */
export function visibleRow(store: Store, tx: Tx, at: { table: string; id: number }): Row | undefined {
  const own = tx.writes.get(at.table);
  if (own?.has(at.id)) return own.get(at.id) ?? undefined;
  return rowsOf(store, at.table).get(at.id);
}

/** All rows that the transaction sees, in the order in which they were made. */
export function visibleRows(store: Store, tx: Tx, table: string): [number, Row][] {
  const committed = rowsOf(store, table);
  const own = tx.writes.get(table);
  if (!own) return [...committed];
  const seen: [number, Row][] = [];
  for (const [id, row] of committed) {
    const current = own.has(id) ? own.get(id) : row;
    if (current) seen.push([id, current]);
  }
  for (const [id, row] of own) if (row && !committed.has(id)) seen.push([id, row]);
  return seen;
}

export function write(tx: Tx, at: { table: string; id: number }, row: Row | null): void {
  let writes = tx.writes.get(at.table);
  if (!writes) {
    writes = new Map();
    tx.writes.set(at.table, writes);
  }
  writes.set(at.id, row);
}

/** Whether waiting for `holder` would close a circle. */
export function wouldDeadlock(tx: Tx, holder: Tx): boolean {
  for (let next: Tx | null = holder; next; next = next.waitsFor) if (next === tx) return true;
  return false;
}
