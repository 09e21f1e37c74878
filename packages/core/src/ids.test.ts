import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromTypeId, idPrefixes, newId, toTypeId } from './ids.ts';

test('follows the TypeID specification', () => {
  // Vector of the specification's valid.yml.
  expect(toTypeId('user', '01890a5d-ac96-774b-bcce-b302099a8057')).toBe('usr_01h455vb4pex5vsknk084sn02q');
});

test('reads back every id of every kind', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.constantFrom(...(Object.keys(idPrefixes) as (keyof typeof idPrefixes)[])),
      (uuid, kind) => {
        expect(fromTypeId(kind, toTypeId(kind, uuid))).toBe(uuid);
      },
    ),
  );
});

test.each([
  '',
  'usr_',
  'usr_01h455vb4pex5vsknk084sn02',
  'str_01h455vb4pex5vsknk084sn02q',
  'usr_01h455vb4pex5vsknk084sn02l',
  'usr_81h455vb4pex5vsknk084sn02q',
  'USR_01h455vb4pex5vsknk084sn02q',
])('refuses %j as bad input', (text) => {
  expect(() => fromTypeId('user', text)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});

test('sorts by the millisecond of creation', () => {
  const millisecond = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  const ids = Array.from({ length: 1_000 }, newId);
  expect(ids.map(millisecond)).toEqual(ids.map(millisecond).toSorted((left, right) => left - right));
});

test('prefixes are unique', () => {
  expect(new Set(Object.values(idPrefixes)).size).toBe(Object.keys(idPrefixes).length);
});
