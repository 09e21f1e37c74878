import { setTimeout as pause } from 'node:timers/promises';
import { CaravanError } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { anonymous } from '@caravan/core/principal';
import type { Logger } from '@caravan/telemetry/logger';
import type { ExecutionResult } from 'graphql';
import type { RemoteTransport } from '../transports/remote-transport.ts';
import type { SubgraphCall, SubgraphTransport } from '../transports/subgraph-transport.ts';

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
async function askSdl(transport: SubgraphTransport, logger: Logger): Promise<string | null> {
  const [answer] = await Promise.allSettled([transport.execute(question())]);
  return sdlOf(answer, transport.name, logger);
}

/**
 * What all replicas say that say anything; null while they differ: of two versions that run side by side the older one
 * does not know what is new.
 */
export async function askEverySdl(remote: RemoteTransport, logger: Logger): Promise<string | null> {
  const answers = await remote.executeOnEach(question());
  const told = answers.map((answer) => sdlOf(answer, remote.name, logger)).filter((sdl) => sdl !== null);
  return new Set(told).size === 1 ? (told[0] ?? null) : null;
}

function question(): SubgraphCall {
  return {
    kind: 'query',
    query,
    variables: {},
    operationName: undefined,
    caller: { principal: { ...anonymous, kind: 'router' }, requestId: newId(), clientAddress: null, userAgent: null },
    headers: {},
    timeoutMs: 5_000,
  };
}

function sdlOf(answer: PromiseSettledResult<ExecutionResult>, subgraph: string, logger: Logger): string | null {
  if (answer.status === 'rejected') {
    if (!(answer.reason instanceof CaravanError)) throw answer.reason;
    logger.info({ subgraph, err: answer.reason }, 'waiting for a subgraph');
    return null;
  }
  const { data, errors } = answer.value;
  const service = data?._service as { sdl?: unknown } | null | undefined;
  if (typeof service?.sdl === 'string') return service.sdl;
  logger.warn({ subgraph, errors: errors?.map(({ message }) => message) }, 'a subgraph told no schema');
  return null;
}
