import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canary } from '../harness/synthetic-subgraphs.ts';
import { codes, modes, once, openTestRouter, type TestRouter } from '../harness/test-router.ts';

describe.each(modes)('when one subgraph cannot answer, %s', (mode) => {
  let caravan: TestRouter;
  beforeAll(async () => {
    caravan = await openTestRouter(mode);
  });
  afterEach(() => {
    caravan.world.fault = 'none';
  });
  afterAll(() => caravan.stop());

  const query = '{ balance orders { number buyer { displayName } paid: paymentStatus freight } }';
  const orders = [
    { number: 'CV-1', buyer: { displayName: 'Aigerim' }, paid: null, freight: null },
    { number: 'CV-2', buyer: { displayName: 'Boris' }, paid: null, freight: null },
  ];
  const paths = [
    ['balance'],
    ['orders', 0, 'freight'],
    ['orders', 0, 'paid'],
    ['orders', 1, 'freight'],
    ['orders', 1, 'paid'],
  ];

  test.each([
    ['silent', 'TIMEOUT'],
    ['throws', 'INTERNAL_SERVER_ERROR'],
  ] as const)('%s: its fields are null with %s and their paths, the rest arrives', async (fault, code) => {
    caravan.world.fault = fault;
    const { status, body } = await caravan.post(query);
    expect(status).toBe(200);
    expect(body.data).toEqual({ balance: null, orders });
    expect(body.errors?.map(({ path }) => path?.join('.')).sort()).toEqual(paths.map((path) => path.join('.')).sort());
    expect(new Set(codes(body))).toEqual(new Set([code]));
    expect(JSON.stringify(body)).not.toMatch(/canary|serviceName|stack/);
  });

  test.each(['fails', 'secretFails'])('%s: no exception text reaches the client', async (field) => {
    for (const body of [
      (await caravan.post(`{ ${field} users { id } }`)).body,
      await once(caravan.socket(), `{ ${field} }`),
    ]) {
      expect(body.errors).toEqual([
        {
          message: 'Internal error.',
          path: [field],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
        },
      ]);
      expect(JSON.stringify(body)).not.toContain(canary);
    }
  });

  test('the whole operation ends within its own time', async () => {
    caravan.world.fault = 'silent';
    const started = performance.now();
    const { body } = await caravan.post('{ slow balance orders { paymentStatus payments { payer { displayName } } } }');
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(new Set(codes(body))).toEqual(new Set(['TIMEOUT']));
  });
});

test('a subgraph whose server is gone is UNAVAILABLE, and takes no router out of rotation', async () => {
  const caravan = await openTestRouter('over the network');
  expect((await fetch(`${caravan.router.url}/health/ready`)).status).toBe(200);
  await caravan.servers[2]?.stop();
  const { body } = await caravan.post('{ balance users { displayName } }');
  expect(body.data).toEqual({ balance: null, users: [{ displayName: 'Aigerim' }, { displayName: 'Boris' }] });
  expect(body.errors).toMatchObject([{ path: ['balance'], extensions: { code: 'UNAVAILABLE' } }]);
  const health = await fetch(`${caravan.router.url}/health/ready`);
  expect([health.status, await health.json()]).toEqual([
    200,
    { healthy: true, parts: { people: 'up', shop: 'up', money: 'down' } },
  ]);
  expect((await fetch(`${caravan.router.url}/health/live`)).status).toBe(200);
  expect(await (await fetch(`${caravan.router.url}/metrics`)).text()).toContain('caravan_router_operation_seconds');
  await caravan.stop();
});
