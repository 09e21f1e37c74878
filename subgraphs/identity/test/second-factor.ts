import { invariant } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { decodeJwt } from 'jose';
import { Secret, TOTP } from 'otpauth';
import { logIn } from '../src/accounts/usecases/log-in.ts';
import type { Deps } from '../src/deps.ts';
import { beginMfaEnrolment, confirmMfaEnrolment } from '../src/mfa/usecases/enrolment.ts';
import { callerAt, loggedIn, password, principalOf, type TestIdentity, type TestPerson, verified } from './identity.ts';

/** What an authenticator app shows, so many steps of 30 seconds later. */
export function appCode(secret: string, now: Date, laterSteps = 0): string {
  const timestamp = now.getTime() + laterSteps * 30_000;
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp });
}

/** A wrong one at that time, and any time near. */
export function wrongAppCode(secret: string, now: Date): string {
  const right = new Set([-1, 0, 1].map((later) => appCode(secret, now, later)));
  const wrong = ['000000', '000001', '000002', '000003'].find((code) => !right.has(code));
  invariant(wrong, 'of four codes one is wrong');
  return wrong;
}

export type Signed = TestPerson & {
  readonly caller: Caller;
  readonly refreshToken: string;
  readonly sessionId: string;
};

/** Somebody new with a session. */
export async function signedIn(identity: TestIdentity): Promise<Signed> {
  const person = await verified(identity);
  return { ...person, ...(await newSession(identity.deps, person)) };
}

export async function newSession(deps: Deps, person: TestPerson): Promise<Omit<Signed, keyof TestPerson>> {
  const { accessToken, refreshToken } = await loggedIn(deps, person);
  const sessionId = String(decodeJwt(accessToken).sid);
  const caller = callerAt('203.0.113.7', principalOf(person.id, ['CUSTOMER'], sessionId));
  return { caller, refreshToken, sessionId };
}

export type Enrolled = Signed & { readonly secret: string; readonly recoveryCodes: readonly string[] };

/** Somebody new with a second factor, whose next code is a step later. */
export async function enrolled(identity: TestIdentity): Promise<Enrolled> {
  const person = await signedIn(identity);
  return { ...person, ...(await enrol(identity, person)) };
}

export async function enrol(identity: TestIdentity, { caller }: Pick<Signed, 'caller'>) {
  const { deps, clock } = identity;
  const begun = await beginMfaEnrolment(deps, { caller, currentPassword: password });
  invariant(begun.ok, 'the enrolment was begun');
  const { secret } = begun.value;
  const confirmed = await confirmMfaEnrolment(deps, { caller, code: appCode(secret, clock.time) });
  invariant(confirmed.ok, 'the enrolment was confirmed');
  identity.passSeconds(30);
  return { secret, recoveryCodes: confirmed.value };
}

/** Token of a sign-in that waits for the second factor. */
export async function challenged(deps: Deps, { email }: Pick<TestPerson, 'email'>, guestToken: string | null = null) {
  const result = await logIn(deps, { caller: callerAt(null), identifier: email, password, guestToken });
  invariant(result.ok && result.value.challenge, 'the log-in was challenged');
  return result.value.challenge.token;
}
