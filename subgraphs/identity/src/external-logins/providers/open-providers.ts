import type { Configuration } from '@caravan/config/configuration';
import type { ExternalProvider } from '../external-logins.domain.ts';
import { createAppleSecret } from './apple-secret.ts';
import { openFacebook } from './facebook.ts';
import { openOpenId } from './openid.ts';
import type { ProviderClient } from './provider.ts';
import { createProviderFetch } from './provider-fetch.ts';

type Settings = Configuration['externalLogins'];

export type ProviderClients = { readonly [Provider in ExternalProvider]: ProviderClient | null };

/**
 * The providers that are configured; null for the others.
 *
 * @throws Error in production when a provider would be asked without TLS.
 */
export function openProviders(settings: Settings, { isProduction }: { isProduction: boolean }): ProviderClients {
  if (isProduction) assertSafe(settings);
  return { GOOGLE: google(settings), APPLE: apple(settings), FACEBOOK: facebook(settings) };
}

function google({ googleIssuer: issuer, googleClientId: clientId, googleClientSecret: secret, timeoutMs }: Settings) {
  if (!clientId || !secret) return null;
  return openOpenId({
    provider: 'GOOGLE',
    issuer,
    clientId,
    clientSecret: async () => secret,
    scope: 'openid email profile',
    postsForm: false,
    fetch: createProviderFetch(timeoutMs),
  });
}

function apple(settings: Settings) {
  const { appleIssuer: issuer, appleClientId: clientId, timeoutMs } = settings;
  const { appleTeamId: teamId, appleKeyId: keyId, applePrivateKey: privateKey } = settings;
  if (!clientId || !teamId || !keyId || !privateKey) return null;
  return openOpenId({
    provider: 'APPLE',
    issuer,
    clientId,
    clientSecret: createAppleSecret({ issuer, clientId, teamId, keyId, privateKey }),
    scope: 'openid email name',
    // Apple's rule for whoever asks for a name or an email.
    postsForm: true,
    fetch: createProviderFetch(timeoutMs),
  });
}

function facebook(settings: Settings) {
  const { facebookAppId: appId, facebookAppSecret: appSecret, timeoutMs } = settings;
  const { facebookDialogUrl: dialogUrl, facebookGraphUrl: graphUrl, facebookEmailsVerified: emailsVerified } = settings;
  if (!appId || !appSecret) return null;
  const fetch = createProviderFetch(timeoutMs);
  return openFacebook({ dialogUrl, graphUrl, appId, appSecret, emailsVerified, fetch });
}

function assertSafe({ googleIssuer, appleIssuer, facebookDialogUrl, facebookGraphUrl, redirectUris }: Settings): void {
  const addresses = [googleIssuer, appleIssuer, facebookDialogUrl, facebookGraphUrl, ...redirectUris];
  if (addresses.some((address) => !address.startsWith('https:')))
    throw new Error(
      'Social log-in goes over https in production: see GOOGLE_ISSUER, APPLE_ISSUER, FACEBOOK_DIALOG_URL, FACEBOOK_GRAPH_URL and EXTERNAL_LOG_IN_REDIRECT_URIS.',
    );
}
