import type { RateLimited } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { fail, type Result } from '@caravan/core/result';
import type { Deps } from '../../deps.ts';
import { clientNetwork, type Limit } from '../../limits/limits.domain.ts';
import { giveBack, take } from '../../limits/limits.usecases.ts';
import { queueMail } from '../../letters/letters.usecases.ts';
import { keyedHash } from '../../secrets.ts';
import { type AccountBlocked, type SignInOutcome, signIn } from '../../sign-ins/sign-ins.usecases.ts';
import { readGuestToken } from '../../tokens/tokens.usecases.ts';
import { type LogInName, type Person, readLogInName } from '../accounts.domain.ts';
import { lockedLetter } from '../accounts.letters.ts';
import { findAccount, forgetLogInFailures, takeLogInTry } from '../accounts.store.ts';

export type LogInError = { kind: 'InvalidCredentials' } | { kind: 'EmailNotVerified' } | AccountBlocked | RateLimited;
export type LogInCommand = { caller: Caller; identifier: string; password: string; guestToken: string | null };

/**
 * Opens a session for the right password. Unknown names and wrong passwords meet the same answer after
 * the same work; tries are counted before the password is compared.
 */
export async function logIn(deps: Deps, command: LogInCommand): Promise<Result<SignInOutcome, LogInError>> {
  const name = readLogInName(command.identifier);
  const limits = logInLimits(deps, name, command.caller);
  const limited = await take(deps, [...limits.tries, ...limits.failures]);
  if (!limited.ok) return limited;

  const person = await authenticate(deps, name, command.password);
  deps.logger.info({ userId: person?.id ?? null, outcome: person ? 'MATCHED' : 'REFUSED' }, 'log-in tried');
  if (!person) return fail({ kind: 'InvalidCredentials' });
  await giveBack(deps, limits.failures);
  if (!person.emailVerifiedAt) return fail({ kind: 'EmailNotVerified' });

  const guestId = command.guestToken ? await readGuestToken(deps, command.guestToken) : null;
  return signIn(deps, { person, caller: command.caller, guestId, method: 'PASSWORD' });
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

/** The person whose name and password these are, unless the account is locked. */
async function authenticate(deps: Deps, name: LogInName, password: string): Promise<Person | null> {
  const { lockAfterFailures: mostFailures, lockSeconds } = deps.settings;
  const account = await findAccount(deps.database.query, name);
  const counted = account ? account.person.id : keyedHash(deps.keys.limits, `${name.kind} ${name.text}`);
  const now = deps.now();
  const lockedUntil = new Date(now.getTime() + lockSeconds * 1000);
  const failures = await takeLogInTry(deps.database.query, { account: counted, now, mostFailures, lockedUntil });
  const matched = await deps.passwords.matches(password, account?.passwordHash ?? null);
  if (!account || failures === null) return null;
  if (matched) {
    await forgetLogInFailures(deps.database.query, counted);
    return account.person;
  }
  if (failures === mostFailures) await tellOwner(deps, account.person);
  return null;
}

async function tellOwner(deps: Deps, { id, email, username }: Person): Promise<void> {
  deps.logger.warn({ userId: id }, 'account locked after failed log-ins');
  const minutes = Math.ceil(deps.settings.lockSeconds / 60);
  await deps.database.transaction((tx) => queueMail(tx, deps, { to: email, ...lockedLetter({ username, minutes }) }));
}
