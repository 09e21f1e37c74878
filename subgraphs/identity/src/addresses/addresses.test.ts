import { describe, expect, test } from 'vitest';
import { readPhone } from '../phones.ts';
import { type Address, type AddressInput, byPreference, isSameAddress, readAddress } from './addresses.domain.ts';

const good: AddressInput = {
  name: ' Aigerim ',
  line1: 'Abay 1',
  line2: '',
  city: 'Almaty',
  postalCode: '050000',
  country: 'kz',
  phone: '+7 701 123 45 67',
};
const read = {
  name: 'Aigerim',
  line1: 'Abay 1',
  line2: null,
  city: 'Almaty',
  region: null,
  postalCode: '050000',
  country: 'KZ',
  phone: '+77011234567',
};

describe('an address', () => {
  test('is read into its one form', () => {
    expect(readAddress(good, readPhone)).toEqual({ ok: true, value: read });
  });

  test.each([
    ['name', { name: ' ' }],
    ['line1', { line1: '' }],
    ['city', { city: '' }],
    ['postalCode', { postalCode: '' }],
    ['name', { name: 'x'.repeat(121) }],
    ['line2', { line2: 'x'.repeat(201) }],
    ['region', { region: 'x'.repeat(121) }],
    ['country', { country: 'KAZ' }],
    ['phone', { phone: '+7' }],
  ])('is refused for its %s: %o', (field, change) => {
    const result = readAddress({ ...good, ...change }, readPhone);
    expect(result).toMatchObject({ ok: false, errors: [{ kind: 'InvalidInput', path: ['input', field] }] });
  });

  test.each(Object.keys(read))('is another one when its %s differs', (field) => {
    expect(isSameAddress(read, { ...read })).toBe(true);
    expect(isSameAddress(read, { ...read, [field]: 'other' })).toBe(false);
  });

  test('comes in the order of preference: the default, then the newest', () => {
    const list = [
      ['1', false],
      ['2', true],
      ['3', false],
    ] as const;
    const addresses = list.map(
      ([id, isDefault]): Address => ({ ...read, id, isDefault, userId: 'u', createdAt: new Date(0) }),
    );
    expect(addresses.sort(byPreference).map(({ id }) => id)).toEqual(['2', '3', '1']);
  });
});
