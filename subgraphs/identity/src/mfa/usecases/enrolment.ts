import { MfaChanged } from '@caravan/contracts/identity';
import { invariant, type RateLimited } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Person } from '../../accounts/accounts.domain.ts';
import { lockOneself } from '../../accounts/usecases/people.ts';
import type { Deps } from '../../deps.ts';
import type { CurrentPasswordWrong } from '../../passwords/passwords.domain.ts';
import { confirmPassword } from '../../passwords/usecases/confirm-password.ts';
import { userIdOf } from '../../principal.ts';
import { rolesOf } from '../../roles/roles.usecases.ts';
import type { FreshSignInRequired } from '../../sessions/sessions.domain.ts';
import { endSessions } from '../../sessions/sessions.usecases.ts';
import { readSecondFactorCode, type SecondFactorInvalid, secondFactorInvalid } from '../mfa.domain.ts';
import { deleteFactor, lockFactor, markConfirmed, replaceRecoveryCodes, savePendingFactor } from '../mfa.store.ts';
import { newRecoveryCodes, recoveryCodeCount } from '../recovery-codes.ts';
import { enrolmentOf, newTotpSecret, stepOfCode } from '../totp.ts';
import { hashRecoveryCode, isMfaRequired, secretOf, withSecondFactor } from './second-factor.ts';

export type MfaAlreadyEnabled = { kind: 'MfaAlreadyEnabled'; path: readonly string[] };
export type MfaEnrolment = {
  readonly secret: string;
  readonly otpauthUri: string;
  readonly qrCode: string;
  readonly expiresInSeconds: number;
};

const alreadyEnabled: MfaAlreadyEnabled = { kind: 'MfaAlreadyEnabled', path: ['input'] };

export type BeginMfaError = CurrentPasswordWrong | FreshSignInRequired | MfaAlreadyEnabled | RateLimited;

/** Makes the secret of a new authenticator app, which waits for its first code. The newest one replaces those before. */
export async function beginMfaEnrolment(
  deps: Deps,
  { caller, currentPassword }: { caller: Caller; currentPassword: string | null },
): Promise<Result<MfaEnrolment, BeginMfaError>> {
  const confirmed = await confirmPassword(deps, { caller, currentPassword });
  if (!confirmed.ok) return confirmed;
  const { mfaIssuer: issuer, mfaEnrolmentSeconds: expiresInSeconds } = deps.settings;
  const userId = userIdOf(caller.principal);
  const secret = newTotpSecret();
  return deps.database.transaction(async (tx) => {
    const { email } = await lockOneself(tx, userId);
    const createdAt = deps.now();
    const expiresAt = new Date(createdAt.getTime() + expiresInSeconds * 1000);
    const secretSealed = deps.keyRing.seal(secretOf(userId), secret);
    const isSaved = await savePendingFactor(tx, { userId, secretSealed, createdAt, expiresAt });
    if (!isSaved) return fail(alreadyEnabled);
    return ok({ secret, ...enrolmentOf({ secret, issuer, account: email }), expiresInSeconds });
  });
}

export type MfaEnrolmentMissing = { kind: 'MfaEnrolmentMissing'; path: readonly string[] };
export type ConfirmMfaError = MfaEnrolmentMissing | SecondFactorInvalid;

/**
 * Takes the app into use with its first code, and gives the recovery codes: they are never shown again. The code is
 * used up. Other sessions end, since none of them was opened with a second factor.
 */
export function confirmMfaEnrolment(
  deps: Deps,
  { caller, code }: { caller: Caller; code: string },
): Promise<Result<string[], ConfirmMfaError>> {
  const userId = userIdOf(caller.principal);
  return deps.database.transaction(async (tx): Promise<Result<string[], ConfirmMfaError>> => {
    await lockOneself(tx, userId);
    const now = deps.now();
    const pending = await lockFactor(tx, userId);
    if (!pending?.expiresAt || pending.expiresAt <= now) {
      return fail({ kind: 'MfaEnrolmentMissing', path: ['input', 'code'] });
    }
    const read = readSecondFactorCode(code);
    const secret = deps.keyRing.open(secretOf(userId), pending.secretSealed);
    const step = read?.kind === 'TOTP' ? stepOfCode({ secret, code: read.text, now }) : null;
    if (step === null) return fail(secondFactorInvalid);
    await markConfirmed(tx, { userId, step, now });
    await endOtherSessions(tx, deps, caller);
    return ok(await giveRecoveryCodes(tx, deps, { userId, change: 'ENABLED' }));
  });
}

export type DisableMfaError = CurrentPasswordWrong | FreshSignInRequired | SecondFactorInvalid | RateLimited;

/**
 * Takes the second factor away. Other sessions end; the one in use as well where the person needs a second factor,
 * because its token may have the rights of the staff inside.
 */
export async function disableMfa(
  deps: Deps,
  { caller, currentPassword, code }: { caller: Caller; currentPassword: string | null; code: string },
): Promise<Result<Person, DisableMfaError>> {
  const userId = userIdOf(caller.principal);
  const confirmed = await confirmPassword(deps, { caller, currentPassword });
  if (!confirmed.ok) return confirmed;
  return withSecondFactor(deps, { userId, code, caller }, async (tx, { person }) => {
    await deleteFactor(tx, userId);
    const roles = (await rolesOf(tx, [userId])).get(userId) ?? [];
    if (isMfaRequired(deps, roles)) await endAllSessions(tx, deps, userId);
    else await endOtherSessions(tx, deps, caller);
    const data = { userId, change: 'DISABLED' as const, recoveryCodesLeft: 0 };
    await publish(tx, MfaChanged, { subject: userId, data });
    return ok(person);
  });
}

export type RenewRecoveryCodesError = SecondFactorInvalid | RateLimited;

/** Gives new recovery codes for a code; those from before stop working. */
export function renewRecoveryCodes(
  deps: Deps,
  { caller, code }: { caller: Caller; code: string },
): Promise<Result<string[], RenewRecoveryCodesError>> {
  const userId = userIdOf(caller.principal);
  return withSecondFactor(deps, { userId, code, caller }, async (tx) =>
    ok(await giveRecoveryCodes(tx, deps, { userId, change: 'RECOVERY_CODES_RENEWED' })),
  );
}

async function giveRecoveryCodes(
  tx: Transaction,
  deps: Deps,
  { userId, change }: { userId: string; change: 'ENABLED' | 'RECOVERY_CODES_RENEWED' },
): Promise<string[]> {
  const codes = newRecoveryCodes();
  const hashes = await Promise.all(
    codes.map((code) => hashRecoveryCode(tx, deps, { userId, text: code.replace('-', '') })),
  );
  await replaceRecoveryCodes(tx, { userId, hashes });
  await publish(tx, MfaChanged, { subject: userId, data: { userId, change, recoveryCodesLeft: recoveryCodeCount } });
  return codes;
}

async function endOtherSessions(tx: Transaction, deps: Deps, { principal }: Caller): Promise<void> {
  const { id: userId, sessionId: exceptSessionId } = principal;
  invariant(userId, 'who is signed in has an account');
  await endSessions(tx, deps, { userId, sessionId: null, exceptSessionId, reason: 'SECOND_FACTOR_CHANGED' });
}

async function endAllSessions(tx: Transaction, deps: Deps, userId: string): Promise<void> {
  await endSessions(tx, deps, { userId, sessionId: null, reason: 'SECOND_FACTOR_CHANGED' });
}
