import { CaravanError } from '@caravan/core/errors';
import { createLogger } from '@caravan/telemetry/logger';
import { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { maskError, maskResult } from './mask-errors.ts';

const masking = { requestId: 'r1', logger: createLogger({ level: 'silent', name: 'test' }) };
const masked = (error: unknown) => maskError(error, masking).toJSON();
const internal = { message: 'Internal error.', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' } };

describe('what a client is told', () => {
  test('a refusal with one of our codes passes, with its plain facts', () => {
    expect(masked(new CaravanError('RATE_LIMITED', 'Wait.', { retryAfterSeconds: 3 }))).toEqual({
      message: 'Wait.',
      extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 3, requestId: 'r1' },
    });
    const extensions = {
      code: 'NOT_FOUND',
      serviceName: 'shop',
      stacktrace: ['at x'],
      exception: {},
      sql: { text: 'SELECT' },
      long: 'x'.repeat(200),
      hint: 'short',
    };
    expect(masked(new GraphQLError('Nothing there.', { path: ['a', 0], extensions }))).toEqual({
      message: 'Nothing there.',
      path: ['a', 0],
      extensions: { code: 'NOT_FOUND', hint: 'short', requestId: 'r1' },
    });
  });

  test.each([
    new Error('SELECT secret'),
    'a thrown text',
    undefined,
    new GraphQLError('SELECT secret'),
    new GraphQLError('SELECT secret', { extensions: { code: 'DATABASE_DOWN', debug: 1 } }),
    new GraphQLError('SELECT secret', { extensions: { code: 'INTERNAL_SERVER_ERROR' } }),
    new GraphQLError('Cannot query field "secret"', { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
  ])('%s is masked', (error) => {
    expect(masked(error)).toEqual(internal);
  });
});

describe('what the log is told', () => {
  const lineOf = (error: unknown) => {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    maskError(error, { requestId: 'r1', logger: createLogger({ level: 'info', name: 'test', destination }) });
    return JSON.parse(lines.join('')) as Record<string, unknown>;
  };

  test('of what a subgraph reported, the code and the place', () => {
    const reported = new GraphQLError('SELECT secret', { extensions: { code: 'DATABASE_DOWN', debug: 'secret' } });
    const wrapped = new GraphQLError(reported.message, { path: ['a', 0], originalError: reported });
    expect(lineOf(wrapped)).toMatchObject({ code: 'DATABASE_DOWN', place: 'a.0', requestId: 'r1' });
    const odd = new GraphQLError('secret', { extensions: { code: 'secret: 7741' } });
    for (const error of [reported, wrapped, odd]) expect(JSON.stringify(lineOf(error))).not.toContain('secret');
  });

  test('of a bug of ours, all there is', () => {
    const bug = new TypeError('x is not a function');
    for (const error of [bug, new GraphQLError('x', { originalError: bug })]) {
      expect(lineOf(error)).toMatchObject({ err: { type: 'TypeError', message: 'x is not a function' } });
    }
  });
});

describe('a masked result', () => {
  test('has data and errors only', () => {
    expect(maskResult({ data: { a: 1 }, extensions: { trace: 'x' } }, masking)).toEqual({ data: { a: 1 } });
  });

  test('leads to where the client finds its null, and says the same once', () => {
    const at = (...path: (string | number)[]) =>
      new GraphQLError('Down.', { path, extensions: { code: 'UNAVAILABLE' } });
    const data = { cart: { summary: null }, list: [{ x: null }] };
    const { errors } = maskResult(
      {
        data,
        errors: [at('cart', 'itemsTotals'), at('cart', 'shipping'), at('list', 0, 'x'), at('cart', 'summary', 'y')],
      },
      masking,
    );
    expect(errors?.map(({ path }) => path)).toEqual([['cart'], ['list', 0, 'x'], ['cart', 'summary', 'y']]);
  });
});
