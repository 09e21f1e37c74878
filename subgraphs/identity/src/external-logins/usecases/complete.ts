import type { RateLimited } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import { z } from 'zod';
import type { Person } from '../../accounts/accounts.domain.ts';
import type { Deps } from '../../deps.ts';
import { hashToken, openText } from '../../secrets.ts';
import { type AccountBlocked, type SignInOutcome, signIn } from '../../sign-ins/sign-ins.usecases.ts';
import { providerRedirectUri, takeStep } from '../attempts.usecases.ts';
import { type ExternalIdentity, readName } from '../external-logins.domain.ts';
import { type Attempt, claimAttempt, deleteAttempt, releaseAttempt } from '../external-logins.store.ts';
import { type AdmitError, admit } from './admit.ts';
import type { ProviderUnavailable } from './begin.ts';
import { type LinkError, link } from './link.ts';
import { withinTime } from './within-time.ts';

export type ExternalAttemptInvalid = { kind: 'ExternalAttemptInvalid' };
export type ExternalLogInRefused = { kind: 'ExternalLogInRefused' };
type IdentifyError = ExternalLogInRefused | ProviderUnavailable;
export type CompleteError =
  | ExternalAttemptInvalid
  | IdentifyError
  | AdmitError
  | LinkError
  | AccountBlocked
  | RateLimited;

/** A session or a challenge; neither when a provider was linked to the account in use. */
export type Completed = SignInOutcome | { readonly person: Person; readonly session: null; readonly challenge: null };

export type CompleteCommand = {
  readonly caller: Caller;
  readonly state: string;
  readonly code: string;
  /** `iss`, where the provider sent one. */
  readonly issuer: string | null;
  readonly browserSecret: string;
};

const attemptInvalid: ExternalAttemptInvalid = { kind: 'ExternalAttemptInvalid' };
/** Providers' codes have some hundred characters. */
const longestCode = 4_096;
const proofText = z.object({ nonce: z.string(), verifier: z.string() });

/**
 * Goes on with what came back from the provider. Only the browser that began it knows its secret, so nobody can be
 * signed in as somebody else by a link; and it works once, of two tries at once too.
 */
export async function completeExternalLogIn(
  deps: Deps,
  command: CompleteCommand,
): Promise<Result<Completed, CompleteError>> {
  const { caller } = command;
  const limited = await takeStep(deps, caller, 'complete');
  if (!limited.ok) return limited;
  if (command.code === '' || command.code.length > longestCode) return fail(attemptInvalid);
  const [stateHash, browserSecretHash] = [hashToken(command.state), hashToken(command.browserSecret)];
  const attempt = await claimAttempt(deps.database.query, { stateHash, browserSecretHash, now: deps.now() });
  if (!attempt) return fail(attemptInvalid);
  if (!isBy(attempt, caller)) {
    await deleteAttempt(deps.database.query, stateHash);
    return fail(attemptInvalid);
  }
  const identity = await identify(deps, attempt, command);
  if (!identity.ok) return identity;
  if (attempt.userId) {
    const linked = await link(deps, { userId: attempt.userId, identity: identity.value });
    return linked.ok ? ok({ person: linked.value, session: null, challenge: null }) : linked;
  }
  const admitted = await admit(deps, identity.value);
  if (!admitted.ok) return admitted;
  return signIn(deps, { person: admitted.value, caller, guestId: attempt.guestId, method: attempt.provider });
}

/** A link is completed by the person and the session that began it. */
function isBy({ intent, userId, sessionId }: Attempt, { principal }: Caller): boolean {
  if (intent === 'LOG_IN') return true;
  return principal.kind === 'user' && principal.id === userId && principal.sessionId === sessionId;
}

/** Asks the provider. The attempt is used up by whatever it says, but not by its silence. */
async function identify(
  deps: Deps,
  attempt: Attempt,
  { code, issuer }: CompleteCommand,
): Promise<Result<ExternalIdentity, IdentifyError>> {
  const { provider, stateHash } = attempt;
  const client = deps.providers[provider];
  // It was configured a moment ago.
  if (!client) return fail({ kind: 'ProviderUnavailable' });
  const proof = proofText.parse(JSON.parse(openText(deps.keys.externalLogins, attempt.proofSealed)));
  const redirectUri = providerRedirectUri(deps, client, attempt.redirectUri);
  const answer = await withinTime(deps, client.identify({ ...proof, redirectUri, code, issuer }));
  if (answer.ok) {
    await deleteAttempt(deps.database.query, stateHash);
    const toldOnce = attempt.nameSealed && openText(deps.keys.externalLogins, attempt.nameSealed);
    return ok({ ...answer.value, provider, name: readName(answer.value.name) ?? readName(toldOnce) });
  }
  const [{ kind, reason }] = answer.errors;
  deps.logger.warn({ provider, outcome: kind, reason }, 'social log-in failed at its provider');
  const settle = kind === 'ProviderUnavailable' ? releaseAttempt : deleteAttempt;
  await settle(deps.database.query, stateHash);
  return fail({ kind });
}
