import { type Column, Param, SQL, type Table } from 'drizzle-orm';
import { type Definition, definitionOf, type Unique, uniqueKey } from './definitions.ts';
import { compare, compile, compileOrder, type Expression, type Row, type Scope } from './expressions.ts';
import { columnOf, nameOf } from './names.ts';
import { type SelectConfig, type SelectedField, textOf } from './tokens.ts';
import { Blocked, DatabaseError, lock, type Store, type Tx, visibleRow, visibleRows, write } from './transactions.ts';
import { triggersOf } from './triggers.ts';

export type Change = {
  readonly table: Table;
  readonly where?: SQL;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly values?: readonly Readonly<Record<string, unknown>>[];
  readonly onConflict?: SQL;
  readonly returning?: readonly SelectedField[];
};

export type Statement =
  | { readonly kind: 'select'; readonly config: SelectConfig }
  | { readonly kind: 'insert' | 'update' | 'delete'; readonly config: Change };

/**
 * A statement on its way: what it found when it began. Having waited for a lock, a statement looks at the newest
 * version of the rows that it found then, and at no others; that is what Postgres does under READ COMMITTED.
 */
export type Run = { readonly store: Store; readonly tx: Tx; readonly found: Map<object, readonly Found[]> };
type Found = { readonly ids: Readonly<Record<string, number>>; readonly rows: Readonly<Record<string, Row>> };

export function runStatement(run: Run, { kind, config }: Statement): Row[] {
  if (kind === 'select') return select(run, config, { rows: {}, select: (query, outer) => select(run, query, outer) });
  if (kind === 'insert') return insert(run, config);
  return change(run, kind, config);
}

function select(run: Run, query: SelectConfig, outer: Scope): Row[] {
  refuseUnknown(query);
  const found = query.lockingClause ? lockFound(run, query, outer) : find(run, query, outer);
  const ordered = order(found, query, outer);
  const fields = query.fieldsFlat ?? fieldsIn(query.fields);
  return ordered.slice(0, query.limit ?? ordered.length).map(({ rows }) => project(fields, within(outer, rows)));
}

function refuseUnknown({ groupBy, having, distinct, setOperators, joins = [] }: SelectConfig) {
  const unknown = groupBy || having || distinct || setOperators.length > 0;
  if (unknown || joins.some(({ joinType }) => joinType !== 'inner' && joinType !== 'left')) {
    throw new Error('The simulation does not group, nor join other than inner and left.');
  }
}

function within(outer: Scope, rows: Readonly<Record<string, Row>>): Scope {
  return { rows: { ...outer.rows, ...rows }, select: outer.select };
}

/** What a statement matches as of now. */
function find(
  { store, tx }: Run,
  { table, joins = [], where }: Pick<SelectConfig, 'table' | 'joins' | 'where'>,
  outer: Scope,
): Found[] {
  const name = nameOf(table);
  let found = visibleRows(store, tx, definitionOf(table).name).map(
    ([id, row]): Found => ({ ids: { [name]: id }, rows: { [name]: row } }),
  );
  for (const join of joins) {
    const as = nameOf(join.table);
    const others = visibleRows(store, tx, definitionOf(join.table).name);
    const on = join.on ? compile(join.on) : () => true;
    found = found.flatMap(({ ids, rows }) => {
      const pairs = others
        .map(([id, row]): Found => ({ ids: { ...ids, [as]: id }, rows: { ...rows, [as]: row } }))
        .filter((pair) => on(within(outer, pair.rows)) === true);
      return pairs.length > 0 || join.joinType === 'inner' ? pairs : [{ ids, rows: { ...rows, [as]: {} } }];
    });
  }
  if (!where) return found;
  const test = compile(where);
  return found.filter(({ rows }) => test(within(outer, rows)) === true);
}

/** Locks what it matched when it began, and keeps what still matches then. */
function lockFound(run: Run, query: SelectConfig | Change, outer: Scope): Found[] {
  const { store, tx } = run;
  let found = run.found.get(query);
  if (!found) {
    found = order(find(run, query, outer), query as SelectConfig, outer);
    run.found.set(query, found);
  }
  const locked = ('lockingClause' in query && query.lockingClause?.config.of) || query.table;
  const [name, table] = [nameOf(locked), definitionOf(locked).name];
  for (const { ids } of found) lock(store, tx, `${table} ${ids[name]}`);
  const test = query.where ? compile(query.where) : () => true;
  return found.flatMap(({ ids, rows }) => {
    const newest = visibleRow(store, tx, { table, id: ids[name] as number });
    if (!newest) return [];
    if (newest === rows[name]) return [{ ids, rows }];
    const current = { ids, rows: { ...rows, [name]: newest } };
    return test(within(outer, current.rows)) === true ? [current] : [];
  });
}

function order(found: readonly Found[], { orderBy = [] }: Pick<SelectConfig, 'orderBy'>, outer: Scope): Found[] {
  if (orderBy.length === 0) return [...found];
  const orders = orderBy.map(compileOrder);
  return [...found].sort((left, right) => {
    for (const { by, descending } of orders) {
      const result = compare(by(within(outer, left.rows)), by(within(outer, right.rows))) ?? 0;
      if (result !== 0) return descending ? -result : result;
    }
    return 0;
  });
}

function fieldsIn(fields: Record<string, unknown>): SelectedField[] {
  return Object.entries(fields).map(([name, field]) => ({ path: [name], field: field as Column | SQL }));
}

