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
  street: z.string().nullable().default(null),
  building: z.string().nullable().default(null),
  apartment: z.string().nullable().default(null),
  entrance: z.string().nullable().default(null),
  floor: z.string().nullable().default(null),
  intercom: z.string().nullable().default(null),
  /** WGS 84, in degrees; all three or none of them are there. */
  latitude: z.number().nullable().default(null),
  longitude: z.number().nullable().default(null),
  precision: z.enum(['ROOFTOP', 'STREET', 'CITY']).nullable().default(null),
});
export type AddressSnapshot = z.output<typeof addressSnapshot>;

/** Where an address is on earth, or null while nobody knows. */
export function locationOf({ latitude, longitude, precision }: AddressSnapshot) {
  return latitude === null || longitude === null || precision === null ? null : { latitude, longitude, precision };
}

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
  version: 2,
  upcasters: { 1: (data) => data },
  topic: 'caravan.identity.session',
  description: 'Access tokens of this session (or guest) are refused from now on, before they expire.',
  data: z.object({
    sessionId: uuid,
    /** Why, such as `SIGNED_OUT`, `ROLES_CHANGED` or `BLOCKED`; new reasons may come. */
    reason: z.string(),
  }),
});

const userTopic = 'caravan.identity.user';
const signInTopic = 'caravan.identity.sign-in';

/** Subject: user id. */
export const UserRegistered = defineEvent({
  type: 'identity.UserRegistered',
  version: 1,
  topic: userTopic,
  description: 'An account exists: its email was verified, or a social provider vouched for it.',
  data: z.object({ userId: uuid, by: z.enum(['PASSWORD', 'GOOGLE', 'APPLE', 'FACEBOOK']) }),
});

/** Subject: user id. `secret` holds a `VerificationSecret`, sealed under the user (for a registration: the user to be). */
export const VerificationRequested = defineEvent({
  type: 'identity.VerificationRequested',
  version: 1,
  topic: userTopic,
  description:
    'Somebody is to prove that an email or phone is theirs: a code, and by mail a link, is to be sent there. The owner of a taken email is told instead, without a code.',
  data: z.object({ userId: uuid, channel: z.enum(['EMAIL', 'PHONE']), locale: z.string().nullable(), secret: sealed }),
});

/** What is sealed inside `VerificationRequested`. */
export const verificationSecret = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('CODE'),
    /** Email or E.164 phone. */
    to: z.string(),
    username: z.string(),
    code: z.string(),
    /** Token of the link; null for phones. */
    token: z.string().nullable(),
    minutes: z.number().int(),
  }),
  z.object({ kind: z.literal('EMAIL_TAKEN'), to: z.string(), username: z.string() }),
]);
export type VerificationSecret = z.output<typeof verificationSecret>;

/** Subject: user id. */
export const EmailVerified = defineEvent({
  type: 'identity.EmailVerified',
  version: 1,
  topic: userTopic,
  description: 'A person proved that the email of the account is theirs.',
  data: z.object({ userId: uuid }),
});

/** Subject: user id. `notice` holds an `EmailNotice`. */
export const EmailChangeRequested = defineEvent({
  type: 'identity.EmailChangeRequested',
  version: 1,
  topic: userTopic,
  description: 'A person asked for another email. The one of now is to be told; nothing changed yet.',
  data: z.object({ userId: uuid, notice: sealed }),
});

/** Subject: user id. `notice` holds an `EmailNotice`. */
export const EmailChanged = defineEvent({
  type: 'identity.EmailChanged',
  version: 1,
  topic: userTopic,
  description: 'The account has another email, which was verified. The one before is to be told.',
  data: z.object({ userId: uuid, notice: sealed }),
});

/** What is sealed inside `EmailChangeRequested` and `EmailChanged`: the email that is told, which may not be the account's any more. */
export const emailNotice = z.object({ to: z.string(), username: z.string() });
export type EmailNotice = z.output<typeof emailNotice>;

/** Subject: user id. */
export const PhoneVerified = defineEvent({
  type: 'identity.PhoneVerified',
  version: 1,
  topic: userTopic,
  description: 'A person proved that the phone of the account is theirs.',
  data: z.object({ userId: uuid }),
});

