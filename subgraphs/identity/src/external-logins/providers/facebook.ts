import { createHash, createHmac } from 'node:crypto';
import { ok, type Result } from '@caravan/core/result';
import { z } from 'zod';
import {
  type AuthorizationResponse,
  type ExternalLogInRefused,
  type ProviderClient,
  type ProviderUnavailable,
  refused,
  unavailable,
} from './provider.ts';
import { ProviderDown, type ProviderFetch } from './provider-fetch.ts';

export type FacebookOptions = {
  readonly dialogUrl: string;
  readonly graphUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  /** Facebook does not say whether an email is verified. */
  readonly emailsVerified: boolean;
  readonly fetch: ProviderFetch;
};

const tokenAnswer = z.object({ access_token: z.string().min(1).max(4_096) });
const profile = z.object({
  id: z.string().regex(/^\d{1,32}$/),
  email: z.string().optional(),
  name: z.string().optional(),
});

type Failure = ProviderUnavailable | ExternalLogInRefused;

/** Facebook: plain OAuth 2 with PKCE, then the Graph API for who it is. */
export function openFacebook(options: FacebookOptions): ProviderClient {
  return {
    provider: 'FACEBOOK',
    postsForm: false,
    authorizeUrl: async ({ redirectUri, state, verifier }) => {
      const url = new URL(options.dialogUrl);
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const query = { client_id: options.appId, redirect_uri: redirectUri, state, scope: 'email,public_profile' };
      const pkce = { response_type: 'code', code_challenge: challenge, code_challenge_method: 'S256' };
      for (const [name, value] of Object.entries({ ...query, ...pkce })) url.searchParams.set(name, value);
      return ok(url.href);
    },
    identify: async (response) => {
      try {
        const token = await redeem(options, response);
        return token.ok ? await whoIs(options, token.value) : token;
      } catch (error) {
        if (error instanceof ProviderDown) return unavailable(error.message);
        throw error;
      }
    },
  };
}

/** The access token never leaves this file: it is used once, and nothing of it is kept. */
async function redeem(
  { graphUrl, appId, appSecret, fetch }: FacebookOptions,
  { code, redirectUri, verifier }: AuthorizationResponse,
): Promise<Result<string, Failure>> {
  const form = { client_id: appId, client_secret: appSecret, redirect_uri: redirectUri, code, code_verifier: verifier };
  const response = await fetch(`${graphUrl}/oauth/access_token`, { method: 'POST', body: new URLSearchParams(form) });
  const answer = tokenAnswer.safeParse(await readJson(response));
  if (answer.success && response.ok) return ok(answer.data.access_token);
  return response.status === 400 ? refused('INVALID_GRANT') : unavailable('NOT_CONFORM');
}

async function whoIs(
  { graphUrl, appSecret, emailsVerified, fetch }: FacebookOptions,
  token: string,
): Promise<ReturnType<ProviderClient['identify']>> {
  const url = new URL(`${graphUrl}/me`);
  url.searchParams.set('fields', 'id,email,name');
  // Proves that the token is used by whoever has the app's secret.
  url.searchParams.set('appsecret_proof', createHmac('sha256', appSecret).update(token).digest('hex'));
  const response = await fetch(url.href, { method: 'GET', headers: { authorization: `Bearer ${token}` } });
  const answer = profile.safeParse(await readJson(response));
  if (!response.ok || !answer.success) return unavailable('NOT_CONFORM');
  const { id, email = null, name = null } = answer.data;
  return ok({ subject: id, email, emailVerified: emailsVerified && email !== null, name });
}

/** Undefined for what is no JSON. */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
