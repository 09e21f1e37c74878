import { invariant } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { type FacebookPeer, startFacebookPeer } from '@caravan/testkit/facebook-peer';
import { type OidcAccount, type OidcServer, startOidcServer } from '@caravan/testkit/oidc-server';
import { exportPKCS8, generateKeyPair } from 'jose';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Deps } from '../src/deps.ts';
import type { ExternalProvider } from '../src/external-logins/external-logins.domain.ts';
import { externalLoginRoutes } from '../src/external-logins/external-logins.routes.ts';
import { type Begun, beginExternalLogIn } from '../src/external-logins/usecases/begin.ts';
import { type CompleteCommand, completeExternalLogIn } from '../src/external-logins/usecases/complete.ts';
import { callerAt, type TestIdentity } from './identity.ts';

export const frontEnd = 'https://app.example/signed-in';
const formUri = 'http://127.0.0.1:4000/account/external/callback/form';

/** Google, Apple and Facebook as servers of this test file, and identity that knows them. */
export type ExternalWorld = {
  /** With the settings of the three providers; usable in tests, like the rest. */
  readonly deps: Deps;
  readonly google: OidcServer;
  readonly apple: OidcServer;
  readonly facebook: FacebookPeer;
  with(settings: Record<string, string>): Deps;
  /** An account at a provider, under a new subject. */
  account(provider: ExternalProvider, account?: OidcAccount): string;
};

let accounts = 0;

export function externalWorld(identity: Pick<TestIdentity, 'withSettings'>): ExternalWorld {
  let started: (Pick<ExternalWorld, 'google' | 'apple' | 'facebook' | 'deps'> & { settings: Settings }) | undefined;
  const world = () => {
    invariant(started, 'the providers run from beforeAll on');
    return started;
  };
  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const secretKey = { key: publicKey, keyId: 'apple-key', teamId: 'apple-team' };
    const [google, apple, facebook] = await Promise.all([
      startOidcServer({ redirectUris: [frontEnd] }),
      startOidcServer({ redirectUris: [formUri], secretKey }),
      startFacebookPeer(),
    ]);
    const settings = settingsOf({ google, apple, facebook }, await exportPKCS8(privateKey));
    started = { google, apple, facebook, settings, deps: identity.withSettings(settings) };
  }, 60_000);
  afterEach(() => {
    for (const server of [world().google, world().apple]) Object.assign(server, { fault: { kind: null }, forge: null });
    world().facebook.answer = null;
  });
  afterAll(async () => {
    await Promise.all([started?.google.stop(), started?.apple.stop(), started?.facebook.stop()]);
  });
  return {
    get deps() {
      return world().deps;
    },
    get google() {
      return world().google;
    },
    get apple() {
      return world().apple;
    },
    get facebook() {
      return world().facebook;
    },
    with: (settings) => identity.withSettings({ ...world().settings, ...settings }),
    account: (provider, details = {}) => {
      accounts += 1;
      const subject = `${1_000_000 + accounts}`;
      const account = { email: `external_${accounts}@example.com`, email_verified: true, ...details };
      const { google, apple, facebook } = world();
      if (provider === 'FACEBOOK') facebook.accounts.set(subject, { email: account.email, name: 'Aigul of Facebook' });
      else ({ GOOGLE: google, APPLE: apple })[provider].accounts.set(subject, account);
      return subject;
    },
  };
}

type Settings = Record<string, string>;

function settingsOf(
  { google, apple, facebook }: Pick<ExternalWorld, 'google' | 'apple' | 'facebook'>,
  applePrivateKey: string,
): Settings {
  return {
    EXTERNAL_LOG_IN_REDIRECT_URIS: frontEnd,
    GOOGLE_ISSUER: google.issuer,
    GOOGLE_CLIENT_ID: google.clientId,
    GOOGLE_CLIENT_SECRET: google.clientSecret,
    APPLE_ISSUER: apple.issuer,
    APPLE_CLIENT_ID: apple.clientId,
    APPLE_TEAM_ID: 'apple-team',
    APPLE_KEY_ID: 'apple-key',
    APPLE_PRIVATE_KEY: applePrivateKey.replaceAll('\n', '\\n'),
    FACEBOOK_DIALOG_URL: facebook.dialogUrl,
    FACEBOOK_GRAPH_URL: facebook.graphUrl,
    FACEBOOK_APP_ID: facebook.appId,
    FACEBOOK_APP_SECRET: facebook.appSecret,
    FACEBOOK_EMAILS_VERIFIED: 'true',
  };
}

