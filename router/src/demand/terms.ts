/** One estimate: the operation's variables, with their defaults. */
export type Estimation = { readonly id: number; readonly variables: Readonly<Record<string, unknown>> };

/** A number that is known when the document is, or one that depends on variables. */
export type Term = number | ((estimation: Estimation) => number);

/** Larger sums are this much: everything stays a safe integer, whatever is multiplied. */
const largest = Number.MAX_SAFE_INTEGER;

export function valueOf(term: Term, estimation: Estimation): number {
  return typeof term === 'number' ? term : term(estimation);
}

export function sum(terms: readonly Term[]): Term {
  let known = 0;
  const open: ((estimation: Estimation) => number)[] = [];
  for (const term of terms) {
    if (typeof term === 'number') known = Math.min(largest, known + term);
    else open.push(term);
  }
  const [first] = open;
  if (!first) return known;
  if (open.length === 1 && known === 0) return first;
  return (estimation) => {
    let total = known;
    for (const term of open) total += term(estimation);
    return Math.min(largest, total);
  };
}

export function product(left: Term, right: Term): Term {
  if (typeof left === 'number' && typeof right === 'number') return Math.min(largest, left * right);
  if (left === 0 || right === 0) return 0;
  if (left === 1) return right;
  if (right === 1) return left;
  return (estimation) => Math.min(largest, valueOf(left, estimation) * valueOf(right, estimation));
}

export function maximum(terms: ReadonlySet<Term>): Term {
  const [first = 0, ...others] = terms;
  if (others.length === 0) return first;
  if ([first, ...others].every((term) => typeof term === 'number'))
    return Math.max(...([first, ...others] as number[]));
  return (estimation) => {
    let most = valueOf(first, estimation);
    for (const term of others) most = Math.max(most, valueOf(term, estimation));
    return most;
  };
}

/** Computed once per estimate, however often it is a part of others. */
export function once(term: Term): Term {
  if (typeof term === 'number') return term;
  let of = 0;
  let value = 0;
  return (estimation) => {
    if (of !== estimation.id) {
      value = term(estimation);
      of = estimation.id;
    }
    return value;
  };
}
