import { CaravanError, type ErrorCode, errorCodes } from '@caravan/core/errors';
import type { Logger } from '@caravan/telemetry/logger';
import { operationErrors } from '@caravan/telemetry/metrics';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { isOutage, isStatementTimeout, isUnstorableText } from './outage.ts';

export type Masking = { readonly subgraph: string; readonly requestId: string; readonly logger: Logger };

/**
 * The result as it may leave: refusals keep their code and message, an unreachable database is `UNAVAILABLE`, and
 * everything else becomes "Internal error." under the request id, by which the original is found in the log.
 */
export function maskResult(result: ExecutionResult, masking: Masking): ExecutionResult {
  if (!result.errors) return result;
  return { ...result, errors: result.errors.map((error) => maskError(error, masking)) };
}

export function maskError(error: unknown, masking: Masking): GraphQLError {
  const { code, message, details } = classify(error);
  const { subgraph, requestId, logger } = masking;
  const path = error instanceof GraphQLError ? error.path : undefined;
  operationErrors.inc({ subgraph, code });
  if (code === 'INTERNAL_SERVER_ERROR' || code === 'UNAVAILABLE') {
    const place = path?.join('.');
    logger.error({ requestId, place, code, err: originOf(error) }, 'an operation failed');
  }
  return new GraphQLError(message, { path, extensions: { ...details, code, requestId } });
}

type Shown = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
};

function classify(error: unknown): Shown {
  const origin = originOf(error);
  if (origin instanceof CaravanError) return { code: origin.code, message: origin.message, details: origin.details };
  if (isOutage(origin)) return { code: 'UNAVAILABLE', message: 'A part that is needed does not answer right now.' };
  if (isStatementTimeout(origin)) return { code: 'TIMEOUT', message: 'This took too long.' };
  if (isUnstorableText(origin)) return { code: 'BAD_USER_INPUT', message: 'A text holds the character NUL.' };
  if (origin instanceof GraphQLError) {
    const code = origin.extensions.code;
    if (isErrorCode(code)) return { code, message: origin.message };
    if (isRequestError(error, origin)) return { code: 'BAD_USER_INPUT', message: origin.message };
  }
  return { code: 'INTERNAL_SERVER_ERROR', message: 'Internal error.' };
}

/** What a resolver threw, below the wrappings of graphql-js. */
function originOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? originOf(error.originalError) : error;
}

function isErrorCode(code: unknown): code is ErrorCode {
  return errorCodes.some((known) => known === code);
}

/** Raised by graphql-js itself about variables and arguments, before or instead of a resolver. */
function isRequestError(error: unknown, origin: GraphQLError): boolean {
  const beforeExecution = error instanceof GraphQLError && error.path === undefined;
  return beforeExecution || origin.message.startsWith('Argument "');
}
