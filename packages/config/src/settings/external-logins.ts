import { z } from 'zod';
import { count, flag, list, milliseconds, seconds, text, url } from '../kinds.ts';
import { setting } from '../setting.ts';

const secret = { secret: true, parts: ['identity'] };

/** Addresses as browsers write them. A query or fragment is refused: providers compare the address without them. */
const redirectUris = list.pipe(
  z.array(
    z.url({ protocol: /^https?$/ }).transform((address, context) => {
      const { href, search, hash } = new URL(address);
      if (search || hash) context.addIssue({ code: 'custom', message: 'has a query or fragment' });
      return href;
    }),
  ),
);

/** A PEM may be written in one line, with `\n` for its line ends. */
const privateKey = text.transform((pem) => pem.replaceAll('\\n', '\n'));

/** Social log-in. A provider without its client id and secrets is not offered. */
export const externalLoginSettings = {
  redirectUris: setting(
    'EXTERNAL_LOG_IN_REDIRECT_URIS',
    redirectUris.default([]),
    'Pages of the front end to which providers may send people back, compared exactly; the first is the default. Outside of production `/account/external/callback` of the router is one more.',
  ),
  attemptSeconds: setting('EXTERNAL_LOG_IN_SECONDS', seconds.default(600), 'How long a social log-in may take.'),
  perMinute: setting(
    'LIMIT_EXTERNAL_LOG_INS_PER_MINUTE',
    count.default(30),
    'Social log-ins begun, and again completed, per minute and client address.',
  ),
  timeoutMs: setting(
    'EXTERNAL_PROVIDER_TIMEOUT_MS',
    milliseconds.default(2_500),
    'Longest that a step of a social log-in waits for its provider; less than FETCH_TIMEOUT_MS.',
  ),
  googleIssuer: setting('GOOGLE_ISSUER', url.default('https://accounts.google.com'), 'OpenID issuer of Google.'),
  googleClientId: setting('GOOGLE_CLIENT_ID', text.optional(), 'OAuth client id at Google.'),
  googleClientSecret: setting('GOOGLE_CLIENT_SECRET', text.optional(), 'OAuth client secret at Google.', secret),
  appleIssuer: setting('APPLE_ISSUER', url.default('https://appleid.apple.com'), 'OpenID issuer of Apple.'),
  appleClientId: setting('APPLE_CLIENT_ID', text.optional(), 'Services id at Apple.'),
  appleTeamId: setting('APPLE_TEAM_ID', text.optional(), 'Team id at Apple.'),
  appleKeyId: setting('APPLE_KEY_ID', text.optional(), 'Id of the private key at Apple.'),
  applePrivateKey: setting(
    'APPLE_PRIVATE_KEY',
    privateKey.optional(),
    'Private key (PKCS #8 PEM, P-256) that signs the client secrets for Apple.',
    secret,
  ),
  facebookDialogUrl: setting(
    'FACEBOOK_DIALOG_URL',
    url.default('https://www.facebook.com/v24.0/dialog/oauth'),
    'Page of Facebook where people consent.',
  ),
  facebookGraphUrl: setting(
    'FACEBOOK_GRAPH_URL',
    url.default('https://graph.facebook.com/v24.0'),
    'Graph API of Facebook.',
  ),
  facebookAppId: setting('FACEBOOK_APP_ID', text.optional(), 'App id at Facebook.'),
  facebookAppSecret: setting('FACEBOOK_APP_SECRET', text.optional(), 'App secret at Facebook.', secret),
  facebookEmailsVerified: setting(
    'FACEBOOK_EMAILS_VERIFIED',
    flag.default(false),
    'Take emails that Facebook tells for verified, though it does not say so. Without it Facebook lets in only who linked it.',
  ),
};
