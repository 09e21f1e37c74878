import type { ExecutionResult, GraphQLError } from 'graphql';
import { clientKeyOf } from '../../src/planning/client-keys.ts';

export type Path = readonly (string | number)[];

export type ToldError = { readonly path: Path | null; readonly message: string };

/** What a gateway answered, in a form that can be compared. */
export type Outcome = {
  readonly data: unknown;
  readonly errors: readonly ToldError[];
  /** Of the stock gateway: errors that it tells beside the result only, where there are no others. */
  readonly hidden: readonly ToldError[];
  /** Root fields of mutations in the order in which subgraphs ran them. */
  readonly mutations: readonly string[];
};

export function outcomeOf(result: ExecutionResult, mutations: readonly string[]): Outcome {
  const completion = result.extensions?.valueCompletion;
  return {
    data: result.data ?? null,
    errors: (result.errors ?? []).map(told),
    hidden: Array.isArray(completion) ? (completion as GraphQLError[]).map(told) : [],
    mutations,
  };
}

/** What was thrown instead of answered. */
export function failureOf(error: unknown, mutations: readonly string[]): Outcome {
  const message = error instanceof Error ? error.message : String(error);
  return { data: null, errors: [{ path: null, message }], hidden: [], mutations };
}

function told({ path, message }: GraphQLError): ToldError {
  return { path: path ?? null, message };
}

/** The outcome of a document whose aliases were renamed, in the client's names. */
export function renamedBack({ data, errors, hidden, mutations }: Outcome): Outcome {
  const back = ({ path, message }: ToldError) => ({
    path: path && path.map((key) => (typeof key === 'string' ? clientKeyOf(key) : key)),
    message,
  });
  return { data: withClientKeys(data), errors: errors.map(back), hidden: hidden.map(back), mutations };
}

function withClientKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withClientKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [clientKeyOf(key), withClientKeys(inner)]));
}
