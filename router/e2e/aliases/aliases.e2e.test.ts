import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modes, once, openTestRouter, type TestRouter } from '../harness/test-router.ts';

describe.each(modes)('an alias that is the name of another field, %s,', (mode) => {
  let caravan: TestRouter;
  beforeAll(async () => {
    caravan = await openTestRouter(mode);
    caravan.world.names.set('u1', 'u2');
  });
  afterAll(() => caravan.stop());

  const cases: [what: string, query: string, data: object][] = [
    [
      'is not taken for the key of an entity',
      '{ user(id: "u1") { id: displayName orders { id: number paymentStatus } } }',
      { user: { id: 'u2', orders: [{ id: 'CV-1', paymentStatus: 'PENDING' }] } },
    ],
    [
      'is not taken for a required field',
      '{ order(id: "o1") { weight: number freight } }',
      { order: { weight: 'CV-1', freight: 70 } },
    ],
    [
      'is not taken for the type of an entity',
      '{ user(id: "u1") { __typename: displayName ...A } } fragment A on User { orders { __typename: status freight } }',
      { user: { __typename: 'u2', orders: [{ __typename: 'PLACED', freight: 70 }] } },
    ],
    [
      'may stand beside an interface',
      '{ things { ... on Order { id: number weight: status paymentStatus freight } } }',
      {
        things: [
          { id: 'CV-1', weight: 'PLACED', paymentStatus: 'PENDING', freight: 70 },
          { id: 'CV-2', weight: 'PLACED', paymentStatus: 'CAPTURED', freight: 70 },
        ],
      },
    ],
  ];

  test.each(cases)('%s', async (_what, query, data) => {
    expect((await caravan.post(query)).body).toEqual({ data });
    expect(await once(caravan.socket(), query)).toEqual({ data });
  });

  test('is not taken for either in events', async () => {
    const subscription = 'subscription { orderUpdated(id: "o1") { id: number weight: status paymentStatus freight } }';
    expect(await once(caravan.socket(), subscription)).toEqual({
      data: { orderUpdated: { id: 'CV-1', weight: 'PLACED', paymentStatus: 'PENDING', freight: 70 } },
    });
  });

  test('is in the paths of errors as the client gave it', async () => {
    const { body } = await caravan.post('{ balance: fails status: user(id: "u1") { id } }');
    expect(body.data).toEqual({ balance: null, status: { id: 'u1' } });
    expect(body.errors?.map(({ path }) => path)).toEqual([['balance']]);
  });

  test('may be what objects in JavaScript have by nature', async () => {
    const query = '{ user(id: "u1") { __proto__: id constructor: orders { toString: number __proto__: freight } } }';
    const text = JSON.stringify((await caravan.post(query)).body);
    expect(text).toBe('{"data":{"user":{"__proto__":"u1","constructor":[{"toString":"CV-1","__proto__":70}]}}}');
    expect(({} as Record<string, unknown>).freight).toBeUndefined();
  });
});
