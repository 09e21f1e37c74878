import type { Configuration } from '@caravan/config/configuration';
import type { Pager } from '@caravan/core/pages';
import type { Database } from '@caravan/database/database';
import type { Sealer } from '@caravan/events/sealing';
import type { FileStore } from '@caravan/files/file-store';
import type { Runtime } from '@caravan/subgraph/define-subgraph';
import { createPasswords, type Passwords } from './accounts/passwords.ts';
import { createMailer, type Mailer } from './mails/mailer.ts';
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
  /** Address under which clients reach the router; known once it listens. */
  publicUrl(): string;
};

export function createDeps(runtime: DepsSource): Deps {
  const { configuration, database, sealer, files, pager, logger, now, publicUrl } = runtime;
  const { identity: settings, platform } = configuration;
  const secret = settings.keyEncryptionKey;
  const isProduction = platform.environment === 'production';
  return {
    database,
    sealer,
    files,
    pager,
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
    publicUrl,
  };
}

export type DepsSource = Pick<
  Runtime,
  'configuration' | 'database' | 'sealer' | 'files' | 'pager' | 'logger' | 'now' | 'publicUrl'
>;
