/** The closed list of `extensions.code` values a client can meet. Anything else is masked. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
  'COST_EXCEEDED',
  'TIMEOUT',
  'UNAVAILABLE',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_TOO_LARGE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'INTERNAL_SERVER_ERROR',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * A refusal that is no part of a mutation's payload: it reaches the client as a
 * GraphQL error with this code and message, so the message must be safe to show.
 */
export class CaravanError extends Error {
  readonly code: ErrorCode;
  /** Extra facts for the client, such as `retryAfterSeconds`. */
  readonly details: Readonly<Record<string, string | number | boolean>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, string | number | boolean>> = {}) {
    super(message);
    this.name = 'CaravanError';
    this.code = code;
    this.details = details;
  }
}

/** States what only a bug can break; never caught on purpose. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}

/** Typed refusals that every subgraph shares; `kind` is the GraphQL type's name. */
export type InvalidInput = { kind: 'InvalidInput'; path: readonly string[]; message: string };
export type NotFound = { kind: 'NotFound'; path: readonly string[] };
export type RateLimited = { kind: 'RateLimited'; retryAfterSeconds: number };
export type IdempotencyKeyReused = { kind: 'IdempotencyKeyReused' };
export type Unavailable = { kind: 'Unavailable' };

export function invalidInput(path: readonly string[], message: string): InvalidInput {
  return { kind: 'InvalidInput', path, message };
}

export function notFound(path: readonly string[]): NotFound {
  return { kind: 'NotFound', path };
}