/** Begins a sign-in as somebody without a session. */
export async function begun(deps: Deps, provider: ExternalProvider, guestToken: string | null = null): Promise<Begun> {
  const command = { caller: callerAt(null), provider, redirectUri: frontEnd, guestToken };
  const result = await beginExternalLogIn(deps, command);
  invariant(result.ok, `the sign-in began: ${JSON.stringify(result)}`);
  return result.value;
}

export type Answer = Pick<CompleteCommand, 'state' | 'code' | 'issuer' | 'browserSecret'>;

/** What the front end gets when that account signs in at the provider. */
export async function returned(
  { deps, google, apple, facebook }: ExternalWorld,
  { provider, subject, begun: { authorizeUrl, browserSecret } }: Visit,
): Promise<Answer> {
  if (provider === 'FACEBOOK') return toAnswer(facebook.visit(authorizeUrl, subject), browserSecret);
  const { fields, method } = await { GOOGLE: google, APPLE: apple }[provider].visit(authorizeUrl, subject);
  if (method === 'GET') return toAnswer(fields, browserSecret);
  const user = JSON.stringify({ name: { firstName: 'Aigul', lastName: 'of Apple' }, email: 'ignored@example.com' });
  const location = await postForm(deps, new URLSearchParams([...fields, ['user', user]]));
  return toAnswer(new URL(location ?? '').searchParams, browserSecret);
}

type Visit = { readonly provider: ExternalProvider; readonly subject: string; readonly begun: Begun };

/** Where our route sends the browser on to that posts this form; null when it does not. */
export async function postForm(deps: Deps, form: URLSearchParams): Promise<string | null> {
  const route = externalLoginRoutes.find(({ method }) => method === 'POST');
  const body = Buffer.from(form.toString());
  const answer = await route?.handle(deps, { headers: {}, params: {}, query: {}, body, clientAddress: '192.0.2.1' });
  return answer?.headers?.location ?? null;
}

/** What somebody new comes back with. */
export async function back(
  world: ExternalWorld,
  provider: ExternalProvider = 'GOOGLE',
  deps: Deps = world.deps,
): Promise<Answer> {
  return returned(world, { provider, subject: world.account(provider), begun: await begun(deps, provider) });
}

/** Whether an error or the log says what a provider wrote (its canary), or a secret of the attempt. */
export function leaks({ logLines }: Pick<TestIdentity, 'logLines'>, result: unknown, answer: Partial<Answer> = {}) {
  const told = `${JSON.stringify(result)}${logLines.join('')}`;
  const { state, code, browserSecret } = answer;
  return ['canary', state, code, browserSecret].some((secret) => secret && told.includes(secret));
}

function toAnswer(fields: URLSearchParams, browserSecret: string): Answer {
  const [state, code] = [fields.get('state') ?? '', fields.get('code') ?? ''];
  return { state, code, issuer: fields.get('iss'), browserSecret };
}

export function complete(deps: Deps, answer: Answer, caller: Caller = callerAt(null)) {
  return completeExternalLogIn(deps, { ...answer, caller });
}

/** The whole way through a provider. */
export async function enter(
  world: ExternalWorld,
  { provider, subject }: Omit<Visit, 'begun'>,
  deps: Deps = world.deps,
) {
  const answer = await returned(world, { provider, subject, begun: await begun(deps, provider) });
  return complete(deps, answer);
}

/** The same for who is let in. */
export async function entered(world: ExternalWorld, visit: Omit<Visit, 'begun'>) {
  const result = await enter(world, visit);
  invariant(result.ok, `the sign-in was accepted: ${JSON.stringify(result)}`);
  return result.value;
}
