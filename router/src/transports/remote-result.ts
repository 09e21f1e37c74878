import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { leavingHeader } from '@caravan/subgraph/running-subgraph';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { unavailable, unreached } from './fetch-failure.ts';
import type { HttpAnswer } from './http-exchange.ts';

const graphqlType = 'application/graphql-response+json';

/** More errors of one answer say nothing new, and each costs a stack. */
const mostErrors = 1_000;

/**
 * What a subgraph answered over HTTP.
 *
 * A status other than 2xx is a result only under the media type that none but GraphQL servers use
 * (https://graphql.github.io/graphql-over-http/draft/#sec-application-graphql-response-json).
 *
 * @throws FetchFailure when it is no answer of GraphQL.
 */
export async function readAnswer(answer: HttpAnswer, maximumBytes: number): Promise<ExecutionResult> {
  const { status, headers } = answer;
  if (status === 503 && leavingHeader in headers) throw unreached('passing', 'it is stopping');
  if (status >= 502 && status <= 504) throw unavailable('passing', `status ${status}`);
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const isSuccess = status >= 200 && status < 300;
  if (type !== graphqlType && !isSuccess) {
    throw unavailable(status >= 400 && status < 500 ? 'refused' : 'broken', `status ${status}`);
  }
  if (type !== graphqlType && type !== 'application/json') throw malformed('an answer of another type');
  const encoding = headers['content-encoding'];
  const body = encoding === undefined ? answer.body : await decompress(answer.body, encoding, maximumBytes);
  if (!isUtf8(body)) throw malformed('an answer that is no UTF-8');
  return toResult(parseJson(body.toString()));
}

/**
 * Errors become what graphql-js makes, so that they are the same as those of a subgraph in process.
 *
 * @throws FetchFailure when it is no result.
 */
export function toResult(body: unknown): ExecutionResult {
  if (!isObject(body)) throw malformed('a result that is no object');
  const { data, errors } = body;
  if (data === undefined && errors === undefined) throw malformed('a result without data and errors');
  if (data !== undefined && data !== null && !isObject(data)) throw malformed('data that is no object');
  if (errors === undefined || errors === null) return { data: data ?? null };
  if (!Array.isArray(errors) || !errors.every(isObject)) throw malformed('errors that are no list of objects');
  return {
    ...(data !== undefined && { data }),
    ...(errors.length > 0 && { errors: errors.slice(0, mostErrors).map(toGraphqlError) }),
  };
}

function toGraphqlError({ message, path, extensions }: Record<string, unknown>): GraphQLError {
  return new GraphQLError(typeof message === 'string' ? message : 'No message.', {
    path: Array.isArray(path) && path.every(isPathKey) ? path : null,
    extensions: isObject(extensions) ? extensions : null,
  });
}

function isPathKey(key: unknown): key is string | number {
  return typeof key === 'string' || typeof key === 'number';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text.
    throw malformed('an answer that is no JSON');
  }
}

const decompressors = { gzip: promisify(gunzip), br: promisify(brotliDecompress) };

/** Never to more than the limit, however little was sent. */
async function decompress(body: Buffer, encoding: string, maximumBytes: number): Promise<Buffer> {
  if (encoding !== 'gzip' && encoding !== 'br') throw malformed('an answer in another encoding');
  try {
    return await decompressors[encoding](body, { maxOutputLength: maximumBytes });
  } catch {
    throw malformed('an answer that is badly compressed or too large');
  }
}

function malformed(reason: string) {
  return unavailable('broken', reason);
}
