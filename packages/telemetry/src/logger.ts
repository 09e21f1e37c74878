import { currentOperation } from '@caravan/core/operation-context';
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { describeError } from './describe-error.ts';
import { redact } from './redact.ts';

export type Logger = PinoLogger;

/**
 * JSON lines on standard output. Every line carries the request id of the running operation; secrets,
 * personal fields and GraphQL variables are replaced by name, at any depth, before they are written.
 *
 * @param options.destination - Where lines go instead of standard output, for tests.
 */
export function createLogger(options: { level: string; name: string; destination?: DestinationStream }): Logger {
  const settings = {
    level: options.level,
    name: options.name,
    mixin: operationFields,
    formatters: { log: redact, bindings: redact },
    serializers: { err: describeError, error: describeError },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

function operationFields(): Record<string, string> {
  const operation = currentOperation();
  if (!operation) return {};
  return {
    requestId: operation.correlationId,
    ...(operation.causationId && { causationId: operation.causationId }),
    ...(operation.principalId && { principalId: operation.principalId }),
  };
}
