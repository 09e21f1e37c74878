import { expect, test } from 'vitest';
import { runAll } from './run-all.ts';

test('runs everything, never more than wished for at once', async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  await runAll([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    done.push(item);
  });
  expect(new Set(done)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
  expect(most).toBe(3);
});

test('the first error ends the whole', async () => {
  const seen: number[] = [];
  const work = runAll([1, 2, 3, 4], 1, async (item) => {
    seen.push(item);
    if (item === 2) throw new Error('two');
  });
  await expect(work).rejects.toThrow('two');
  expect(seen).toEqual([1, 2]);
});
