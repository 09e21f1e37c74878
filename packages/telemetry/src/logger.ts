import { currentOperation } from '@caravan/core/operation-context';
import { type DestinationStream, type LogFn, type LoggerOptions, type Logger as PinoLogger, pino } from 'pino';
import { describeError } from './describe-error.ts';
import { redact } from './redact.ts';
import { standardOutput } from './standard-output.ts';

export type Logger = PinoLogger;

/**
 * JSON lines on standard output. Every line carries the request id of the running operation; secrets,
 * personal fields and GraphQL variables are replaced by name, at any depth, before they are written.
 *
 * @param options.destination - Where lines go instead of standard output, for tests.
 */
export function createLogger(options: { level: string; name: string; destination?: DestinationStream }): Logger {
  const settings: LoggerOptions = {
    level: options.level,
    name: options.name,
    mixin: operationFields,
    formatters: { log: redact },
    serializers: { err: describeError, error: describeError },
    hooks: { logMethod: withSafeMessage },
  };
  return withSafeChildren(pino(settings, options.destination ?? standardOutput()));
}

/** Fields of child loggers do not pass the formatters; children inherit this `child` in turn. */
function withSafeChildren(logger: PinoLogger): PinoLogger {
  const { child } = logger;
  logger.child = function safeChild(this: PinoLogger, fields: Record<string, unknown>, options?: object) {
    return child.call(this, redact(fields), options);
  } as typeof logger.child;
  return logger;
}

function operationFields(): Record<string, string> {
  const operation = currentOperation();
  if (!operation) return {};
  return {
    requestId: operation.correlationId,
    ...(operation.causationId && { causationId: operation.causationId }),
    ...(operation.principalId && { principalId: operation.principalId }),
    ...(operation.traceparent && { traceId: operation.traceparent.split('-')[1] }),
  };
}

/** An error that is logged without a text would lend its own, statement parameters included. */
function withSafeMessage(this: PinoLogger, given: Parameters<LogFn>, log: LogFn): void {
  const [first, ...rest] = given as unknown as [unknown, ...unknown[]];
  const error = errorOf(first);
  if (!error) return log.apply(this, given);
  const fields = first instanceof Error ? { err: error } : first;
  const texts = rest.length > 0 ? rest : [describeError(error).message];
  log.apply(this, [fields, ...texts] as unknown as Parameters<LogFn>);
}

function errorOf(fields: unknown): Error | null {
  if (fields instanceof Error) return fields;
  const inside = typeof fields === 'object' && fields !== null && 'err' in fields ? fields.err : null;
  return inside instanceof Error ? inside : null;
}
