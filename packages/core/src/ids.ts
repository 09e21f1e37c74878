import { randomUUIDv7 } from 'node:crypto';
import { CaravanError, invariant } from './errors.ts';

/** Every kind of id a client can see, by the prefix of its TypeID. */
export const idPrefixes = {
  user: 'usr',
  guest: 'gst',
  session: 'ses',
  address: 'adr',
  kycCase: 'kyc',
  kycDocument: 'kyd',
  cart: 'crt',
  cartItem: 'cit',
  store: 'str',
  storeStaff: 'stf',
  category: 'cat',
  product: 'prd',
  variant: 'var',
  image: 'img',
  shippingRate: 'shr',
  favourite: 'fav',
  order: 'ord',
  orderLine: 'oln',
  fulfilment: 'ful',
  stockMovement: 'stm',
  importJob: 'imp',
  checkout: 'chk',
  checkoutLine: 'cln',
  payment: 'pay',
  refund: 'rfd',
  ledgerEntry: 'led',
  mail: 'mal',
  file: 'fil',
  avatar: 'ava',
  apiKey: 'key',
  adminAction: 'act',
  auditEvent: 'aud',
} as const;

export type IdKind = keyof typeof idPrefixes;

/** A new UUIDv7 (RFC 9562): sorts by time of creation. */
export function newId(): string {
  return randomUUIDv7();
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const digits = new Map([...alphabet].map((character, value) => [character, BigInt(value)]));
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The id as clients see it: prefix and 26 characters of Crockford base32 (TypeID 0.3).
 *
 * @param uuid - Lower-case UUID text.
 */
export function toTypeId(kind: IdKind, uuid: string): string {
  invariant(uuidPattern.test(uuid), 'an id is a lower-case UUID');
  let value = BigInt(`0x${uuid.replaceAll('-', '')}`);
  let suffix = '';
  for (let index = 0; index < 26; index += 1) {
    suffix = alphabet[Number(value & 31n)] + suffix;
    value >>= 5n;
  }
  return `${idPrefixes[kind]}_${suffix}`;
}

/**
 * The UUID inside a TypeID of the expected kind.
 *
 * @throws CaravanError `BAD_USER_INPUT` for another kind or malformed text: it is never "not found".
 */
export function fromTypeId(kind: IdKind, text: string): string {
  const uuid = readTypeId(kind, text);
  if (uuid === null)
    throw new CaravanError('BAD_USER_INPUT', `Expected an id that starts with "${idPrefixes[kind]}_".`);
  return uuid;
}

function readTypeId(kind: IdKind, text: string): string | null {
  const prefix = `${idPrefixes[kind]}_`;
  if (!text.startsWith(prefix) || text.length !== prefix.length + 26) return null;
  let value = 0n;
  for (const character of text.slice(prefix.length)) {
    const digit = digits.get(character);
    if (digit === undefined) return null;
    value = (value << 5n) | digit;
  }
  if (value >> 128n !== 0n) return null;
  const hex = value.toString(16).padStart(32, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
