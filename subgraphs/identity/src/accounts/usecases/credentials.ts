import { AccountLocked, SignInFailed, type SignInOrigin } from '@caravan/contracts/identity';
import type { Caller } from '@caravan/core/principal';
import type { Executor, Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { addJob } from '@caravan/jobs/add-job';
import type { Deps } from '../../deps.ts';
import { clientNetwork } from '../../limits/limits.domain.ts';
import { sealUnlessErased } from '../../sealing.ts';
import { keyedHash } from '../../secrets.ts';
import { originOf } from '../../sign-ins/sign-ins.domain.ts';
import {
  deleteKnownNetworks,
  deleteLogInFailuresBefore,
  exchangePasswordHash,
  findPasswordHash,
  forgetAllFailures,
  forgetLogInFailures,
  isKnownNetwork,
  rememberNetwork,
  savePasswordHash as storePasswordHash,
  takeLogInTry,
} from '../credentials.store.ts';
import type { Hashing } from '../passwords.ts';
import { lockPerson } from './people.ts';

/** What a password is compared with. A name that no account has is counted as one, under a hash. */
export type Credentials = {
  /** User id, or what the tries for an unknown name are counted by. */
  readonly account: string;
  readonly userId: string | null;
  /** Null when there is none: no password is right. */
  readonly passwordHash: string | null;
};

export type Attempt = { readonly caller: Caller; readonly credentials: Credentials; readonly password: string };

/** Forgotten after so long without a sign-in. */
const networksKeptDays = 180;
const dayMs = 86_400_000;

/**
 * Whether it is the password, unless too many wrong ones came in a row: those lock the account for everybody but the
 * networks that its owner has signed in from, which have a count and a lock of their own. Every refusal does the same
 * work, for unknown names too; the rest is done by a job.
 */
export async function judgePassword(deps: Deps, attempt: Attempt, { matches }: Hashing): Promise<boolean> {
  const { caller, credentials, password } = attempt;
  const { account, userId, passwordHash } = credentials;
  const { lockAfterFailures: mostFailures, lockSeconds } = deps.settings;
  const network = networkKey(deps, account, caller);
  const counter = network && (await isKnownNetwork(deps.database.query, network)) ? network : account;
  const now = deps.now();
  const lockedUntil = new Date(now.getTime() + lockSeconds * 1000);
  const failures = await takeLogInTry(deps.database.query, { account: counter, now, mostFailures, lockedUntil });
  const matched = await matches(password, passwordHash);
  if (matched && failures !== null) {
    await forgetLogInFailures(deps.database.query, [counter]);
    if (network) await rememberNetwork(deps.database.query, { key: network, account, usedAt: now });
    return true;
  }
  const failure = { userId: matched ? null : userId, locked: failures === mostFailures, ...originOf(caller) };
  await addJob(deps.database.query, tellFailedSignInJob, failure, { maxAttempts: 8 });
  return false;
}

/** The same, in a room of its own: without time to judge a try, it counts for nothing. */
export function provePassword(deps: Deps, attempt: Attempt): Promise<boolean> {
  return deps.passwords.withRoom((hashing) => judgePassword(deps, attempt, hashing));
}

export const tellFailedSignInJob = 'tell-failed-sign-in';

type FailedSignIn = SignInOrigin & { readonly userId: string | null; readonly locked: boolean };

/** Announces a failure, and that the account is locked by it; there is nothing to tell of a name that nobody has. */
export async function tellFailedSignIn(deps: Deps, { userId, locked, ...from }: FailedSignIn): Promise<void> {
  if (!userId) return;
  const origin = await sealUnlessErased(deps, userId, from satisfies SignInOrigin);
  if (!origin) return;
  await deps.database.transaction(async (tx) => {
    if (!(await lockPerson(tx, userId))) return;
    await publish(tx, SignInFailed, { subject: userId, data: { userId, factor: 'PASSWORD', origin } });
    if (!locked) return;
    const minutes = Math.ceil(deps.settings.lockSeconds / 60);
    deps.logger.warn({ userId }, 'account locked after failed log-ins');
    await publish(tx, AccountLocked, { subject: userId, data: { userId, minutes } });
  });
}

export async function findCredentials(executor: Executor, userId: string): Promise<Credentials | null> {
  const found = await findPasswordHash(executor, userId);
  return found && { account: userId, userId, ...found };
}

/** Use it with a person whose row is locked. */
export function savePasswordHash(tx: Transaction, change: { userId: string; passwordHash: string }): Promise<void> {
  return storePasswordHash(tx, change);
}

/** Hashes a password that was just proven again when `BCRYPT_COST` was raised since. */
export async function renewHash(
  deps: Deps,
  { credentials: { userId, passwordHash }, password }: Attempt,
  { hash }: Hashing,
): Promise<void> {
  if (!userId || !passwordHash || !deps.passwords.isWeak(passwordHash)) return;
  await exchangePasswordHash(deps.database.query, { userId, from: passwordHash, to: await hash(password) });
}

/**
 * Whether a password that was right a moment ago still is. Use it with a person whose row is locked: only when the hash was
 * replaced since, which is rare, the lock is held for as long as a comparison takes.
 */
export async function isStillRight(
  tx: Transaction,
  { credentials: { userId, passwordHash }, password }: Attempt,
  { matches }: Hashing,
): Promise<boolean> {
  const now = userId ? await findCredentials(tx, userId) : null;
  if (!now?.passwordHash) return false;
  return now.passwordHash === passwordHash || matches(password, now.passwordHash);
}

/** Takes away the locks that failures have caused, and all memory of where the person signed in from. */
export async function endLock(tx: Transaction, userId: string): Promise<void> {
  await forgetAllFailures(tx, userId);
  await deleteKnownNetworks(tx, { account: userId });
}

export async function forgetOldFailures(deps: Deps): Promise<void> {
  const now = deps.now().getTime();
  const failuresKeptMs = Math.max(dayMs, deps.settings.lockSeconds * 1000);
  await deleteLogInFailuresBefore(deps.database.query, new Date(now - failuresKeptMs));
  await deleteKnownNetworks(deps.database.query, { usedBefore: new Date(now - networksKeptDays * dayMs) });
}

function networkKey(deps: Deps, account: string, { clientAddress }: Caller): string | null {
  if (clientAddress === null) return null;
  return keyedHash(deps.keys.limits, `known network|${account}|${clientNetwork(clientAddress)}`);
}
