import { callerHeader, signCaller } from '@caravan/core/caller-signature';
import type { Caller } from '@caravan/core/principal';
import type { ExecutionResult } from 'graphql';
import { errors, Pool } from 'undici';
import { z } from 'zod';
import { toResult } from './remote-result.ts';
import { openRemoteSubscriptions } from './remote-subscriptions.ts';
import type { SubgraphCall, SubgraphTransport } from './subgraph-transport.ts';
import { timedOut, unavailable } from './with-timeout.ts';

export type RemoteOptions = {
  readonly name: string;
  /** Base address; GraphQL is served at `/graphql` below it. */
  readonly url: string;
  readonly callerSecret: string;
  readonly maximumBytes: number;
  readonly socketPingMs: number;
  /** Events of one subscription that may wait for a slow client. */
  readonly liveQueueSize: number;
};

/** Calls a subgraph over HTTP, and over one WebSocket that all subscriptions share. Every call is signed. */
export function remoteTransport(options: RemoteOptions): SubgraphTransport {
  const endpoint = new URL('/graphql', options.url);
  const pool = new Pool(endpoint.origin, { connections: 64, maxResponseSize: options.maximumBytes });
  const sign = (caller: Caller) => signCaller(caller, options.callerSecret, new Date());
  const subscriptions = openRemoteSubscriptions({ ...options, endpoint, sign });
  return {
    name: options.name,
    execute: (call) => post(pool, endpoint.pathname, call, sign(call.caller)),
    subscribe: (call) => subscriptions.subscribe(call),
    ready: async () => {
      const { statusCode, body } = await pool.request({ path: '/health/ready', method: 'GET', headersTimeout: 2_000 });
      await body.dump();
      return statusCode === 200;
    },
    close: async () => {
      await subscriptions.close();
      await pool.destroy();
    },
  };
}

async function post(pool: Pool, path: string, call: SubgraphCall, signed: string): Promise<ExecutionResult> {
  const { query, variables, operationName, headers, timeoutMs } = call;
  try {
    const response = await pool.request({
      path,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json', [callerHeader]: signed },
      body: JSON.stringify({ query, variables, operationName }),
      signal: AbortSignal.timeout(Math.max(Math.ceil(timeoutMs), 1)),
    });
    if (response.statusCode === 200) return toResult(await response.body.json());
    await response.body.dump();
  } catch (error) {
    if (isTimeout(error)) throw timedOut();
    if (isConnectionFailure(error)) throw unavailable();
    throw error;
  }
  // Refused calls are an affair between router and subgraph: a wrong secret, a body that is too large.
  throw unavailable();
}

function isTimeout(error: unknown): boolean {
  return (
    (error instanceof DOMException && error.name === 'TimeoutError') ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError
  );
}

/** Undici's own errors and those of sockets carry a code; what is not about the connection is a bug of ours. */
function isConnectionFailure(error: unknown): boolean {
  if (error instanceof errors.UndiciError) return true;
  if (!(error instanceof Error)) return false;
  return 'syscall' in error || error instanceof SyntaxError || error instanceof z.ZodError;
}
