import type { Caller } from '@caravan/core/principal';
import type { Logger } from '@caravan/telemetry/logger';
import type { ExecutionResult } from 'graphql';
import { operationErrors, operationSeconds } from './router-metrics.ts';

export type LoggedOperation = {
  readonly kind: 'query' | 'mutation' | 'subscription' | 'refused';
  readonly way: 'http' | 'websocket' | 'sse';
  readonly name: string | undefined;
  readonly hash: string | undefined;
  /** As it was estimated, and as it was for what ran. */
  readonly cost?: { readonly estimated: number; readonly actual: number | null };
};

/** One line and one measurement per operation of a client; never its variables. */
export function logOperation(
  logger: Logger,
  { operation, caller, startedAt }: { operation: LoggedOperation; caller: Caller; startedAt: number },
  { errors }: Pick<ExecutionResult, 'errors'>,
): void {
  const durationMs = performance.now() - startedAt;
  const codes = [...new Set(errors?.map(({ extensions }) => String(extensions.code)))];
  operationSeconds.observe({ kind: operation.kind, way: operation.way }, durationMs / 1000);
  for (const error of errors ?? []) operationErrors.inc({ code: String(error.extensions.code) });
  logger.info(
    {
      operation: operation.name ?? null,
      kind: operation.kind,
      way: operation.way,
      hash: operation.hash?.slice(0, 16),
      principalId: caller.principal.id,
      requestId: caller.requestId,
      durationMs: Math.round(durationMs * 10) / 10,
      ...(operation.cost && { estimatedCost: operation.cost.estimated, cost: operation.cost.actual }),
      ...(codes.length > 0 && { codes }),
    },
    'operation',
  );
}
