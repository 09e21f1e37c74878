import { type InvalidInput, invalidInput } from '@caravan/core/errors';
import type { Principal, Role } from '@caravan/core/principal';
import { hasScope } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';

/** Somebody with an account. */
export type Person = {
  readonly id: string;
  readonly email: string;
  readonly emailVerifiedAt: Date | null;
  readonly username: string;
  /** E.164. */
  readonly phone: string | null;
  readonly phoneVerifiedAt: Date | null;
  readonly displayName: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** ISO 8601 date. */
  readonly birthDate: string | null;
  readonly avatarId: string | null;
  readonly locale: string | null;
  readonly timeZone: string | null;
  readonly createdAt: Date;
  readonly lastSignedInAt: Date | null;
  readonly blockedAt: Date | null;
  readonly blockReason: string | null;
  readonly blockedBy: string | null;
  readonly erasedAt: Date | null;
};

/** What people tell of themselves, and may change. */
export type Particulars = Partial<
  Pick<Person, 'displayName' | 'firstName' | 'lastName' | 'birthDate' | 'avatarId' | 'locale' | 'timeZone'>
>;

/** What nobody knows of a new person yet. */
export const unknownYet = {
  phoneVerifiedAt: null,
  firstName: null,
  lastName: null,
  birthDate: null,
  avatarId: null,
  timeZone: null,
  lastSignedInAt: null,
  blockedAt: null,
  blockReason: null,
  blockedBy: null,
  erasedAt: null,
} as const satisfies Partial<Person>;

type PublicField = 'id' | 'displayName' | 'avatarId';
type PrivateField = Exclude<keyof Person, PublicField>;

/** A person as one viewer may see them: what is private is null to others. */
export type PersonView = Pick<Person, PublicField> & { readonly [Field in PrivateField]: Person[Field] | null } & {
  /** Whether the viewer sees what is private. */
  readonly isOpen: boolean;
  readonly roles: readonly Role[] | null;
};

/** Private data is for the person alone and for those who may read anybody's. */
export function mayRead(viewer: Principal, userId: string): boolean {
  return (viewer.kind === 'user' && viewer.id === userId) || hasScope(viewer, 'user:read:any');
}

export function viewOf(person: Person, roles: readonly Role[], isOpen: boolean): PersonView {
  if (isOpen) return { ...person, isOpen, roles };
  const { id, displayName, avatarId } = person;
  return { ...hidden, id, displayName, avatarId, isOpen, roles: null };
}

const hidden = {
  username: null,
  email: null,
  emailVerifiedAt: null,
  phone: null,
  phoneVerifiedAt: null,
  firstName: null,
  lastName: null,
  birthDate: null,
  locale: null,
  timeZone: null,
  createdAt: null,
  lastSignedInAt: null,
  blockedAt: null,
  blockReason: null,
  blockedBy: null,
  erasedAt: null,
} as const satisfies Record<PrivateField, null>;

export type RegistrationInput = {
  readonly email: string;
  readonly username: string;
  readonly password: string;
  readonly displayName?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly locale?: string | null | undefined;
};

export type Registration = {
  readonly email: string;
  readonly username: string;
  readonly password: string;
  readonly displayName: string;
  readonly phone: string | null;
  readonly locale: string | null;
};

/** What the rules need to know from outside. */
export type RegistrationFacts = {
  isCommonPassword(password: string): boolean;
  /** E.164, or null when there is no such number. */
  readPhone(text: string): string | null;
};

/** The account that is asked for, or everything that is wrong with it. */
export function readRegistration(
  input: RegistrationInput,
  facts: RegistrationFacts,
): Result<Registration, InvalidInput> {
  const email = input.email.trim();
  const username = input.username.trim().toLowerCase();
  const displayName = input.displayName?.trim() ?? username;
  const phone = input.phone ? facts.readPhone(input.phone) : null;
  const locale = input.locale ? canonicalLocale(input.locale) : null;
  const errors = [
    ...(!isEmail(email) ? [invalidInput(['input', 'email'], 'This is no email address.')] : []),
    ...(usernamePattern.test(username)
      ? []
      : [invalidInput(['input', 'username'], 'A username is 3 to 32 of a–z, 0–9 and _.')]),
    ...passwordProblems(input.password, facts).map((message) => invalidInput(['input', 'password'], message)),
    ...displayNameProblems(displayName),
    ...(input.phone && !phone ? [invalidInput(['input', 'phone'], 'There is no such phone number.')] : []),
    ...(input.locale && !locale ? [badLocale] : []),
  ];
  const [first, ...more] = errors;
  return first ? fail(first, ...more) : ok({ email, username, password: input.password, displayName, phone, locale });
}

/** Whether a mail can be sent there, as far as the text alone tells. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(text);
}

const usernamePattern = /^[a-z0-9_]{3,32}$/;
export const badLocale = invalidInput(['input', 'locale'], 'A locale is a BCP 47 tag, such as kk-KZ.');

/** Everything that is wrong with a new password; bcrypt reads 72 bytes, so no more are accepted. */
export function passwordProblems(
  password: string,
  { isCommonPassword }: Pick<RegistrationFacts, 'isCommonPassword'>,
): string[] {
  return [
    ...([...password].length >= 8 ? [] : ['A password has at least 8 characters.']),
    ...(byteLength(password) <= 72 ? [] : ['A password has at most 72 bytes.']),
    ...(/\p{Lu}/u.test(password) ? [] : ['A password has an upper-case letter.']),
    ...(/\p{Ll}/u.test(password) ? [] : ['A password has a lower-case letter.']),
    ...(/\p{Nd}/u.test(password) ? [] : ['A password has a digit.']),
    ...(isCommonPassword(password) ? ['This password is one of the most common ones.'] : []),
    ...(password.includes('\0') ? ['A password has no NUL character.'] : []),
  ];
}

export type LogInName =
  | { readonly kind: 'EMAIL'; readonly text: string }
  | { readonly kind: 'PHONE'; readonly text: string }
  | { readonly kind: 'USERNAME'; readonly text: string };

/** What somebody signs in with, in the one form that it is looked up and counted by. */
export function readLogInName(identifier: string): LogInName {
  const text = identifier.trim().slice(0, 254);
  if (text.includes('@')) return { kind: 'EMAIL', text: text.toLowerCase() };
  if (text.startsWith('+')) return { kind: 'PHONE', text: `+${text.replace(/\D/g, '')}` };
  return { kind: 'USERNAME', text: text.toLowerCase() };
}

export function displayNameProblems(displayName: string): InvalidInput[] {
  const { length } = [...displayName];
  const isFine = length >= 1 && length <= 80 && !/\p{Cc}/u.test(displayName);
  return isFine ? [] : [invalidInput(['input', 'displayName'], 'A display name is 1 to 80 characters.')];
}

export function canonicalLocale(text: string): string | null {
  return knownToIntl(() => Intl.getCanonicalLocales(text)[0] ?? null);
}

/** Intl tells what it does not know by a RangeError. */
export function knownToIntl(read: () => string | null): string | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
