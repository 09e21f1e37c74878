import type { Configuration } from '@caravan/config/configuration';
import { CaravanError } from '@caravan/core/errors';
import type { Logger } from '@caravan/telemetry/logger';
import type { Generation } from '../supergraph/generation.ts';
import { subgraphFetches } from '../telemetry/router-metrics.ts';
import type { ForwardedHeaders } from '../transports/forwarded-headers.ts';
import { timedOut, unavailable } from '../transports/with-timeout.ts';
import type { OperationScope } from './operation-scope.ts';
import type { Fetch, Fetcher } from './stock-compile.ts';

type Options = {
  readonly settings: Configuration['router'];
  readonly forwarded: ForwardedHeaders;
  readonly logger: Logger;
};

/** The fetches of one operation: who asks, with which headers, for how long. */
export function subgraphFetcher(
  { settings: { fetchTimeoutMs }, forwarded, logger }: Options,
  { transports }: Pick<Generation, 'transports'>,
  { caller, headers, deadline, signal }: OperationScope,
): Fetcher {
  return async (fetch: Fetch) => {
    const { subgraph } = fetch;
    try {
      const transport = transports.get(subgraph);
      if (!transport) throw unavailable();
      const timeoutMs = Math.min(fetchTimeoutMs, deadline - performance.now());
      if (timeoutMs <= 0) throw timedOut();
      const result = await transport.execute({
        kind: fetch.kind,
        query: fetch.query,
        document: fetch.document,
        variables: fetch.variables,
        operationName: fetch.operationName,
        caller,
        headers: forwarded(subgraph, headers),
        timeoutMs,
        ...(signal && { signal }),
      });
      subgraphFetches.inc({ subgraph, outcome: result.errors ? 'errors' : 'ok' });
      return result;
    } catch (error) {
      subgraphFetches.inc({ subgraph, outcome: 'failed' });
      logger.warn({ subgraph, requestId: caller.requestId, err: error }, 'a fetch failed');
      throw error instanceof CaravanError ? error : unavailable();
    }
  };
}