/** Where a sign-in came from, sealed: address and device of a person. */
export const signInOrigin = z.object({
  clientAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type SignInOrigin = z.output<typeof signInOrigin>;

/** Subject: user id. `origin` holds a `SignInOrigin`. */
export const SignedIn = defineEvent({
  type: 'identity.SignedIn',
  version: 1,
  topic: signInTopic,
  description: 'A person signed in: a session began.',
  data: z.object({
    userId: uuid,
    sessionId: uuid,
    method: z.enum(['PASSWORD', 'GOOGLE', 'APPLE', 'FACEBOOK']),
    secondFactor: z.enum(['NONE', 'TOTP', 'RECOVERY_CODE']),
    origin: sealed,
  }),
});

/** Subject: user id. */
export const SignedOut = defineEvent({
  type: 'identity.SignedOut',
  version: 1,
  topic: signInTopic,
  description: 'A person ended sessions: the one in use, another one, or all of them.',
  data: z.object({ userId: uuid, sessionIds: z.array(uuid) }),
});

/** Subject: user id. `origin` holds a `SignInOrigin`. */
export const SignInFailed = defineEvent({
  type: 'identity.SignInFailed',
  version: 1,
  topic: signInTopic,
  description: 'A wrong password or second factor was given for an account.',
  data: z.object({ userId: uuid, factor: z.enum(['PASSWORD', 'SECOND_FACTOR']), origin: sealed }),
});

/** Subject: user id. */
export const AccountLocked = defineEvent({
  type: 'identity.AccountLocked',
  version: 1,
  topic: signInTopic,
  description: 'Many failures in a row: the account takes no password for some minutes. Its owner is to be told.',
  data: z.object({ userId: uuid, minutes: z.number().int() }),
});

/** Subject: user id. `secret` holds a `PasswordResetSecret`. */
export const PasswordResetRequested = defineEvent({
  type: 'identity.PasswordResetRequested',
  version: 1,
  topic: userTopic,
  description: 'A person forgot the password: a link and a code are to be mailed.',
  data: z.object({ userId: uuid, secret: sealed }),
});

/** What is sealed inside `PasswordResetRequested`. */
export const passwordResetSecret = z.object({
  code: z.string(),
  token: z.string(),
  codeMinutes: z.number().int(),
  linkMinutes: z.number().int(),
});
export type PasswordResetSecret = z.output<typeof passwordResetSecret>;

/** Subject: user id. */
export const PasswordChanged = defineEvent({
  type: 'identity.PasswordChanged',
  version: 1,
  topic: userTopic,
  description: 'The password is another one. Its owner is to be told.',
  data: z.object({ userId: uuid, how: z.enum(['CHANGED', 'RESET', 'FIRST']) }),
});

/** Subject: user id. */
export const MfaChanged = defineEvent({
  type: 'identity.MfaChanged',
  version: 1,
  topic: userTopic,
  description: 'A second factor was set up, taken away, or got new recovery codes, or one of them was used.',
  data: z.object({
    userId: uuid,
    change: z.enum(['ENABLED', 'DISABLED', 'RECOVERY_CODES_RENEWED', 'RECOVERY_CODE_USED']),
    /** Recovery codes that still work. */
    recoveryCodesLeft: z.number().int(),
  }),
});

/** Subject: user id. */
export const ExternalLoginChanged = defineEvent({
  type: 'identity.ExternalLoginChanged',
  version: 1,
  topic: userTopic,
  description: 'A social log-in was linked to the account, or taken from it. Its owner is to be told.',
  data: z.object({
    userId: uuid,
    provider: z.enum(['GOOGLE', 'APPLE', 'FACEBOOK']),
    change: z.enum(['LINKED', 'UNLINKED']),
  }),
});

/** Subject: user id. */
export const UserProfileUpdated = defineEvent({
  type: 'identity.UserProfileUpdated',
  version: 1,
  topic: userTopic,
  description: 'Names, picture, language or other particulars of a person changed; ask identity for them.',
  data: z.object({ userId: uuid, fields: z.array(z.string()) }),
});

/** Subject: user id. */
export const UserBlocked = defineEvent({
  type: 'identity.UserBlocked',
  version: 1,
  topic: userTopic,
  description: 'A person may not sign in; all sessions ended. `reason` is sealed under the person.',
  data: z.object({ userId: uuid, blockedBy: uuid, reason: sealed }),
});

/** What is sealed as `reason` of `UserBlocked`. */
export const blockReason = z.object({ reason: z.string() });
export type BlockReason = z.output<typeof blockReason>;

/** Subject: user id. */
export const UserUnblocked = defineEvent({
  type: 'identity.UserUnblocked',
  version: 1,
  topic: userTopic,
  description: 'A blocked person may sign in again.',
  data: z.object({ userId: uuid, unblockedBy: uuid }),
});

/** Subject: user id. */
export const UserErased = defineEvent({
  type: 'identity.UserErased',
  version: 1,
  topic: userTopic,
  description:
    'A person deleted the account. Whoever holds personal data of theirs erases it; what must be kept (orders, ledger) keeps the bare id. What was sealed for them can never be read again.',
  data: z.object({ userId: uuid, pseudonym: z.string() }),
});

/** Subject: user id. */
export const RoleGranted = defineEvent({
  type: 'identity.RoleGranted',
  version: 1,
  topic: userTopic,
  description: 'A person may do what the role allows, from the next refresh or log-in on.',
  data: z.object({ userId: uuid, role: z.string(), grantedBy: uuid.nullable() }),
});

/** Subject: user id. */
export const RoleRevoked = defineEvent({
  type: 'identity.RoleRevoked',
  version: 1,
  topic: userTopic,
  description: 'A person lost a role; the sessions ended at once.',
  data: z.object({ userId: uuid, role: z.string(), revokedBy: uuid.nullable() }),
});

/** Subject: user id. */
export const KycDecided = defineEvent({
  type: 'identity.KycDecided',
  version: 1,
  topic: userTopic,
  description: 'A reviewer verified a person by their documents, or refused. The person is to be told.',
  data: z.object({
    userId: uuid,
    caseId: uuid,
    decision: z.enum(['VERIFIED', 'REJECTED']),
    decidedBy: uuid,
    reason: sealed,
  }),
});
