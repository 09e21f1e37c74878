import type { Configuration } from '@caravan/config/configuration';
import { CaravanError } from '@caravan/core/errors';
import type { Logger } from '@caravan/telemetry/logger';
import type { Generation } from '../supergraph/generation.ts';
import { beginFetch } from '../telemetry/fetch-telemetry.ts';
import { FetchFailure, timedOut, unavailable } from '../transports/fetch-failure.ts';
import type { ForwardedHeaders } from '../transports/forwarded-headers.ts';
import type { OperationScope } from './operation-scope.ts';
import type { Fetch, Fetcher } from './plan/compile.ts';

type Options = {
  readonly settings: Configuration['router'];
  readonly forwarded: ForwardedHeaders;
  readonly logger: Logger;
};

/** The fetches of one operation: who asks, with which headers, for how long. */
export function subgraphFetcher(
  { settings: { fetchTimeoutMs }, forwarded, logger }: Options,
  { transports }: Pick<Generation, 'transports'>,
  { caller, headers, deadline, mayShare, version, traceparent, signal }: OperationScope,
): Fetcher {
  return async (fetch: Fetch) => {
    const { subgraph } = fetch;
    const measured = beginFetch(fetch, traceparent);
    try {
      const transport = transports.get(subgraph);
      if (!transport) throw unavailable();
      const timeoutMs = Math.min(fetchTimeoutMs, deadline - performance.now());
      if (timeoutMs <= 0) throw timedOut();
      const result = await transport.execute({
        kind: fetch.kind,
        mayShare,
        version,
        query: fetch.query,
        document: fetch.document,
        variables: fetch.variables,
        operationName: fetch.operationName,
        caller,
        headers: forwarded(subgraph, headers),
        traceparent: measured.traceparent,
        timeoutMs,
        ...(signal && { signal }),
      });
      measured.end(result.errors ? 'errors' : 'ok');
      return result;
    } catch (error) {
      measured.end('failed');
      logFailure(logger, { subgraph, requestId: caller.requestId }, error);
      throw error instanceof CaravanError ? error : unavailable();
    }
  };
}

/** One line for each call that failed; those that were not made, or that nobody waited for, are no news. */
function logFailure(logger: Logger, place: { subgraph: string; requestId: string }, error: unknown): void {
  if (!(error instanceof FetchFailure)) return logger.error({ ...place, err: error }, 'a fetch failed');
  const { kind, reason } = error;
  const level = kind === 'shut' || kind === 'abandoned' ? 'debug' : 'warn';
  logger[level]({ ...place, kind, reason }, 'a fetch failed');
}
