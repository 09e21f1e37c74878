import { beforeEach, describe, expect, test } from 'vitest';
import { callerOf, canary, people, released, runHarbour } from '../test/harbour.ts';

let harbour = runHarbour();
beforeEach(() => {
  released.length = 0;
  harbour = runHarbour();
});

function run(query: string, variables: Record<string, unknown> = {}) {
  return harbour.subgraph.execute({ query, variables, caller: callerOf(people.customer) });
}

async function streamOf(query: string, signal?: AbortSignal) {
  const request = { query, caller: callerOf(people.customer), ...(signal && { signal }) };
  const stream = await harbour.subgraph.subscribe(request);
  if (!('next' in stream)) throw new Error(`Refused: ${JSON.stringify(stream)}`);
  return stream;
}

describe('what a resolver throws', () => {
  test.each([
    ['plain', 'INTERNAL_SERVER_ERROR', 'Internal error.'],
    ['parameters', 'INTERNAL_SERVER_ERROR', 'Internal error.'],
    ['outage', 'UNAVAILABLE', 'A part that is needed does not answer right now.'],
    ['wrappedOutage', 'UNAVAILABLE', 'A part that is needed does not answer right now.'],
    ['statementTimeout', 'TIMEOUT', 'This took too long.'],
    ['refusal', 'NOT_FOUND', 'No such berth.'],
  ])('%s leaves as %s', async (how, code, message) => {
    const result = await run('query ($how: String!) { broken(how: $how) }', { how });
    expect(result.data).toEqual({ broken: null });
    expect(JSON.parse(JSON.stringify(result.errors))).toEqual([
      {
        message,
        path: ['broken'],
        extensions: { code, requestId: 'request-1', ...(how === 'refusal' && { berth: 7 }) },
      },
    ]);
    expect(JSON.stringify(result)).not.toContain(canary);
    expect(result.errors?.[0]?.originalError).toBeUndefined();
  });

  test('is logged with the request id, its place and no statement parameters', async () => {
    await run('query ($how: String!) { broken(how: $how) }', { how: 'parameters' });
    const lines = harbour.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([{ requestId: 'request-1', place: 'broken', err: { type: 'Error' } }]);
    expect(harbour.lines.join()).toContain('insert into people');
    expect(harbour.lines.join()).not.toContain(canary);
  });

  test('is not logged when it is a refusal', async () => {
    await run('{ broken(how: "refusal") }');
    expect(harbour.lines).toEqual([]);
  });
});

describe('a request that cannot be run', () => {
  test.each([
    ['is no GraphQL', '{ ship(', {}, 'GRAPHQL_PARSE_FAILED'],
    ['asks for an unknown field', '{ shop }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['has a bad literal of a scalar', '{ quote(amount: "1.5") { currency } }', {}, 'BAD_USER_INPUT'],
    ['has a bad variable', 'query ($a: MinorUnits!) { quote(amount: $a) { currency } }', { a: 1.5 }, 'BAD_USER_INPUT'],
    ['lacks a variable', 'query ($a: MinorUnits!) { quote(amount: $a) { currency } }', {}, 'BAD_USER_INPUT'],
    [
      'gives null where a default stands',
      'query ($a: MinorUnits) { quote(amount: $a) { currency } }',
      { a: null },
      'BAD_USER_INPUT',
    ],
    ['is a subscription', 'subscription { silent }', {}, 'BAD_USER_INPUT'],
    [
      'has two operations and no name',
      'query A { ship(id: 1) { id } } query B { ship(id: 1) { id } }',
      {},
      'BAD_USER_INPUT',
    ],
  ])('%s', async (_name, query, variables, code) => {
    expect(await run(query, variables)).toMatchObject({ errors: [{ extensions: { code, requestId: 'request-1' } }] });
    expect(harbour.lines).toEqual([]);
  });

  test('comes when the subgraph is stopping', async () => {
    await harbour.subgraph.stop();
    expect(await run('{ ship(id: 1) { id } }')).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  });
});

describe('scalars', () => {
  test('money is exact, formatted by locale', async () => {
    const query =
      '{ quote(amount: 12345678901234567, currency: "JPY") { amountMinor currency formatted(locale: "de") } }';
    expect((await run(query)).data).toEqual({
      quote: { amountMinor: '12345678901234567', currency: 'JPY', formatted: '12.345.678.901.234.567\u00a0¥' },
    });
    expect(await run('{ quote { formatted(locale: "no such") } }')).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
});

describe('a subscription', () => {
  test('gives each event fresh loaders', async () => {
    const [first, second] = [await run('{ loaderCount }'), await run('{ loaderCount }')];
    expect(second.data?.loaderCount).toBe((first.data?.loaderCount as number) + 1);
  });

  test('gives results until it is returned, and releases its source at once', async () => {
    const stream = await streamOf('subscription { ticks }');
    expect((await stream.next()).value).toEqual({ data: { ticks: 1 } });
    expect((await stream.next()).value).toEqual({ data: { ticks: 2 } });
    await stream.return?.();
    expect(released).toEqual(['ticks']);
    expect(await stream.next()).toEqual({ value: undefined, done: true });
  });

  test('is released while it waits for an event', async () => {
    const stream = await streamOf('subscription { silent }');
    const waiting = stream.next();
    await stream.return?.();
    expect(await waiting).toEqual({ value: undefined, done: true });
    expect(released).toEqual(['silent']);
  });

  test('ends with its signal', async () => {
    const controller = new AbortController();
    const stream = await streamOf('subscription { silent }', controller.signal);
    const waiting = stream.next();
    controller.abort();
    expect((await waiting).done).toBe(true);
    expect(released).toEqual(['silent']);
  });

  test('ends when the subgraph stops', async () => {
    const stream = await streamOf('subscription { silent }');
    const waiting = stream.next();
    await harbour.subgraph.stop();
    expect((await waiting).done).toBe(true);
    expect(released).toEqual(['silent']);
  });

  test('whose source fails ends with one masked error', async () => {
    const stream = await streamOf('subscription { failing }');
    expect((await stream.next()).value).toEqual({ data: { failing: 1 } });
    const last = (await stream.next()).value;
    expect(last).toMatchObject({ errors: [{ message: 'Internal error.' }] });
    expect((await stream.next()).done).toBe(true);
  });
});
