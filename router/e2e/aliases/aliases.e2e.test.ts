import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestRouter, type TestRouter } from '../harness/test-router.ts';
let caravan: TestRouter;
beforeAll(async () => {
  caravan = await openTestRouter();
});
afterAll(() => caravan.stop());
test.each([
  '{ user(id: "u1") { id: displayName orders { number } } }',
  '{ user(id: "u1") { ...A orders { number } } } fragment A on User { id: displayName }',
  '{ order(id: "o1") { id: number paymentStatus } }',
  '{ order(id: "o1") { weight: number freight } }',
  '{ user(id: "u1") { __typename: displayName orders { number } } }',
  '{ orders { buyer { id: __typename displayName } } }',
  '{ user(id: "u1") { displayName { id } } __proto__: balance constructor: balance hasOwnProperty: balance }',
  '{ __proto__: balance constructor: balance hasOwnProperty: balance toString: balance }',
  '{ user(id: "u1") { __proto__: id constructor: displayName prototype: id orders { __proto__: id constructor: number } } }',
  '{ user(id: "u1") { __proto__: orders { number paymentStatus } } }',
])('%s', async (query) => {
  caravan.world.names.set('u1', 'u2');
  console.log(
    query,
    '\n',
    JSON.stringify((await caravan.post(query)).body),
    ({} as any).number,
    ({} as any).paymentStatus,
  );
});
