import type { DataOf } from '@caravan/contracts/event';
import type { VerificationRequested, VerificationSecret } from '@caravan/contracts/identity';
import type { EmailOwner } from '../accounts/usecases/open-account.ts';
import type { Deps } from '../deps.ts';
import type { Limit } from '../limits/limits.domain.ts';
import { hashToken, keyedHash, randomCode, randomToken } from '../secrets.ts';
import type { WaitingRegistration } from './registrations.store.ts';

/** With 5 tries a code, one in 20,000 guesses a day is all that somebody else gets. */
const codesPerDay = 10;

/**
 * Bounds the codes of one email, however they are asked for: each brings new tries. Registrations of an email that
 * has an account count alike, so that nobody can tell, and nobody's mailbox is flooded.
 */
export function codesOfDay(email: string): Limit {
  return { name: 'codes of a day', subject: email.toLowerCase(), points: codesPerDay, windowSeconds: 86_400 };
}

/** A code and the token of a link, and what is kept of them: hashes alone. */
export type NewCode = {
  readonly code: string;
  readonly token: string;
  readonly kept: Pick<WaitingRegistration, 'codeHash' | 'linkHash' | 'expiresAt'>;
};

export function makeCode(deps: Deps, id: string): NewCode {
  const [code, token] = [randomCode(), randomToken()];
  const expiresAt = new Date(deps.now().getTime() + deps.settings.verificationSeconds * 1000);
  return { code, token, kept: { codeHash: hashCode(deps, { id, code }), linkHash: hashToken(token), expiresAt } };
}

/**
 * The event that brings the code to the email; for a taken email it tells the owner instead, and nobody learns the
 * code. Sealed for the user to be in both cases, which costs the same.
 */
export async function sealCode(
  deps: Deps,
  { registration, owner, code: { code, token } }: CodeOf,
): Promise<{ subject: string; data: DataOf<typeof VerificationRequested> }> {
  const { id: userId, email: to, username, locale } = registration;
  const minutes = Math.round(deps.settings.verificationSeconds / 60);
  const secret: VerificationSecret = owner
    ? { kind: 'EMAIL_TAKEN', to: owner.email, username: owner.username }
    : { kind: 'CODE', to, username, code, token, minutes };
  const sealed = await deps.sealer.seal(userId, secret);
  const data = { userId, channel: 'EMAIL' as const, locale: owner ? owner.locale : locale, secret: sealed };
  return { subject: userId, data };
}

type CodeOf = {
  readonly registration: Pick<WaitingRegistration, 'id' | 'email' | 'username' | 'locale'>;
  /** Who has an account with that email. */
  readonly owner: EmailOwner | null;
  readonly code: NewCode;
};

/** Keyed: 6 digits could be guessed from a plain hash. */
export function hashCode({ keys }: Deps, { id, code }: { id: string; code: string }): string {
  return keyedHash(keys.codes, `${id}|${code.trim()}`);
}
