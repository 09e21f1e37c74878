import { anonymous } from '@caravan/core/principal';
import { expect, test, vi } from 'vitest';
import { anonymousIdentity, type Identity } from './access-token.ts';
import { remembered } from './remembered-tokens.ts';

const identity = (expiresAt: Date | null): Identity => ({
  ...anonymousIdentity,
  principal: { ...anonymous, kind: 'user', id: 'u1' },
  expiresAt,
});
const inMs = (milliseconds: number) => new Date(Date.now() + milliseconds);

test('a good token is checked once, and another one for itself', async () => {
  const verify = vi.fn(async (_token: string) => identity(inMs(60_000)));
  const check = remembered(verify, 60_000);
  expect(await check('a')).toBe(await check('a'));
  await check('b');
  expect(verify.mock.calls).toEqual([['a'], ['b']]);
});

test.each([
  ['when it has expired', inMs(-1), 60_000],
  ['when it says nothing of its end', null, 60_000],
  ['where nothing is remembered', inMs(60_000), 0],
])('a token is checked again %s', async (_when, expiresAt, memoryMs) => {
  const verify = vi.fn(async (_token: string) => identity(expiresAt));
  const check = remembered(verify, memoryMs);
  await check('a');
  await check('a');
  expect(verify).toHaveBeenCalledTimes(2);
});

test('a token is checked again when what is remembered is old', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] });
  try {
    const verify = vi.fn(async (_token: string) => identity(inMs(600_000)));
    const check = remembered(verify, 60_000);
    await check('a');
    vi.advanceTimersByTime(59_000);
    await check('a');
    expect(verify).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(2_000);
    await check('a');
    expect(verify).toHaveBeenCalledTimes(2);
  } finally {
    vi.useRealTimers();
  }
});

test('a refused token is refused again, by a check of its own', async () => {
  const verify = vi.fn((_token: string): Promise<Identity> => Promise.reject(new Error('refused')));
  const check = remembered(verify, 60_000);
  await expect(check('a')).rejects.toThrow('refused');
  await expect(check('a')).rejects.toThrow('refused');
  expect(verify).toHaveBeenCalledTimes(2);
});
