import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { ask, ways } from '../harness/ways.ts';

let caravan: TestRouter;
beforeAll(async () => {
  caravan = await openTestRouter('in process', { LIMIT_COST: '100' });
});
afterAll(() => caravan.stop());

const costly = '{ users { friends { id } } }';

describe.each(ways)('over %s', (way) => {
  test('an operation that may cost too much is refused, with its cost', async () => {
    const { data, errors } = await ask(caravan, way, { query: costly });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'COST_EXCEEDED', estimated: 110, limit: 100 } }]);
  });

  test('a subscription, too', async () => {
    const body = await ask(caravan, way, {
      query: 'subscription { orderUpdated(id: "o1") { buyer { friends { friends { friends { id } } } } } }',
    });
    expect(codes(body)).toEqual(['COST_EXCEEDED']);
  });

  test('variables count', async () => {
    const query = 'query ($first: Int) { newest(first: $first) { lines { title } } }';
    expect(codes(await ask(caravan, way, { query, variables: { first: 10 } }))).toEqual(['COST_EXCEEDED']);
    expect(codes(await ask(caravan, way, { query, variables: { first: 2 } }))).toEqual([]);
  });

  test('a page that is too long is refused, however cheap', async () => {
    const query = 'query ($first: Int) { newest(first: $first) { __typename } }';
    const body = await ask(caravan, way, { query, variables: { first: 101 } });
    expect(body.errors).toMatchObject([
      { message: '`first` of `newest` is at most 100.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('who asks is told what the operation cost', async () => {
    const query = '{ users { id orders { status } } }';
    const { extensions } = await ask(caravan, way, { query: '{ users { id } }', extensions: { cost: true } });
    expect(extensions).toEqual({ cost: { estimated: 10, actual: 2, limit: 100 } });
    expect((await ask(caravan, way, { query: '{ users { id } }' })).extensions).toBeUndefined();
    expect(codes(await ask(caravan, way, { query }))).toEqual(['COST_EXCEEDED']);
  });
});

test('the cost can be asked for by a header, and is told under the names of the client', async () => {
  const { body } = await caravan.post('{ users { id: displayName status: orders { number: status } } }', {
    headers: { 'x-cost': 'true' },
  });
  expect(codes(body)).toEqual(['COST_EXCEEDED']);
  const { body: cheap } = await caravan.post('{ user(id: "u1") { id: displayName number: orders { status } } }', {
    headers: { 'x-cost': 'true' },
  });
  expect(cheap).toEqual({
    data: { user: { id: 'Aigerim', number: [{ status: 'PLACED' }] } },
    extensions: { cost: { estimated: 1 + 10 * 3, actual: 1 + 3, limit: 100 } },
  });
});

test('what is only measured runs, and what is off is not even estimated', async () => {
  for (const [mode, cost] of [
    ['measure', { estimated: 110, actual: 4, limit: 100 }],
    ['off', undefined],
  ] as const) {
    const router = await openTestRouter('in process', { LIMIT_COST: '100', COST_MODE: mode });
    const { body } = await router.post(costly, { headers: { 'x-cost': 'true' } });
    expect(body.errors).toBeUndefined();
    expect(body.extensions?.cost).toEqual(cost);
    await router.stop();
  }
});

test('metrics tell estimated and actual costs', async () => {
  const metrics = await (await fetch(`${caravan.router.url}/metrics`)).text();
  expect(metrics).toMatch(/caravan_router_operation_cost_count\{kind="estimated"\} \d+/);
  expect(metrics).toMatch(/caravan_router_operation_cost_count\{kind="actual"\} \d+/);
});