function project(fields: readonly SelectedField[], scope: Scope): Row {
  const result: Record<string, unknown> = {};
  for (const { path, field } of fields) {
    const [name] = path;
    if (path.length > 1 || name === undefined) throw new Error('The simulation does not nest what it selects.');
    result[name] = field instanceof SQL ? compile(field)(scope) : valueOf(field as Column, scope);
  }
  return result;
}

function valueOf(column: Column, { rows }: Scope): unknown {
  const { table, key } = columnOf(column);
  return rows[table]?.[key] ?? null;
}

function change(run: Run, kind: 'update' | 'delete', config: Change): Row[] {
  const { table, set = {}, returning } = config;
  const [name, definition] = [nameOf(table), definitionOf(table)];
  const scope: Scope = { rows: {}, select: (query, outer) => select(run, query, outer) };
  const found = lockFound(run, config, scope);
  const changes = Object.entries(set).map(([key, value]) => [key, setterOf(value)] as const);
  const results = found.map(({ ids, rows }) => {
    const old = rows[name] as Row;
    const values = changes.map(([key, value]) => [key, value(within(scope, rows))]);
    return { id: ids[name] as number, old, row: kind === 'delete' ? null : { ...old, ...Object.fromEntries(values) } };
  });
  for (const { id, old, row } of results) {
    if (row) {
      triggersOf(definition.name).beforeUpdate?.(old, row);
      checkRow(definition, row);
      const clash = collision(run, definition, { row, id, among: definition.uniques });
      if (clash) throw clash;
    }
    write(run.tx, { table: definition.name, id }, row);
  }
  return returning ? results.map(({ row, old }) => project(returning, within(scope, { [name]: row ?? old }))) : [];
}

function setterOf(value: unknown): Expression {
  if (value instanceof SQL) return compile(value);
  const plain = value instanceof Param ? value.value : value;
  return () => plain;
}

function insert(run: Run, { table, values = [], onConflict, returning }: Change): Row[] {
  const definition = definitionOf(table);
  const made = values.map((value) => rowOf(run.store, definition, value));
  const among = onConflict ? conflictsOf(definition, onConflict) : [];
  const { locks, after } = triggersOf(definition.name);
  // Whatever has to be waited for comes first, so that a statement is written whole.
  const rows = made.filter((row) => {
    checkRow(definition, row);
    if (among.length > 0 && collision(run, definition, { row, id: null, among })) return false;
    const clash = collision(run, definition, { row, id: null, among: definition.uniques });
    if (clash) throw clash;
    return true;
  });
  for (const key of locks?.(run, rows) ?? []) lock(run.store, run.tx, key);
  const written = rows.filter((row) => {
    // Rows of one statement may collide with each other.
    const clash = collision(run, definition, { row, id: null, among: definition.uniques });
    if (clash && among.length === 0) throw clash;
    if (!clash) write(run.tx, { table: definition.name, id: run.store.nextId++ }, row);
    return !clash;
  });
  after?.(run, written);
  const scope: Scope = { rows: {}, select: () => [] };
  return returning ? written.map((row) => project(returning, within(scope, { [nameOf(table)]: row }))) : [];
}

function rowOf(store: Store, { columns }: Definition, value: Readonly<Record<string, unknown>>): Row {
  const row: Record<string, unknown> = {};
  for (const { key, initial, isIdentity } of columns) {
    const given = value[key];
    const plain = given === undefined ? undefined : setterOf(given)({ rows: {}, select: () => [] });
    row[key] = plain === undefined ? (isIdentity ? BigInt(store.nextId++) : initial) : plain;
  }
  return row;
}

/** The constraints whose violation an insert leaves alone. */
function conflictsOf({ uniques }: Definition, onConflict: SQL): readonly Unique[] {
  const { text } = textOf(onConflict);
  if (text === 'do nothing') return uniques;
  const target = /^\(([^)]*)\) do nothing$/.exec(text)?.[1];
  const columns = target?.split(',').map((name) => name.trim().replaceAll('"', ''));
  const found = uniques.filter((unique) => unique.columns.join() === columns?.join());
  if (found.length === 0) throw new Error(`The simulation does not know this conflict: ${text}`);
  return found;
}

function checkRow({ name, columns, checks }: Definition, row: Row): void {
  for (const { key, required } of columns) {
    if (required && (row[key] ?? null) === null) {
      throw new DatabaseError('23502', '', `null value in column "${key}" of relation "${name}"`);
    }
  }
  const scope: Scope = { rows: { [name]: row }, select: () => [] };
  for (const check of checks) {
    if (check.holds(scope) === false) {
      throw new DatabaseError('23514', check.name, `new row for relation "${name}" violates check "${check.name}"`);
    }
  }
}

/** The error of a duplicate key; waits for transactions that may yet make, or take away, the other row. */
function collision(
  { store, tx }: Run,
  { name }: Definition,
  { row, id, among }: { row: Row; id: number | null; among: readonly Unique[] },
): DatabaseError | null {
  for (const unique of among) {
    const key = uniqueKey(unique, name, row);
    if (key === null) continue;
    for (const other of store.open) {
      if (other === tx) continue;
      for (const written of other.writes.get(name)?.values() ?? []) {
        if (written && uniqueKey(unique, name, written) === key) throw new Blocked(other);
      }
    }
    for (const [otherId, other] of visibleRows(store, tx, name)) {
      if (otherId === id || uniqueKey(unique, name, other) !== key) continue;
      const holder = store.locks.get(`${name} ${otherId}`);
      if (holder && holder !== tx && holder.writes.get(name)?.has(otherId)) throw new Blocked(holder);
      return new DatabaseError('23505', unique.name, `duplicate key value violates "${unique.name}"`);
    }
  }
  return null;
}
