import { findPersonByEmail } from '../../accounts/usecases/people.ts';
import type { Deps } from '../../deps.ts';
import { keyedHash } from '../../secrets.ts';

/** What resets of an email are kept by. An account whose email was never verified is none. */
export async function accountToReset(deps: Deps, email: string): Promise<{ account: string; userId: string | null }> {
  const person = await findPersonByEmail(deps.database.query, email);
  const nobody = keyedHash(deps.keys.limits, `password reset|${email.toLowerCase()}`);
  const userId = person?.emailVerifiedAt ? person.id : null;
  return { account: userId ?? nobody, userId };
}

export function hashCode(deps: Deps, { account, code }: { account: string; code: string }): string {
  return keyedHash(deps.keys.codes, `password reset|${account}|${code.trim()}`);
}
