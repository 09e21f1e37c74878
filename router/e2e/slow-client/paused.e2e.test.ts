import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import type { Order } from '../harness/synthetic-subgraphs.ts';
import { modes, openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { openEventSource } from '../sse/event-source.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const query = 'subscription { orderUpdated(id: "o1") { number paymentStatus } }';
const megabyte = 2 ** 20;
const mostMegabytes = 32;

let caravan: TestRouter;
afterEach(() => caravan.stop());

/** What stays in memory of so many events that nobody reads, in MB. */
async function keptOf(events: number, eventBytes: number): Promise<number> {
  const { world } = caravan;
  const order = world.orders.get('o1') as Order;
  const before = usedBytes();
  for (let index = 0; index < events; index += 1) {
    // Each text is its own, as those that come from a database are.
    world.feed.emit({ ...order, number: `${index} `.padEnd(eventBytes, String.fromCharCode(97 + (index % 26))) });
    if (index % 100 === 0) await setImmediate();
  }
  // What is on its way arrives.
  for (let turn = 0; turn < 200; turn += 1) await setImmediate();
  return (usedBytes() - before) / megabyte;
}

function usedBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

type Reader = { pause(): void; resume(): void; close(): void; seen(): string[] };

async function openSocket(): Promise<Reader> {
  const url = caravan.router.url.replace('http', 'ws').concat('/graphql');
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const messages: string[] = [];
  socket.on('message', (text: Buffer) => messages.push(text.toString()));
  socket.once('open', () => socket.send('{"type":"connection_init"}'));
  await vi.waitFor(() => expect(messages).toHaveLength(1));
  socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query } }));
  await vi.waitFor(() => expect(messages).toHaveLength(2));
  return {
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close: () => socket.terminate(),
    seen: () => messages,
  };
}

async function openStream(): Promise<Reader> {
  const stream = await openEventSource(caravan.router.url, { body: JSON.stringify({ query }) });
  const seen = () => stream.events.filter(({ event }) => event === 'next').map(({ data }) => data);
  await vi.waitFor(() => expect(seen()).toHaveLength(1));
  return { pause: stream.pause, resume: stream.resume, close: stream.destroy, seen };
}

const ways = [
  ['socket', openSocket],
  ['event stream', openStream],
] as const;

describe.each(ways)('10,000 events of 1 KB for a paused %s', (_way, open) => {
  test.each(modes)(`keep less than ${mostMegabytes} MB, %s`, async (mode) => {
    caravan = await openTestRouter(mode);
    const reader = await open();
    reader.pause();
    expect(await keptOf(10_000, 1_000)).toBeLessThan(mostMegabytes);
    reader.close();
  });

  test('over the network, end the subscription, and the client is told when it reads', async () => {
    caravan = await openTestRouter('over the network');
    const reader = await open();
    reader.pause();
    await keptOf(10_000, 1_000);
    await vi.waitFor(() => expect(caravan.world.feed.watchers).toBe(0));
    reader.resume();
    await vi.waitFor(() => expect(reader.seen().join()).toContain('RATE_LIMITED'));
    expect(reader.seen().length).toBeLessThan(1_000);
    reader.close();
  });
});

test.each(ways)('a paused %s is cut off when it answers no ping, and its upstream released', async (_way, open) => {
  caravan = await openTestRouter('in process', { SOCKET_PING_MS: '300' });
  const reader = await open();
  reader.pause();
  await keptOf(100, 500_000);
  await vi.waitFor(() => expect(caravan.world.feed.watchers).toBe(0), 5_000);
  reader.close();
});

test('mutant: without bounds they stay', async () => {
  caravan = await openTestRouter('over the network', { LIVE_QUEUE_SIZE: '1000000', LIVE_QUEUE_BYTES: '1000000000' });
  const reader = await openSocket();
  reader.pause();
  expect(await keptOf(10_000, 5_000)).toBeGreaterThan(mostMegabytes);
  reader.close();
});

test('events that are few but large are bounded, too', async () => {
  caravan = await openTestRouter('over the network');
  const reader = await openSocket();
  reader.pause();
  expect(await keptOf(200, 500_000)).toBeLessThan(mostMegabytes);
  await vi.waitFor(() => expect(caravan.world.feed.watchers).toBe(0));
  reader.close();
});

test('a paused client of a shared feed falls behind alone', async () => {
  caravan = await openTestRouter('in process', { SHARED_SUBSCRIPTIONS: 'orderUpdated=state' });
  const slow = await openSocket();
  const fast = await openSocket();
  slow.pause();
  expect(await keptOf(10_000, 1_000)).toBeLessThan(mostMegabytes);
  await vi.waitFor(() => expect(fast.seen().length).toBeGreaterThan(9_000));
  slow.resume();
  await vi.waitFor(() => expect(slow.seen().join()).toContain('RATE_LIMITED'));
  expect(caravan.world.feed.watchers).toBe(1);
  for (const reader of [slow, fast]) reader.close();
});

/** What stays with the router, in MB, of 5,000 pings of 10 KB whose answers nobody reads at first. */
async function keptOfPings(settings: Record<string, string>): Promise<number> {
  caravan = await openTestRouter('in process', settings);
  const url = caravan.router.url.replace('http', 'ws').concat('/graphql');
  const socket = new WebSocket(url, 'graphql-transport-ws');
  let answered = 0;
  socket.on('message', () => {
    answered += 1;
  });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send('{"type":"connection_init"}');
  await vi.waitFor(() => expect(answered).toBe(1));
  socket.pause();
  const before = usedBytes();
  const ping = JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(10_000) } });
  for (let index = 0; index < 5_000; index += 1) {
    socket.send(ping);
    if (index % 100 === 0) await setImmediate();
  }
  for (let turn = 0; turn < 200; turn += 1) await setImmediate();
  // What is not listened to stays with the client, which is in this process, too.
  const kept = usedBytes() - before - socket.bufferedAmount;
  socket.resume();
  await vi.waitFor(() => expect(answered).toBe(5_001), 20_000);
  socket.terminate();
  return kept / megabyte;
}

test('a client that asks and does not read is not listened to until it has', async () => {
  expect(await keptOfPings({})).toBeLessThan(mostMegabytes);
});

test('mutant: listened to all the same, it fills the memory', async () => {
  expect(await keptOfPings({ SOCKET_BUFFER_BYTES: '1000000000' })).toBeGreaterThan(mostMegabytes);
});
