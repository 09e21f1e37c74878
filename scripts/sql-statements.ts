/** A statement on one line: lower case, no comments, no quotes around names; texts and bodies are empty. */
export type Statement = { readonly line: number; readonly text: string };

type Token = { readonly form: RegExp; put(match: string): string };

/** What may not be looked into, or only for its end; the first that fits at a place. */
const tokens: readonly Token[] = [
  { form: /--[^\n]*/y, put: () => ' ' },
  { form: /\/\*[^]*?\*\//y, put: () => ' ' },
  { form: /\be'(?:[^'\\]|''|\\[^])*'/iy, put: () => "''" },
  { form: /'(?:[^']|'')*'/y, put: () => "''" },
  { form: /\$(\w*)\$[^]*?\$\1\$/y, put: () => '$$' },
  { form: /"(?:[^"]|"")+"/y, put: (match) => match.slice(1, -1).replaceAll(/\W/g, '_').toLowerCase() },
  { form: /\s+/y, put: () => ' ' },
  { form: /;/y, put: (match) => match },
  { form: /\w+/y, put: (match) => match.toLowerCase() },
  { form: /[^]/y, put: (match) => match },
];

/** Splits SQL by its lexical rules, without its grammar. `begin atomic` bodies of functions are not known. */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let text = '';
  let begins = 0;
  const end = () => {
    const whole = text.replaceAll(/\s+/g, ' ').trim();
    if (whole !== '') statements.push({ line: lineAt(sql, begins), text: whole });
    text = '';
  };
  for (let index = 0; index < sql.length; ) {
    const { match, put } = tokenAt(sql, index);
    if (match === ';') end();
    else {
      if (text.trim() === '') begins = index;
      text += put(match);
    }
    index += match.length;
  }
  end();
  return statements;
}

function tokenAt(sql: string, index: number): { match: string; put: Token['put'] } {
  for (const { form, put } of tokens) {
    form.lastIndex = index;
    const match = form.exec(sql)?.[0];
    if (match) return { match, put };
  }
  throw new RangeError('every character is a token');
}

function lineAt(sql: string, index: number): number {
  return sql.slice(0, index).split('\n').length;
}
