import { expect, test } from 'vitest';
import { createRenewable } from './renewable.ts';

function open(atOnce = 2) {
  const log: string[] = [];
  let count = 0;
  const renewable = createRenewable({
    atOnce,
    open: async () => {
      count += 1;
      log.push(`open ${count}`);
      return count;
    },
    close: async (number) => void log.push(`close ${number}`),
  });
  return { renewable, log };
}

test('is opened at first use and kept while it works', async () => {
  const { renewable, log } = open();
  expect(await renewable.use(async (number) => number)).toBe(1);
  expect(await renewable.use(async (number) => number)).toBe(1);
  await renewable.close();
  expect(log).toEqual(['open 1', 'close 1']);
});

test('is replaced after a failure, and closed when its last user is done', async () => {
  const { renewable, log } = open();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const other = renewable.use(async (number) => {
    await released;
    return number;
  });
  await expect(renewable.use(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(log).toEqual(['open 1']);
  const next = renewable.use(async (number) => number);
  expect(await next).toBe(2);
  release();
  expect(await other).toBe(1);
  await renewable.close();
  expect(log).toEqual(['open 1', 'open 2', 'close 1', 'close 2']);
});

test('that cannot be opened is tried again by the next user', async () => {
  let tries = 0;
  const renewable = createRenewable({
    atOnce: 1,
    open: async () => {
      tries += 1;
      if (tries === 1) throw new Error('away');
      return tries;
    },
    close: async () => {},
  });
  await expect(renewable.use(async (number) => number)).rejects.toThrow('away');
  expect(await renewable.use(async (number) => number)).toBe(2);
});
