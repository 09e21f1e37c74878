import { setTimeout as pause } from 'node:timers/promises';
import { CaravanError } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { anonymous } from '@caravan/core/principal';
import type { Logger } from '@caravan/telemetry/logger';
import type { SubgraphTransport } from '../transports/subgraph-transport.ts';

const query = 'query RouterReadsSchema { _service { sdl } }';
const longestPauseMs = 2_000;

/** The SDL of a subgraph elsewhere, asked for by the router itself until the subgraph answers. */
export async function readSdl(transport: SubgraphTransport, logger: Logger, signal?: AbortSignal): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    signal?.throwIfAborted();
    const sdl = await askSdl(transport, logger);
    if (sdl !== null) return sdl;
    await pause(Math.min(longestPauseMs, 100 * 2 ** Math.min(attempt, 10)), undefined, signal ? { signal } : {});
  }
}

/** Null when the subgraph does not answer, or tells no schema. */
export async function askSdl(transport: SubgraphTransport, logger: Logger): Promise<string | null> {
  try {
    const { data, errors } = await transport.execute({
      kind: 'query',
      query,
      variables: {},
      operationName: undefined,
      caller: { principal: { ...anonymous, kind: 'router' }, requestId: newId(), clientAddress: null, userAgent: null },
      headers: {},
      timeoutMs: 5_000,
    });
    const service = data?._service as { sdl?: unknown } | null | undefined;
    if (typeof service?.sdl === 'string') return service.sdl;
    logger.warn(
      { subgraph: transport.name, errors: errors?.map(({ message }) => message) },
      'a subgraph told no schema',
    );
  } catch (error) {
    if (!(error instanceof CaravanError)) throw error;
    logger.info({ subgraph: transport.name, err: error }, 'waiting for a subgraph');
  }
  return null;
}
