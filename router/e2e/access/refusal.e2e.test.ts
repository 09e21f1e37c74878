import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, codes, modes, once, openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { type GuardedWorld, guardedWorld } from './guarded-subgraphs.ts';

const pathsOf = ({ errors }: Answer['body']) => errors?.map(({ path }) => path?.join('.')) ?? [];

describe.each(modes)('where whole operations are refused, %s', (mode) => {
  let world: GuardedWorld;
  let caravan: TestRouter;
  beforeAll(async () => {
    world = guardedWorld();
    caravan = await openTestRouter(mode, { ACCESS_REFUSAL: 'refuse' }, { serving: world.subgraphs });
  });
  afterAll(() => caravan.stop());

  test('one who may not see all of it sees nothing, and is told the paths', async () => {
    const query = 'mutation { touch(id: "i1") { id label: secret owner { email } } }';
    const { status, body } = await caravan.post(query);
    expect([status, codes(body), pathsOf(body)]).toEqual([
      401,
      ['UNAUTHENTICATED', 'UNAUTHENTICATED'],
      ['touch.label', 'touch.owner.email'],
    ]);
    expect([body.data, world.resolved]).toEqual([undefined, []]);
    const token = await caravan.tokens.accessToken();
    const customer = await caravan.post(query, { token });
    expect([customer.status, codes(customer.body)]).toEqual([403, ['FORBIDDEN', 'FORBIDDEN']]);
    expect(pathsOf(await once(caravan.socket(token), query))).toEqual(['touch.label', 'touch.owner.email']);
    expect(world.resolved).toEqual([]);
  });

  test('one who may see all of it does', async () => {
    const token = await caravan.tokens.accessToken({ roles: ['SUPPORT'] });
    const { status, body } = await caravan.post('{ item(id: "i1") { owner { email } } }', { token });
    expect([status, body.errors]).toEqual([200, undefined]);
  });

  test('what is left out by the variables is no reason, defaults included', async () => {
    const query = 'query ($all: Boolean! = false) { item(id: "i1") { label secret @include(if: $all) } }';
    const { status, body } = await caravan.post(query);
    expect([status, body]).toEqual([200, { data: { item: { label: 'Item i1' } } }]);
    expect((await caravan.post(query, { variables: { all: true } })).status).toBe(401);
  });
});
