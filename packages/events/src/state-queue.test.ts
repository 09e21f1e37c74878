import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createStateQueue } from './state-queue.ts';

type State = { id: string; version: number };
const state = (id: string, version: number): State => ({ id, version });

function open(queueSize = 3) {
  const returned = { count: 0 };
  const queue = createStateQueue<State>({
    keyOf: ({ id }) => id,
    queueSize,
    onReturn: () => {
      returned.count += 1;
    },
  });
  return { queue, returned };
}

async function readAll(queue: { states: AsyncIterableIterator<State>; end(): void }, count: number) {
  const read: State[] = [];
  while (read.length < count) read.push((await queue.states.next()).value as State);
  return read;
}

test('hands on each version of a key once and never an older one', async () => {
  const { queue } = open();
  const reading = readAll(queue, 4);
  for (const offered of [state('a', 1), state('a', 1), state('a', 3), state('a', 2), state('b', 1), state('a', 4)]) {
    queue.offer([offered], false);
    await setImmediate();
  }
  expect(await reading).toEqual([state('a', 1), state('a', 3), state('b', 1), state('a', 4)]);
});

test('keeps only the newest state per key for a slow reader', async () => {
  const { queue } = open();
  for (let version = 1; version <= 1_000; version += 1) expect(queue.offer([state('a', version)], false)).toBe(true);
  expect(await readAll(queue, 1)).toEqual([state('a', 1_000)]);
});

test('says when more keys wait than it holds, but takes all that there are at first', () => {
  const { queue } = open(2);
  const whole = Array.from({ length: 10 }, (_, index) => state(`${index}`, 1));
  expect(queue.offer(whole, true)).toBe(true);
  expect(queue.offer([state('x', 1), state('y', 1)], false)).toBe(true);
  expect(queue.offer([state('z', 1)], false)).toBe(false);
});

test('ends waiting readers, with the error once', async () => {
  const { queue } = open();
  const reading = queue.states.next();
  queue.end(new Error('gone'));
  await expect(reading).rejects.toThrow('gone');
  expect(await queue.states.next()).toEqual({ value: undefined, done: true });
  expect(queue.offer([state('a', 1)], false)).toBe(true);
});

test('an end without an error is the end for every reader', async () => {
  const { queue } = open();
  const readers = [queue.states.next(), queue.states.next()];
  queue.end();
  for (const reader of readers) expect(await reader).toEqual({ value: undefined, done: true });
});

test('return and throw release it', async () => {
  const { queue, returned } = open();
  await queue.states.return?.();
  await expect(queue.states.throw?.(new Error('stop'))).rejects.toThrow('stop');
  expect(returned.count).toBe(2);
});
