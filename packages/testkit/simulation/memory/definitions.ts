import { type Column, getTableColumns, type SQL } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { compile, type Expression, type Row, type Scope } from './expressions.ts';
import { perTable } from './names.ts';

/** A table as its Drizzle definition describes it, with the rules that the database holds. */
export type Definition = {
  readonly name: string;
  readonly columns: readonly ColumnRule[];
  readonly uniques: readonly Unique[];
  readonly checks: readonly { readonly name: string; readonly holds: Expression }[];
};

export type ColumnRule = {
  readonly key: string;
  readonly required: boolean;
  readonly isBigint: boolean;
  readonly isIdentity: boolean;
  readonly initial: unknown;
};

export type Unique = {
  readonly name: string;
  readonly keys: readonly string[];
  readonly columns: readonly string[];
  readonly nullsCollide: boolean;
  readonly where: Expression | null;
};

/** The definition of a table or of an alias of it. */
export const definitionOf = perTable((table) => define(table as PgTable));

function define(table: PgTable): Definition {
  const config = getTableConfig(table);
  const columns = Object.entries(getTableColumns(table));
  const keys = new Map(columns.map(([key, column]) => [column.name, key]));
  const unique = (
    name: string,
    of: readonly { readonly name?: string | undefined }[],
    more: Partial<Unique> = {},
  ): Unique => ({
    name,
    keys: of.map((column) => keys.get(column.name ?? '') as string),
    columns: of.map((column) => column.name ?? ''),
    nullsCollide: false,
    where: null,
    ...more,
  });
  const uniques = [
    ...columns.filter(([, column]) => column.primary).map(([, column]) => unique(`${config.name}_pkey`, [column])),
    ...columns
      .filter(([, column]) => column.isUnique)
      .map(([, column]) => unique(column.uniqueName ?? `${config.name}_${column.name}_unique`, [column])),
    ...config.primaryKeys.map((key) => unique(key.getName(), key.columns)),
    ...config.uniqueConstraints.map((constraint) =>
      unique(constraint.name ?? '', constraint.columns, { nullsCollide: constraint.nullsNotDistinct }),
    ),
    ...config.indexes
      .filter((index) => index.config.unique)
      .map(({ config: index }) =>
        unique(index.name ?? '', index.columns as { name?: string }[], {
          where: index.where ? compile(index.where) : null,
        }),
      ),
  ];
  const checks = config.checks.map(({ name, value }) => ({ name, holds: compile(value) }));
  return { name: config.name, columns: columns.map(([key, column]) => ruleOf(key, column)), uniques, checks };
}

type DefinedColumn = Column & { generatedIdentity?: unknown };

function ruleOf(key: string, column: DefinedColumn): ColumnRule {
  const isBigint = column.dataType === 'bigint';
  return {
    key,
    required: column.notNull && !column.generatedIdentity,
    isBigint,
    isIdentity: column.generatedIdentity !== undefined,
    initial: initialOf(column, isBigint),
  };
}

function initialOf({ default: value }: Column, isBigint: boolean): unknown {
  if (value === undefined) return null;
  const plain = isSql(value) ? compile(value)(nothing) : value;
  return isBigint ? BigInt(plain as number) : plain;
}

function isSql(value: unknown): value is SQL {
  return typeof value === 'object' && value !== null && 'queryChunks' in value;
}

const nothing: Scope = { rows: {}, select: () => [] };

/** The values that have to be unique together, as a text; null when the row is not concerned. */
export function uniqueKey({ keys: of, nullsCollide, where }: Unique, name: string, row: Row): string | null {
  if (where && where({ ...nothing, rows: { [name]: row } }) !== true) return null;
  const values = of.map((key) => row[key] ?? null);
  if (!nullsCollide && values.includes(null)) return null;
  return values.map((value) => (value === null ? '∅' : `${value as string}`)).join('|');
}
