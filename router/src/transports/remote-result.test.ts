import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FetchFailure } from './fetch-failure.ts';
import { readAnswer, toResult } from './remote-result.ts';

const graphql = 'application/graphql-response+json';
const limit = 10_000;

const answer = (body: string | Buffer, headers: Record<string, string> = {}, status = 200) => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: Buffer.from(body),
});

async function reasonOf(given: ReturnType<typeof answer>): Promise<[string, string]> {
  const error = await readAnswer(given, limit).catch((failure: unknown) => failure);
  if (!(error instanceof FetchFailure)) throw new Error('it was taken for an answer');
  expect(error.code).toBe('UNAVAILABLE');
  return [error.kind, error.reason];
}

const data = '{"data":{"a":[1,"ä"]}}';

describe('an answer', () => {
  test.each([
    ['200', answer(data)],
    ['201', answer(data, {}, 201)],
    ['200 of the GraphQL type', answer(data, { 'content-type': `${graphql}; charset=utf-8` })],
    ['400 of the GraphQL type', answer(data, { 'content-type': graphql }, 400)],
    ['500 of the GraphQL type', answer(data, { 'content-type': 'Application/GraphQL-Response+JSON' }, 500)],
    ['gzip', answer(gzipSync(data), { 'content-encoding': 'gzip' })],
    ['brotli', answer(brotliCompressSync(data), { 'content-encoding': 'br' })],
  ])('%s is read', async (_what, given) => {
    expect(await readAnswer(given, limit)).toEqual({ data: { a: [1, 'ä'] } });
  });

  test.each([
    ['503', answer(data, { 'content-type': graphql }, 503), 'passing', 'status 503'],
    ['429', answer(data, {}, 429), 'refused', 'status 429'],
    ['a redirect', answer('', { location: 'http://127.0.0.1/' }, 302), 'broken', 'status 302'],
    ['500', answer(data, {}, 500), 'broken', 'status 500'],
    ['HTML', answer('<html>', { 'content-type': 'text/html' }), 'broken', 'an answer of another type'],
    ['cut JSON', answer('{"data":{"a":1'), 'broken', 'an answer that is no JSON'],
    ['nothing', answer(''), 'broken', 'an answer that is no JSON'],
    ['broken UTF-8', answer(Buffer.from([0x22, 0xc3, 0x28, 0x22])), 'broken', 'an answer that is no UTF-8'],
    ['zstd', answer(data, { 'content-encoding': 'zstd' }), 'broken', 'an answer in another encoding'],
    [
      'a bomb',
      answer(gzipSync(Buffer.alloc(1_000_000, ' ')), { 'content-encoding': 'gzip' }),
      'broken',
      'an answer that is badly compressed or too large',
    ],
    [
      'no gzip',
      answer(data, { 'content-encoding': 'gzip' }),
      'broken',
      'an answer that is badly compressed or too large',
    ],
    ['a list', answer('[]'), 'broken', 'a result that is no object'],
    ['an empty object', answer('{}'), 'broken', 'a result without data and errors'],
    ['data of a list', answer('{"data":[]}'), 'broken', 'data that is no object'],
    ['errors of texts', answer('{"errors":["no"]}'), 'broken', 'errors that are no list of objects'],
    ['prototypes', answer('{"__proto__":{"data":{}}}'), 'broken', 'a result without data and errors'],
  ])('%s is none', async (_what, given, kind, reason) => {
    expect(await reasonOf(given)).toEqual([kind, reason]);
  });
});

test('errors are what graphql-js makes of them; what is odd about them is left out', () => {
  const { data: given, errors } = toResult({
    data: null,
    errors: [
      { message: 'No.', path: ['a', 0], extensions: { code: 'NOT_FOUND' } },
      { message: 5, path: [{}], extensions: 'x' },
    ],
    extensions: { secret: true },
  });
  expect(given).toBeNull();
  expect(errors?.map(({ message, path, extensions }) => ({ message, path, extensions }))).toEqual([
    { message: 'No.', path: ['a', 0], extensions: { code: 'NOT_FOUND' } },
    { message: 'No message.', path: undefined, extensions: {} },
  ]);
  expect(toResult({ data: {}, errors: [] })).toEqual({ data: {} });
  expect(toResult({ data: {}, errors: Array.from({ length: 5_000 }, () => ({})) }).errors).toHaveLength(1_000);
});
