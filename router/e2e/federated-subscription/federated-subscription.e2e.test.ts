import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { codes, modes, once, openTestRouter, type TestRouter } from '../harness/test-router.ts';

describe.each(modes)('a subscription whose events are completed by other subgraphs, %s', (mode) => {
  let caravan: TestRouter;
  beforeAll(async () => {
    caravan = await openTestRouter(mode);
  });
  afterAll(() => caravan.stop());

  const query = `subscription Watch {
    changed: orderUpdated(id: "o1") {
      __typename status
      ...buyer
      paymentStatus payments { payer { id displayName } }
    }
  }
  fragment buyer on Order { buyer { name: displayName } }`;
  const event = (status: string, paymentStatus: string) => ({
    data: {
      changed: {
        __typename: 'Order',
        status,
        buyer: { name: 'Aigerim' },
        paymentStatus,
        payments: [{ payer: { id: 'u1', displayName: 'Aigerim' } }],
      },
    },
  });

  test('sends the state, then each change with what the others know then', async () => {
    const events = caravan.socket().iterate({ query });
    expect((await events.next()).value).toEqual(event('PLACED', 'PENDING'));
    caravan.world.paymentStatus.set('o1', 'CAPTURED');
    caravan.world.update('o1', 'SHIPPED');
    expect((await events.next()).value).toEqual(event('SHIPPED', 'CAPTURED'));
    caravan.world.update('o1', 'DELIVERED');
    expect((await events.next()).value).toEqual(event('DELIVERED', 'CAPTURED'));
    await events.return?.();
  });

  test.each(['completes', 'vanishes'])('releases the upstream when the client %s', async (how) => {
    const client = caravan.socket();
    const events = client.iterate({ query });
    await events.next();
    expect(caravan.world.feed.watchers).toBe(1);
    if (how === 'completes') await events.return?.();
    else client.terminate();
    await vi.waitFor(() => expect(caravan.world.feed.watchers).toBe(0));
  });

  test('shows null and an error with its path where another subgraph fails, and goes on', async () => {
    const events = caravan
      .socket()
      .iterate({ query: 'subscription { orderUpdated(id: "o2") { number paymentStatus } }' });
    expect((await events.next()).value).toEqual({
      data: { orderUpdated: { number: 'CV-2', paymentStatus: 'CAPTURED' } },
    });
    caravan.world.fault = 'throws';
    caravan.world.update('o2', 'SHIPPED');
    const { value } = await events.next();
    expect(value).toMatchObject({
      data: { orderUpdated: { number: 'CV-2', paymentStatus: null } },
      errors: [
        {
          message: 'Internal error.',
          path: ['orderUpdated', 'paymentStatus'],
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
      ],
    });
    expect(JSON.stringify(value)).not.toMatch(/canary|_entities/);
    caravan.world.fault = 'silent';
    caravan.world.update('o2', 'DELIVERED');
    expect(codes((await events.next()).value)).toEqual(['TIMEOUT']);
    caravan.world.fault = 'none';
    caravan.world.update('o2', 'DELIVERED');
    expect((await events.next()).value).toEqual({
      data: { orderUpdated: { number: 'CV-2', paymentStatus: 'CAPTURED' } },
    });
    await events.return?.();
  });

  test('masks why it cannot start', async () => {
    const result = await once(caravan.socket(), 'subscription { brokenStart { id } }');
    expect(codes(result)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(JSON.stringify(result)).not.toContain('canary');
  });

  test('ends with a masked error when its source breaks', async () => {
    const events = caravan.socket().iterate({ query: 'subscription { anyOrderUpdated { id } }' });
    const first = events.next();
    await vi.waitFor(() => expect(caravan.world.feed.watchers).toBe(1));
    caravan.world.feed.breakAll(new Error('canary'));
    const { value } = await first;
    expect(codes(value)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(JSON.stringify(value)).not.toContain('canary');
    expect((await events.next()).done).toBe(true);
  });
});
