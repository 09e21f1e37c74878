import { describe, expect, test } from 'vitest';
import { boundedQueue } from './bounded-queue.ts';

const overflow = () => 'overflow';
const few = (events: number) => ({ events, bytes: 1_000, sizeOf: (event: string) => event.length });

describe('a bounded queue', () => {
  test('hands events on in order, waiting or not', async () => {
    const { push, end, events } = boundedQueue<string>(few(3), overflow);
    const first = events.next();
    push('a');
    push('b');
    push('c');
    end();
    push('after the end');
    expect(await first).toEqual({ value: 'a', done: false });
    expect(await Array.fromAsync(events)).toEqual(['b', 'c']);
  });

  test('with one event too many drops what waits and ends with the overflow', async () => {
    const queue = boundedQueue<string>(few(2), overflow);
    let ends = 0;
    queue.onEnd(() => {
      ends += 1;
    });
    for (const event of ['a', 'b', 'c', 'd']) queue.push(event);
    expect(await Array.fromAsync(queue.events)).toEqual(['overflow']);
    expect(ends).toBe(1);
  });

  test('with too many bytes ends likewise, but one large event may wait', async () => {
    const bounds = { events: 100, bytes: 10, sizeOf: (event: string) => event.length };
    const queue = boundedQueue<string>(bounds, overflow);
    queue.push('x'.repeat(20));
    expect((await queue.events.next()).value).toHaveLength(20);
    queue.push('x'.repeat(6));
    expect((await queue.events.next()).value).toHaveLength(6);
    queue.push('x'.repeat(6));
    queue.push('x'.repeat(4));
    queue.push('x');
    expect(await Array.fromAsync(queue.events)).toEqual(['overflow']);
  });

  test('returning ends it at once, also for who waits', async () => {
    const queue = boundedQueue<string>(few(2), overflow);
    const waiting = queue.events.next();
    await queue.events.return?.();
    expect(await waiting).toEqual({ value: undefined, done: true });
    let told = false;
    queue.onEnd(() => {
      told = true;
    });
    expect(told).toBe(true);
  });
});
