import { afterAll, beforeAll, expect, test } from 'vitest';
import { codes, once, openTestRouter, type TestRouter } from '../harness/test-router.ts';

let caravan: TestRouter;
beforeAll(async () => {
  const room = { CONCURRENCY_MOST: '4', CONCURRENCY_LEAST: '4', OVERLOAD_QUEUE: '2', OVERLOAD_QUEUE_MS: '50' };
  caravan = await openTestRouter('in process', {
    ...room,
    PRIORITY_LOW: 'users',
    FETCH_TIMEOUT_MS: '3000',
    OPERATION_TIMEOUT_MS: '5000',
  });
});
afterAll(() => caravan.stop());

test('when it is full, reads are told when to come back, on every way, and mutations still get in', async () => {
  // Three of four places are for reads.
  const slow = Promise.all(Array.from({ length: 3 }, () => caravan.post('{ slow }')));
  const running = async () => {
    const metrics = await (await fetch(`${caravan.router.url}/metrics`)).text();
    return /^caravan_router_operations_running (\d+)$/m.exec(metrics)?.[1];
  };
  while ((await running()) !== '3') await new Promise((resolve) => setImmediate(resolve));

  const refused = await caravan.post('{ me { id } }');
  expect([refused.status, codes(refused.body)]).toEqual([503, ['UNAVAILABLE']]);
  expect(refused.body.data ?? null).toBeNull();
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.body.errors?.[0]?.extensions).toMatchObject({ requestId: expect.any(String) });
  const overSocket = await once(caravan.socket(), '{ users { id } }');
  expect(codes(overSocket)).toEqual(['UNAVAILABLE']);
  expect((await caravan.post('{ __schema { queryType { name } } }')).status).toBe(503);

  const { status, body } = await caravan.post('mutation { rename(id: "u1", name: "Aigerim") { displayName } }');
  expect([status, body]).toEqual([200, { data: { rename: { displayName: 'Aigerim' } } }]);
  const health = await fetch(`${caravan.router.url}/health/ready`);
  expect(health.status).toBe(200);

  expect((await slow).flatMap(({ body: { errors } }) => codes({ errors: errors ?? [] }))).toEqual([
    'TIMEOUT',
    'TIMEOUT',
    'TIMEOUT',
  ]);
  expect((await caravan.post('{ users { id } }')).status).toBe(200);
});
