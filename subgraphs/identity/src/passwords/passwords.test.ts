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

test('a hash is weak when it cost less than hashes cost now', async () => {
  const hash = await createPasswords(4).hash('Correct7Horse');
  expect([createPasswords(4).isWeak(hash), createPasswords(5).isWeak(hash)]).toEqual([false, true]);
});
