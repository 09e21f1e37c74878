import { type InvalidInput, invalidInput, invariant, type RateLimited } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Deps } from '../../deps.ts';
import { hashToken, randomToken, sealText } from '../../secrets.ts';
import { readGuestToken } from '../../tokens/tokens.usecases.ts';
import { providerRedirectUri, redirectUris, takeStep } from '../attempts.usecases.ts';
import { type ExternalProvider, externalProviders, type Intent } from '../external-logins.domain.ts';
import { type Attempt, insertAttempt } from '../external-logins.store.ts';
import { withinTime } from './within-time.ts';

export type ProviderNotConfigured = { kind: 'ProviderNotConfigured'; path: readonly string[] };
export type ProviderUnavailable = { kind: 'ProviderUnavailable' };
export type BeginError = InvalidInput | ProviderNotConfigured | ProviderUnavailable | RateLimited;

/** What the browser needs: where to go, and what it proves afterwards that it began this. */
export type Begun = {
  readonly authorizeUrl: string;
  readonly browserSecret: string;
  readonly expiresInSeconds: number;
};

type Begin = {
  readonly caller: Caller;
  readonly provider: ExternalProvider;
  /** Null: the first of those that are allowed. */
  readonly redirectUri: string | null;
};

/** Providers that people can sign in with. */
export function configuredProviders({ providers }: Pick<Deps, 'providers'>): ExternalProvider[] {
  return externalProviders.filter((provider) => providers[provider]);
}

/** Begins a sign-in through a provider. */
export async function beginExternalLogIn(
  deps: Deps,
  { guestToken, ...begin }: Begin & { guestToken: string | null },
): Promise<Result<Begun, BeginError>> {
  const guestId = guestToken ? await readGuestToken(deps, guestToken) : null;
  return start(deps, begin, { intent: 'LOG_IN', userId: null, sessionId: null, guestId });
}

/** Begins to link a provider to the account in use; only this session can complete it. */
export async function linkExternalLogin(deps: Deps, begin: Begin): Promise<Result<Begun, BeginError>> {
  const { id: userId, sessionId } = begin.caller.principal;
  invariant(userId && sessionId, 'the field is for signed-in people');
  return start(deps, begin, { intent: 'LINK', userId, sessionId, guestId: null });
}

type Purpose = { readonly intent: Intent } & Pick<Attempt, 'userId' | 'sessionId' | 'guestId'>;

async function start(deps: Deps, begin: Begin, purpose: Purpose): Promise<Result<Begun, BeginError>> {
  const { caller, provider } = begin;
  const limited = await takeStep(deps, caller, 'begin');
  if (!limited.ok) return limited;
  const client = deps.providers[provider];
  if (!client) return fail({ kind: 'ProviderNotConfigured', path: ['input', 'provider'] });
  const allowed = redirectUris(deps);
  const redirectUri = begin.redirectUri ?? allowed[0];
  if (!redirectUri || !allowed.includes(redirectUri))
    return fail(invalidInput(['input', 'redirectUri'], 'People are not sent back to this address.'));

  const [state, nonce, verifier, browserSecret] = [randomToken(), randomToken(), randomToken(), randomToken()];
  const target = providerRedirectUri(deps, client, redirectUri);
  const url = await withinTime(deps, client.authorizeUrl({ redirectUri: target, state, nonce, verifier }));
  if (!url.ok) {
    deps.logger.warn({ provider, reason: url.errors[0].reason }, 'provider of social log-in unavailable');
    return fail({ kind: 'ProviderUnavailable' });
  }
  const expiresInSeconds = deps.externalLogins.attemptSeconds;
  await insertAttempt(deps.database.query, {
    ...purpose,
    stateHash: hashToken(state),
    browserSecretHash: hashToken(browserSecret),
    provider,
    redirectUri,
    proofSealed: sealText(deps.keys.externalLogins, JSON.stringify({ nonce, verifier })),
    expiresAt: new Date(deps.now().getTime() + expiresInSeconds * 1000),
  });
  return ok({ authorizeUrl: url.value, browserSecret, expiresInSeconds });
}
