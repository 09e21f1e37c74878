import type { ExecutionResult } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Upstream, UpstreamEvent } from '../transports/subgraph-transport.ts';
import { boundedQueue } from './bounded-queue.ts';
import { federatedStream } from './federated-stream.ts';

const event = (id: string, status: string, connection = 1): UpstreamEvent => ({
  result: { data: { order: { id, status } } },
  connection,
});
const statusOf = ({ data }: ExecutionResult) => (data?.order as { id: string; status: string }) ?? null;

function open(upstream: Upstream, complete = async (result: ExecutionResult) => result) {
  let ends = 0;
  const stream = federatedStream(upstream, {
    complete,
    toFailure: () => ({ errors: [] }),
    onEnd: () => {
      ends += 1;
    },
  });
  return { stream, ends: () => ends };
}

describe('a stream of completed events', () => {
  test('leaves out what a new connection repeats, per subject, and nothing else', async () => {
    const queue = boundedQueue<UpstreamEvent>(100, event('', ''));
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
    const queue = boundedQueue<UpstreamEvent>(1, event('', ''));
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
    const queue = boundedQueue<UpstreamEvent>(1, event('', ''));
    queue.push(event('o1', 'PLACED'));
    const { stream } = open(queue.events, () => new Promise(() => {}));
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
    expect(await Array.fromAsync(stream)).toEqual([{ errors: [] }]);
    expect(ends()).toBe(1);
  });
});
