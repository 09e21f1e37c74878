import { expect, test } from 'vitest';
import { deriveKey, sealText } from '../secrets.ts';
import { createKeyRing } from './key-ring.ts';

const [old, current] = ['o'.repeat(32), 'c'.repeat(32)];
const about = { purpose: 'national ids', row: 'one' };

test('opens what it sealed, which is different each time and names its key', () => {
  const ring = createKeyRing([current]);
  const sealed = ring.seal(about, 'Құпия');
  expect(ring.open(about, sealed)).toBe('Құпия');
  expect(ring.seal(about, 'Құпия')).not.toBe(sealed);
  expect(sealed.startsWith(`${ring.version}.`)).toBe(true);
  expect(ring.version).toMatch(/^[0-9a-f]{12}$/);
});

test('opens what older keys sealed, and seals with the current one', () => {
  const sealed = createKeyRing([old]).seal(about, 'text');
  const both = createKeyRing([current, old]);
  expect(both.open(about, sealed)).toBe('text');
  expect(both.version).toBe(createKeyRing([current]).version);
  expect(both.version).not.toBe(createKeyRing([old]).version);
  expect(createKeyRing([current]).open(about, both.seal(about, 'text'))).toBe('text');
  expect(() => createKeyRing([current]).open(about, sealed)).toThrow(
    /No key encryption key of version [0-9a-f]{12} is/,
  );
});

test('opens nothing for another purpose or row, or that was changed', () => {
  const ring = createKeyRing([current]);
  const sealed = ring.seal(about, 'text');
  expect(() => ring.open({ ...about, row: 'two' }, sealed)).toThrow('unable to authenticate');
  expect(() => ring.open({ ...about, purpose: 'signing keys' }, sealed)).toThrow('unable to authenticate');
  const last = sealed.at(-2) === 'A' ? 'B' : 'A';
  expect(() => ring.open(about, `${sealed.slice(0, -2)}${last}${sealed.at(-1)}`)).toThrow('unable to authenticate');
});

test('opens what was sealed before keys had versions', () => {
  const sealed = sealText(deriveKey(old, about.purpose), 'text');
  expect(createKeyRing([current, old]).open(about, sealed)).toBe('text');
  expect(() => createKeyRing([current]).open(about, sealed)).toThrow('No key encryption key is configured that opens');
});
