import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modes, once, openTestRouter, type TestRouter } from '../harness/test-router.ts';

describe.each(modes)('a query over three subgraphs, %s', (mode) => {
  let caravan: TestRouter;
  beforeAll(async () => {
    caravan = await openTestRouter(mode);
  });
  afterAll(() => caravan.stop());

  const query = `query Orders {
    orders { n: number buyer { ...person } paymentStatus payments { payer { displayName } } freight __typename }
  }
  fragment person on User { name: displayName }`;
  const orders = [
    {
      n: 'CV-1',
      buyer: { name: 'Aigerim' },
      paymentStatus: 'PENDING',
      payments: [{ payer: { displayName: 'Aigerim' } }],
      freight: 70,
      __typename: 'Order',
    },
    {
      n: 'CV-2',
      buyer: { name: 'Boris' },
      paymentStatus: 'CAPTURED',
      payments: [{ payer: { displayName: 'Aigerim' } }],
      freight: 70,
      __typename: 'Order',
    },
  ];

  test('is one answer, in the shape that was asked for', async () => {
    const { status, body } = await caravan.post(query);
    expect(body).toEqual({ data: { orders } });
    expect(status).toBe(200);
  });

  test('is the same over a socket', async () => {
    expect(await once(caravan.socket(), query)).toEqual({ data: { orders } });
  });

  test('runs mutations over both', async () => {
    const mutation = 'mutation { rename(id: "u2", name: "Boris") { displayName orders { number } } }';
    const data = { rename: { displayName: 'Boris', orders: [{ number: 'CV-2' }] } };
    expect((await caravan.post(mutation)).body).toEqual({ data });
    expect(await once(caravan.socket(), mutation)).toEqual({ data });
  });

  test('resolves interfaces, conditions and variables', async () => {
    const { body } = await caravan.post(
      `query ($id: ID!, $with: Boolean!) {
        things { id ... on Order { number } }
        order(id: $id) { status @include(if: $with) number @skip(if: $with) }
      }`,
      { variables: { id: 'o1', with: true } },
    );
    expect(body).toEqual({
      data: {
        things: [
          { id: 'o1', number: 'CV-1' },
          { id: 'o2', number: 'CV-2' },
        ],
        order: { status: 'PLACED' },
      },
    });
  });

  test('answers introspection, as tools ask for it', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const { body } = await caravan.post(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }));
    expect(body.errors).toBeUndefined();
    expect(JSON.stringify(body.data)).toContain('orderUpdated');
    expect(JSON.stringify(body.data)).not.toContain('_entities');
  });

  test('keeps the rules of access in the full supergraph', () => {
    expect(caravan.router.supergraphSdl).toContain('@requiresScopes');
    expect(caravan.router.supergraphSdl).toContain('@listSize');
  });

  test.each([
    ['a bad variable', '{"query":"query($id: ID!){order(id:$id){id}}","variables":{"id":{}}}', 'BAD_USER_INPUT'],
    ['variables that are no object', '{"query":"{__typename}","variables":[1]}', 'BAD_USER_INPUT'],
    ['a batch', '[{"query":"{__typename}"}]', 'BAD_USER_INPUT'],
    ['no JSON', '{', 'BAD_USER_INPUT'],
    ['no query', '{}', 'BAD_USER_INPUT'],
    ['a syntax error', '{"query":"{"}', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{"query":"{nobody}"}', 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown operation', '{"query":"query A{__typename}","operationName":"B"}', 'BAD_USER_INPUT'],
    ['a subscription', '{"query":"subscription{anyOrderUpdated{id}}"}', 'BAD_USER_INPUT'],
  ])('refuses %s with 400', async (_what, body, code) => {
    const { post } = await import('../harness/test-router.ts');
    const answer = await post(caravan.router.url, body);
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([400, code]);
    expect(answer.body.errors?.[0]?.extensions.requestId).toBe(answer.headers.get('x-request-id'));
  });
});
