import { Column, Param, SQL, StringChunk, Table } from 'drizzle-orm';
import { PgSelectBase } from 'drizzle-orm/pg-core';

/** A piece of an SQL expression as Drizzle builds it. */
export type Token =
  | { readonly kind: 'symbol' | 'word'; readonly text: string }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'query'; readonly query: SelectConfig };

/** What a built select consists of; Drizzle keeps it for itself. */
export type SelectConfig = {
  readonly fields: Record<string, unknown>;
  readonly fieldsFlat?: readonly SelectedField[];
  readonly table: Table;
  readonly where?: SQL;
  readonly joins?: readonly { readonly table: Table; readonly joinType: string; readonly on?: SQL }[];
  readonly orderBy?: readonly (Column | SQL)[];
  readonly limit?: number;
  readonly lockingClause?: { readonly strength: string; readonly config: { readonly of?: Table } };
  readonly groupBy?: readonly unknown[];
  readonly having?: SQL;
  readonly distinct?: unknown;
  readonly setOperators: readonly unknown[];
};
export type SelectedField = { readonly path: readonly string[]; readonly field: Column | SQL };

/** Flattens what Drizzle nests: texts become words and symbols, everything else stays what it is. */
export function tokensOf(chunk: unknown, into: Token[] = []): Token[] {
  if (chunk instanceof StringChunk) into.push(...wordsOf(chunk.value.join('')));
  else if (chunk instanceof SQL) for (const part of chunk.queryChunks) tokensOf(part, into);
  else if (chunk instanceof Column) into.push({ kind: 'column', column: chunk });
  else if (chunk instanceof Param) into.push({ kind: 'value', value: chunk.value });
  else if (chunk instanceof PgSelectBase) into.push({ kind: 'query', query: configOf(chunk) });
  else if (Array.isArray(chunk)) pushList(chunk, into);
  else if (chunk instanceof Table) throw new Error('A table stands for no value.');
  else if (chunk !== undefined) into.push({ kind: 'value', value: chunk });
  return into;
}

/** The text of an SQL statement with `?` for whatever is no text, and those values. */
export function textOf(statement: SQL): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const write = (chunk: unknown): string => {
    if (chunk instanceof StringChunk) return chunk.value.join('');
    if (chunk instanceof SQL) return chunk.queryChunks.map(write).join('');
    if (chunk === undefined) return '';
    values.push(chunk instanceof Param ? chunk.value : chunk);
    return '?';
  };
  return { text: write(statement).replaceAll(/\s+/g, ' ').trim(), values };
}

function configOf(select: object): SelectConfig {
  return (select as { config: SelectConfig }).config;
}

function pushList(items: readonly unknown[], into: Token[]) {
  into.push({ kind: 'symbol', text: '(' });
  for (const [index, item] of items.entries()) {
    if (index > 0) into.push({ kind: 'symbol', text: ',' });
    tokensOf(item, into);
  }
  into.push({ kind: 'symbol', text: ')' });
}

const known = new Map<string, readonly Token[]>();
const pattern = /\s+|'((?:[^']|'')*)'|(\d+)|(<=|>=|<>|::|[=<>+\-*~,()])|([a-z_][a-z_0-9]*)/giy;

/** Texts come from templates, so there are few of them and each is read once. */
function wordsOf(text: string): readonly Token[] {
  const found = known.get(text);
  if (found) return found;
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) throw new Error(`The simulation does not read this SQL: ${text}`);
    const [, string, number, symbol, word] = match;
    if (string !== undefined) tokens.push({ kind: 'value', value: string.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: 'value', value: Number(number) });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word.toLowerCase() });
  }
  known.set(text, tokens);
  return tokens;
}
