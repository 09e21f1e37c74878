import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { openTestRouter, type TestRouter } from '../harness/test-router.ts';

let caravan: TestRouter;
beforeAll(async () => {
  caravan = await openTestRouter('over the network', { LIVE_QUEUE_SIZE: '20' });
});
afterAll(() => caravan.stop());

test('a client that does not read is dropped with a code, and its upstream released', async () => {
  const { world, router } = caravan;
  const socket = new WebSocket(router.url.replace('http', 'ws').concat('/graphql'), 'graphql-transport-ws');
  const messages: { type: string; payload?: { errors?: { extensions: { code: string } }[] } }[] = [];
  socket.on('message', (text: Buffer) => messages.push(JSON.parse(text.toString())));
  socket.once('open', () => socket.send('{"type":"connection_init"}'));
  await vi.waitFor(() => expect(messages).toHaveLength(1));
  const query = 'subscription { orderUpdated(id: \\"o1\\") { number paymentStatus } }';
  socket.send(`{"type":"subscribe","id":"1","payload":{"query":"${query}"}}`);
  await vi.waitFor(() => expect(messages).toHaveLength(2));

  socket.pause();
  const large = { ...(world.orders.get('o1') as never as object), number: 'x'.repeat(500_000) };
  for (let event = 0; event < 100 && world.feed.watchers > 0; event += 1) {
    world.feed.emit(large as never);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await vi.waitFor(() => expect(world.feed.watchers).toBe(0), 10_000);
  socket.resume();
  await vi.waitFor(() => expect(messages.at(-1)?.type).toBe('complete'), 10_000);
  expect(messages.at(-2)?.payload?.errors?.map(({ extensions }) => extensions.code)).toEqual(['RATE_LIMITED']);
  expect(messages.length).toBeLessThan(100);
  socket.terminate();
});
