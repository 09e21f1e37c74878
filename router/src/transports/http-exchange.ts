import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { type FetchFailure, timedOut, unavailable, unreached } from './fetch-failure.ts';

export type HttpCall = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For all of it: connecting, waiting for a free connection, sending, and the last byte of the answer. */
  readonly timeoutMs: number;
  readonly maximumBytes: number;
  readonly signal?: AbortSignal;
};

export type HttpAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/**
 * One POST over a pool, sent at most once. Redirects are not followed.
 *
 * It speaks to undici's dispatcher itself: no stream, no abort signal and no error with a stack is made for an answer
 * that comes as it should, which is most of what a call costs otherwise.
 *
 * @throws FetchFailure
 */
export function exchange(pool: Dispatcher, call: HttpCall): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const { path, headers, body, maximumBytes, signal } = call;
  const chunks: Buffer[] = [];
  let received = 0;
  let status = 0;
  let answered: IncomingHttpHeaders = {};
  let controller: Dispatcher.DispatchController | null = null;
  let failure: FetchFailure | null = null;

  const release = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abandon);
  };
  const fail = (reason: FetchFailure) => {
    if (failure) return;
    failure = reason;
    release();
    reject(reason);
    controller?.abort(reason);
  };
  const abandon = () => fail(unavailable('abandoned', 'the client has gone'));
  const timer = setTimeout(() => fail(timedOut()), Math.max(Math.ceil(call.timeoutMs), 1));
  signal?.addEventListener('abort', abandon);

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: (given) => {
      controller = given;
      // Given up while it waited for a connection: it is not sent.
      if (failure) given.abort(failure);
    },
    onResponseStart: (_controller, statusCode, responseHeaders) => {
      status = statusCode;
      answered = responseHeaders;
      if (Number(responseHeaders['content-length']) > maximumBytes) fail(tooLarge());
    },
    onResponseData: (_controller, chunk) => {
      received += chunk.length;
      if (received > maximumBytes) return fail(tooLarge());
      chunks.push(chunk);
    },
    onResponseEnd: () => {
      if (failure) return;
      release();
      resolve({ status, headers: answered, body: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks) });
    },
    // A request is started when it is written to a connection that stands.
    onResponseError: (_controller, error) => fail(failureOf(error, controller !== null)),
  };
  if (signal?.aborted) abandon();
  else pool.dispatch({ path, method: 'POST', headers, body, headersTimeout: 0, bodyTimeout: 0 }, handler);
  return promise;
}

function tooLarge(): FetchFailure {
  return unavailable('broken', 'the answer is too large');
}

/** Of sockets, name resolution and undici, those that say nothing about the call itself. */
const passingCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function failureOf(error: Error, isStarted: boolean): FetchFailure {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const kind = passingCodes.has(code) ? 'passing' : 'broken';
  return isStarted ? unavailable(kind, code) : unreached(kind, code);
}
