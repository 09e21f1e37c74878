import type { Configuration } from '@caravan/config/configuration';
import type { Database } from '@caravan/database/database';
import type { Sealer } from '@caravan/events/sealing';
import type { Runtime } from '@caravan/subgraph/define-subgraph';
import { createPasswords, type Passwords } from './accounts/passwords.ts';
import { createMailer, type Mailer } from './mails/mailer.ts';
import { deriveKey } from './secrets.ts';
import { createSignerCache, type SignerCache } from './signing-keys/signer-cache.ts';

/** What the use cases of identity work with. */
export type Deps = {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly logger: Runtime['logger'];
  readonly settings: Configuration['identity'];
  readonly isProduction: boolean;
  readonly passwords: Passwords;
  /** Null without a mail server: mails stay in the outbox. */
  readonly mailer: Mailer | null;
  /** Whether the outbox may be read without signing in. Never in production. */
  readonly mailsAreOpen: boolean;
  readonly signers: SignerCache;
  /** One key a purpose, all derived from the key encryption key. */
  readonly keys: { readonly signing: Buffer; readonly codes: Buffer; readonly limits: Buffer };
  now(): Date;
};

export function createDeps({ configuration, database, sealer, logger, now }: DepsSource): Deps {
  const { identity: settings, platform } = configuration;
  const secret = settings.keyEncryptionKey;
  const isProduction = platform.environment === 'production';
  return {
    database,
    sealer,
    logger,
    settings,
    isProduction,
    passwords: createPasswords(settings.bcryptCost),
    mailer: settings.smtpUrl ? createMailer({ url: settings.smtpUrl, from: settings.mailFrom }) : null,
    mailsAreOpen: !settings.smtpUrl && !isProduction,
    signers: createSignerCache(),
    keys: {
      signing: deriveKey(secret, 'signing keys'),
      codes: deriveKey(secret, 'verification codes'),
      limits: deriveKey(secret, 'limits'),
    },
    now,
  };
}

export type DepsSource = Pick<Runtime, 'configuration' | 'database' | 'sealer' | 'logger' | 'now'>;
