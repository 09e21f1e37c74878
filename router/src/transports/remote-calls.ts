import { callerHeader, signCaller } from '@caravan/core/caller-signature';
import type { Caller } from '@caravan/core/principal';
import type { ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import { Pool } from 'undici';
import { exchange } from './http-exchange.ts';
import { readAnswer } from './remote-result.ts';
import type { SubgraphCall, SubgraphTransport } from './subgraph-transport.ts';

export type CallOptions = {
  /** Where its GraphQL is served. */
  readonly endpoint: URL;
  /** Signs who asks, for subgraphs of Caravan; null for others. */
  readonly callerSecret: string | null;
  /** Longest answer. */
  readonly maximumBytes: number;
  /** Most calls that run at once; further ones wait for a free connection. */
  readonly connections: number;
  readonly connectTimeoutMs: number;
  /** Asks for compressed answers: for subgraphs far away. */
  readonly compressed: boolean;
};

/** The way for queries and mutations to one process that runs a subgraph. */
export type RemoteCalls = Pick<SubgraphTransport, 'execute' | 'ready' | 'close'>;

/** Proves who asks, as headers. */
export type Sign = (caller: Caller) => Record<string, string>;

const healthTimeoutMs = 2_000;

/** Calls over HTTP. */
export function remoteCalls(options: CallOptions, sign: Sign): RemoteCalls {
  const { endpoint, callerSecret, maximumBytes } = options;
  const pool = openPool(options);
  const path = endpoint.pathname + endpoint.search;
  const common = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
    'accept-encoding': options.compressed ? 'br, gzip' : 'identity',
  };
  return {
    execute: async (call: SubgraphCall): Promise<ExecutionResult> => {
      const { timeoutMs, signal, kind, traceparent } = call;
      const headers = { ...call.headers, ...common, ...sign(call.caller), ...(traceparent && { traceparent }) };
      const body = bodyOf(call);
      const isGivenUp = kind === 'query' && signal !== undefined;
      const sent = { path, headers, body, timeoutMs, maximumBytes, ...(isGivenUp && { signal }) };
      return readAnswer(await exchange(pool, sent), maximumBytes);
    },
    ready: () => (callerSecret === null ? answersGraphql(pool, path) : saysReady(pool)),
    close: () => pool.destroy(),
  };
}

/**
 * One call at a time on each connection: what waits behind another on the same one would wait for the slowest. HTTP/1
 * only, since one lost HTTP/2 connection takes all calls with it.
 */
function openPool({ endpoint, connections, connectTimeoutMs }: CallOptions): Pool {
  return new Pool(endpoint.origin, { connections, connectTimeout: connectTimeoutMs, pipelining: 1, allowH2: false });
}

/** The texts that plans send over and over, as JSON, by what they are. */
const queryTexts = new LRUCache<string, string>({
  maxSize: 5_000_000,
  maxEntrySize: 50_000,
  sizeCalculation: (text) => text.length,
});

function bodyOf({ query, variables, operationName }: SubgraphCall): string {
  let text = queryTexts.get(query);
  if (text === undefined) {
    text = JSON.stringify(query);
    queryTexts.set(query, text);
  }
  const name = operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`;
  return `{"query":${text},"variables":${JSON.stringify(variables)}${name}}`;
}

/** A signature holds for 60 s; an operation of many fetches is signed once. */
const signatureUsedMs = 20_000;

/** @param secret - Null for subgraphs that ask for no signature. */
export function callerSignatures(secret: string | null): Sign {
  if (secret === null) return () => ({});
  const signed = new WeakMap<Caller, { header: Record<string, string>; at: number }>();
  return (caller) => {
    const now = performance.now();
    const known = signed.get(caller);
    if (known && now - known.at < signatureUsedMs) return known.header;
    const header = { [callerHeader]: signCaller(caller, secret, new Date()) };
    signed.set(caller, { header, at: now });
    return header;
  };
}

/** A subgraph of Caravan knows whether it can do its work. */
async function saysReady(pool: Pool): Promise<boolean> {
  const { statusCode, body } = await pool.request({
    path: '/health/ready',
    method: 'GET',
    headersTimeout: healthTimeoutMs,
  });
  await body.dump();
  return statusCode === 200;
}

/** One that has no health of its own is up when it answers the least of queries, were it with a refusal. */
async function answersGraphql(pool: Pool, path: string): Promise<boolean> {
  const { statusCode, body } = await pool.request({
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
    headersTimeout: healthTimeoutMs,
  });
  await body.dump();
  return statusCode < 500;
}
