import { expect, test } from 'vitest';
import { deriveKey, openText, randomCode, sealText } from './secrets.ts';

const key = deriveKey('secret', 'one');

test('what is sealed opens under its own key only, and unchanged only', () => {
  const sealed = sealText(key, 'Құпия');
  expect(openText(key, sealed)).toBe('Құпия');
  expect(sealText(key, 'Құпия')).not.toBe(sealed);
  expect(() => openText(deriveKey('secret', 'two'), sealed)).toThrow('unable to authenticate');
  const changed = Buffer.from(sealed, 'base64url');
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(() => openText(key, changed.toString('base64url'))).toThrow('unable to authenticate');
});

test('a code has 6 digits, leading zeros too', () => {
  expect(Array.from({ length: 200 }, randomCode).every((code) => /^\d{6}$/.test(code))).toBe(true);
});
