import { splitStatements } from './sql-statements.ts';

/** What a migration does that the version of Caravan before it does not survive. */
export type Violation = { readonly line: number; readonly statement: string; readonly reason: string };

/** The reason that a file gives for being the last step of a change in two: `-- contract: …`. */
export function contractReason(sql: string): string | null {
  return /^[ \t]*--[ \t]*contract:[ \t]*(\S.*)$/m.exec(sql)?.[1]?.trim() ?? null;
}

/**
 * What in a migration keeps the version before from running beside the new one, or from coming back: versions overlap
 * while an upgrade rolls, and the new one migrates when its first process starts.
 *
 * It reads statements by their form. It does not see what triggers, functions and policies do (in new ones or replaced
 * ones), whether rows of the version before meet a constraint that is `not valid` or a default, what data changes mean,
 * SQL that is put together in `do` blocks, and how long a statement locks a table.
 */
export function findViolations(sql: string): Violation[] {
  const statements = splitStatements(sql);
  // Nothing of the version before knows a table that is new.
  const created = new Set(statements.flatMap(({ text }) => createTable.exec(text)?.[1] ?? []).map(nameOf));
  return statements.flatMap(({ line, text }) =>
    reasonsFor(text, created).map((reason) => ({ line, statement: shortened(text), reason })),
  );
}

const createTable = /^create (?:unlogged )?table (?:if not exists )?([\w.]+)/;
const alterTable = /^alter table (?:if exists )?(?:only )?([\w.]+) \*? ?(.*)$/;
const droppable =
  /^drop (table|view|materialized view|function|procedure|routine|trigger|type|domain|sequence|schema|index|policy|rule|extension)\b/;

function reasonsFor(text: string, created: ReadonlySet<string>): string[] {
  const altered = alterTable.exec(text);
  if (altered) {
    const [, table = '', actions = ''] = altered;
    if (created.has(nameOf(table))) return [];
    return splitActions(actions).flatMap((action) => actionRules.find(([form]) => form.test(action))?.[1] ?? []);
  }
  const index = /^create unique index (?:.*? )?on (?:only )?([\w.]+)/.exec(text);
  if (index) return created.has(nameOf(index[1] ?? '')) ? [] : ['what the version before writes may not be unique'];
  const dropped = droppable.exec(text);
  if (dropped) return [`the version before may still use the ${dropped[1]}`];
  return statementRules.filter(([form]) => form.test(text)).map(([, reason]) => reason);
}

type Rule = readonly [form: RegExp, reason: string];

/** Parts of an `alter table`; the first that fits. */
const actionRules: readonly (readonly [form: RegExp, reasons: readonly string[]])[] = [
  [/^rename\b/, ['the version before knows the old name']],
  [
    /^alter (?:column )?\w+ drop (?:not null|expression)$/,
    ['the version before may read a null where it expects none'],
  ],
  [/^alter (?:column )?\w+ drop default$/, ['the version before may leave the column out']],
  [/^alter (?:column )?\w+ set not null$/, ['the version before may leave the column empty']],
  [/^alter (?:column )?\w+ (?:set data )?type\b/, ['the version before knows the old type']],
  [/^drop constraint\b/, ['the version before may rely on it, also in `on conflict`']],
  [/^drop\b/, ['the version before may still use the column']],
  [/^add constraint .* not valid$/, []],
  [
    /^add (?:constraint|check|unique|primary key|foreign key|exclude)\b/,
    ['what the version before writes may not meet it'],
  ],
  [/^add (?:column )?.*\b(?:default|generated)\b/, []],
  [/^add (?:column )?.*\b(?:not null|primary key)\b/, ['the version before leaves the new column out']],
  [/^set schema\b/, ['the version before looks in the old schema']],
  [/^(?:enable|force) row level security$/, ['the version before may see and write less']],
  [/^disable (?:trigger|rule)\b/, ['the version before may rely on it']],
];

const statementRules: readonly Rule[] = [
  [/^alter \S+ .*\brename\b/, 'the version before knows the old name'],
  [/^alter \S+ .*\bset schema\b/, 'the version before looks in the old schema'],
  [
    /^alter domain .*\b(?:set not null|drop default|add (?:constraint|check)\b(?!.* not valid$))/,
    'what the version before writes may not meet it',
  ],
  [/^truncate\b/, 'the version before may still need the rows'],
  [/^revoke\b/, 'the version before may need the right'],
  [/^(?:create|alter) policy\b/, 'the version before may see and write less'],
];

/** The parts of an `alter table`, at commas outside of brackets. */
function splitActions(text: string): string[] {
  const actions: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const letter = text[index];
    if (letter === '(' || letter === '[') depth += 1;
    if (letter === ')' || letter === ']') depth -= 1;
    if (letter !== undefined && (letter !== ',' || depth > 0)) continue;
    actions.push(text.slice(start, index).trim());
    start = index + 1;
  }
  return actions;
}

/** Tables are told apart without their schema, which is a subgraph's own. */
function nameOf(table: string): string {
  return table.split('.').at(-1) ?? table;
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
