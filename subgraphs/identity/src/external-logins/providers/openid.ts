import { ok } from '@caravan/core/result';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientError,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  ResponseBodyError,
} from 'openid-client';
import { z } from 'zod';
import type { ExternalProvider } from '../external-logins.domain.ts';
import {
  type AuthorizationRequest,
  type AuthorizationResponse,
  type ProviderClient,
  refused,
  unavailable,
} from './provider.ts';
import { ProviderDown, type ProviderFetch } from './provider-fetch.ts';

export type OpenIdOptions = {
  readonly provider: ExternalProvider;
  readonly issuer: string;
  readonly clientId: string;
  /** Asked before each use: Apple's is signed for the moment. */
  clientSecret(): Promise<string>;
  readonly scope: string;
  readonly postsForm: boolean;
  readonly fetch: ProviderFetch;
};

/** The provider may change its endpoints; nobody has to restart for it. */
const discoveredForMs = 3_600_000;

/** A provider that speaks OpenID Connect: code flow with PKCE, and an id token whose signature is checked. */
export function openOpenId(options: OpenIdOptions): ProviderClient {
  const { provider, postsForm } = options;
  let secret = '';
  const authenticate: ClientAuth = (_server, client, body) => {
    body.set('client_id', client.client_id);
    body.set('client_secret', secret);
  };
  const configuration = remembered(() => discover(options, authenticate));
  return {
    provider,
    postsForm,
    authorizeUrl: async (request) => {
      try {
        return ok(await buildUrl(await configuration(), options, request));
      } catch (error) {
        return failureOfDescription(error);
      }
    },
    identify: async (response) => {
      const found = await configuration().catch(failureOfDescription);
      if ('ok' in found) return found;
      try {
        secret = await options.clientSecret();
        return await redeem(found, response);
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

async function discover({ issuer, clientId, fetch }: OpenIdOptions, authenticate: ClientAuth): Promise<Configuration> {
  // Only the tests and a local provider have no TLS; see `open-providers.ts`.
  const insecure = issuer.startsWith('http:') ? [allowInsecureRequests] : [];
  const found = await discovery(new URL(issuer), clientId, undefined, authenticate, {
    // Without it the signature of the id token is not looked at, since it comes from the provider directly.
    execute: [...insecure, enableNonRepudiationChecks],
    [customFetch]: (address, { body, headers, method }) => fetch(address, { body: body ?? null, headers, method }),
  });
  const scheme = insecure.length > 0 ? /^https?$/ : /^https$/;
  const address = z.url({ protocol: scheme });
  const needed = z.object({ authorization_endpoint: address, token_endpoint: address, jwks_uri: address });
  if (!needed.safeParse(found.serverMetadata()).success) throw new ProviderDown('INCOMPLETE');
  return found;
}

async function buildUrl(
  configuration: Configuration,
  { scope, postsForm }: OpenIdOptions,
  { redirectUri, state, nonce, verifier }: AuthorizationRequest,
): Promise<string> {
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(postsForm && { response_mode: 'form_post' }),
  });
  return url.href;
}

async function redeem(configuration: Configuration, response: AuthorizationResponse) {
  const address = new URL(response.redirectUri);
  address.searchParams.set('code', response.code);
  if (response.issuer !== null) address.searchParams.set('iss', response.issuer);
  const tokens = await authorizationCodeGrant(configuration, address, {
    pkceCodeVerifier: response.verifier,
    expectedNonce: response.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) return refused('NO_ID_TOKEN');
  const { sub: subject, email, name, email_verified: verified } = claims;
  return ok({
    subject,
    email: typeof email === 'string' ? email : null,
    // Apple writes it as a text.
    emailVerified: verified === true || verified === 'true',
    name: typeof name === 'string' ? name : null,
  });
}

/** Keeps what was found for a while, and for callers at the same time; a failure is not kept. */
function remembered<Value>(find: () => Promise<Value>): () => Promise<Value> {
  let kept: { value: Promise<Value>; until: number } | undefined;
  return () => {
    if (!kept || kept.until < performance.now()) {
      const value = find();
      const mine = { value, until: performance.now() + discoveredForMs };
      kept = mine;
      value.catch(() => {
        if (kept === mine) kept = undefined;
      });
    }
    return kept.value;
  };
}

/** Whatever is wrong with a provider's description of itself, it cannot be used now. */
function failureOfDescription(error: unknown) {
  const down = causeOf(error, ProviderDown);
  if (down) return unavailable(down.message);
  if (error instanceof ClientError) return unavailable(error.code ?? 'DISCOVERY');
  throw error;
}

/** Codes of openid-client for answers that are no answers. */
const unusable = new Set(['OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR']);

function failureOf(error: unknown) {
  const down = causeOf(error, ProviderDown);
  if (down) return unavailable(down.message);
  if (error instanceof ResponseBodyError) {
    // Anything else, such as `invalid_client`, is about us, and not about who signs in.
    return error.error === 'invalid_grant' ? refused('INVALID_GRANT') : unavailable('REFUSES_THIS_CLIENT');
  }
  if (!(error instanceof ClientError)) throw error;
  const code = error.code ?? 'UNKNOWN';
  return unusable.has(code) ? unavailable(code) : refused(code);
}

function causeOf<Kind extends Error>(error: unknown, kind: new (...all: never[]) => Kind): Kind | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof kind) return cause;
  return null;
}
