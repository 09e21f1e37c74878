import type { RateLimited } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { fail, type Result } from '@caravan/core/result';
import type { Deps } from '../../deps.ts';
import { clientNetwork, type Limit } from '../../limits/limits.domain.ts';
import { giveBack, take } from '../../limits/limits.usecases.ts';
import { findWaitingRegistration } from '../../registrations/registrations.usecases.ts';
import { keyedHash } from '../../secrets.ts';
import { type AccountBlocked, type SignInOutcome, signIn } from '../../sign-ins/sign-ins.usecases.ts';
import { readGuestToken } from '../../tokens/tokens.usecases.ts';
import { type LogInName, type Person, readLogInName } from '../accounts.domain.ts';
import { findAccount } from '../accounts.store.ts';
import type { Hashing } from '../passwords.ts';
import { type Credentials, isStillRight, judgePassword, renewHash } from './credentials.ts';

export type LogInError = { kind: 'InvalidCredentials' } | { kind: 'EmailNotVerified' } | AccountBlocked | RateLimited;
export type LogInCommand = { caller: Caller; identifier: string; password: string; guestToken: string | null };

/**
 * Opens a session for the right password. Unknown names and wrong passwords meet the same answer after
 * the same work; tries are counted before the password is compared.
 */
export function logIn(deps: Deps, command: LogInCommand): Promise<Result<SignInOutcome, LogInError>> {
  // Room is taken first: a try that there is no time to judge counts for nothing.
  return deps.passwords.withRoom((hashing) => logInWith(deps, command, hashing));
}

async function logInWith(
  deps: Deps,
  command: LogInCommand,
  hashing: Hashing,
): Promise<Result<SignInOutcome, LogInError>> {
  const name = readLogInName(command.identifier);
  const limits = logInLimits(deps, name, command.caller);
  const limited = await take(deps, [...limits.tries, ...limits.failures]);
  if (!limited.ok) return limited;

  const { caller, password } = command;
  const { person, ...credentials } = await lookUp(deps, name);
  const attempt = { caller, credentials, password };
  const proven = await judgePassword(deps, attempt, hashing);
  deps.logger.info({ userId: person?.id ?? null, outcome: proven ? 'MATCHED' : 'REFUSED' }, 'log-in tried');
  if (!proven || !person) {
    const waiting = { ...attempt, credentials: await lookUpWaiting(deps, name) };
    if (!(await judgePassword(deps, waiting, hashing))) return fail({ kind: 'InvalidCredentials' });
    await giveBack(deps, limits.failures);
    return fail({ kind: 'EmailNotVerified' });
  }
  await giveBack(deps, limits.failures);
  await renewHash(deps, attempt, hashing);
  if (!person.emailVerifiedAt) return fail({ kind: 'EmailNotVerified' });

  const guestId = command.guestToken ? await readGuestToken(deps, command.guestToken) : null;
  const proof = { person, caller, guestId, method: 'PASSWORD' } as const;
  // A change of the password that ended all sessions meanwhile must not be followed by one of the old password.
  return signIn(deps, proof, async (tx) =>
    (await isStillRight(tx, attempt, hashing)) ? null : { kind: 'InvalidCredentials' },
  );
}

/**
 * The registration that waits under the name. Its password is looked at also where an account has the name, with tries
 * of its own and the same work: whoever registers an email, known or not, and tries to log in with it hears the same.
 */
async function lookUpWaiting(deps: Deps, name: LogInName): Promise<Credentials> {
  const waiting = await findWaitingRegistration(deps, name);
  const account = waiting?.id ?? keyedHash(deps.keys.limits, `waiting ${name.kind} ${name.text}`);
  return { account, userId: null, passwordHash: waiting?.passwordHash ?? null };
}

/**
 * Limits are counted by the name that was typed, not by the account behind it: that two names
 * are of one person must not show.
 */
function logInLimits(
  { settings }: Deps,
  { kind, text }: LogInName,
  { clientAddress }: Caller,
): Record<'tries' | 'failures', Limit[]> {
  const account = `${kind} ${text}`;
  const failures = [
    { name: 'failed log-in of account', subject: account, points: settings.failedLogInsPerAccount, windowSeconds: 60 },
  ];
  if (clientAddress === null) return { tries: [], failures };
  const network = clientNetwork(clientAddress);
  return {
    tries: [{ name: 'log-in', subject: `${account}|${network}`, points: settings.logInsPerMinute, windowSeconds: 60 }],
    failures: [
      ...failures,
      {
        name: 'failed log-in of network',
        subject: network,
        points: settings.failedLogInsPerAddress,
        windowSeconds: 60,
      },
    ],
  };
}

/** What the name stands for; for a name that no account has, what its tries are counted by. */
async function lookUp(deps: Deps, name: LogInName): Promise<Credentials & { person: Person | null }> {
  const found = await findAccount(deps.database.query, name);
  if (found) return { ...found, account: found.person.id, userId: found.person.id };
  const account = keyedHash(deps.keys.limits, `${name.kind} ${name.text}`);
  return { account, userId: null, person: null, passwordHash: null };
}
