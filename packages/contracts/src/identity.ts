import { z } from 'zod';
import { defineEvent, sealed, uuid } from './event.ts';

/** Subject: user id. */
export const GuestMerged = defineEvent({
  type: 'identity.GuestMerged',
  version: 1,
  topic: 'caravan.identity.user',
  description:
    'A guest signed in or registered: whatever the guest owned now belongs to the user. At most once per guest.',
  data: z.object({ guestId: uuid, userId: uuid }),
});

/** Subject: user id. */
export const AddressSaved = defineEvent({
  type: 'identity.AddressSaved',
  version: 1,
  topic: 'caravan.identity.user',
  description: 'An address was added or changed. The address itself is sealed under the key of its user.',
  data: z.object({ addressId: uuid, userId: uuid, address: sealed }),
});

/** What is sealed inside `AddressSaved`. */
export const addressSnapshot = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string(),
  region: z.string().nullable(),
  postalCode: z.string(),
  country: z.string().length(2),
  phone: z.string().nullable(),
});
export type AddressSnapshot = z.output<typeof addressSnapshot>;

/** Subject: user id. */
export const AddressRemoved = defineEvent({
  type: 'identity.AddressRemoved',
  version: 1,
  topic: 'caravan.identity.user',
  description: 'An address can no longer be chosen. Snapshots in placed orders stay.',
  data: z.object({ addressId: uuid, userId: uuid }),
});

/** Subject: session id. */
export const SessionRevoked = defineEvent({
  type: 'identity.SessionRevoked',
  version: 1,
  topic: 'caravan.identity.session',
  description: 'Access tokens of this session (or guest) are refused from now on, before they expire.',
  data: z.object({
    sessionId: uuid,
    reason: z.enum(['SIGNED_OUT', 'REFRESH_REUSED', 'GUEST_MERGED', 'ROLES_CHANGED']),
  }),
});
