import { type ExecutionResult, GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { noConnection, type Upstream, type UpstreamEvent } from '../transports/subgraph-transport.ts';
import { boundedQueue } from './bounded-queue.ts';
import { federatedStream, type StreamedResult } from './federated-stream.ts';

const event = (id: string, status: string, connection = 1): UpstreamEvent => ({
  result: { data: { order: { id, status } } },
  connection,
});
const statusOf = ({ result: { data } }: StreamedResult) => (data?.order as { id: string; status: string }) ?? null;
const openQueue = (events: number) =>
  boundedQueue<UpstreamEvent>({ events, bytes: 1_000_000, sizeOf: () => 1 }, () => event('', ''));

function open(
  upstream: Upstream,
  { complete = async (result: ExecutionResult) => result, outlived = new AbortController().signal } = {},
) {
  let ends = 0;
  const stream = federatedStream(upstream, {
    complete,
    toFailure: (error) => ({ errors: [new GraphQLError(String(error))] }),
    onEnd: () => {
      ends += 1;
    },
    outlived,
  });
  return { stream, ends: () => ends };
}

describe('a stream of completed events', () => {
  test('leaves out what a new connection repeats, per subject, and nothing else', async () => {
    const queue = openQueue(100);
    const sent = [
      event('o1', 'PLACED'),
      event('o1', 'PLACED'),
      event('o2', 'PLACED'),
      event('o1', 'PLACED', 2),
      event('o2', 'SHIPPED', 2),
      event('o1', 'PLACED', 2),
      event('o2', 'SHIPPED', 3),
    ];
    sent.forEach(queue.push);
    queue.end();
    const { stream, ends } = open(queue.events);
    expect((await Array.fromAsync(stream)).map(statusOf).map(({ id, status }) => `${id} ${status}`)).toEqual([
      'o1 PLACED',
      'o1 PLACED',
      'o2 PLACED',
      'o2 SHIPPED',
      'o1 PLACED',
    ]);
    expect(ends()).toBe(1);
  });

  test('returning releases the upstream while an event is awaited', async () => {
    const queue = openQueue(1);
    let released = false;
    queue.onEnd(() => {
      released = true;
    });
    const { stream, ends } = open(queue.events);
    const waiting = stream.next();
    await stream.return?.();
    expect([await waiting, released, ends()]).toEqual([{ value: undefined, done: true }, true, 1]);
    expect(await stream.next()).toEqual({ value: undefined, done: true });
  });

  test('returning does not wait for an event that is being completed', async () => {
    const queue = openQueue(1);
    queue.push(event('o1', 'PLACED'));
    const { stream } = open(queue.events, { complete: () => new Promise(() => {}) });
    const waiting = stream.next();
    await stream.return?.();
    expect(await waiting).toEqual({ value: undefined, done: true });
  });

  test('an upstream that throws gives one last result', async () => {
    const broken: Upstream = {
      next: () => Promise.reject(new Error('broken')),
      return: async () => ({ value: undefined, done: true }),
      [Symbol.asyncIterator]() {
        return this;
      },
    };
    const { stream, ends } = open(broken);
    expect((await Array.fromAsync(stream)).map(({ text }) => text)).toEqual([
      '{"errors":[{"message":"Error: broken"}]}',
    ]);
    expect(ends()).toBe(1);
  });

  test.each(['while an event is awaited', 'before the next is asked for'])(
    'tells clients to subscribe again when its supergraph is gone, %s',
    async (when) => {
      const queue = openQueue(1);
      const gone = new AbortController();
      const { stream, ends } = open(queue.events, { outlived: gone.signal });
      const waiting = when.startsWith('while') ? stream.next() : null;
      gone.abort();
      const { value } = await (waiting ?? stream.next());
      expect(value?.text).toContain('Subscribe again.');
      expect(await stream.next()).toEqual({ value: undefined, done: true });
      expect([ends(), await queue.events.next()]).toEqual([1, { value: undefined, done: true }]);
    },
  );

  test('what comes from the same process is never taken for a repetition', async () => {
    const queue = openQueue(10);
    for (const status of ['PLACED', 'PLACED']) queue.push(event('o1', status, noConnection));
    queue.end();
    expect(await Array.fromAsync(open(queue.events).stream)).toHaveLength(2);
  });
});
