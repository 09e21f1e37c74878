import { describe, expect, test } from 'vitest';
import { backoffMs, sleep } from './backoff.ts';
import { isConnectionLost } from './connection-lost.ts';
import { errorText } from './error-text.ts';
import { startLoop } from './loop.ts';
import { createSlots } from './slots.ts';
import { quiet } from './testing/fixtures.ts';

describe('a loop', () => {
  const start = (step: () => Promise<'more' | 'idle'>, pollMs = 600_000) =>
    startLoop({ name: 'test', pollMs, logger: quiet, step });

  test('works on while there is more, then waits for a ring', async () => {
    let steps = 0;
    const loop = start(async () => {
      steps += 1;
      return steps < 5 ? 'more' : 'idle';
    });
    await expect.poll(() => steps).toBe(5);
    loop.ring();
    await expect.poll(() => steps).toBe(6);
    await loop.stop();
  });

  test('does not lose a ring during a step', async () => {
    let steps = 0;
    const loop = start(async () => {
      steps += 1;
      if (steps === 1) loop.ring();
      return 'idle';
    });
    await expect.poll(() => steps).toBe(2);
    await loop.stop();
  });

  test('tries a failed step again by itself', async () => {
    let steps = 0;
    const loop = start(async () => {
      steps += 1;
      if (steps < 3) throw new Error('not yet');
      return 'idle';
    });
    await expect.poll(() => steps).toBe(3);
    await loop.stop();
  });

  test('polls without a ring', async () => {
    let steps = 0;
    const loop = start(async () => {
      steps += 1;
      return 'idle';
    }, 5);
    await expect.poll(() => steps).toBeGreaterThan(2);
    await loop.stop();
    const afterwards = steps;
    loop.ring();
    expect(steps).toBe(afterwards);
  });
});

test('pauses double up to the maximum and vary by half', () => {
  for (const [failures, full] of [
    [1, 200],
    [2, 400],
    [3, 800],
    [20, 30_000],
  ] as const) {
    const pause = backoffMs(failures, { baseMs: 200, maximumMs: 30_000 });
    expect(pause).toBeGreaterThanOrEqual(full / 2);
    expect(pause).toBeLessThanOrEqual(full);
  }
});

test('a sleep ends with its signal', async () => {
  const stopping = new AbortController();
  const sleeping = sleep(600_000, stopping.signal);
  stopping.abort();
  await expect(sleeping).rejects.toThrow(/abort/);
  await expect(sleep(1, stopping.signal)).rejects.toThrow(/abort/);
});

test('slots let only so many work at once, and free them after a failure', async () => {
  const slots = createSlots(2);
  let working = 0;
  let most = 0;
  const work = (fails: boolean) =>
    slots.use(async () => {
      working += 1;
      most = Math.max(most, working);
      await Promise.resolve();
      working -= 1;
      if (fails) throw new Error('failed');
    });
  await Promise.allSettled(Array.from({ length: 20 }, (_, index) => work(index % 3 === 0)));
  expect([working, most]).toEqual([0, 2]);
  await expect(slots.use(async () => 'free')).resolves.toBe('free');
});

test('a lost connection is told from a refused statement', () => {
  const withCode = (code: string) => Object.assign(new Error('failed'), { code });
  const wrapped = new Error('Failed query', { cause: withCode('CONNECTION_CLOSED') });
  for (const error of [wrapped, withCode('ECONNREFUSED'), withCode('57P01'), withCode('08006')]) {
    expect(isConnectionLost(error)).toBe(true);
  }
  for (const error of [withCode('23505'), new Error('failed'), 'failed']) expect(isConnectionLost(error)).toBe(false);
});

test('an error is told without statement parameters, and not at length', () => {
  const cause = new TypeError('bad');
  expect(errorText(new Error('Failed query: select $1\nparams: Ada', { cause }))).toBe('TypeError: bad');
  expect(errorText(new Error('Failed query: select $1\nparams: Ada'))).toBe('Error: Failed query: select $1');
  expect(errorText(new Error('x'.repeat(10_000)))).toHaveLength(500);
  expect(errorText('Ada')).not.toContain('Ada');
});
