import type { Configuration } from '@caravan/config/configuration';
import type { Pager } from '@caravan/core/pages';
import type { Database, Executor } from '@caravan/database/database';
import type { Sealer } from '@caravan/events/sealing';
import type { FileStore } from '@caravan/files/file-store';
import { createMailer, type Mailer } from '@caravan/letters/mailer';
import { createTexter, type Texter } from '@caravan/letters/texter';
import type { Runtime } from '@caravan/subgraph/define-subgraph';
import { createPasswords, type Passwords } from './accounts/passwords.ts';
import { type Converter, createConverter } from './avatars/converter.ts';
import { databaseNow } from './database-clock.ts';
import { openProviders, type ProviderClients } from './external-logins/providers/open-providers.ts';
import { createGeocoder } from './geocoding/create-geocoder.ts';
import type { Geocoder } from './geocoding/geocoder.ts';
import { createKeyRing, type KeyRing } from './keys/key-ring.ts';
import { deriveKey } from './secrets.ts';
import { createSignerCache, type SignerCache } from './signing-keys/signer-cache.ts';

/** What the use cases of identity work with. */
export type Deps = {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly files: FileStore;
  readonly pager: Pager;
  readonly logger: Runtime['logger'];
  readonly settings: Configuration['identity'];
  /** Settings of social log-in. */
  readonly externalLogins: Configuration['externalLogins'];
  readonly providers: ProviderClients;
  readonly isProduction: boolean;
  readonly passwords: Passwords;
  /** Null without a mail server: mails stay in the outbox. */
  readonly mailer: Mailer | null;
  /** Null without a provider of texts: they stay in the outbox. */
  readonly texter: Texter | null;
  /** Whether the outbox may be read without signing in. Never in production. */
  readonly mailsAreOpen: boolean;
  /** Null where nobody is to be asked for coordinates. */
  readonly geocoder: Geocoder | null;
  readonly signers: SignerCache;
  /** Seals what is kept for long, so that the key encryption key can be replaced. */
  readonly keyRing: KeyRing;
  /** Makes avatars of pictures; knows nothing until the first. */
  readonly converter: Converter;
  /** For what is short-lived: one key a purpose, all derived from the key encryption key, and gone with it. */
  readonly keys: { readonly codes: Buffer; readonly limits: Buffer; readonly externalLogins: Buffer };
  now(): Date;
  /** The database's clock, for what several processes must agree on to the second. */
  sharedNow(executor: Executor): Promise<Date>;
  /** Address under which clients reach the router; known once it listens. */
  publicUrl(): string;
};

export function createDeps(runtime: DepsSource): Deps {
  const { configuration, database, sealer, files, pager, logger, now, publicUrl } = runtime;
  const { identity: settings, externalLogins, platform } = configuration;
  const secret = settings.keyEncryptionKey;
  const isProduction = platform.environment === 'production';
  return {
    database,
    sealer,
    files,
    pager,
    logger,
    settings,
    externalLogins,
    providers: openProviders(externalLogins, { isProduction }),
    isProduction,
    passwords: createPasswords({
      cost: settings.bcryptCost,
      atOnce: settings.hashesAtOnce,
      waitMs: settings.hashWaitMs,
    }),
    mailer: settings.smtpUrl ? createMailer({ url: settings.smtpUrl, from: settings.mailFrom }) : null,
    texter: openTexter(settings),
    mailsAreOpen: !settings.smtpUrl && !isProduction,
    geocoder: createGeocoder(settings),
    signers: createSignerCache(),
    keyRing: createKeyRing([secret, ...settings.keyEncryptionKeysOld]),
    converter: createConverter({
      atOnce: settings.avatarConversions,
      maximumPixels: settings.avatarMaximumPixels,
      seconds: settings.avatarConversionSeconds,
    }),
    keys: {
      codes: deriveKey(secret, 'verification codes'),
      limits: deriveKey(secret, 'limits'),
      externalLogins: deriveKey(secret, 'external log-ins'),
    },
    now,
    sharedNow: databaseNow,
    publicUrl,
  };
}

function openTexter(settings: Configuration['identity']): Texter | null {
  const { twilioUrl: url, twilioAccountSid: accountSid, twilioAuthToken: authToken, twilioFrom: from } = settings;
  if (!accountSid || !authToken || !from) return null;
  return createTexter({ url, accountSid, authToken, from, timeoutMs: settings.letterTimeoutMs });
}

export type DepsSource = Pick<
  Runtime,
  'configuration' | 'database' | 'sealer' | 'files' | 'pager' | 'logger' | 'now' | 'publicUrl'
>;
