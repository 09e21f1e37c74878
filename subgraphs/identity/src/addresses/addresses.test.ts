import { addressSnapshot, locationOf } from '@caravan/contracts/identity';
import { describe, expect, test } from 'vitest';
import { readPhone } from '../phones.ts';
import {
  type Address,
  type AddressInput,
  byPreference,
  fieldsOf,
  isSameText,
  isUnchanged,
  queryOf,
  readAddress,
} from './addresses.domain.ts';

const good: AddressInput = {
  name: ' Aigerim ',
  line1: 'Abay 1',
  line2: '',
  city: 'Almaty',
  postalCode: '050000',
  country: 'kz',
  phone: '+7 701 123 45 67',
};
const text = {
  name: 'Aigerim',
  line1: 'Abay 1',
  line2: null,
  street: null,
  building: null,
  apartment: null,
  entrance: null,
  floor: null,
  intercom: null,
  city: 'Almaty',
  region: null,
  postalCode: '050000',
  country: 'KZ',
  phone: '+77011234567',
};
const pin = { latitude: 43.238949, longitude: 76.889709, precision: 'ROOFTOP' } as const;

function address(change: Partial<Address> = {}): Address {
  const about = { id: '1', userId: 'u', isDefault: false, createdAt: new Date(0), revision: 1 };
  return { ...fieldsOf(text, pin), ...about, ...change };
}

describe('an address', () => {
  test('is read into its one form', () => {
    expect(readAddress(good, readPhone)).toEqual({ ok: true, value: { text, location: null } });
  });

  test.each([
    [{ street: ' Abay ', building: '10A', apartment: ' 5 ' }, 'Abay 10A, 5'],
    [{ street: 'Abay', building: '10A' }, 'Abay 10A'],
    [{ street: 'Abay', building: '10A', line1: 'The blue house' }, 'The blue house'],
    [{ street: 'Abay', building: '10A', line1: '  ' }, 'Abay 10A'],
  ])('has a line made of its parts: %o', (parts, line1) => {
    const { line1: _line, ...rest } = good;
    expect(readAddress({ ...rest, ...parts }, readPhone)).toMatchObject({ ok: true, value: { text: { line1 } } });
  });

  test.each([
    ['name', { name: ' ' }],
    ['line1', { line1: '' }],
    ['line1', { line1: null, street: 'Abay' }],
    ['line1', { line1: undefined, building: '10' }],
    ['line1', { line1: 'x'.repeat(201) }],
    ['city', { city: '' }],
    ['postalCode', { postalCode: '' }],
    ['name', { name: 'x'.repeat(121) }],
    ['line2', { line2: 'x'.repeat(201) }],
    ['street', { line1: null, street: 'x'.repeat(121), building: '1' }],
    ['building', { building: 'x'.repeat(31) }],
    ['apartment', { apartment: 'x'.repeat(21) }],
    ['entrance', { entrance: 'x'.repeat(21) }],
    ['floor', { floor: 'x'.repeat(21) }],
    ['intercom', { intercom: 'x'.repeat(31) }],
    ['region', { region: 'x'.repeat(121) }],
    ['country', { country: 'KAZ' }],
    ['phone', { phone: '+7' }],
  ])('is refused for its %s: %o', (field, change) => {
    const result = readAddress({ ...good, ...change }, readPhone);
    expect(result).toMatchObject({ ok: false, errors: [{ kind: 'InvalidInput', path: ['input', field] }] });
    expect(result.ok ? [] : result.errors).toHaveLength(1);
  });

  test.each(Object.keys(text))('is another one when its %s differs', (field) => {
    expect(isSameText(text, { ...text })).toBe(true);
    expect(isSameText(text, { ...text, [field]: 'other' })).toBe(false);
  });

  test('comes in the order of preference: the default, then the newest', () => {
    const addresses = [address(), address({ id: '2', isDefault: true }), address({ id: '3' })];
    expect(addresses.sort(byPreference).map(({ id }) => id)).toEqual(['2', '3', '1']);
  });

  test('is asked for without who lives there', () => {
    const parts = { street: 'Abay', building: '10', apartment: '5', line1: 'Abay 10, 5' };
    const query = queryOf(address({ ...parts, intercom: '45', line2: 'c/o Dana' }));
    expect(query).toEqual({ line: 'Abay 10', city: 'Almaty', region: null, postalCode: '050000', country: 'KZ' });
    expect(queryOf(address()).line).toBe('Abay 1');
  });
});

describe('the location of an address', () => {
  test('is rounded to 11 cm', () => {
    const location = { latitude: 43.23894912345, longitude: -0.00000001, precision: 'STREET' } as const;
    const read = readAddress({ ...good, location }, readPhone);
    expect(read.ok && read.value.location).toEqual({ latitude: 43.238949, longitude: 0, precision: 'STREET' });
  });

  test.each([
    [{ latitude: 90.1 }, ['latitude']],
    [{ latitude: -90.1 }, ['latitude']],
    [{ longitude: 180.1 }, ['longitude']],
    [{ latitude: Number.NaN, longitude: Number.POSITIVE_INFINITY }, ['latitude', 'longitude']],
  ])('is refused off the earth: %o', (change, fields) => {
    const read = readAddress({ ...good, location: { ...pin, ...change } }, readPhone);
    expect(read.ok ? [] : read.errors.map(({ path }) => path)).toEqual(
      fields.map((field) => ['input', 'location', field]),
    );
  });

  test('stays as long as the text does, unless another one is given', () => {
    expect(isUnchanged(address(), { text, location: null })).toBe(true);
    expect(isUnchanged(address(), { text, location: pin })).toBe(true);
    expect(isUnchanged(address(), { text, location: { ...pin, latitude: 43 } })).toBe(false);
    expect(isUnchanged(address(), { text, location: { ...pin, precision: 'CITY' } })).toBe(false);
    expect(isUnchanged(address(), { text: { ...text, line1: 'Abay 2' }, location: null })).toBe(false);
  });

  test('is whole or not there', () => {
    expect(locationOf(fieldsOf(text, pin))).toEqual(pin);
    expect(locationOf(fieldsOf(text, null))).toBeNull();
  });
});

test('an address that was announced before it had parts is read as one without them', () => {
  const { name, line1, line2, city, region, postalCode, country, phone } = text;
  const before = { name, line1, line2, city, region, postalCode, country, phone };
  expect(addressSnapshot.parse(before)).toEqual(fieldsOf(text, null));
});
