import type { Runner } from 'graphile-worker';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { supervise } from './supervise.ts';

const logger = pino({ level: 'silent' });

/** A runner that ends when it is told to, well or not. */
function fakeRunner() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = vi.fn(async () => resolve());
  return {
    runner: { promise, stop } as unknown as Runner,
    stop,
    crash: () => reject(new Error('the database is away')),
  };
}

test('a runner that ended is started again, as often as it takes', async () => {
  const [first, second] = [fakeRunner(), fakeRunner()];
  const start = vi
    .fn<() => Promise<Runner>>()
    .mockResolvedValueOnce(first.runner)
    .mockRejectedValueOnce(new Error('still away'))
    .mockResolvedValueOnce(second.runner);
  const supervised = await supervise(start, { logger, pauseMs: 1 });
  first.crash();
  await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(3));
  await supervised.stop();
  expect(second.stop).toHaveBeenCalledOnce();
  expect(start).toHaveBeenCalledTimes(3);
});

test('a runner that comes up while we stop is stopped', async () => {
  const [first, late] = [fakeRunner(), fakeRunner()];
  const { promise: starting, resolve: come } = Promise.withResolvers<Runner>();
  const start = vi.fn<() => Promise<Runner>>().mockResolvedValueOnce(first.runner).mockReturnValueOnce(starting);
  const supervised = await supervise(start, { logger, pauseMs: 1 });
  first.crash();
  await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(2));
  const stopped = supervised.stop();
  come(late.runner);
  await stopped;
  expect(late.stop).toHaveBeenCalledOnce();
});

test('a first start that fails is the caller’s to handle', async () => {
  await expect(supervise(() => Promise.reject(new Error('no database')), { logger })).rejects.toThrow('no database');
});

test('stopping waits no longer than it was told to', async () => {
  const { runner } = fakeRunner();
  const hanging = { ...runner, promise: new Promise<void>(() => {}), stop: () => new Promise<void>(() => {}) };
  const supervised = await supervise(async () => hanging as unknown as Runner, { logger, stopMs: 5 });
  await expect(supervised.stop()).resolves.toBeUndefined();
});
