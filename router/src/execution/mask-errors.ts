import { CaravanError, type ErrorCode, errorCodes } from '@caravan/core/errors';
import type { Logger } from '@caravan/telemetry/logger';
import { type ExecutionResult, GraphQLError } from 'graphql';

export type Masking = { readonly requestId: string; readonly logger: Logger };

/** Codes that only the router gives; from a subgraph they mean that its schema and our plan do not agree. */
const ownCodes: readonly ErrorCode[] = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_TOO_LARGE'];

/**
 * The result as clients may see it: errors with one of our codes pass, all others read "Internal error." under the
 * request id; each path leads to where the client finds its null; nothing but data and errors is left.
 */
export function maskResult({ data, errors }: ExecutionResult, masking: Masking): ExecutionResult {
  if (!errors?.length) return { data: data ?? null };
  const masked = errors.map((error) => {
    const path = error.path && pathInClient(error.path, data);
    return maskError(
      new GraphQLError(error.message, { path, originalError: error, extensions: error.extensions }),
      masking,
    );
  });
  return { ...(data !== undefined && { data }), errors: distinct(masked) };
}

/** Anything thrown or reported on the way of an operation, as clients may see it. */
export function maskError(error: unknown, { requestId, logger }: Masking): GraphQLError {
  if (error instanceof CaravanError) {
    const { code, message, details } = error;
    return new GraphQLError(message, { extensions: { ...details, code, requestId } });
  }
  const path = error instanceof GraphQLError ? error.path : undefined;
  const extensions = error instanceof GraphQLError ? error.extensions : {};
  if (error instanceof GraphQLError && passes(extensions.code)) {
    const shown = extensions.code === 'INTERNAL_SERVER_ERROR' ? 'Internal error.' : error.message;
    return new GraphQLError(shown, { path, extensions: { ...facts(extensions), code: extensions.code, requestId } });
  }
  logger.error({ requestId, place: path?.join('.'), ...loggable(error) }, 'an operation failed');
  return new GraphQLError('Internal error.', { path, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } });
}

/** What a subgraph reported is told by its code alone: its text may hold anything, and it has a log of its own. */
function loggable(error: unknown): Record<string, unknown> {
  const cause = error instanceof GraphQLError ? innermost(error) : error;
  if (!(cause instanceof GraphQLError)) return { err: cause };
  const { code } = cause.extensions;
  return typeof code === 'string' && /^[A-Z][A-Z_]{0,40}$/.test(code) ? { code } : {};
}

function innermost(error: GraphQLError): unknown {
  const { originalError } = error;
  return originalError instanceof GraphQLError ? innermost(originalError) : (originalError ?? error);
}

/** A refusal before anything ran, under the request id. */
export function underRequest(error: GraphQLError, requestId: string): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.nodes ? null : (error.positions ?? null),
    path: error.path ?? null,
    extensions: { ...error.extensions, requestId },
  });
}

function passes(code: unknown): code is ErrorCode {
  return errorCodes.some((known) => known === code) && !ownCodes.some((own) => own === code);
}

/** Short, plain values beside the code, such as `retryAfterSeconds`. */
function facts(extensions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { serviceName: _serviceName, stacktrace: _stacktrace, exception: _exception, ...rest } = extensions;
  return Object.fromEntries(
    Object.entries(rest).filter(
      ([, value]) =>
        typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value.length <= 100),
    ),
  );
}

/** Cuts a path where it leaves the client's selection: a plan also fetches what only other fields need. */
function pathInClient(path: readonly (string | number)[], data: unknown): (string | number)[] {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (value === null || value === undefined) return [...path];
    if (typeof value !== 'object' || !(key in value)) return path.slice(0, index);
    value = (value as Record<string | number, unknown>)[key];
  }
  return [...path];
}

function distinct(errors: readonly GraphQLError[]): GraphQLError[] {
  const keyed = errors.map(
    (error) => [JSON.stringify([error.path, error.message, error.extensions.code]), error] as const,
  );
  return [...new Map(keyed).values()];
}
