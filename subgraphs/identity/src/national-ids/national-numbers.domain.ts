import { fail, ok, type Result } from '@caravan/core/result';
import { isRealDate } from '../profiles/birth-dates.domain.ts';

/** Countries whose national ids can be checked, and so can be saved. */
export const supportedCountries = ['KZ', 'IN'] as const;
export type SupportedCountry = (typeof supportedCountries)[number];

/** A number that may exist, with what it tells of its holder. */
export type NationalNumber = {
  readonly country: SupportedCountry;
  readonly number: string;
  /** ISO 8601 date; null where the number holds none. */
  readonly birthDate: string | null;
};

/** Reads a number as people write it, with spaces and hyphens; refuses with a text for people. */
export function readNationalNumber(
  country: SupportedCountry,
  text: string,
  today: string,
): Result<NationalNumber, string> {
  const number = text.replace(/[\s-]/g, '').toUpperCase();
  return country === 'KZ' ? readIin(number, today) : readPan(number);
}

/** All but the last four characters hidden. */
export function masked(number: string): string {
  return `${'•'.repeat(Math.max(0, number.length - 4))}${number.slice(-4)}`;
}

/**
 * IIN of Kazakhstan: birth date as YYMMDD, a digit for century and sex, four of a serial number, one to check the others.
 *
 * @see https://adilet.zan.kz/rus/docs/P030000565_
 */
function readIin(number: string, today: string): Result<NationalNumber, string> {
  if (!/^\d{12}$/.test(number)) return fail('An IIN has 12 digits.');
  const birthDate = birthDateOf(number);
  // One text for all, so that it does not help those who look for numbers that exist.
  if (birthDate === null || birthDate > today || iinCheckDigit(number) !== Number(number[11])) return fail(unusable);
  return ok({ country: 'KZ', number, birthDate });
}

/** For numbers that cannot be and for those of other people alike. */
export const unusable = 'This number cannot be used. Check its digits; if they are right, ask customer service.';

/** Birth date inside an IIN; null when there is no such day or century. */
export function birthDateOf(number: string): string | null {
  const century = centuries[number[6] ?? ''];
  if (century === undefined) return null;
  const date = `${century}${number.slice(0, 2)}-${number.slice(2, 4)}-${number.slice(4, 6)}`;
  return isRealDate(date) ? date : null;
}

/** First two digits of the year by the seventh digit; odd ones are men, even ones women. */
const centuries: Readonly<Record<string, string>> = { 1: '18', 2: '18', 3: '19', 4: '19', 5: '20', 6: '20' };

/**
 * The 12th digit that the first 11 ask for: their weighted sum modulo 11; if that is 10, with the weights of a second
 * round.
 *
 * @returns Null when both rounds give 10: such a number is never given out.
 */
export function iinCheckDigit(digits: string): number | null {
  const remainder = (weights: readonly number[]) =>
    weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11;
  const first = remainder(weightsOfRound.first);
  if (first < 10) return first;
  const second = remainder(weightsOfRound.second);
  return second < 10 ? second : null;
}

const weightsOfRound = {
  first: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  second: [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2],
} as const;

/**
 * PAN of India: three letters, one for the kind of holder, one more, four digits from 0001, and a letter that checks the
 * others. How that letter is made was never published, so it is not checked.
 *
 * @see https://incometaxindia.gov.in/Documents/about-pan.htm
 */
function readPan(number: string): Result<NationalNumber, string> {
  if (!/^[A-Z]{5}\d{4}[A-Z]$/.test(number)) return fail('A PAN is five letters, four digits and a letter.');
  const holder = number.charAt(3);
  if (otherHolders.has(holder)) return fail(`This is the PAN of ${otherHolders.get(holder)}, not of a person.`);
  if (holder !== 'P' || number.slice(5, 9) === '0000') return fail(unusable);
  return ok({ country: 'IN', number, birthDate: null });
}

/** Holders that are no person, by the fourth letter. */
const otherHolders: ReadonlyMap<string, string> = new Map([
  ['A', 'an association of persons'],
  ['B', 'a body of individuals'],
  ['C', 'a company'],
  ['F', 'a firm'],
  ['G', 'the government'],
  ['H', 'a Hindu undivided family'],
  ['J', 'an artificial juridical person'],
  ['L', 'a local authority'],
  ['T', 'a trust'],
]);
