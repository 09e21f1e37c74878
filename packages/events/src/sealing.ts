import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Sealed } from '@caravan/contracts/event';
import { CaravanError, invariant } from '@caravan/core/errors';
import type { Database } from '@caravan/database/database';
import { type SQL, sql } from 'drizzle-orm';
import { openMigratedLog } from './embedded-log.ts';

/**
 * Seals personal fields of events under a 256-bit key per user (AES-256-GCM, NIST SP 800-38D). Keys are
 * kept in the event log's database, wrapped by a key that HKDF (RFC 5869) derives from SEALING_KEY.
 * Erasing a user destroys the key: what was sealed stays in the log and cannot be read any more.
 */
export type Sealer = {
  /**
   * @param fields - Anything that survives JSON.
   * @throws UserErased when the user was erased.
   */
  seal(userId: string, fields: unknown): Promise<Sealed>;
  /**
   * Reads the key now and seals later as often as needed, without another query: for what is known only inside a
   * transaction, which must not wait for a second connection.
   *
   * @throws UserErased when the user was erased.
   */
  sealFor(userId: string): Promise<(fields: unknown) => Sealed>;
  /** Null when the user was erased; throws when the text was tampered with or sealed for another user. */
  unseal(sealed: Sealed): Promise<unknown>;
  /** In the order given, with one statement. */
  unsealMany(sealed: readonly Sealed[]): Promise<unknown[]>;
  /** May be repeated. */
  erase(userId: string): Promise<void>;
  close(): Promise<void>;
};

/** Reaches a client only in the moment between the erasure and the end of the user's sessions. */
export class UserErased extends CaravanError {
  constructor() {
    super('NOT_FOUND', 'This account was deleted.');
    this.name = 'UserErased';
  }
}

/**
 * @param options.url - Of the role that owns the log's schema.
 * @param options.sealingKey - At least 32 characters of secret; without it nothing that was sealed can be read.
 */
export async function openSealer(options: { url: string; sealingKey: string }): Promise<Sealer> {
  const database = await openMigratedLog(options.url);
  const wrappingKey = Buffer.from(hkdfSync('sha256', options.sealingKey, '', 'caravan user keys', 32));
  const keys = { database, wrappingKey };

  const unsealMany = async (sealed: readonly Sealed[]) => {
    const found = await readKeys(
      keys,
      sealed.map(({ userId }) => userId),
    );
    return sealed.map(({ userId, sealed: text }) => {
      const key = found.get(userId);
      return key ? (JSON.parse(decrypt(key, userId, text).toString()) as unknown) : null;
    });
  };
  const sealFor = async (userId: string) => {
    const key = await obtainKey(keys, userId);
    return (fields: unknown) => ({ userId, sealed: encrypt(key, userId, Buffer.from(JSON.stringify(fields))) });
  };
  return {
    seal: async (userId, fields) => (await sealFor(userId))(fields),
    sealFor,
    unseal: async (sealed) => (await unsealMany([sealed]))[0] ?? null,
    unsealMany,
    erase: (userId) => eraseKey(database, userId),
    close: () => database.close(),
  };
}

type Keys = { database: Database; wrappingKey: Buffer };

async function obtainKey(keys: Keys, userId: string): Promise<Buffer> {
  const known = (await readKeys(keys, [userId])).get(userId);
  if (known) return known;
  const wrapped = encrypt(keys.wrappingKey, userId, randomBytes(32));
  await keys.database.query.execute(sql`
    insert into user_keys (user_id, wrapped_key) values (${userId}, ${wrapped}) on conflict do nothing`);
  // Whoever came first made the key, unless the user is erased.
  const key = (await readKeys(keys, [userId])).get(userId);
  if (!key) throw new UserErased();
  return key;
}

async function readKeys({ database, wrappingKey }: Keys, userIds: readonly string[]): Promise<Map<string, Buffer>> {
  const rows = await database.query.execute<{ userId: string; wrappedKey: string }>(sql`
    select user_id as "userId", wrapped_key as "wrappedKey" from user_keys
    where wrapped_key is not null
      and user_id in (select value::uuid from jsonb_array_elements_text(${asJson([...new Set(userIds)])}))`);
  return new Map(rows.map(({ userId, wrappedKey }) => [userId, decrypt(wrappingKey, userId, wrappedKey)]));
}

async function eraseKey(database: Database, userId: string): Promise<void> {
  await database.query.execute(sql`
    insert into user_keys (user_id, erased_at) values (${userId}, now())
    on conflict (user_id) do update set wrapped_key = null, erased_at = coalesce(user_keys.erased_at, now())`);
}

/** `v1.iv.tag.ciphertext` in base64url; the user's id is authenticated, so a text cannot change its owner. */
function encrypt(key: Buffer, userId: string, plain: Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(userId));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return ['v1', ...[iv, cipher.getAuthTag(), ciphertext].map((part) => part.toString('base64url'))].join('.');
}

function decrypt(key: Buffer, userId: string, text: string): Buffer {
  const [version, iv, tag, ciphertext] = text.split('.');
  invariant(version === 'v1' && iv && tag && ciphertext !== undefined, 'sealed text is v1.iv.tag.ciphertext');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(userId)).setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]);
}

function asJson(value: unknown): SQL {
  return sql`${JSON.stringify(value)}::text::jsonb`;
}
