import type { AddressSnapshot } from '@caravan/contracts/identity';
import { type InvalidInput, invalidInput } from '@caravan/core/errors';
import { fail, ok, type Result } from '@caravan/core/result';

export type AddressFields = AddressSnapshot;
export type Address = AddressFields & {
  readonly id: string;
  readonly userId: string;
  readonly isDefault: boolean;
  readonly createdAt: Date;
};

export type AddressInput = {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string | null | undefined;
  readonly city: string;
  readonly region?: string | null | undefined;
  readonly postalCode: string;
  readonly country: string;
  readonly phone?: string | null | undefined;
};

const longest = { name: 120, line1: 200, line2: 200, city: 120, region: 120, postalCode: 20 } as const;
const required = ['name', 'line1', 'city', 'postalCode'] as const;

/** @param readPhone - E.164, or null when there is no such number. */
export function readAddress(
  input: AddressInput,
  readPhone: (text: string) => string | null,
): Result<AddressFields, InvalidInput> {
  const fields: AddressFields = {
    name: input.name.trim(),
    line1: input.line1.trim(),
    line2: input.line2?.trim() || null,
    city: input.city.trim(),
    region: input.region?.trim() || null,
    postalCode: input.postalCode.trim(),
    country: input.country.toUpperCase(),
    phone: input.phone ? readPhone(input.phone) : null,
  };
  const tooLong = (Object.keys(longest) as (keyof typeof longest)[]).filter(
    (key) => (fields[key]?.length ?? 0) > longest[key],
  );
  const [first, ...more] = [
    ...required.filter((key) => fields[key] === '').map((key) => invalidInput(['input', key], 'This is required.')),
    ...tooLong.map((key) => invalidInput(['input', key], `This has at most ${longest[key]} characters.`)),
    ...(/^[A-Z]{2}$/.test(fields.country)
      ? []
      : [invalidInput(['input', 'country'], 'A country has two letters, such as KZ.')]),
    ...(input.phone && !fields.phone ? [invalidInput(['input', 'phone'], 'There is no such phone number.')] : []),
  ];
  return first ? fail(first, ...more) : ok(fields);
}

/** Whether two addresses say the same, so that a repeated call adds nothing. */
export function isSameAddress(left: AddressFields, right: AddressFields): boolean {
  return (
    left.name === right.name &&
    left.line1 === right.line1 &&
    left.line2 === right.line2 &&
    left.city === right.city &&
    left.region === right.region &&
    left.postalCode === right.postalCode &&
    left.country === right.country &&
    left.phone === right.phone
  );
}

/** The default first, then the newest. */
export function byPreference(left: Address, right: Address): number {
  if (left.isDefault !== right.isDefault) return left.isDefault ? -1 : 1;
  return left.id < right.id ? 1 : -1;
}
