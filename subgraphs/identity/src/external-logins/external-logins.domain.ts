import type { Person } from '../accounts/accounts.domain.ts';

export const externalProviders = ['GOOGLE', 'APPLE', 'FACEBOOK'] as const;
export type ExternalProvider = (typeof externalProviders)[number];

/** Why somebody goes to a provider: to sign in, or to link it to the account in use. */
export const intents = ['LOG_IN', 'LINK'] as const;
export type Intent = (typeof intents)[number];

/** Who somebody is at a provider, as proven there. */
export type ExternalIdentity = {
  readonly provider: ExternalProvider;
  readonly subject: string;
  readonly email: string | null;
  /** Whether the provider says that the email is theirs. */
  readonly emailVerified: boolean;
  readonly name: string | null;
};

export type ExternalLogin = {
  readonly userId: string;
  readonly provider: ExternalProvider;
  readonly emailAtProvider: string | null;
  readonly linkedAt: Date;
};

/** An account that has the email of somebody who comes from a provider, where that subject is linked to nobody. */
export type Homonym = {
  readonly person: Person;
  /** Whether the account has a log-in of that provider already: then of another subject. */
  readonly hasProvider: boolean;
};

export type ExternalEmailNotVerified = { kind: 'ExternalEmailNotVerified' };
export type ExternalLoginNotLinked = { kind: 'ExternalLoginNotLinked' };

/** What becomes of a subject that is linked to nobody. */
export type Decision = 'REFUSE_EMAIL' | 'REFUSE_LINK' | 'LINK' | 'NEW_PERSON';

/**
 * Who comes with a subject that nobody has is let into an account only when both sides vouch for its email: otherwise
 * whoever writes a foreign email into a profile, here or there, would share the account of its owner. A second subject of
 * one provider with the same email is another person: the email was given to somebody else.
 */
export function decideUnknownSubject(email: string | null, homonym: Homonym | null): Decision {
  if (email === null) return 'REFUSE_EMAIL';
  if (!homonym) return 'NEW_PERSON';
  return homonym.person.emailVerifiedAt && !homonym.hasProvider ? 'LINK' : 'REFUSE_LINK';
}

/**
 * The email that a provider vouches for, or null. Only plain ASCII: letters that merely fold to those of another address
 * (K, the Kelvin sign, becomes k) must not stand for it.
 */
export function vouchedEmail({ email, emailVerified }: ExternalIdentity): string | null {
  if (!emailVerified || email === null || email.length > 254) return null;
  return /^[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+$/.test(email) ? email : null;
}

/** A name that may be shown: control characters and spaces at its ends are dropped, the rest is cut to 80 characters. */
export function readName(text: string | null | undefined): string | null {
  const name = [...(text ?? '').replaceAll(/[\p{C}\s]+/gu, ' ').trim()].slice(0, 80).join('').trim();
  return name === '' ? null : name;
}

/** What a username is made from: the name, else the email's first part, else `person`. Leaves room for a number. */
export function usernameBase(name: string | null, email: string): string {
  const candidates = [name ?? '', email.slice(0, email.indexOf('@'))].map(plain);
  return candidates.find((candidate) => candidate.length >= 3) ?? 'person';
}

function plain(text: string): string {
  const letters = text.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '');
  return letters
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 24)
    .replace(/_+$/, '');
}
