import type { CallOptions } from '@caravan/cli/client/graphql-client';
import type { World } from './world.ts';

/** Everyone who asks, in the order of a table's columns. `nobody` sends no token; `buyerA` made the order that `vendorX` sold. */
export const principals = ['nobody', 'guest', 'buyerA', 'buyerB', 'vendorX', 'vendorY', 'admin'] as const;
export type Principal = (typeof principals)[number];

/** What is asked, and for a mutation what it is done to. */
export type Operation = {
  /** Each level selects one field down to the one that is judged; see verdict.ts. */
  readonly document: string;
  /** Made anew for each principal, so that what one of them changed is not in the next one's way. */
  variables?(world: World, who: Principal): object | Promise<object>;
  /** How the principal calls, when not with the usual token. */
  as?(world: World, who: Principal): Promise<CallOptions>;
};

export type Row = Operation & {
  /** `Type.field`, then `/case` when a field has several rows. */
  readonly name: string;
  readonly coordinate: string;
  /** What the schema asks of whoever asks for the field; see rules.ts. */
  readonly rule: string;
  readonly expected: Readonly<Record<Principal, string>>;
};

/**
 * Reads a table, one row per line: its name, the rule of its field (rules.ts), then the verdict for each principal.
 *
 * - `ok`: the value is there; `empty`: it is a list or page with nothing in it; `null`: it is null without an error,
 *   as what is not there is.
 * - `quiet`: a subscription that was accepted and tells nothing.
 * - In capitals the code of the first error, such as `FORBIDDEN`; else the first refusal in a payload, such as `NotFound`.
 *
 * @throws Error for a row without an operation and the other way round.
 */
export function matrix(table: string, operations: Readonly<Record<string, Operation>>): Row[] {
  const [header = '', ...lines] = table.trim().split('\n');
  const columns = header.trim().split(/\s+/);
  const wanted = ['field', 'rule', ...principals].join(' ');
  if (columns.join(' ') !== wanted) throw new Error(`A table has the columns ${wanted}.`);
  const rows = lines.filter((line) => line.trim() !== '').map((line) => readRow(line, operations));
  const names = new Set(rows.map(({ name }) => name));
  if (names.size < rows.length) throw new Error('A table has a row twice.');
  const idle = Object.keys(operations).filter((name) => !names.has(name));
  if (idle.length > 0) throw new Error(`Operations without a row: ${idle.join(', ')}`);
  return rows;
}

function readRow(line: string, operations: Readonly<Record<string, Operation>>): Row {
  const [name = '', rule = '', ...verdicts] = line.trim().split(/\s+/);
  const operation = operations[name];
  if (!operation) throw new Error(`The row ${name} has no operation.`);
  if (verdicts.length !== principals.length) throw new Error(`The row ${name} has ${verdicts.length} verdicts.`);
  const expected = Object.fromEntries(principals.map((who, index) => [who, verdicts[index]])) as Row['expected'];
  return { ...operation, name, coordinate: name.split('/')[0] ?? name, rule, expected };
}
