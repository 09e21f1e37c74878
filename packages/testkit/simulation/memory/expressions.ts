import type { Column, SQL } from 'drizzle-orm';
import { columnOf } from './names.ts';
import { type SelectConfig, type Token, tokensOf } from './tokens.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What an expression is evaluated with: a row per table by its name or alias, and the means to run a subquery. */
export type Scope = {
  readonly rows: Readonly<Record<string, Row>>;
  select(query: SelectConfig, outer: Scope): readonly Row[];
};

/** Null is SQL's null: neither true nor false. */
export type Expression = (scope: Scope) => unknown;

type Reader = { readonly tokens: readonly Token[]; at: number };

/** Reads the part of SQL that our stores and tables use; anything else is an error, never a guess. */
export function compile(chunk: SQL | Column): Expression {
  const reader: Reader = { tokens: tokensOf(chunk), at: 0 };
  const expression = readOr(reader);
  if (reader.at < reader.tokens.length) throw notRead(reader);
  return expression;
}

export type Order = { readonly by: Expression; readonly descending: boolean };

export function compileOrder(chunk: SQL | Column): Order {
  const reader: Reader = { tokens: tokensOf(chunk), at: 0 };
  const by = readOr(reader);
  const descending = takeWord(reader, 'desc');
  if (!descending) takeWord(reader, 'asc');
  if (reader.at < reader.tokens.length) throw notRead(reader);
  return { by, descending };
}

/** -1, 0 or 1; null when one of them is unknown. */
export function compare(left: unknown, right: unknown): number | null {
  if (left === null || left === undefined || right === null || right === undefined) return null;
  const [a, b] = [plain(left), plain(right)];
  // A bigint and a number may be equal, though not identical.
  return a < b ? -1 : a > b ? 1 : 0;
}

function plain(value: unknown): string | number | bigint | boolean {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'object') return JSON.stringify(value);
  return value as string | number | bigint | boolean;
}

function readOr(reader: Reader): Expression {
  let left = readAnd(reader);
  while (takeWord(reader, 'or')) {
    const [one, other] = [left, readAnd(reader)];
    left = (scope) => {
      const value = one(scope);
      if (value === true) return true;
      const second = other(scope);
      return second === true ? true : value === null || second === null ? null : false;
    };
  }
  return left;
}

function readAnd(reader: Reader): Expression {
  let left = readNot(reader);
  while (takeWord(reader, 'and')) {
    const [one, other] = [left, readNot(reader)];
    left = (scope) => {
      const value = one(scope);
      if (value === false) return false;
      const second = other(scope);
      return second === false ? false : value === null || second === null ? null : true;
    };
  }
  return left;
}

