import type { Column, Table } from 'drizzle-orm';

/** Under which name a statement knows a table: its alias, if it has one. */
export function nameOf(table: Table): string {
  return ownOf(table, 'drizzle:Name') as string;
}

export function originalNameOf(table: Table): string {
  return ownOf(table, 'drizzle:OriginalName') as string;
}

/** Under which name a column's row is found, and under which key the column is in it. */
export function columnOf(column: Column): { table: string; key: string } {
  return { table: nameOf(column.table), key: keyOf(column) };
}

/** What follows from a table's definition, kept by table; two parts may have tables of one name. */
export function perTable<Value>(make: (table: Table) => Value): (table: Table) => Value {
  const byTable = new WeakMap<Table, Value>();
  const byName = new Map<string, Value>();
  return (table) => {
    const known = byTable.get(table) ?? (isAlias(table) ? byName.get(originalNameOf(table)) : undefined);
    if (known) return known;
    const value = make(table);
    byName.set(originalNameOf(table), value);
    if (!isAlias(table)) byTable.set(table, value);
    return value;
  };
}

const keysOf = perTable((table): ReadonlyMap<string, string> => {
  const columns = ownOf(table, 'drizzle:Columns') as Record<string, Column>;
  return new Map(Object.entries(columns).map(([key, { name }]) => [name, key]));
});

function keyOf(column: Column): string {
  return keysOf(column.table).get(column.name) as string;
}

function isAlias(table: Table): boolean {
  return ownOf(table, 'drizzle:IsAlias') === true;
}

/** Drizzle keeps what it knows of a table under symbols that it exports to itself. */
function ownOf(table: Table, name: string): unknown {
  return (table as unknown as Record<symbol, unknown>)[Symbol.for(name)];
}
