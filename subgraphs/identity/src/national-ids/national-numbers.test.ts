import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { iinCheckDigit, masked, readNationalNumber, unusable } from './national-numbers.domain.ts';

const today = '2026-11-21';
const read = (country: 'KZ' | 'IN', text: string) => readNationalNumber(country, text, today);

/** Eleven digits of a person who may exist: birth date, century and sex, serial number. */
const iinStart = fc
  .tuple(
    fc.date({ min: new Date('1800-01-01'), max: new Date('2026-11-21'), noInvalidDate: true }),
    fc.boolean(),
    fc.integer({ min: 0, max: 9_999 }),
  )
  .map(([born, isWoman, serial]) => {
    const birthDate = born.toISOString().slice(0, 10);
    const century = (Number(birthDate.slice(0, 2)) - 18) * 2 + (isWoman ? 2 : 1);
    return {
      birthDate,
      start: `${birthDate.slice(2).replaceAll('-', '')}${century}${String(serial).padStart(4, '0')}`,
    };
  });

/** The rule written down once more, as the law tells it. */
function checkDigitByLaw(start: string): number | null {
  const digits = [...start].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11] = digits;
  const once = (a1 + 2 * a2 + 3 * a3 + 4 * a4 + 5 * a5 + 6 * a6 + 7 * a7 + 8 * a8 + 9 * a9 + 10 * a10 + 11 * a11) % 11;
  const twice = (3 * a1 + 4 * a2 + 5 * a3 + 6 * a4 + 7 * a5 + 8 * a6 + 9 * a7 + 10 * a8 + 11 * a9 + a10 + 2 * a11) % 11;
  if (once !== 10) return once;
  return twice === 10 ? null : twice;
}

describe('an IIN', () => {
  test.each([
    ['850101300015', '1985-01-01'],
    ['850101 3000-15', '1985-01-01'],
  ])('%j is read', (text, birthDate) => {
    expect(read('KZ', text)).toEqual({
      ok: true,
      value: { country: 'KZ', number: text.replace(/\D/g, ''), birthDate },
    });
  });

  test('has the check digit of the law, and tells its birth date', () => {
    const rounds = { first: 0, second: 0, none: 0 };
    fc.assert(
      fc.property(iinStart, ({ birthDate, start }) => {
        const digit = checkDigitByLaw(start);
        expect(iinCheckDigit(start)).toBe(digit);
        const sum = [...start].reduce((total, each, index) => total + Number(each) * (index + 1), 0) % 11;
        rounds[digit === null ? 'none' : sum === 10 ? 'second' : 'first'] += 1;
        for (let last = 0; last < 10; last += 1) {
          const expected =
            last === digit
              ? { ok: true, value: { country: 'KZ', number: `${start}${last}`, birthDate } }
              : { ok: false, errors: [unusable] };
          expect(read('KZ', `${start}${last}`)).toEqual(expected);
        }
      }),
      { numRuns: 2_000, seed: 5 },
    );
    // Of 11 remainders one leads to the second round, and of those one in 11 to no number at all.
    expect(Object.values(rounds).every((count) => count > 0)).toBe(true);
  });

  test('notices a wrong digit among the first ten', () => {
    const anywhere = fc.tuple(iinStart, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(anywhere, ([{ start }, at, by]) => {
        const digit = iinCheckDigit(start);
        const sum = (text: string) =>
          [...text].reduce((total, each, index) => total + Number(each) * (index + 1), 0) % 11;
        const wrong = `${start.slice(0, at)}${(Number(start[at]) + by) % 10}${start.slice(at + 1)}`;
        // The eleventh weighs nothing modulo 11; the second round has weights of its own, so nothing is promised there.
        fc.pre(digit !== null && sum(start) !== 10 && sum(wrong) !== 10);
        expect(iinCheckDigit(wrong)).not.toBe(digit);
      }),
    );
  });

  test.each([
    ['of 30 February', '85023030001'],
    ['of month 13', '85130130001'],
    ['of no century', '85010100001'],
    ['of the 22nd century', '85010170001'],
    ['of tomorrow', '26112250001'],
  ])('%s is refused, whatever its check digit', (_name, start) => {
    for (let last = 0; last < 10; last += 1) expect(read('KZ', `${start}${last}`).ok).toBe(false);
  });

  test.each(['', '85010130001', '8501013000151', '85010130001x', '٨٥٠١٠١٣٠٠٠١٨'])('%j is none', (text) => {
    expect(read('KZ', text)).toEqual({ ok: false, errors: ['An IIN has 12 digits.'] });
  });
});

describe('a PAN', () => {
  test.each([['ABCPD1234E'], ['abcpd1234e'], ['ABCPD 1234 E']])('%j is read', (text) => {
    expect(read('IN', text)).toEqual({ ok: true, value: { country: 'IN', number: 'ABCPD1234E', birthDate: null } });
  });

  test('belongs to a person by its fourth letter', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const taken = letters.filter((letter) => read('IN', `ABC${letter}D1234E`).ok);
    expect(taken).toEqual(['P']);
    expect(read('IN', 'ABCCD1234E')).toEqual({ ok: false, errors: ['This is the PAN of a company, not of a person.'] });
    expect(read('IN', 'ABCXD1234E')).toEqual({ ok: false, errors: [unusable] });
  });

  test.each(['ABCPD0000E', 'ABCPD123E', 'ABCP11234E', 'ABCPD12345', 'АBCPD1234E', ''])('%j is none', (text) => {
    expect(read('IN', text).ok).toBe(false);
  });
});

test('four characters of a number are shown', () => {
  expect(masked('850101300015')).toBe('••••••••0015');
  expect(masked('ABCPD1234E')).toBe('••••••234E');
});