function readNot(reader: Reader): Expression {
  if (!takeWord(reader, 'not')) return readComparison(reader);
  const inner = readNot(reader);
  return (scope) => {
    const value = inner(scope);
    return value === null ? null : !value;
  };
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function readComparison(reader: Reader): Expression {
  const left = readSum(reader);
  const token = reader.tokens[reader.at];
  if (token?.kind === 'symbol' && comparisons[token.text]) {
    const test = comparisons[token.text] as (order: number) => boolean;
    reader.at += 1;
    const right = readSum(reader);
    return (scope) => {
      const order = compare(left(scope), right(scope));
      return order === null ? null : test(order);
    };
  }
  if (takeSymbol(reader, '~')) {
    const shape = readSum(reader);
    return (scope) => new RegExp(shape(scope) as string).test(left(scope) as string);
  }
  if (takeWord(reader, 'is')) return readIs(reader, left);
  if (takeWord(reader, 'between')) return readBetween(reader, left);
  const negated = takeWord(reader, 'not');
  if (takeWord(reader, 'in')) return readIn(reader, left, negated);
  if (negated) throw notRead(reader);
  return left;
}

function readIs(reader: Reader, left: Expression): Expression {
  const negated = takeWord(reader, 'not');
  if (takeWord(reader, 'null')) {
    return (scope) => ((left(scope) ?? null) === null) !== negated;
  }
  expectWord(reader, 'distinct');
  expectWord(reader, 'from');
  const right = readSum(reader);
  return (scope) => {
    const [a, b] = [left(scope) ?? null, right(scope) ?? null];
    const same = a === null || b === null ? a === b : compare(a, b) === 0;
    return same === negated;
  };
}

function readBetween(reader: Reader, value: Expression): Expression {
  const low = readSum(reader);
  expectWord(reader, 'and');
  const high = readSum(reader);
  return (scope) => {
    const [above, below] = [compare(value(scope), low(scope)), compare(value(scope), high(scope))];
    return above === null || below === null ? null : above >= 0 && below <= 0;
  };
}

function readIn(reader: Reader, left: Expression, negated: boolean): Expression {
  const token = reader.tokens[reader.at];
  let options: (scope: Scope) => readonly unknown[];
  if (token?.kind === 'query') {
    reader.at += 1;
    options = (scope) => scope.select(token.query, scope).map((row) => Object.values(row)[0]);
  } else {
    const items = readList(reader);
    options = (scope) => items.map((item) => item(scope));
  }
  return (scope) => {
    const value = left(scope) ?? null;
    if (value === null) return null;
    return options(scope).some((option) => compare(value, option) === 0) !== negated;
  };
}

function readList(reader: Reader): Expression[] {
  expectSymbol(reader, '(');
  const items = [readOr(reader)];
  while (takeSymbol(reader, ',')) items.push(readOr(reader));
  expectSymbol(reader, ')');
  return items;
}

function readSum(reader: Reader): Expression {
  let left = readCast(reader);
  for (;;) {
    const sign = takeSymbol(reader, '+') ? 1 : takeSymbol(reader, '-') ? -1 : 0;
    if (sign === 0) return left;
    const [one, other] = [left, readCast(reader)];
    left = (scope) => add(one(scope), other(scope), sign);
  }
}

function add(left: unknown, right: unknown, sign: 1 | -1): unknown {
  if (left === null || right === null) return null;
  if (typeof left === 'bigint' || typeof right === 'bigint') {
    return BigInt(left as number) + BigInt(sign) * BigInt(right as number);
  }
  return (left as number) + sign * (right as number);
}

function readCast(reader: Reader): Expression {
  const value = readValue(reader);
  // Values have the types of the columns already: a cast changes nothing.
  while (takeSymbol(reader, '::')) reader.at += 1;
  return value;
}

function readValue(reader: Reader): Expression {
  const token = reader.tokens[reader.at];
  reader.at += 1;
  if (token?.kind === 'value') return () => token.value;
  if (token?.kind === 'column') return readColumn(token.column);
  if (token?.kind === 'symbol' && token.text === '(') {
    const inner = readOr(reader);
    expectSymbol(reader, ')');
    return inner;
  }
  if (token?.kind === 'word') return readWord(reader, token.text);
  throw notRead(reader);
}

function readColumn(column: Column): Expression {
  const { table, key } = columnOf(column);
  return (scope) => {
    const row = scope.rows[table];
    if (!row) throw new Error(`The table ${table} is not part of the query.`);
    return row[key] ?? null;
  };
}

const constants: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };

function readWord(reader: Reader, word: string): Expression {
  if (word in constants) return () => constants[word];
  if (word === 'case') return readCase(reader);
  if (word === 'exists') {
    const token = reader.tokens[reader.at];
    if (token?.kind !== 'query') throw notRead(reader);
    reader.at += 1;
    return (scope) => scope.select(token.query, scope).length > 0;
  }
  if (word === 'coalesce') {
    const items = readList(reader);
    return (scope) => items.map((item) => item(scope) ?? null).find((value) => value !== null) ?? null;
  }
  if (word === 'cardinality') {
    const [list] = readList(reader);
    return (scope) => (list?.(scope) as readonly unknown[] | null)?.length ?? null;
  }
  throw notRead(reader);
}

function readCase(reader: Reader): Expression {
  const subject = peekWord(reader, 'when') ? null : readOr(reader);
  const branches: { when: Expression; result: Expression }[] = [];
  while (takeWord(reader, 'when')) {
    const when = readOr(reader);
    expectWord(reader, 'then');
    branches.push({ when, result: readOr(reader) });
  }
  const otherwise = takeWord(reader, 'else') ? readOr(reader) : () => null;
  expectWord(reader, 'end');
  return (scope) => {
    const value = subject?.(scope);
    const branch = branches.find(({ when }) => (subject ? compare(value, when(scope)) === 0 : when(scope) === true));
    return (branch?.result ?? otherwise)(scope);
  };
}

function peekWord({ tokens, at }: Reader, text: string): boolean {
  const token = tokens[at];
  return token?.kind === 'word' && token.text === text;
}

function takeWord(reader: Reader, text: string): boolean {
  const found = peekWord(reader, text);
  if (found) reader.at += 1;
  return found;
}

function expectWord(reader: Reader, text: string): void {
  if (!takeWord(reader, text)) throw notRead(reader);
}

function takeSymbol(reader: Reader, text: string): boolean {
  const token = reader.tokens[reader.at];
  const found = token?.kind === 'symbol' && token.text === text;
  if (found) reader.at += 1;
  return found;
}

function expectSymbol(reader: Reader, text: string): void {
  if (!takeSymbol(reader, text)) throw notRead(reader);
}

function notRead({ tokens, at }: Reader): Error {
  const words = tokens.map((token) => ('text' in token ? token.text : `<${token.kind}>`));
  return new Error(
    `The simulation does not read this SQL: ${words.slice(0, at).join(' ')} ⟂ ${words.slice(at).join(' ')}`,
  );
}
