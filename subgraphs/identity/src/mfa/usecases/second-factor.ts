import { MfaChanged, SignInFailed } from '@caravan/contracts/identity';
import { invariant, type RateLimited } from '@caravan/core/errors';
import type { Caller, Role } from '@caravan/core/principal';
import { fail, type Result } from '@caravan/core/result';
import type { Executor, Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Person } from '../../accounts/accounts.domain.ts';
import { lockPerson } from '../../accounts/usecases/people.ts';
import type { Deps } from '../../deps.ts';
import type { SealedFor } from '../../keys/key-ring.ts';
import { lastingKey } from '../../keys/lasting-keys.usecases.ts';
import type { Limit } from '../../limits/limits.domain.ts';
import { giveBack, take } from '../../limits/limits.usecases.ts';
import { keyedHash } from '../../secrets.ts';
import { originOf } from '../../sign-ins/sign-ins.domain.ts';
import {
  isStaff,
  type MfaState,
  readSecondFactorCode,
  type SecondFactorCode,
  type SecondFactorInvalid,
  secondFactorInvalid,
  withoutStaffRoles,
} from '../mfa.domain.ts';
import { countRecoveryCodes, deleteExpired, findFactor, useRecoveryCode, useStep } from '../mfa.store.ts';
import { stepOfCode } from '../totp.ts';

/** Whether a sign-in of the person needs a second factor. */
export async function hasSecondFactor(executor: Executor, userId: string): Promise<boolean> {
  return (await countRecoveryCodes(executor, [userId])).has(userId);
}

export async function mfaStates(deps: Deps, userIds: readonly string[]): Promise<MfaState[]> {
  const left = await countRecoveryCodes(deps.database.query, userIds);
  return userIds.map((userId) => ({ enabled: left.has(userId), recoveryCodesLeft: left.get(userId) ?? 0 }));
}

/** Whether somebody with these roles is to have a second factor. */
export function isMfaRequired({ settings, isProduction }: Deps, roles: readonly Role[]): boolean {
  return (settings.mfaRequiredForStaff ?? isProduction) && isStaff(roles);
}

/** The roles that count: those of the staff only with a second factor, where the platform requires one. */
export async function rolesInForce(
  deps: Deps,
  { userId, roles }: { userId: string; roles: readonly Role[] },
): Promise<readonly Role[]> {
  if (!isMfaRequired(deps, roles) || (await hasSecondFactor(deps.database.query, userId))) return roles;
  return withoutStaffRoles(roles);
}

export type GivenCode = { readonly userId: string; readonly code: string; readonly caller: Caller };
export type ProvenFactor = { readonly person: Person; readonly secondFactor: SecondFactorCode['kind'] };

/**
 * Runs `work` in a transaction that has the person locked and a code used up; for a wrong code nothing runs. Tries are counted
 * against the account before they are judged, whatever they are for; wrong recovery codes apart from wrong codes of
 * the app, so that nobody who guesses at the one keeps the person from using the other.
 */
export async function withSecondFactor<Value, Refusal extends { kind: string }>(
  deps: Deps,
  given: GivenCode,
  work: (tx: Transaction, proven: ProvenFactor) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | SecondFactorInvalid | RateLimited>> {
  const { userId, caller } = given;
  const code = readSecondFactorCode(given.code);
  const limits = limitsOf(deps, { userId, kind: code?.kind ?? 'TOTP' });
  const limited = await take(deps, limits);
  if (!limited.ok) return limited;
  const origin = await deps.sealer.seal(userId, originOf(caller));
  const outcome = await deps.database.transaction<Result<Value, Refusal | SecondFactorInvalid>>(async (tx) => {
    const person = await lockPerson(tx, userId);
    const isRight = person && code && (await useCode(tx, deps, { userId, code }));
    return isRight ? work(tx, { person, secondFactor: code.kind }) : fail(secondFactorInvalid);
  });
  if (outcome.ok || outcome.errors[0] !== secondFactorInvalid) {
    await giveBack(deps, limits);
    return outcome;
  }
  deps.logger.warn({ userId }, 'wrong second factor');
  await deps.database.transaction((tx) =>
    publish(tx, SignInFailed, { subject: userId, data: { userId, factor: 'SECOND_FACTOR', origin } }),
  );
  return outcome;
}

/** Forgets challenges and enrolments that nobody can finish any more. */
export function forgetExpiredMfa(deps: Deps): Promise<void> {
  return deleteExpired(deps.database.query, deps.now());
}

/** Under a key that stays, since codes on paper outlive the key encryption key. */
export async function hashRecoveryCode(
  tx: Transaction,
  deps: Deps,
  { userId, text }: { userId: string; text: string },
): Promise<string> {
  return keyedHash(await lastingKey(tx, deps, 'recovery codes'), `${userId}|${text}`);
}

/** What the secret of a person's app is sealed for. */
export function secretOf(userId: string): SealedFor {
  return { purpose: 'secrets of second factors', row: userId };
}

const quarterHourSeconds = 900;
const daySeconds = 86_400;

function limitsOf({ settings }: Deps, { userId, kind }: { userId: string; kind: SecondFactorCode['kind'] }): Limit[] {
  const { failedSecondFactors, failedSecondFactorsPerDay } = settings;
  const subject = `${userId} ${kind}`;
  return [
    { name: 'second factor', subject, points: failedSecondFactors, windowSeconds: quarterHourSeconds },
    { name: 'second factor of a day', subject, points: failedSecondFactorsPerDay, windowSeconds: daySeconds },
  ];
}

async function useCode(
  tx: Transaction,
  deps: Deps,
  { userId, code }: { userId: string; code: SecondFactorCode },
): Promise<boolean> {
  if (code.kind === 'RECOVERY_CODE') return useRecovery(tx, deps, { userId, text: code.text });
  const factor = await findFactor(tx, userId);
  if (!factor?.confirmedAt) return false;
  const secret = deps.keyRing.open(secretOf(userId), factor.secretSealed);
  const step = stepOfCode({ secret, code: code.text, now: deps.now() });
  return step !== null && useStep(tx, { userId, step });
}

async function useRecovery(tx: Transaction, deps: Deps, { userId, text }: { userId: string; text: string }) {
  const isUsed = await useRecoveryCode(tx, { userId, hash: await hashRecoveryCode(tx, deps, { userId, text }) });
  if (!isUsed) return false;
  const recoveryCodesLeft = (await countRecoveryCodes(tx, [userId])).get(userId);
  invariant(recoveryCodesLeft !== undefined, 'recovery codes belong to a confirmed factor');
  const data = { userId, change: 'RECOVERY_CODE_USED' as const, recoveryCodesLeft };
  await publish(tx, MfaChanged, { subject: userId, data });
  return true;
}
