import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import { isCommonPassword } from '../../accounts/passwords.ts';
import { lockPerson } from '../../accounts/usecases/people.ts';
import type { Deps } from '../../deps.ts';
import type { Limit } from '../../limits/limits.domain.ts';
import { giveBack, perNetwork, take } from '../../limits/limits.usecases.ts';
import { hashToken, sameText } from '../../secrets.ts';
import {
  codeInvalid,
  linkInvalid,
  newPasswordErrors,
  type ResetInvalid,
  type ResetPasswordError,
} from '../passwords.domain.ts';
import { deleteReset, findResetByToken, type PasswordReset, takeCodeTry } from '../passwords.store.ts';
import { replacePassword } from './replace-password.ts';
import { accountToReset, hashCode } from './reset-proofs.ts';

type Outcome = Result<number, ResetPasswordError>;

/** Sets a new password by the token of a mailed link, and tells how many sessions ended. */
export async function resetPassword(
  deps: Deps,
  { caller, token, newPassword }: { caller: Caller; token: string; newPassword: string },
): Promise<Outcome> {
  const [problem, ...more] = newPasswordErrors(newPassword, { isCommonPassword });
  if (problem) return fail(problem, ...more);
  const limits = failuresOfNetwork(deps, caller);
  const limited = await take(deps, limits);
  if (!limited.ok) return limited;
  const reset = await findResetByToken(deps.database.query, { tokenHash: hashToken(token), now: deps.now() });
  if (!reset) return fail(linkInvalid);
  await giveBack(deps, limits);
  return applyReset(deps, { reset, newPassword, refusal: linkInvalid });
}

/** The same by the mailed code. Tries are counted before the code is compared, for emails without an account alike. */
export async function resetPasswordByCode(
  deps: Deps,
  { caller, email, code, newPassword }: { caller: Caller; email: string; code: string; newPassword: string },
): Promise<Outcome> {
  const [problem, ...more] = newPasswordErrors(newPassword, { isCommonPassword });
  if (problem) return fail(problem, ...more);
  const { resetCodeTriesPerDay: points, resetCodeAttempts: attempts } = deps.settings;
  const limits = [
    ...failuresOfNetwork(deps, caller),
    { name: 'reset code', subject: email.toLowerCase(), points, windowSeconds: 86_400 },
  ];
  const limited = await take(deps, limits);
  if (!limited.ok) return limited;
  const { account } = await accountToReset(deps, email);
  const reset = await takeCodeTry(deps.database.query, { account, now: deps.now(), attempts });
  if (!reset || !sameText(reset.codeHash, hashCode(deps, { account, code }))) return fail(codeInvalid);
  await giveBack(deps, limits);
  return applyReset(deps, { reset, newPassword, refusal: codeInvalid });
}

type Proven = { reset: PasswordReset; newPassword: string; refusal: ResetInvalid };

/** The password is hashed before the transaction, so that no lock is held for so long. */
async function applyReset(deps: Deps, { reset, newPassword, refusal }: Proven): Promise<Outcome> {
  const passwordHash = await deps.passwords.hash(newPassword);
  return deps.database.transaction(async (tx): Promise<Outcome> => {
    const person = reset.userId ? await lockPerson(tx, reset.userId) : null;
    // Somebody else may have used it up, or asked for a newer one, in the meantime.
    if (!person || !(await deleteReset(tx, reset))) return fail(refusal);
    return ok(await replacePassword(tx, deps, { userId: person.id, passwordHash, how: 'RESET', keptSessionId: null }));
  });
}

function failuresOfNetwork({ settings }: Deps, caller: Caller): Limit[] {
  const points = settings.failedResetsPerAddress;
  return perNetwork(caller, { name: 'failed reset of network', points, windowSeconds: 3_600 });
}
