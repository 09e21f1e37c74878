import type { AddressSnapshot } from '@caravan/contracts/identity';
import { type InvalidInput, invalidInput } from '@caravan/core/errors';
import { fail, ok, type Result } from '@caravan/core/result';
import type { PlaceQuery, Precision } from '../geocoding/geocoding.domain.ts';

/** Where an address is on earth (WGS 84, degrees). */
export type Location = { readonly latitude: number; readonly longitude: number; readonly precision: Precision };
export type AddressFields = AddressSnapshot;
/** What a person writes of an address: everything but where it is on earth. */
export type AddressText = Omit<AddressFields, keyof Location>;
export type Address = AddressFields & {
  readonly id: string;
  readonly userId: string;
  readonly isDefault: boolean;
  readonly createdAt: Date;
  /** Goes up with every change of the fields. */
  readonly revision: number;
};

export type AddressInput = {
  readonly name: string;
  readonly line1?: string | null | undefined;
  readonly line2?: string | null | undefined;
  readonly street?: string | null | undefined;
  readonly building?: string | null | undefined;
  readonly apartment?: string | null | undefined;
  readonly entrance?: string | null | undefined;
  readonly floor?: string | null | undefined;
  readonly intercom?: string | null | undefined;
  readonly city: string;
  readonly region?: string | null | undefined;
  readonly postalCode: string;
  readonly country: string;
  readonly phone?: string | null | undefined;
  readonly location?: Location | null | undefined;
};

/** `location` is null unless the person gave one. */
export type ReadAddress = { readonly text: AddressText; readonly location: Location | null };

const longest = {
  name: 120,
  line1: 200,
  line2: 200,
  street: 120,
  building: 30,
  apartment: 20,
  entrance: 20,
  floor: 20,
  intercom: 30,
  city: 120,
  region: 120,
  postalCode: 20,
} as const;
const required = ['name', 'city', 'postalCode'] as const;

/** @param readPhone - E.164, or null when there is no such number. */
export function readAddress(
  input: AddressInput,
  readPhone: (text: string) => string | null,
): Result<ReadAddress, InvalidInput> {
  const text: AddressText = {
    name: input.name.trim(),
    line1: input.line1?.trim() || lineOf(input),
    line2: input.line2?.trim() || null,
    street: input.street?.trim() || null,
    building: input.building?.trim() || null,
    apartment: input.apartment?.trim() || null,
    entrance: input.entrance?.trim() || null,
    floor: input.floor?.trim() || null,
    intercom: input.intercom?.trim() || null,
    city: input.city.trim(),
    region: input.region?.trim() || null,
    postalCode: input.postalCode.trim(),
    country: input.country.toUpperCase(),
    phone: input.phone ? readPhone(input.phone) : null,
  };
  const [first, ...more] = [...textProblems(text, input), ...locationProblems(input.location)];
  return first ? fail(first, ...more) : ok({ text, location: input.location ? rounded(input.location) : null });
}

/** "Street building, apartment", or nothing without street and building. */
function lineOf(input: AddressInput): string {
  const [street, building, apartment] = [input.street, input.building, input.apartment].map((part) => part?.trim());
  if (!street || !building) return '';
  return `${street} ${building}${apartment ? `, ${apartment}` : ''}`;
}

function textProblems(text: AddressText, input: AddressInput): InvalidInput[] {
  const tooLong = (Object.keys(longest) as (keyof typeof longest)[]).filter(
    (key) => (text[key]?.length ?? 0) > longest[key] && (key !== 'line1' || input.line1?.trim()),
  );
  return [
    ...required.filter((key) => text[key] === '').map((key) => invalidInput(['input', key], 'This is required.')),
    ...(text.line1 === '' ? [invalidInput(['input', 'line1'], 'Give line1, or street and building.')] : []),
    ...tooLong.map((key) => invalidInput(['input', key], `This has at most ${longest[key]} characters.`)),
    ...(/^[A-Z]{2}$/.test(text.country)
      ? []
      : [invalidInput(['input', 'country'], 'A country has two letters, such as KZ.')]),
    ...(input.phone && !text.phone ? [invalidInput(['input', 'phone'], 'There is no such phone number.')] : []),
  ];
}

function locationProblems(location: Location | null | undefined): InvalidInput[] {
  if (!location) return [];
  const limits = { latitude: 90, longitude: 180 } as const;
  return (['latitude', 'longitude'] as const)
    .filter((key) => !(Math.abs(location[key]) <= limits[key]))
    .map((key) => invalidInput(['input', 'location', key], `This is -${limits[key]} to ${limits[key]} degrees.`));
}

/** Six decimals are 11 cm: more would be noise, and would make the same place another one. */
function rounded({ latitude, longitude, precision }: Location): Location {
  return { latitude: sixDecimals(latitude), longitude: sixDecimals(longitude), precision };
}

function sixDecimals(degrees: number): number {
  // Adding zero makes 0 of -0, which the database and JSON do not tell apart.
  return Math.round(degrees * 1e6) / 1e6 + 0;
}

const textKeys = [
  'name',
  'line1',
  'line2',
  'street',
  'building',
  'apartment',
  'entrance',
  'floor',
  'intercom',
  'city',
  'region',
  'postalCode',
  'country',
  'phone',
] as const satisfies readonly (keyof AddressText)[];

/** Whether two addresses say the same, so that a repeated call adds nothing. */
export function isSameText(left: AddressText, right: AddressText): boolean {
  return textKeys.every((key) => left[key] === right[key]);
}

/** Whether saving would leave an address as it is: without a location of their own, people keep the one that was found. */
export function isUnchanged(known: Address, { text, location }: ReadAddress): boolean {
  return isSameText(known, text) && (location === null || isAt(known, location));
}

function isAt(known: Address, { latitude, longitude, precision }: Location): boolean {
  return known.latitude === latitude && known.longitude === longitude && known.precision === precision;
}

export function fieldsOf(text: AddressText, location: Location | null): AddressFields {
  return { ...text, ...(location ?? { latitude: null, longitude: null, precision: null }) };
}

/** The fields of an address that was found on earth. */
export function locatedAt(address: Address, location: Location): AddressFields {
  const {
    id: _id,
    userId: _userId,
    isDefault: _isDefault,
    createdAt: _createdAt,
    revision: _revision,
    ...fields
  } = address;
  return { ...fields, ...rounded(location) };
}

/** What a geocoder is asked: no name, phone or apartment. */
export function queryOf(address: AddressFields): PlaceQuery {
  const { street, building, line1, city, region, postalCode, country } = address;
  return { line: street && building ? `${street} ${building}` : line1, city, region, postalCode, country };
}

/** The default first, then the newest. */
export function byPreference(left: Address, right: Address): number {
  if (left.isDefault !== right.isDefault) return left.isDefault ? -1 : 1;
  return left.id < right.id ? 1 : -1;
}
