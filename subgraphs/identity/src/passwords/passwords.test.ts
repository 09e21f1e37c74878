import { expect, test } from 'vitest';
import { createPasswords, isCommonPassword } from '../accounts/passwords.ts';
import { newPasswordErrors } from './passwords.domain.ts';

test('a new password is told everything that is wrong with it', () => {
  const errors = newPasswordErrors('password', { isCommonPassword });
  expect(errors.map(({ message }) => message)).toEqual([
    'A password has an upper-case letter.',
    'A password has a digit.',
    'This password is one of the most common ones.',
  ]);
  expect(new Set(errors.map(({ path }) => path.join('.')))).toEqual(new Set(['input.newPassword']));
  expect(newPasswordErrors('Correct7Horse', { isCommonPassword })).toEqual([]);
});

const settings = { cost: 4, atOnce: 1, waitMs: 2_000 };

test('a hash is weak when it cost less than hashes cost now', async () => {
  const cheap = createPasswords(settings);
  const hash = await cheap.hash('Correct7Horse');
  expect([cheap.isWeak(hash), createPasswords({ ...settings, cost: 5 }).isWeak(hash)]).toEqual([false, true]);
});

test('a password matches its own hash, and none matches where there is no hash', async () => {
  const { hash, matches } = createPasswords(settings);
  const correct = await hash('Correct7Horse');
  const answers = [matches('Correct7Horse', correct), matches('Wrong7Horse', correct), matches('Correct7Horse', null)];
  expect(await Promise.all(answers)).toEqual([true, false, false]);
});

test('a hash that is none is an error of that call alone', async () => {
  const { hash, matches } = createPasswords(settings);
  await expect(matches('Correct7Horse', null as unknown as string)).resolves.toBe(false);
  await expect(hash(null as unknown as string)).rejects.toThrow('A password could not be hashed');
  await expect(hash('Correct7Horse')).resolves.toMatch(/^\$2b\$04\$/);
});

test('more than can be hashed in time is refused before it begins, and says when to come again', async () => {
  // By the first guess a hash of cost 12 takes 246 ms: the fifth in a row would wait for 983 ms.
  const { withRoom } = createPasswords({ cost: 12, atOnce: 1, waitMs: 900 });
  const gate = Promise.withResolvers<string>();
  const inside = [1, 2, 3, 4].map(() => withRoom(() => gate.promise));
  await expect(withRoom(() => Promise.resolve('in'))).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    details: { retryAfterSeconds: 1 },
  });
  gate.resolve('done');
  expect(await Promise.all(inside)).toEqual(Array(4).fill('done'));
  expect(await withRoom(() => Promise.resolve('in'))).toBe('in');
});
