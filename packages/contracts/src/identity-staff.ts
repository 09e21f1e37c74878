import { z } from 'zod';
import { defineEvent, instant, sealed, uuid } from './event.ts';

/** Subject: admin's user id. `details` holds an `AdminActionDetails`, sealed under the admin. */
export const AdminActionRecorded = defineEvent({
  type: 'identity.AdminActionRecorded',
  version: 1,
  topic: 'caravan.identity.admin-action',
  description: 'Somebody of the staff changed something by the rights of a role.',
  data: z.object({
    actionId: uuid,
    adminId: uuid,
    /** Name of the mutation, such as `blockUser`. */
    action: z.string(),
    /** What was changed: `User`, `SystemSetting`, `ApiKey`, … */
    entityType: z.string(),
    /** Its id, or its key. */
    entityId: z.string(),
    details: sealed,
  }),
});

/** What is sealed inside `AdminActionRecorded`. */
export const adminActionDetails = z.object({
  oldValue: z.unknown(),
  newValue: z.unknown(),
  clientAddress: z.string().nullable(),
});
export type AdminActionDetails = z.output<typeof adminActionDetails>;

/** Subject: setting id. */
export const SettingChanged = defineEvent({
  type: 'identity.SettingChanged',
  version: 1,
  topic: 'caravan.identity.setting',
  description: 'A system setting has another value, or its default again.',
  data: z.object({ key: z.string(), value: z.unknown(), changedBy: uuid }),
});

/** Subject: key id. */
export const ApiKeyChanged = defineEvent({
  type: 'identity.ApiKeyChanged',
  version: 1,
  topic: 'caravan.identity.api-key',
  description: 'A partner key was made or revoked. Routers let in whoever brings a key with one of these hashes.',
  data: z.object({
    keyId: uuid,
    name: z.string(),
    /** SHA-256 of the key, in hex. */
    keyHash: z.string().regex(/^[0-9a-f]{64}$/),
    scopes: z.array(z.string()),
    /** `STANDARD` or `HIGH`; others may come. */
    rateClass: z.string(),
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
  }),
});

/** Subject: key id. */
export const ApiKeyUsed = defineEvent({
  type: 'identity.ApiKeyUsed',
  version: 1,
  topic: 'caravan.identity.api-key-use',
  description: 'A router let in whoever brought this partner key; told at most once in 10 minutes, key and router.',
  data: z.object({ keyId: uuid }),
});
