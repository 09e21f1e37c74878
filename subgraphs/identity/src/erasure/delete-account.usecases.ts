import { randomBytes } from 'node:crypto';
import { UserErased } from '@caravan/contracts/identity';
import type { RateLimited } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { eraseRows } from '@caravan/database/erasure';
import { publish } from '@caravan/events/publish';
import { addJob } from '@caravan/jobs/add-job';
import type { Person } from '../accounts/accounts.domain.ts';
import { lockOneself } from '../accounts/usecases/people.ts';
import { forgetAddresses } from '../addresses/addresses.usecases.ts';
import type { Deps } from '../deps.ts';
import { forgetKyc } from '../kyc/keeping.usecases.ts';
import { forgetLettersTo } from '../letters/letters.usecases.ts';
import { giveBack, take } from '../limits/limits.usecases.ts';
import { type SecondFactorInvalid, secondFactorInvalid } from '../mfa/mfa.domain.ts';
import { hasSecondFactor, withSecondFactor } from '../mfa/usecases/second-factor.ts';
import { lockAdminRoles, rolesOf, superAdmins } from '../roles/roles.usecases.ts';
import { endSessions } from '../sessions/sessions.usecases.ts';
import { pseudonymOf } from './erasure.domain.ts';
import { pseudonymise } from './erasure.store.ts';
import { fates } from './fates.ts';
import { type ProofError, proveOwner } from './prove-owner.ts';

export const destroyKeysJob = 'erasure.destroy-keys';
export const removeFilesJob = 'erasure.remove-files';
export const eraseLateJob = 'erasure.erase-late';
/** Longer than access tokens are believed after the end of their session, and than links to upload live. */
const lateMs = 3_600_000;

export type DeleteAccountCommand = {
  readonly caller: Caller;
  readonly userId: string;
  readonly password: string | null;
  /** Of the second factor. */
  readonly code: string | null;
};
type LastSuperAdmin = { kind: 'LastSuperAdmin' };
export type DeleteAccountError = ProofError | SecondFactorInvalid | LastSuperAdmin | RateLimited;

/** Erases whoever can prove to be the owner of the account; tells the pseudonym that is left. */
export async function deleteAccount(
  deps: Deps,
  command: DeleteAccountCommand,
): Promise<Result<string, DeleteAccountError>> {
  const { userId: subject } = command;
  const limit = { name: 'deletion', subject, points: deps.settings.deletionTriesPerHour, windowSeconds: 3_600 };
  const limited = await take(deps, [limit]);
  if (!limited.ok) return limited;
  const proof = await proveOwner(deps, command);
  if (!proof.ok) return proof;
  const erased = await withCode(deps, command);
  if (erased.ok) await giveBack(deps, [limit]);
  return erased;
}

async function withCode(deps: Deps, command: DeleteAccountCommand): Promise<Result<string, DeleteAccountError>> {
  const { caller, userId, code } = command;
  if (!(await hasSecondFactor(deps.database.query, userId)))
    return deps.database.transaction((tx) => erase(tx, deps, userId));
  if (!code) return fail(secondFactorInvalid);
  return withSecondFactor(deps, { caller, userId, code }, (tx) => erase(tx, deps, userId));
}

/** In one transaction: either nothing has happened, or all of identity is erased and everybody else is told. */
async function erase(tx: Transaction, deps: Deps, userId: string): Promise<Result<string, LastSuperAdmin>> {
  await lockAdminRoles(tx);
  const person = await lockOneself(tx, userId);
  const roles = (await rolesOf(tx, [userId])).get(userId) ?? [];
  if (roles.includes('SUPER_ADMIN') && (await superAdmins(tx)) === 1) return fail({ kind: 'LastSuperAdmin' });

  await endSessions(tx, deps, { userId, sessionId: null, reason: 'ERASED' });
  await eraseBelongings(tx, deps, person);
  const pseudonym = pseudonymOf(randomName());
  await pseudonymise(tx, { userId, pseudonym, now: deps.now() });
  const { username } = pseudonym;
  await publish(tx, UserErased, { subject: userId, data: { userId, pseudonym: username } });
  return ok(username);
}

async function eraseBelongings(tx: Transaction, deps: Deps, { id, email, phone }: Person): Promise<void> {
  await forgetAddresses(tx, deps, id);
  await forgetKyc(tx, deps, id);
  await forgetLettersTo(tx, deps, phone ? [email, phone] : [email]);
  const { files, keys } = await eraseRows(tx, fates, { id, email, phone });
  // The keys lie in another database, so a job destroys them, which also runs after a crash.
  await addJob(tx, destroyKeysJob, { userIds: [id, ...keys] });
  await addJob(tx, eraseLateJob, { userId: id, files }, { runAt: new Date(deps.now().getTime() + lateMs) });
  if (files.length > 0) await addJob(tx, removeFilesJob, { fileIds: files });
}

/**
 * Makes all that was sealed for the person unreadable: in the log, in the tables of others and in backups of both.
 * Whoever reads it later meets null, so nobody has to be waited for.
 */
export async function destroyKeys(deps: Deps, { userIds }: { userIds: readonly string[] }): Promise<void> {
  for (const userId of userIds) await deps.sealer.erase(userId);
}

/** Once more, for what calls brought in that had begun before the erasure ended, and by links given out before it. */
export async function eraseLate(
  deps: Deps,
  { userId, files }: { userId: string; files: readonly string[] },
): Promise<void> {
  const late = await deps.database.transaction((tx) => eraseRows(tx, fates, { id: userId }));
  await removeFiles(deps, { fileIds: [...files, ...late.files] });
}

export async function removeFiles(deps: Deps, { fileIds }: { fileIds: readonly string[] }): Promise<void> {
  for (const fileId of fileIds) await deps.files.remove(fileId);
}

/** 80 random bits in a–v and 0–9. */
function randomName(): string {
  return [...randomBytes(16)].map((byte) => (byte & 31).toString(32)).join('');
}
