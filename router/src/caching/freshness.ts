import type { ExecutionResult } from 'graphql';
import type { CachePolicy } from './policy.ts';

/** How long and for whom an answer holds. */
export type Freshness = {
  /** Counted from `storedAt`. */
  readonly policy: CachePolicy;
  /** By the machine's clock, in milliseconds. */
  readonly storedAt: number;
  /** The result as it is sent, as long as it is `of`. */
  readonly body: string;
  readonly of: ExecutionResult;
};

/** Travels with a result when it is copied, and is left out of its JSON. */
const freshness = Symbol('freshness');

type Marked = ExecutionResult & { readonly [freshness]?: Freshness };

export function freshnessOf(result: Marked): Freshness | null {
  return result[freshness] ?? null;
}

/** The answer with its freshness. */
export function withFreshness(result: ExecutionResult, given: Omit<Freshness, 'of'>): ExecutionResult {
  const marked: Marked = { ...result };
  return Object.assign(marked, { [freshness]: { ...given, of: marked } });
}

/** An answer that was kept as text. It is parsed for those who look into it only. */
export function resultOf(given: Omit<Freshness, 'of'>): ExecutionResult {
  let parsed: ExecutionResult | undefined;
  const result: Marked = {
    get data() {
      parsed ??= JSON.parse(given.body) as ExecutionResult;
      return parsed.data ?? null;
    },
  };
  return Object.assign(result, { [freshness]: { ...given, of: result } });
}
