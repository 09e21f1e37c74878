import { describe, expect, test } from 'vitest';
import { boundedQueue } from './bounded-queue.ts';

describe('a bounded queue', () => {
  test('hands events on in order, waiting or not', async () => {
    const { push, end, events } = boundedQueue<string>(3, 'overflow');
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
    const queue = boundedQueue<string>(2, 'overflow');
    let ends = 0;
    queue.onEnd(() => {
      ends += 1;
    });
    for (const event of ['a', 'b', 'c', 'd']) queue.push(event);
    expect(await Array.fromAsync(queue.events)).toEqual(['overflow']);
    expect(ends).toBe(1);
  });

  test('returning ends it at once, also for who waits', async () => {
    const queue = boundedQueue<string>(2, 'overflow');
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
