import { fail, type Result } from '@caravan/core/result';
import type { ExternalIdentity, ExternalProvider } from '../external-logins.domain.ts';

/** What binds an authorization request to its answer. */
export type Proof = { readonly nonce: string; readonly verifier: string };

export type AuthorizationRequest = Proof & { readonly state: string; readonly redirectUri: string };

/** What came back to the redirect URI, besides the state. */
export type AuthorizationResponse = Proof & {
  readonly redirectUri: string;
  readonly code: string;
  /** `iss` of RFC 9207, where the provider sends it. */
  readonly issuer: string | null;
};

/** Did not answer in time, or not as it should: to be tried again. `reason` is a word of ours. */
export type ProviderUnavailable = { kind: 'ProviderUnavailable'; reason: string };
/** Said no, or its answer is not for us, not of it, or too old. */
export type ExternalLogInRefused = { kind: 'ExternalLogInRefused'; reason: string };

/** One provider of social log-in. */
export type ProviderClient = {
  readonly provider: ExternalProvider;
  /** Whether the answer arrives as a form, which only a server can read. */
  readonly postsForm: boolean;
  authorizeUrl(request: AuthorizationRequest): Promise<Result<string, ProviderUnavailable>>;
  /** Trades the code for who it stands for. */
  identify(
    response: AuthorizationResponse,
  ): Promise<Result<Omit<ExternalIdentity, 'provider'>, ProviderUnavailable | ExternalLogInRefused>>;
};

export function unavailable(reason: string) {
  return fail<ProviderUnavailable>({ kind: 'ProviderUnavailable', reason });
}

export function refused(reason: string) {
  return fail<ExternalLogInRefused>({ kind: 'ExternalLogInRefused', reason });
}
