import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ExportOwner } from '../erasure/export.usecases.ts';
import type { ApiKey as ApiKeyRow } from '../api-keys/api-keys.domain.ts';
import type { PersonView } from '../accounts/accounts.domain.ts';
import type { Address as AddressRow } from '../addresses/addresses.domain.ts';
import type { Admin } from '../roles/admins.usecases.ts';
import type { AdminAction as AdminActionRow } from '../admin-actions/admin-actions.store.ts';
import type { AuditEvent as AuditEventRow } from '../activity/activity.domain.ts';
import type { SystemSetting as SystemSettingState } from '../system-settings/system-settings.usecases.ts';
import type { Session as SessionRow } from '../sessions/sessions.domain.ts';
import type { Context } from '../subgraph.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** ISO 3166-1 alpha-2 country code, such as `KZ`. */
  CountryCode: { input: string; output: string; }
  /** ISO 4217 currency code, such as `KZT`. */
  Currency: { input: string; output: string; }
  /** Instant in UTC, RFC 3339 with `Z`. */
  DateTime: { input: Date; output: Date; }
  /** Email address (RFC 5322). */
  EmailAddress: { input: string; output: string; }
  /** Any JSON value. Each field that has it says what is inside. */
  JSON: { input: unknown; output: unknown; }
  /** Whole number of minor units as a decimal string, such as `"1250"`. */
  MinorUnits: { input: bigint; output: bigint; }
  /** Phone number in E.164, such as `+77011234567`. */
  PhoneNumber: { input: string; output: string; }
  /** Absolute http or https URL. */
  URL: { input: URL; output: URL | string; }
  _FieldSet: { input: string; output: string; }
};

/** The proof is right, but the account may not be used: it was blocked by the platform. */
export type AccountBlocked = UserError & {
  __typename?: 'AccountBlocked';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Where to send things to. */
export type Address = {
  __typename?: 'Address';
  apartment: Maybe<Scalars['String']['output']>;
  building: Maybe<Scalars['String']['output']>;
  city: Scalars['String']['output'];
  country: Scalars['CountryCode']['output'];
  entrance: Maybe<Scalars['String']['output']>;
  floor: Maybe<Scalars['String']['output']>;
  /** TypeID that starts with `adr_`. */
  id: Scalars['ID']['output'];
  intercom: Maybe<Scalars['String']['output']>;
  /** Exactly one address of a person is the default. */
  isDefault: Scalars['Boolean']['output'];
  /** Street, house and flat in one line. Made of `street`, `building` and `apartment` when the person gave no line. */
  line1: Scalars['String']['output'];
  /** Whatever else helps to find it, such as the company. */
  line2: Maybe<Scalars['String']['output']>;
  /** Where it is on earth: as the person said, or as it was found. Null while nobody knows. */
  location: Maybe<AddressLocation>;
  /** Who receives it. */
  name: Scalars['String']['output'];
  /** Phone for the courier, in E.164. */
  phone: Maybe<Scalars['PhoneNumber']['output']>;
  postalCode: Scalars['String']['output'];
  /** State, province or oblast. */
  region: Maybe<Scalars['String']['output']>;
  street: Maybe<Scalars['String']['output']>;
};

/** A point on earth (WGS 84). */
export type AddressLocation = {
  __typename?: 'AddressLocation';
  /** Degrees, -90 to 90; six decimals, which is 11 cm. */
  latitude: Scalars['Float']['output'];
  /** Degrees, -180 to 180; six decimals. */
  longitude: Scalars['Float']['output'];
  /** How close it is. A courier can drive to ROOFTOP and STREET; CITY is good for estimates alone. */
  precision: LocationPrecision;
};

/** A point on earth (WGS 84). Rounded to six decimals. */
export type AddressLocationInput = {
  /** Degrees, -90 to 90. */
  latitude: Scalars['Float']['input'];
  /** Degrees, -180 to 180. */
  longitude: Scalars['Float']['input'];
  /** How close it is: ROOFTOP for a pin that the person put, else what the suggestion or the address said. */
  precision?: LocationPrecision;
};

/** One change by somebody of the staff. */
export type AdminAction = {
  __typename?: 'AdminAction';
  /** Name of the mutation, such as `blockUser`. */
  action: Scalars['String']['output'];
  /** Who did it. */
  admin: Maybe<User>;
  at: Scalars['DateTime']['output'];
  /** What it was and became. Null when the admin was erased: it was sealed under their key. */
  details: Maybe<AdminActionDetails>;
  /** Its id, or the key of a setting. */
  entityId: Scalars['ID']['output'];
  /** What was changed: `User`, `SystemSetting`, `ApiKey`, `KycCase`; new kinds may come. */
  entityType: Scalars['String']['output'];
  /** Starts with `act_`. */
  id: Scalars['ID']['output'];
};

/** A page of what the staff did. */
export type AdminActionConnection = {
  __typename?: 'AdminActionConnection';
  edges: Array<AdminActionEdge>;
  /** The nodes of `edges`. */
  nodes: Array<AdminAction>;
  pageInfo: PageInfo;
};

/** What was changed, and from where. */
export type AdminActionDetails = {
  __typename?: 'AdminActionDetails';
  /** IP address of the admin's client. */
  clientAddress: Maybe<Scalars['String']['output']>;
  /** JSON of what it became. */
  newValue: Maybe<Scalars['JSON']['output']>;
  /** JSON of what it was before; its shape depends on the action. */
  oldValue: Maybe<Scalars['JSON']['output']>;
};

/** An action and its place in the list. */
export type AdminActionEdge = {
  __typename?: 'AdminActionEdge';
  cursor: Scalars['String']['output'];
  node: AdminAction;
};

/** What the staff changes. */
export type AdminActionEntity =
  | 'ApiKey'
  | 'KycCase'
  | 'SystemSetting'
  | 'User';

/** Every field narrows the list. */
export type AdminActionFilter = {
  /** Only this mutation, such as `blockUser`. */
  action?: InputMaybe<Scalars['String']['input']>;
  /** Only what this person of the staff did. */
  adminId?: InputMaybe<Scalars['ID']['input']>;
  /** Only changes of this thing: its id, or the key of a setting. Needs `entityType`. */
  entityId?: InputMaybe<Scalars['ID']['input']>;
  /** Only changes of this kind of thing. */
  entityType?: InputMaybe<AdminActionEntity>;
  /** Not before this instant. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before this instant. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** One of the staff. */
export type AdminUser = {
  __typename?: 'AdminUser';
  /** Scopes beyond those of the roles, by `grantScope`. */
  extraScopes: Array<Scalars['String']['output']>;
  /** When the person signed in last; null before the first time. */
  lastLoginAt: Maybe<Scalars['DateTime']['output']>;
  /** All roles of the person. */
  roles: Array<Role>;
  /** Everything that the roles and the extra scopes allow together. */
  scopes: Array<Scalars['String']['output']>;
  user: Maybe<User>;
};

/** A page of the staff. */
export type AdminUserConnection = {
  __typename?: 'AdminUserConnection';
  edges: Array<AdminUserEdge>;
  /** The nodes of `edges`. */
  nodes: Array<AdminUser>;
  pageInfo: PageInfo;
};

/** One of the staff and their place in the list. */
export type AdminUserEdge = {
  __typename?: 'AdminUserEdge';
  cursor: Scalars['String']['output'];
  node: AdminUser;
};

/** A partner's key. Only its hash is kept. */
export type ApiKey = {
  __typename?: 'ApiKey';
  createdAt: Scalars['DateTime']['output'];
  /** When it stops working by itself; null for never. */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** TypeID that starts with `key_`. */
  id: Scalars['ID']['output'];
  /** About when it was last used, by 10 minutes; null when it was not. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** The partner, or what the key is for. */
  name: Scalars['String']['output'];
  /** First 8 characters of the key, to tell which one it is. */
  prefix: Scalars['String']['output'];
  rateClass: ApiKeyRateClass;
  /** When it was revoked; null while it works. */
  revokedAt: Maybe<Scalars['DateTime']['output']>;
  /** What the program may do besides what everybody may; scopes that its maker holds. */
  scopes: Array<Scalars['String']['output']>;
};

/** How much a key may ask for in a minute. */
export type ApiKeyRateClass =
  /** The budget of `RATE_COST_API_KEY_HIGH`. */
  | 'HIGH'
  /** The budget of `RATE_COST_API_KEY`. */
  | 'STANDARD';

export type BeginMfaEnrolmentError = CurrentPasswordWrong | MfaAlreadyEnabled | RateLimited;

/** Who asks for a new authenticator app. */
export type BeginMfaEnrolmentInput = {
  /** Left out by accounts that have none, because a social provider signs them in. */
  currentPassword?: InputMaybe<Scalars['String']['input']>;
};

/** `enrolment` is null when there are errors. */
export type BeginMfaEnrolmentPayload = {
  __typename?: 'BeginMfaEnrolmentPayload';
  enrolment: Maybe<MfaEnrolment>;
  errors: Array<BeginMfaEnrolmentError>;
};

export type BlockUserError = InvalidInput | LastSuperAdmin | NotBlockable | NotFound;

/** Who is kept out, and why. */
export type BlockUserInput = {
  /** 1 to 500 characters, for the staff. */
  reason: Scalars['String']['input'];
  userId: Scalars['ID']['input'];
};

/** `user` is null when there are errors. */
export type BlockUserPayload = {
  __typename?: 'BlockUserPayload';
  errors: Array<BlockUserError>;
  user: Maybe<User>;
};

/** For whom something may be kept. */
export type CacheControlScope =
  /** Each principal has an answer of their own. */
  | 'PRIVATE'
  /** Everybody is answered the same. */
  | 'PUBLIC';

export type ChangePasswordError = CurrentPasswordWrong | InvalidInput | RateLimited;

/** The old password and the new one. */
export type ChangePasswordInput = {
  currentPassword: Scalars['String']['input'];
  /** 8 characters to 72 bytes with an upper-case letter, a lower-case letter and a digit; none of the most common ones, and not the current one. */
  newPassword: Scalars['String']['input'];
};

/** `endedSessions` is null when there are errors. */
export type ChangePasswordPayload = {
  __typename?: 'ChangePasswordPayload';
  /** Other sessions that ended now; the one in use goes on. */
  endedSessions: Maybe<Scalars['Int']['output']>;
  errors: Array<ChangePasswordError>;
};

export type ConfirmMfaEnrolmentError = MfaEnrolmentMissing | SecondFactorInvalid;

/** The first code of the new app. */
export type ConfirmMfaEnrolmentInput = {
  /** 6 digits; spaces make no difference. */
  code: Scalars['String']['input'];
};

/** `recoveryCodes` is null when there are errors. */
export type ConfirmMfaEnrolmentPayload = {
  __typename?: 'ConfirmMfaEnrolmentPayload';
  errors: Array<ConfirmMfaEnrolmentError>;
  /** 10 codes `XXXXX-XXXXX`, each of which works once in place of a code of the app. They are not shown again. */
  recoveryCodes: Maybe<Array<Scalars['String']['output']>>;
};

/** National ids of this country cannot be checked, so they are not kept. */
export type CountryNotSupported = UserError & {
  __typename?: 'CountryNotSupported';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  /** Countries whose national ids are kept. */
  supportedCountries: Array<Scalars['CountryCode']['output']>;
};

export type CreateApiKeyError = InvalidInput | TooManyApiKeys;

/** Whom a key is for, and what it may do. */
export type CreateApiKeyInput = {
  /** In the future; never by default. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** 1 to 64 characters. */
  name: Scalars['String']['input'];
  rateClass?: ApiKeyRateClass;
  /** Scopes of the caller's own; none by default. */
  scopes?: Array<Scalars['String']['input']>;
};

/** `apiKey` and `secret` are null when there are errors. */
export type CreateApiKeyPayload = {
  __typename?: 'CreateApiKeyPayload';
  apiKey: Maybe<ApiKey>;
  errors: Array<CreateApiKeyError>;
  /** The key, 43 characters. It is shown this once. */
  secret: Maybe<Scalars['String']['output']>;
};

export type CreateGuestSessionError = RateLimited;

/** `session` is null when there are errors. */
export type CreateGuestSessionPayload = {
  __typename?: 'CreateGuestSessionPayload';
  errors: Array<CreateGuestSessionError>;
  session: Maybe<GuestToken>;
};

/** This is not the password, or the account is locked for some minutes after many failures. `requestPasswordReset` helps in both cases. */
export type CurrentPasswordWrong = UserError & {
  __typename?: 'CurrentPasswordWrong';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type DeleteAccountError = CurrentPasswordWrong | FreshSignInRequired | LastSuperAdmin | RateLimited | SecondFactorInvalid;

/** Proof that it is the owner of the account who deletes it. */
export type DeleteAccountInput = {
  /** Code of the second factor, or a recovery code; needed once a second factor is set up. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** Needed unless the account has none: then the session must have begun by a sign-in within the last 10 minutes. */
  password?: InputMaybe<Scalars['String']['input']>;
};

/** `pseudonym` is null when there are errors. */
export type DeleteAccountPayload = {
  __typename?: 'DeleteAccountPayload';
  errors: Array<DeleteAccountError>;
  /** Username that stands for the person from now on, in what must be kept. */
  pseudonym: Maybe<Scalars['String']['output']>;
};

export type DisableMfaError = CurrentPasswordWrong | RateLimited | SecondFactorInvalid;

/** The proof that it is the person who wants it. */
export type DisableMfaInput = {
  /** 6 digits of the app, or a recovery code. */
  code: Scalars['String']['input'];
  /** Left out by accounts that have none. */
  currentPassword?: InputMaybe<Scalars['String']['input']>;
};

/** `user` is null when there are errors. */
export type DisableMfaPayload = {
  __typename?: 'DisableMfaPayload';
  errors: Array<DisableMfaError>;
  /** The person, without a second factor. */
  user: Maybe<User>;
};

/** The password is right, but the email waits for its code: `verifyEmail` or `resendVerificationEmail`. */
export type EmailNotVerified = UserError & {
  __typename?: 'EmailNotVerified';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/**
 * Another account has this email. `register` says so only where the platform is set to reveal it (`REVEAL_TAKEN_EMAIL`);
 * `verifyEmail` when the account was made after the registration.
 */
export type EmailTaken = UserError & {
  __typename?: 'EmailTaken';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** The account has no password, and the session is too old to prove anything: sign in again. */
export type FreshSignInRequired = UserError & {
  __typename?: 'FreshSignInRequired';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type GrantRoleError = NotFound | NotOneself | RoleNotManageable;

/** Who gets which role. */
export type GrantRoleInput = {
  role: Role;
  userId: Scalars['ID']['input'];
};

/** `user` is null when there are errors. */
export type GrantRolePayload = {
  __typename?: 'GrantRolePayload';
  errors: Array<GrantRoleError>;
  user: Maybe<User>;
};

export type GrantScopeError = NotFound | NotOfStaff | NotOneself | ScopeNotGrantable;

/** Who gets which scope. */
export type GrantScopeInput = {
  /** One of the scopes of the platform, such as `user:block`; all but `admin:manage` and `cart:use`. */
  scope: Scalars['String']['input'];
  userId: Scalars['ID']['input'];
};

/** `admin` is null when there are errors. */
export type GrantScopePayload = {
  __typename?: 'GrantScopePayload';
  admin: Maybe<AdminUser>;
  errors: Array<GrantScopeError>;
};

/** A guest's token. Keep it secret. */
export type GuestToken = {
  __typename?: 'GuestToken';
  /** JWT (EdDSA) with the role GUEST for the header `Authorization: Bearer …`. It cannot be refreshed. */
  accessToken: Scalars['String']['output'];
  /** Seconds until it expires (7 days by default). */
  expiresInSeconds: Scalars['Int']['output'];
};

/** This idempotency key was used before with another input. Make a new key for a new intent. */
export type IdempotencyKeyReused = UserError & {
  __typename?: 'IdempotencyKeyReused';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** No account with this name and password, or it is locked for some minutes after many failures. Which of them is not told. */
export type InvalidCredentials = UserError & {
  __typename?: 'InvalidCredentials';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** An input field has a value that cannot be used; `path` names it. All bad fields are told at once. */
export type InvalidInput = UserError & {
  __typename?: 'InvalidInput';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** There must be a SUPER_ADMIN at all times; appoint another first. */
export type LastSuperAdmin = UserError & {
  __typename?: 'LastSuperAdmin';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** How close coordinates are to the door. */
export type LocationPrecision =
  /** The middle of the city. */
  | 'CITY'
  /** The building, or the pin that a person put. */
  | 'ROOFTOP'
  /** Somewhere in the street. */
  | 'STREET';

export type LogInError = AccountBlocked | EmailNotVerified | InvalidCredentials | RateLimited;

/** Who signs in, and the proof. */
export type LogInInput = {
  /**
   * Token of the guest session in use: what the guest owns becomes the person's, once, and the token stops working. One that
   * expired or was used up is ignored.
   */
  guestToken?: InputMaybe<Scalars['String']['input']>;
  /** Email, phone in E.164, or username. */
  identifier: Scalars['String']['input'];
  password: Scalars['String']['input'];
};

/** `session` and `user` are null when there are errors, or a second factor is missing. */
export type LogInPayload = {
  __typename?: 'LogInPayload';
  errors: Array<LogInError>;
  /** For `verifyMfa`, when the person has a second factor; null otherwise. */
  mfaChallenge: Maybe<MfaChallenge>;
  /** Tokens of the new session. */
  session: Maybe<TokenPair>;
  /** Who signed in. */
  user: Maybe<User>;
};

/** Which sessions end. */
export type LogOutInput = {
  /** Ends every session of the caller, on all devices. */
  everywhere?: Scalars['Boolean']['input'];
};

/** Logging out is never refused: ending what has ended already counts as none. */
export type LogOutPayload = {
  __typename?: 'LogOutPayload';
  /** Sessions that ended now. */
  endedSessions: Scalars['Int']['output'];
};

/** A second factor is in use already. `disableMfa` takes it away. */
export type MfaAlreadyEnabled = UserError & {
  __typename?: 'MfaAlreadyEnabled';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** A sign-in that waits for its second factor. */
export type MfaChallenge = {
  __typename?: 'MfaChallenge';
  /** Seconds until it is too late (5 minutes by default). */
  expiresInSeconds: Scalars['Int']['output'];
  /** Opaque; for `verifyMfa` only. Keep it secret. */
  token: Scalars['String']['output'];
};

/** The challenge is unknown, too old, used up by 5 tries, or was met already: sign in again. */
export type MfaChallengeInvalid = UserError & {
  __typename?: 'MfaChallengeInvalid';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** What an authenticator app is set up with. Shown this once. */
export type MfaEnrolment = {
  __typename?: 'MfaEnrolment';
  /** Seconds until it is too late for the first code (10 minutes by default). */
  expiresInSeconds: Scalars['Int']['output'];
  /** `otpauth://totp/…`, for a tap on the phone itself. */
  otpauthUri: Scalars['String']['output'];
  /** `otpauthUri` as a QR code: the text of an SVG image. */
  qrCode: Scalars['String']['output'];
  /** Secret in base 32, for typing it in. */
  secret: Scalars['String']['output'];
};

/** No enrolment was begun, or it was too long ago, or it is confirmed already. `beginMfaEnrolment` makes one. */
export type MfaEnrolmentMissing = UserError & {
  __typename?: 'MfaEnrolmentMissing';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Whether a sign-in needs a second factor. */
export type MfaState = {
  __typename?: 'MfaState';
  /** Whether an authenticator app is in use. */
  enabled: Scalars['Boolean']['output'];
  /** Recovery codes that were not used yet; 0 without a second factor. */
  recoveryCodesLeft: Scalars['Int']['output'];
  /**
   * Whether the person needs a second factor (staff, where `MFA_REQUIRED_FOR_STAFF` is on): without one the roles SUPPORT,
   * OPERATOR, MANAGER, ADMIN and SUPER_ADMIN are left out of access tokens.
   */
  required: Scalars['Boolean']['output'];
};

/** Exact amount of one currency. */
export type Money = {
  __typename?: 'Money';
  /** Minor units by the ISO 4217 exponent (cents for EUR, whole yen for JPY). */
  amountMinor: Scalars['MinorUnits']['output'];
  currency: Scalars['Currency']['output'];
  /** Text for people, such as `€ 12.50`, by the rules of a BCP 47 locale. */
  formatted: Scalars['String']['output'];
};


/** Exact amount of one currency. */
export type MoneyFormattedArgs = {
  locale?: Scalars['String']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Makes the secret of a new authenticator app (TOTP, RFC 6238: SHA-1, 6 digits, 30 seconds). Nothing changes until
   * `confirmMfaEnrolment` has its first code, within 10 minutes; beginning anew replaces the secret.
   */
  beginMfaEnrolment: Maybe<BeginMfaEnrolmentPayload>;
  /**
   * Keeps a person out: all sessions end at once, and log-in answers `AccountBlocked` after the right password. What the person
   * has stays as it is. Nobody blocks themselves; staff of the same or a higher rank is blocked by a SUPER_ADMIN only. Blocking
   * somebody twice changes nothing.
   */
  blockUser: Maybe<BlockUserPayload>;
  /**
   * Sets another password and ends all other sessions. A wrong current password counts as a failed log-in of the account: 10 in
   * a row lock it for 15 minutes.
   */
  changePassword: Maybe<ChangePasswordPayload>;
  /**
   * Takes the new app into use: from now on a sign-in needs a code of it, or a recovery code. The recovery codes are shown
   * this once. All other sessions end. Staff whose roles wait for a second factor get them with the next `refreshSession`.
   */
  confirmMfaEnrolment: Maybe<ConfirmMfaEnrolmentPayload>;
  /**
   * Makes a key for a partner's program, which sends it in the header `x-api-key` and sees the partners' contract of the schema.
   * The key itself is in `secret` of this answer and nowhere else. Routers know it within 5 seconds.
   */
  createApiKey: Maybe<CreateApiKeyPayload>;
  /**
   * A token for somebody without an account, to browse and to fill a cart. Hand it to `logIn` or `register` as `guestToken` to
   * keep the cart.
   */
  createGuestSession: Maybe<CreateGuestSessionPayload>;
  /**
   * Deletes the account, at once and for good. Names, email, phone, addresses, documents, log-ins and everything else that is
   * personal are erased everywhere; email and username are free again. All sessions end. Orders and payments go on under a
   * pseudonym (`Deleted user`), without the delivery address: await or cancel first what is not delivered yet. A store whose
   * only owner this is sells no more. At most 5 tries an hour.
   */
  deleteAccount: Maybe<DeleteAccountPayload>;
  /**
   * Takes the second factor away, for the password and a code. All other sessions end; for staff who need a second factor
   * this one, too.
   */
  disableMfa: Maybe<DisableMfaPayload>;
  /**
   * Gives a person a role: SUPPORT, OPERATOR or MANAGER; ADMIN and SUPER_ADMIN by a SUPER_ADMIN only. It counts from the person's
   * next refresh or log-in. Granting a role twice changes nothing. Nobody grants themselves any.
   */
  grantRole: Maybe<GrantRolePayload>;
  /**
   * Gives one of the staff a scope beyond those of the roles, by a SUPER_ADMIN who holds it. It counts from the person's next
   * refresh or log-in, and goes when the person leaves the staff. Granting it twice changes nothing.
   */
  grantScope: Maybe<GrantScopePayload>;
  /**
   * Opens a session. At most 5 tries a minute for one name and client address; 10 failures in a row lock the account for
   * 15 minutes, which its owner is told by mail and the caller is not.
   */
  logIn: Maybe<LogInPayload>;
  /** Ends the session that the access token belongs to, or all of one's sessions. Their tokens stop working at once. */
  logOut: Maybe<LogOutPayload>;
  /**
   * Trades a refresh token for a new pair. Each refresh token works once; the one just used answers the same successor again for
   * 30 seconds (two tabs at once). Any older one is taken for stolen and ends the session. At most 30 a minute and session.
   */
  refreshSession: Maybe<RefreshSessionPayload>;
  /**
   * Asks for an account. There is none yet: a 6-digit code and a link go to the email, `verifyEmail` or `verifyEmailByLink` makes
   * the account, then `logIn` works. Until then, for 24 hours from the newest code, the username is kept for this email, and the
   * next registration of the email takes the place of this one. A taken email is answered like success, in the same time, and its
   * owner is mailed instead. At most 10 per hour and client address, and at most 10 mails a day to one email.
   */
  register: Maybe<RegisterPayload>;
  /** Removes an address. When it was the default, the newest other one becomes it. Orders keep their own copy. */
  removeAddress: Maybe<RemoveAddressPayload>;
  /** Forgets one's national id of a country. */
  removeNationalId: Maybe<RemoveNationalIdPayload>;
  /** Gives 10 new recovery codes for a code, shown this once; those from before stop working. */
  renewRecoveryCodes: Maybe<RenewRecoveryCodesPayload>;
  /**
   * Mails a link (works once, for 1 hour) and a 6-digit code (10 minutes, 5 tries) to choose a new password with; they replace
   * those mailed before. Every email is answered alike and in the same time, also those that no account has, to which nothing is
   * mailed. At most 3 an hour for one email and 30 an hour for one client address.
   */
  requestPasswordReset: Maybe<RequestPasswordResetPayload>;
  /**
   * Mails a new code and link, at most once a minute; the ones before stop working. The answer is the same for emails that wait
   * for none, to which nothing is sent.
   */
  resendVerificationEmail: Maybe<ResendVerificationEmailPayload>;
  /**
   * Sets a new password with the token of the mailed link. Ends every session and the lock of the account; it neither signs in
   * nor takes a second factor away. A password that is refused leaves the token as it is.
   */
  resetPassword: Maybe<ResetPasswordPayload>;
  /**
   * Sets a new password with the mailed code, like `resetPassword`. At most 25 tries a day for one email; the link still works
   * after them.
   */
  resetPasswordByCode: Maybe<ResetPasswordPayload>;
  /** Ends a key for good: requests with it are refused, and open sockets closed, within 5 seconds. Revoking twice changes nothing. */
  revokeApiKey: Maybe<RevokeApiKeyPayload>;
  /** Ends all of one's own sessions but the one in use. */
  revokeOtherSessions: Maybe<RevokeOtherSessionsPayload>;
  /** Takes a role from a person, under the rules of `grantRole`, and ends the person's sessions at once. The last SUPER_ADMIN stays. */
  revokeRole: Maybe<RevokeRolePayload>;
  /** Takes a scope that `grantScope` gave, and ends the person's sessions at once. Scopes of roles go with `revokeRole`. */
  revokeScope: Maybe<RevokeScopePayload>;
  /** Ends one of one's own sessions, such as that of a lost phone. Its tokens stop working at once. */
  revokeSession: Maybe<RevokeSessionPayload>;
  /**
   * Adds an address, or replaces the one of `addressId`. Adding the very same address again answers the one that exists, so a
   * call can be repeated. The first address becomes the default; `isDefault: true` makes it so later. At most 50. Without a
   * `location` it is looked for afterwards, within seconds as a rule, and kept until the text changes.
   */
  saveAddress: Maybe<SaveAddressPayload>;
  /**
   * Keeps one's national id of a country, in place of the one before. It is checked, encrypted at once, and belongs to one account
   * only. Countries: `KZ` (IIN: 12 digits with a real birth date, that of the profile if there is one, and the right check digit)
   * and `IN` (PAN of a person; its check letter has no published rule and is not checked). At most 10 numbers a day.
   */
  saveNationalId: Maybe<SaveNationalIdPayload>;
  /** Sets the first password of an account that has none, because a social provider signs it in. */
  setPassword: Maybe<SetPasswordPayload>;
  /** Lets a blocked person sign in again, under the rules of `blockUser`. */
  unblockUser: Maybe<UnblockUserPayload>;
  /**
   * Changes one's own profile. An absent field stays as it is; null clears it. What changed is told to other parts as the event
   * `UserProfileUpdated`, by the names of the fields alone.
   */
  updateProfile: Maybe<UpdateProfilePayload>;
  /** Makes the account of a registration by the 6-digit code that was mailed. A code lives for 24 hours and 5 tries. */
  verifyEmail: Maybe<VerifyEmailPayload>;
  /**
   * Makes the account of a registration by the token of the mailed link, which lives for 24 hours and works once. It works also
   * when the tries of the code are used up.
   */
  verifyEmailByLink: Maybe<VerifyEmailByLinkPayload>;
  /**
   * Opens the session of a sign-in that was answered with an `MfaChallenge`. A code of the app works once, and for 30 seconds
   * more or less than the app shows it. 5 tries a challenge; 10 wrong codes in 15 minutes or 50 a day for one account, over all
   * its challenges, recovery codes counted apart.
   */
  verifyMfa: Maybe<VerifyMfaPayload>;
};


export type MutationBeginMfaEnrolmentArgs = {
  input: BeginMfaEnrolmentInput;
};


export type MutationBlockUserArgs = {
  input: BlockUserInput;
};


export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


export type MutationConfirmMfaEnrolmentArgs = {
  input: ConfirmMfaEnrolmentInput;
};


export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


export type MutationDeleteAccountArgs = {
  input: DeleteAccountInput;
};


export type MutationDisableMfaArgs = {
  input: DisableMfaInput;
};


export type MutationGrantRoleArgs = {
  input: GrantRoleInput;
};


export type MutationGrantScopeArgs = {
  input: GrantScopeInput;
};


export type MutationLogInArgs = {
  input: LogInInput;
};


export type MutationLogOutArgs = {
  input: InputMaybe<LogOutInput>;
};


export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


export type MutationRegisterArgs = {
  input: RegisterInput;
};


export type MutationRemoveAddressArgs = {
  input: RemoveAddressInput;
};


export type MutationRemoveNationalIdArgs = {
  input: RemoveNationalIdInput;
};


export type MutationRenewRecoveryCodesArgs = {
  input: RenewRecoveryCodesInput;
};


export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};


export type MutationResendVerificationEmailArgs = {
  input: ResendVerificationEmailInput;
};


export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


export type MutationResetPasswordByCodeArgs = {
  input: ResetPasswordByCodeInput;
};


export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


export type MutationRevokeRoleArgs = {
  input: RevokeRoleInput;
};


export type MutationRevokeScopeArgs = {
  input: RevokeScopeInput;
};


export type MutationRevokeSessionArgs = {
  input: RevokeSessionInput;
};


export type MutationSaveAddressArgs = {
  input: SaveAddressInput;
};


export type MutationSaveNationalIdArgs = {
  input: SaveNationalIdInput;
};


export type MutationSetPasswordArgs = {
  input: SetPasswordInput;
};


export type MutationUnblockUserArgs = {
  input: UnblockUserInput;
};


export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


export type MutationVerifyEmailArgs = {
  input: VerifyEmailInput;
};


export type MutationVerifyEmailByLinkArgs = {
  input: VerifyEmailByLinkInput;
};


export type MutationVerifyMfaArgs = {
  input: VerifyMfaInput;
};

/** A number that a country has given to a person. */
export type NationalId = {
  __typename?: 'NationalId';
  country: Scalars['CountryCode']['output'];
  /** All but the last four characters hidden, such as `••••••••1234`. */
  masked: Scalars['String']['output'];
  /**
   * The whole number, for the person alone and the scope `kyc:review`; null for everyone else. Each reading by somebody of the staff
   * is kept as an admin action.
   */
  number: Maybe<Scalars['String']['output']>;
};

/** The caller may not keep this person out, nor let them in. */
export type NotBlockable = UserError & {
  __typename?: 'NotBlockable';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  why: NotBlockableReason;
};

/** Why somebody may not be blocked or unblocked by the caller. */
export type NotBlockableReason =
  /** Nobody blocks or unblocks themselves. */
  | 'ONESELF'
  /** The person has the same rank or a higher one: SUPPORT, OPERATOR, MANAGER, ADMIN, SUPER_ADMIN, in this order. */
  | 'RANK';

/** There is no such thing, or it is not yours to see. */
export type NotFound = UserError & {
  __typename?: 'NotFound';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** The person has no role of the staff. */
export type NotOfStaff = UserError & {
  __typename?: 'NotOfStaff';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Rights are given by others. */
export type NotOneself = UserError & {
  __typename?: 'NotOneself';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Position of a page in its list (Relay). */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last entry; null on an empty page. */
  endCursor: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first entry; null on an empty page. */
  startCursor: Maybe<Scalars['String']['output']>;
};

/** The account has a password: `changePassword` sets another one. */
export type PasswordAlreadySet = UserError & {
  __typename?: 'PasswordAlreadySet';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/**
 * What each part of Caravan keeps about a person, as JSON with times in ISO 8601. Lists hold at most 1,000 entries, the newest
 * first; a list that was cut says so in `truncated`.
 */
export type PersonalData = {
  __typename?: 'PersonalData';
  /** The account: profile, addresses, sessions, social log-ins, roles, documents and the log of what happened to it. */
  identity: Maybe<Scalars['JSON']['output']>;
  userId: Scalars['ID']['output'];
};

export type Query = {
  __typename?: 'Query';
  /**
   * What the staff changed by the rights of their roles, the newest first. Entries appear within moments of the change, and stay.
   * At most 100 a page.
   */
  adminActions: Maybe<AdminActionConnection>;
  /** The staff: everybody with one of the roles SUPPORT to SUPER_ADMIN, the newest accounts first. At most 100 a page. */
  admins: Maybe<AdminUserConnection>;
  /** Keys of partners, the newest first; at most 1,000. */
  apiKeys: Array<ApiKey>;
  /** Whoever is signed in. Guests and anonymous callers get null with the code `UNAUTHENTICATED`. */
  me: Maybe<User>;
  /** One person; null when there is none. People see themselves with `me`. */
  user: Maybe<User>;
  /**
   * People, the newest accounts first. Every field of the filter narrows the list; without any it holds everybody. At most 100 a
   * page.
   */
  users: Maybe<UserConnection>;
};


export type QueryAdminActionsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<AdminActionFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAdminsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


export type QueryApiKeysArgs = {
  includeEnded?: Scalars['Boolean']['input'];
};


export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


export type QueryUsersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<UserFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** Too many tries; wait. */
export type RateLimited = UserError & {
  __typename?: 'RateLimited';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  /** Seconds until the next try can succeed. */
  retryAfterSeconds: Scalars['Int']['output'];
};

export type RefreshSessionError = RateLimited | RefreshTokenInvalid;

/** The newest refresh token of a session. */
export type RefreshSessionInput = {
  refreshToken: Scalars['String']['input'];
};

/** `session` is null when there are errors. */
export type RefreshSessionPayload = {
  __typename?: 'RefreshSessionPayload';
  errors: Array<RefreshSessionError>;
  /** The new tokens; the roles inside are those of now. */
  session: Maybe<TokenPair>;
};

/** The refresh token is unknown, too old or was used before, or its session has ended: log in again. */
export type RefreshTokenInvalid = UserError & {
  __typename?: 'RefreshTokenInvalid';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type RegisterError = EmailTaken | InvalidInput | RateLimited | UsernameTaken;

/** What an account is made of. */
export type RegisterInput = {
  /** Name shown to others, 1 to 80 characters; the username by default. */
  displayName?: InputMaybe<Scalars['String']['input']>;
  /** Receives the code; unique without regard to case. */
  email: Scalars['EmailAddress']['input'];
  /** Token of the guest session in use: what the guest owns (a cart, favourites) becomes the person's once the email is verified. */
  guestToken?: InputMaybe<Scalars['String']['input']>;
  /** Language and region (BCP 47), such as `kk-KZ`. */
  locale?: InputMaybe<Scalars['String']['input']>;
  /** 8 characters to 72 bytes with an upper-case letter, a lower-case letter and a digit; none of the most common ones. */
  password: Scalars['String']['input'];
  /** Phone of the person. It signs nobody in before `requestPhoneVerification` and `verifyPhone`. */
  phone?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** 3 to 32 of a–z, 0–9 and `_`; upper case is read as lower case. Unique. */
  username: Scalars['String']['input'];
};

/** `verificationSentTo` is null when there are errors. */
export type RegisterPayload = {
  __typename?: 'RegisterPayload';
  errors: Array<RegisterError>;
  /** Email that the code was sent to. */
  verificationSentTo: Maybe<Scalars['EmailAddress']['output']>;
};

export type RemoveAddressError = NotFound;

/** Which address goes. */
export type RemoveAddressInput = {
  addressId: Scalars['ID']['input'];
};

/** `removedAddressId` is null when there are errors. */
export type RemoveAddressPayload = {
  __typename?: 'RemoveAddressPayload';
  errors: Array<RemoveAddressError>;
  removedAddressId: Maybe<Scalars['ID']['output']>;
  /** The person with the addresses that remain. */
  user: Maybe<User>;
};

export type RemoveNationalIdError = CountryNotSupported | NotFound;

/** Of which country. */
export type RemoveNationalIdInput = {
  country: Scalars['CountryCode']['input'];
};

/** `removedCountry` is null when there are errors. */
export type RemoveNationalIdPayload = {
  __typename?: 'RemoveNationalIdPayload';
  errors: Array<RemoveNationalIdError>;
  removedCountry: Maybe<Scalars['CountryCode']['output']>;
  /** The person with the national ids that remain. */
  user: Maybe<User>;
};

export type RenewRecoveryCodesError = RateLimited | SecondFactorInvalid;

/** The proof that it is the person who wants it. */
export type RenewRecoveryCodesInput = {
  /** 6 digits of the app, or one of the recovery codes. */
  code: Scalars['String']['input'];
};

/** `recoveryCodes` is null when there are errors. */
export type RenewRecoveryCodesPayload = {
  __typename?: 'RenewRecoveryCodesPayload';
  errors: Array<RenewRecoveryCodesError>;
  /** 10 codes `XXXXX-XXXXX`. They are not shown again. */
  recoveryCodes: Maybe<Array<Scalars['String']['output']>>;
};

export type RequestPasswordResetError = RateLimited;

/** Whose password was forgotten. */
export type RequestPasswordResetInput = {
  /** Email of the account. */
  email: Scalars['EmailAddress']['input'];
};

/** `resetSentTo` is null when there are errors. */
export type RequestPasswordResetPayload = {
  __typename?: 'RequestPasswordResetPayload';
  errors: Array<RequestPasswordResetError>;
  /** Email that the link and the code go to, if an account has it. */
  resetSentTo: Maybe<Scalars['EmailAddress']['output']>;
};

export type ResendVerificationEmailError = RateLimited;

/** Where the new code goes. */
export type ResendVerificationEmailInput = {
  /** Email that the account was registered with. */
  email: Scalars['EmailAddress']['input'];
};

/** `verificationSentTo` is null when there are errors. */
export type ResendVerificationEmailPayload = {
  __typename?: 'ResendVerificationEmailPayload';
  errors: Array<ResendVerificationEmailError>;
  /** Email that the code was sent to, if it waits for one. */
  verificationSentTo: Maybe<Scalars['EmailAddress']['output']>;
};

/** The link or code is wrong, too old, used, replaced by a newer one, or used up by 5 tries. `requestPasswordReset` mails new ones. */
export type ResetInvalid = UserError & {
  __typename?: 'ResetInvalid';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** The proof by code. */
export type ResetPasswordByCodeInput = {
  /** 6 digits of the newest mail. */
  code: Scalars['String']['input'];
  /** Email that the code was mailed to. */
  email: Scalars['EmailAddress']['input'];
  /** 8 characters to 72 bytes with an upper-case letter, a lower-case letter and a digit; none of the most common ones. */
  newPassword: Scalars['String']['input'];
};

export type ResetPasswordError = InvalidInput | RateLimited | ResetInvalid;

/** The proof by link. */
export type ResetPasswordInput = {
  /** 8 characters to 72 bytes with an upper-case letter, a lower-case letter and a digit; none of the most common ones. */
  newPassword: Scalars['String']['input'];
  /** Token of the link in the newest mail. */
  token: Scalars['String']['input'];
};

/** `endedSessions` is null when there are errors. */
export type ResetPasswordPayload = {
  __typename?: 'ResetPasswordPayload';
  /** Sessions that ended now: all there were. */
  endedSessions: Maybe<Scalars['Int']['output']>;
  errors: Array<ResetPasswordError>;
};

export type RevokeApiKeyError = NotFound;

/** Which key ends. */
export type RevokeApiKeyInput = {
  apiKeyId: Scalars['ID']['input'];
};

/** `apiKey` is null when there are errors. */
export type RevokeApiKeyPayload = {
  __typename?: 'RevokeApiKeyPayload';
  apiKey: Maybe<ApiKey>;
  errors: Array<RevokeApiKeyError>;
};

/** Never refused: ending what has ended already counts as none. */
export type RevokeOtherSessionsPayload = {
  __typename?: 'RevokeOtherSessionsPayload';
  /** Sessions that ended now. */
  endedSessions: Scalars['Int']['output'];
};

export type RevokeRoleError = LastSuperAdmin | NotFound | RoleNotManageable;

/** Who loses which role. */
export type RevokeRoleInput = {
  role: Role;
  userId: Scalars['ID']['input'];
};

/** `user` is null when there are errors. */
export type RevokeRolePayload = {
  __typename?: 'RevokeRolePayload';
  errors: Array<RevokeRoleError>;
  user: Maybe<User>;
};

export type RevokeScopeError = NotFound | ScopeNotGrantable;

/** Who loses which scope. */
export type RevokeScopeInput = {
  scope: Scalars['String']['input'];
  userId: Scalars['ID']['input'];
};

/** `admin` is null when there are errors. */
export type RevokeScopePayload = {
  __typename?: 'RevokeScopePayload';
  admin: Maybe<AdminUser>;
  errors: Array<RevokeScopeError>;
};

export type RevokeSessionError = NotFound;

/** Which session ends. */
export type RevokeSessionInput = {
  sessionId: Scalars['ID']['input'];
};

/** `revokedSessionId` is null when there are errors. */
export type RevokeSessionPayload = {
  __typename?: 'RevokeSessionPayload';
  errors: Array<RevokeSessionError>;
  /** The session that ended now. */
  revokedSessionId: Maybe<Scalars['ID']['output']>;
};

/** What somebody may do. The scopes of each are fixed by the platform. */
export type Role =
  /** MANAGER, and grants roles and reads the ledger. */
  | 'ADMIN'
  /** Delivers. */
  | 'COURIER'
  /** Has an account: buys. */
  | 'CUSTOMER'
  /** Without an account: browses and fills a cart. */
  | 'GUEST'
  /** OPERATOR, and approves stores, blocks people, and edits categories and products. */
  | 'MANAGER'
  /** SUPPORT, and changes orders and refunds payments. */
  | 'OPERATOR'
  /** A partner's program with an API key. */
  | 'PARTNER'
  /** Offers services by the hour. */
  | 'PROFESSIONAL'
  /** ADMIN, and alone appoints admins. */
  | 'SUPER_ADMIN'
  /** Answers customers: reads people, stores, orders and payments. */
  | 'SUPPORT'
  /** Works for a store that sells; given and taken by the staff lists of stores. */
  | 'VENDOR';

/** The caller may not grant or take this role, or it follows from what people do (GUEST, CUSTOMER, VENDOR, …). */
export type RoleNotManageable = UserError & {
  __typename?: 'RoleNotManageable';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  role: Role;
};

export type SaveAddressError = InvalidInput | NotFound | TooManyAddresses;

/** An address as a whole: fields that are left out are empty. */
export type SaveAddressInput = {
  /** Address to replace; absent to add one. */
  addressId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 20 characters. */
  apartment?: InputMaybe<Scalars['String']['input']>;
  /** At most 30 characters. */
  building?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 120 characters. */
  city: Scalars['String']['input'];
  country: Scalars['CountryCode']['input'];
  /** At most 20 characters. */
  entrance?: InputMaybe<Scalars['String']['input']>;
  /** At most 20 characters. */
  floor?: InputMaybe<Scalars['String']['input']>;
  /** At most 30 characters. */
  intercom?: InputMaybe<Scalars['String']['input']>;
  /** Makes it the default. False leaves the default where it is. */
  isDefault?: Scalars['Boolean']['input'];
  /** Street, house and flat; at most 200 characters. Needed unless `street` and `building` are given. */
  line1?: InputMaybe<Scalars['String']['input']>;
  /** Whatever else helps to find it, such as the company; at most 200 characters. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Where it is on earth. Left out, what is known stays as long as the text does, and is looked for otherwise. */
  location?: InputMaybe<AddressLocationInput>;
  /** Who receives it; 1 to 120 characters. */
  name: Scalars['String']['input'];
  /** Phone for the courier, in E.164. */
  phone?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** 1 to 20 characters. */
  postalCode: Scalars['String']['input'];
  /** State, province or oblast; at most 120 characters. */
  region?: InputMaybe<Scalars['String']['input']>;
  /** At most 120 characters. */
  street?: InputMaybe<Scalars['String']['input']>;
};

/** `address` is null when there are errors. */
export type SaveAddressPayload = {
  __typename?: 'SaveAddressPayload';
  address: Maybe<Address>;
  errors: Array<SaveAddressError>;
};

export type SaveNationalIdError = CountryNotSupported | InvalidInput | RateLimited;

/** A national id. */
export type SaveNationalIdInput = {
  /** `KZ` or `IN`. */
  country: Scalars['CountryCode']['input'];
  /** IIN or PAN; spaces and hyphens do not matter. */
  number: Scalars['String']['input'];
};

/** `nationalId` is null when there are errors. */
export type SaveNationalIdPayload = {
  __typename?: 'SaveNationalIdPayload';
  errors: Array<SaveNationalIdError>;
  nationalId: Maybe<NationalId>;
};

/** There is no such scope, the caller lacks it, or it is never given to single people (`admin:manage`, `cart:use`). */
export type ScopeNotGrantable = UserError & {
  __typename?: 'ScopeNotGrantable';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  scope: Scalars['String']['output'];
};

/** The code is wrong, too old or was used before. */
export type SecondFactorInvalid = UserError & {
  __typename?: 'SecondFactorInvalid';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** A log-in on a device. */
export type Session = {
  __typename?: 'Session';
  /** When it was opened. */
  createdAt: Scalars['DateTime']['output'];
  /** Whether it is the one that asks. */
  current: Scalars['Boolean']['output'];
  /** Browser or app and system, such as `Firefox on Windows`, by what the client said of itself at log-in. */
  device: Scalars['String']['output'];
  /** TypeID that starts with `ses_`. */
  id: Scalars['ID']['output'];
  /** Address that the log-in came from, behind trusted proxies. */
  ip: Maybe<Scalars['String']['output']>;
  /** When it was opened or last refreshed; what its access token did since (24 hours at most) does not count. */
  lastSeenAt: Scalars['DateTime']['output'];
};

export type SetPasswordError = InvalidInput | PasswordAlreadySet;

/** The first password. */
export type SetPasswordInput = {
  /** 8 characters to 72 bytes with an upper-case letter, a lower-case letter and a digit; none of the most common ones. */
  newPassword: Scalars['String']['input'];
};

/** `user` is null when there are errors. */
export type SetPasswordPayload = {
  __typename?: 'SetPasswordPayload';
  errors: Array<SetPasswordError>;
  /** The person, who can log in with the password now. */
  user: Maybe<User>;
};

/** What a session is used with. Keep both secret. */
export type TokenPair = {
  __typename?: 'TokenPair';
  /** JWT (EdDSA) for the header `Authorization: Bearer …`; its keys are at `/.well-known/jwks.json`. */
  accessToken: Scalars['String']['output'];
  /** Seconds until the access token expires (24 hours by default). */
  expiresInSeconds: Scalars['Int']['output'];
  /** Opaque; for `refreshSession` only. Lives for 7 days and works once. */
  refreshToken: Scalars['String']['output'];
  /** Always `Bearer`. */
  tokenType: Scalars['String']['output'];
};

/** A person keeps at most this many addresses; remove one first. */
export type TooManyAddresses = UserError & {
  __typename?: 'TooManyAddresses';
  /** Most addresses of one person. */
  limit: Scalars['Int']['output'];
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** There are as many keys as there may be; revoke one first. */
export type TooManyApiKeys = UserError & {
  __typename?: 'TooManyApiKeys';
  /** Most keys that work at the same time. */
  limit: Scalars['Int']['output'];
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** A part that is needed does not answer right now. Nothing was changed; try again. */
export type Unavailable = UserError & {
  __typename?: 'Unavailable';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type UnblockUserError = NotBlockable | NotFound;

/** Who is let in again. */
export type UnblockUserInput = {
  userId: Scalars['ID']['input'];
};

/** `user` is null when there are errors. */
export type UnblockUserPayload = {
  __typename?: 'UnblockUserPayload';
  errors: Array<UnblockUserError>;
  user: Maybe<User>;
};

export type UpdateProfileError = InvalidInput;

/** What to change of one's profile. */
export type UpdateProfileInput = {
  /**
   * ISO 8601 date, such as `1990-05-17`: of somebody who is at least 13 years old (`MINIMUM_AGE_YEARS`). It cannot differ from the
   * one inside a saved national id of Kazakhstan.
   */
  birthDate?: InputMaybe<Scalars['String']['input']>;
  /** Name shown to others, 1 to 80 characters; null gives the username back. */
  displayName?: InputMaybe<Scalars['String']['input']>;
  /** Given name, 1 to 80 characters. */
  firstName?: InputMaybe<Scalars['String']['input']>;
  /** Family name, 1 to 80 characters. */
  lastName?: InputMaybe<Scalars['String']['input']>;
  /** Language and region (BCP 47), such as `kk-KZ`. */
  locale?: InputMaybe<Scalars['String']['input']>;
  /** IANA time zone, such as `Asia/Almaty`. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** `user` is null when there are errors. */
export type UpdateProfilePayload = {
  __typename?: 'UpdateProfilePayload';
  errors: Array<UpdateProfileError>;
  /** The person as changed. */
  user: Maybe<User>;
};

/**
 * A person with an account. Everyone may see `id` and `displayName`; the other fields are for the person alone and for callers
 * with the scope `user:read:any`, and null for everyone else.
 */
export type User = {
  __typename?: 'User';
  /** Where things can be sent to, the default first, then the newest. For the person alone and `user:read:any`; at most 50. */
  addresses: Maybe<Array<Address>>;
  /** ISO 8601 date, such as `1990-05-17`; null when none was told. For the person alone and `user:read:any`. */
  birthDate: Maybe<Scalars['String']['output']>;
  /** Why the person is blocked. For callers with `user:read:any` alone. */
  blockReason: Maybe<Scalars['String']['output']>;
  /** When the person was blocked; null when they are not. */
  blockedAt: Maybe<Scalars['DateTime']['output']>;
  /** When the account was made. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** The one address that is chosen when no other is; null without addresses. For the person alone and `user:read:any`. */
  defaultAddress: Maybe<Address>;
  /** Name shown to others; the username until another is chosen. Public. */
  displayName: Scalars['String']['output'];
  /** Email to sign in with and to receive mails at. */
  email: Maybe<Scalars['EmailAddress']['output']>;
  /** Whether the email was confirmed with a code. */
  emailVerified: Maybe<Scalars['Boolean']['output']>;
  /** Given name; null when none was told. For the person alone and `user:read:any`. */
  firstName: Maybe<Scalars['String']['output']>;
  /** TypeID that starts with `usr_`. */
  id: Scalars['ID']['output'];
  /** Family name; null when none was told. For the person alone and `user:read:any`. */
  lastName: Maybe<Scalars['String']['output']>;
  /** Language and region for texts (BCP 47), such as `kk-KZ`; null when none was chosen. */
  locale: Maybe<Scalars['String']['output']>;
  /** The second factor. For the person and callers with the scope `user:read:any`; null for everyone else. */
  mfa: Maybe<MfaState>;
  /**
   * National ids, by country; at most one each. For the person alone and the scopes `user:read:any` and `kyc:review`, null for
   * everyone else.
   */
  nationalIds: Maybe<Array<NationalId>>;
  /**
   * Everything that is kept about the person, for the person alone: null to everybody else, staff included. At most 5 times an
   * hour.
   */
  personalData: Maybe<PersonalData>;
  /** Phone to sign in with, in E.164; null when none was given. */
  phone: Maybe<Scalars['PhoneNumber']['output']>;
  /** What the person may do. Everyone with an account is a CUSTOMER. */
  roles: Maybe<Array<Role>>;
  /**
   * Open sessions, newest first: one for each log-in that did not end yet, at most 100 (with more, the least recently used one
   * ends). For the person alone; null for everyone else.
   */
  sessions: Maybe<Array<Session>>;
  /** Whether the person can sign in. For the person alone and callers with `user:read:any`, like the fields below. */
  status: Maybe<UserStatus>;
  /** IANA time zone for times shown to the person, such as `Asia/Almaty`; null when none was chosen. */
  timeZone: Maybe<Scalars['String']['output']>;
  /** Unique name to sign in with: 3 to 32 of a–z, 0–9 and `_`. */
  username: Maybe<Scalars['String']['output']>;
};

/** A page of people. */
export type UserConnection = {
  __typename?: 'UserConnection';
  edges: Array<UserEdge>;
  /** The nodes of `edges`. */
  nodes: Array<User>;
  pageInfo: PageInfo;
};

/** A person and their place in the list. */
export type UserEdge = {
  __typename?: 'UserEdge';
  cursor: Scalars['String']['output'];
  node: User;
};

/** A refusal that the client can act on. Each mutation lists those it can give in a union of its own. */
export type UserError = {
  /** For people, in English. */
  message: Scalars['String']['output'];
  /** Path of the input field it concerns; empty when it concerns none. */
  path: Array<Scalars['String']['output']>;
};

/** Texts have 2 to 254 characters, are beginnings, and are found without regard to case. */
export type UserFilter = {
  /** Beginning of the email, or all of it. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Beginning of the phone in E.164, or all of it. Spaces, brackets and dashes are left out. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** Only people who have this role. */
  role?: InputMaybe<Role>;
  /** Only accounts in this state. */
  status?: InputMaybe<UserStatus>;
  /**
   * Beginning of the username, email, display name, first or last name; first and last name together, in either order; or, from
   * `+` on, of the phone.
   */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** What became of an account. */
export type UserStatus =
  /** Signs in. */
  | 'ACTIVE'
  /** Kept out by the staff. */
  | 'BLOCKED'
  /** Deleted by the person; a pseudonym is left. */
  | 'ERASED';

/** Another account has this username, or a registration that waits for its code. */
export type UsernameTaken = UserError & {
  __typename?: 'UsernameTaken';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** The code is wrong, too old, used up by 5 tries, or was never sent to this email. `resendVerificationEmail` mails a new one. */
export type VerificationCodeInvalid = UserError & {
  __typename?: 'VerificationCodeInvalid';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** The link is too old, was used before, or a newer one was mailed. `resendVerificationEmail` mails a new one. */
export type VerificationLinkInvalid = UserError & {
  __typename?: 'VerificationLinkInvalid';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type VerifyEmailByLinkError = EmailTaken | UsernameTaken | VerificationLinkInvalid;

/** What the link of the mail carries. */
export type VerifyEmailByLinkInput = {
  /** The `token` of the link: 43 characters. */
  token: Scalars['String']['input'];
};

/** `user` is null when there are errors. */
export type VerifyEmailByLinkPayload = {
  __typename?: 'VerifyEmailByLinkPayload';
  errors: Array<VerifyEmailByLinkError>;
  /** The person, who can log in now. */
  user: Maybe<User>;
};

export type VerifyEmailError = EmailTaken | UsernameTaken | VerificationCodeInvalid;

/** The email and the code that was mailed to it. */
export type VerifyEmailInput = {
  /** 6 digits. */
  code: Scalars['String']['input'];
  /** Email that the account was registered with. */
  email: Scalars['EmailAddress']['input'];
};

/** `user` is null when there are errors. */
export type VerifyEmailPayload = {
  __typename?: 'VerifyEmailPayload';
  errors: Array<VerifyEmailError>;
  /** The person, who can log in now. */
  user: Maybe<User>;
};

export type VerifyMfaError = AccountBlocked | MfaChallengeInvalid | RateLimited | SecondFactorInvalid;

/** The second factor of a sign-in. */
export type VerifyMfaInput = {
  /** `token` of the challenge. */
  challengeToken: Scalars['String']['input'];
  /** 6 digits of the app, or a recovery code. */
  code: Scalars['String']['input'];
};

/** `session` and `user` are null when there are errors. */
export type VerifyMfaPayload = {
  __typename?: 'VerifyMfaPayload';
  errors: Array<VerifyMfaError>;
  /** Tokens of the new session. */
  session: Maybe<TokenPair>;
  /** Who signed in. */
  user: Maybe<User>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  PersonalData: PersonalData;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  PersonalData:
    ( { __typename: 'PersonalData' }
    & GraphQLRecursivePick<FederationTypes['PersonalData'], {"userId":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  BeginMfaEnrolmentError:
    | ( CurrentPasswordWrong )
    | ( MfaAlreadyEnabled )
    | ( RateLimited )
  ;
  BlockUserError:
    | ( InvalidInput )
    | ( LastSuperAdmin )
    | ( NotBlockable )
    | ( NotFound )
  ;
  ChangePasswordError:
    | ( CurrentPasswordWrong )
    | ( InvalidInput )
    | ( RateLimited )
  ;
  ConfirmMfaEnrolmentError:
    | ( MfaEnrolmentMissing )
    | ( SecondFactorInvalid )
  ;
  CreateApiKeyError:
    | ( InvalidInput )
    | ( TooManyApiKeys )
  ;
  CreateGuestSessionError: ( RateLimited );
  DeleteAccountError:
    | ( CurrentPasswordWrong )
    | ( FreshSignInRequired )
    | ( LastSuperAdmin )
    | ( RateLimited )
    | ( SecondFactorInvalid )
  ;
  DisableMfaError:
    | ( CurrentPasswordWrong )
    | ( RateLimited )
    | ( SecondFactorInvalid )
  ;
  GrantRoleError:
    | ( NotFound )
    | ( NotOneself )
    | ( RoleNotManageable )
  ;
  GrantScopeError:
    | ( NotFound )
    | ( NotOfStaff )
    | ( NotOneself )
    | ( ScopeNotGrantable )
  ;
  LogInError:
    | ( AccountBlocked )
    | ( EmailNotVerified )
    | ( InvalidCredentials )
    | ( RateLimited )
  ;
  RefreshSessionError:
    | ( RateLimited )
    | ( RefreshTokenInvalid )
  ;
  RegisterError:
    | ( EmailTaken )
    | ( InvalidInput )
    | ( RateLimited )
    | ( UsernameTaken )
  ;
  RemoveAddressError: ( NotFound );
  RemoveNationalIdError:
    | ( CountryNotSupported )
    | ( NotFound )
  ;
  RenewRecoveryCodesError:
    | ( RateLimited )
    | ( SecondFactorInvalid )
  ;
  RequestPasswordResetError: ( RateLimited );
  ResendVerificationEmailError: ( RateLimited );
  ResetPasswordError:
    | ( InvalidInput )
    | ( RateLimited )
    | ( ResetInvalid )
  ;
  RevokeApiKeyError: ( NotFound );
  RevokeRoleError:
    | ( LastSuperAdmin )
    | ( NotFound )
    | ( RoleNotManageable )
  ;
  RevokeScopeError:
    | ( NotFound )
    | ( ScopeNotGrantable )
  ;
  RevokeSessionError: ( NotFound );
  SaveAddressError:
    | ( InvalidInput )
    | ( NotFound )
    | ( TooManyAddresses )
  ;
  SaveNationalIdError:
    | ( CountryNotSupported )
    | ( InvalidInput )
    | ( RateLimited )
  ;
  SetPasswordError:
    | ( InvalidInput )
    | ( PasswordAlreadySet )
  ;
  UnblockUserError:
    | ( NotBlockable )
    | ( NotFound )
  ;
  UpdateProfileError: ( InvalidInput );
  VerifyEmailByLinkError:
    | ( EmailTaken )
    | ( UsernameTaken )
    | ( VerificationLinkInvalid )
  ;
  VerifyEmailError:
    | ( EmailTaken )
    | ( UsernameTaken )
    | ( VerificationCodeInvalid )
  ;
  VerifyMfaError:
    | ( AccountBlocked )
    | ( MfaChallengeInvalid )
    | ( RateLimited )
    | ( SecondFactorInvalid )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( AccountBlocked )
    | ( CountryNotSupported )
    | ( CurrentPasswordWrong )
    | ( EmailNotVerified )
    | ( EmailTaken )
    | ( FreshSignInRequired )
    | ( IdempotencyKeyReused )
    | ( InvalidCredentials )
    | ( InvalidInput )
    | ( LastSuperAdmin )
    | ( MfaAlreadyEnabled )
    | ( MfaChallengeInvalid )
    | ( MfaEnrolmentMissing )
    | ( NotBlockable )
    | ( NotFound )
    | ( NotOfStaff )
    | ( NotOneself )
    | ( PasswordAlreadySet )
    | ( RateLimited )
    | ( RefreshTokenInvalid )
    | ( ResetInvalid )
    | ( RoleNotManageable )
    | ( ScopeNotGrantable )
    | ( SecondFactorInvalid )
    | ( TooManyAddresses )
    | ( TooManyApiKeys )
    | ( Unavailable )
    | ( UsernameTaken )
    | ( VerificationCodeInvalid )
    | ( VerificationLinkInvalid )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccountBlocked: ResolverTypeWrapper<AccountBlocked>;
  Address: ResolverTypeWrapper<AddressRow>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddressLocation: ResolverTypeWrapper<AddressLocation>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  AddressLocationInput: AddressLocationInput;
  AdminAction: ResolverTypeWrapper<AdminActionRow>;
  AdminActionConnection: ResolverTypeWrapper<Omit<AdminActionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AdminActionEdge']>, nodes: Array<ResolversTypes['AdminAction']> }>;
  AdminActionDetails: ResolverTypeWrapper<AdminActionDetails>;
  AdminActionEdge: ResolverTypeWrapper<Omit<AdminActionEdge, 'node'> & { node: ResolversTypes['AdminAction'] }>;
  AdminActionEntity: AdminActionEntity;
  AdminActionFilter: AdminActionFilter;
  AdminUser: ResolverTypeWrapper<Admin>;
  AdminUserConnection: ResolverTypeWrapper<Omit<AdminUserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AdminUserEdge']>, nodes: Array<ResolversTypes['AdminUser']> }>;
  AdminUserEdge: ResolverTypeWrapper<Omit<AdminUserEdge, 'node'> & { node: ResolversTypes['AdminUser'] }>;
  ApiKey: ResolverTypeWrapper<ApiKeyRow>;
  ApiKeyRateClass: ApiKeyRateClass;
  BeginMfaEnrolmentError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['BeginMfaEnrolmentError']>;
  BeginMfaEnrolmentInput: BeginMfaEnrolmentInput;
  BeginMfaEnrolmentPayload: ResolverTypeWrapper<Omit<BeginMfaEnrolmentPayload, 'errors'> & { errors: Array<ResolversTypes['BeginMfaEnrolmentError']> }>;
  BlockUserError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['BlockUserError']>;
  BlockUserInput: BlockUserInput;
  BlockUserPayload: ResolverTypeWrapper<Omit<BlockUserPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['BlockUserError']>, user?: Maybe<ResolversTypes['User']> }>;
  CacheControlScope: CacheControlScope;
  ChangePasswordError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangePasswordError']>;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: ResolverTypeWrapper<Omit<ChangePasswordPayload, 'errors'> & { errors: Array<ResolversTypes['ChangePasswordError']> }>;
  ConfirmMfaEnrolmentError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConfirmMfaEnrolmentError']>;
  ConfirmMfaEnrolmentInput: ConfirmMfaEnrolmentInput;
  ConfirmMfaEnrolmentPayload: ResolverTypeWrapper<Omit<ConfirmMfaEnrolmentPayload, 'errors'> & { errors: Array<ResolversTypes['ConfirmMfaEnrolmentError']> }>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CountryNotSupported: ResolverTypeWrapper<CountryNotSupported>;
  CreateApiKeyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateApiKeyError']>;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: ResolverTypeWrapper<Omit<CreateApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversTypes['ApiKey']>, errors: Array<ResolversTypes['CreateApiKeyError']> }>;
  CreateGuestSessionError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateGuestSessionError']>;
  CreateGuestSessionPayload: ResolverTypeWrapper<Omit<CreateGuestSessionPayload, 'errors'> & { errors: Array<ResolversTypes['CreateGuestSessionError']> }>;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  CurrentPasswordWrong: ResolverTypeWrapper<CurrentPasswordWrong>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteAccountError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteAccountError']>;
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: ResolverTypeWrapper<Omit<DeleteAccountPayload, 'errors'> & { errors: Array<ResolversTypes['DeleteAccountError']> }>;
  DisableMfaError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DisableMfaError']>;
  DisableMfaInput: DisableMfaInput;
  DisableMfaPayload: ResolverTypeWrapper<Omit<DisableMfaPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['DisableMfaError']>, user?: Maybe<ResolversTypes['User']> }>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  EmailNotVerified: ResolverTypeWrapper<EmailNotVerified>;
  EmailTaken: ResolverTypeWrapper<EmailTaken>;
  FreshSignInRequired: ResolverTypeWrapper<FreshSignInRequired>;
  GrantRoleError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['GrantRoleError']>;
  GrantRoleInput: GrantRoleInput;
  GrantRolePayload: ResolverTypeWrapper<Omit<GrantRolePayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['GrantRoleError']>, user?: Maybe<ResolversTypes['User']> }>;
  GrantScopeError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['GrantScopeError']>;
  GrantScopeInput: GrantScopeInput;
  GrantScopePayload: ResolverTypeWrapper<Omit<GrantScopePayload, 'admin' | 'errors'> & { admin?: Maybe<ResolversTypes['AdminUser']>, errors: Array<ResolversTypes['GrantScopeError']> }>;
  GuestToken: ResolverTypeWrapper<GuestToken>;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  InvalidCredentials: ResolverTypeWrapper<InvalidCredentials>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  LastSuperAdmin: ResolverTypeWrapper<LastSuperAdmin>;
  LocationPrecision: LocationPrecision;
  LogInError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LogInError']>;
  LogInInput: LogInInput;
  LogInPayload: ResolverTypeWrapper<Omit<LogInPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['LogInError']>, user?: Maybe<ResolversTypes['User']> }>;
  LogOutInput: LogOutInput;
  LogOutPayload: ResolverTypeWrapper<LogOutPayload>;
  MfaAlreadyEnabled: ResolverTypeWrapper<MfaAlreadyEnabled>;
  MfaChallenge: ResolverTypeWrapper<MfaChallenge>;
  MfaChallengeInvalid: ResolverTypeWrapper<MfaChallengeInvalid>;
  MfaEnrolment: ResolverTypeWrapper<MfaEnrolment>;
  MfaEnrolmentMissing: ResolverTypeWrapper<MfaEnrolmentMissing>;
  MfaState: ResolverTypeWrapper<MfaState>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NationalId: ResolverTypeWrapper<NationalId>;
  NotBlockable: ResolverTypeWrapper<NotBlockable>;
  NotBlockableReason: NotBlockableReason;
  NotFound: ResolverTypeWrapper<NotFound>;
  NotOfStaff: ResolverTypeWrapper<NotOfStaff>;
  NotOneself: ResolverTypeWrapper<NotOneself>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PasswordAlreadySet: ResolverTypeWrapper<PasswordAlreadySet>;
  PersonalData: ResolverTypeWrapper<ExportOwner>;
  PhoneNumber: ResolverTypeWrapper<Scalars['PhoneNumber']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RateLimited: ResolverTypeWrapper<RateLimited>;
  RefreshSessionError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefreshSessionError']>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: ResolverTypeWrapper<Omit<RefreshSessionPayload, 'errors'> & { errors: Array<ResolversTypes['RefreshSessionError']> }>;
  RefreshTokenInvalid: ResolverTypeWrapper<RefreshTokenInvalid>;
  RegisterError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterError']>;
  RegisterInput: RegisterInput;
  RegisterPayload: ResolverTypeWrapper<Omit<RegisterPayload, 'errors'> & { errors: Array<ResolversTypes['RegisterError']> }>;
  RemoveAddressError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveAddressError']>;
  RemoveAddressInput: RemoveAddressInput;
  RemoveAddressPayload: ResolverTypeWrapper<Omit<RemoveAddressPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['RemoveAddressError']>, user?: Maybe<ResolversTypes['User']> }>;
  RemoveNationalIdError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveNationalIdError']>;
  RemoveNationalIdInput: RemoveNationalIdInput;
  RemoveNationalIdPayload: ResolverTypeWrapper<Omit<RemoveNationalIdPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['RemoveNationalIdError']>, user?: Maybe<ResolversTypes['User']> }>;
  RenewRecoveryCodesError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RenewRecoveryCodesError']>;
  RenewRecoveryCodesInput: RenewRecoveryCodesInput;
  RenewRecoveryCodesPayload: ResolverTypeWrapper<Omit<RenewRecoveryCodesPayload, 'errors'> & { errors: Array<ResolversTypes['RenewRecoveryCodesError']> }>;
  RequestPasswordResetError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestPasswordResetError']>;
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetPayload: ResolverTypeWrapper<Omit<RequestPasswordResetPayload, 'errors'> & { errors: Array<ResolversTypes['RequestPasswordResetError']> }>;
  ResendVerificationEmailError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResendVerificationEmailError']>;
  ResendVerificationEmailInput: ResendVerificationEmailInput;
  ResendVerificationEmailPayload: ResolverTypeWrapper<Omit<ResendVerificationEmailPayload, 'errors'> & { errors: Array<ResolversTypes['ResendVerificationEmailError']> }>;
  ResetInvalid: ResolverTypeWrapper<ResetInvalid>;
  ResetPasswordByCodeInput: ResetPasswordByCodeInput;
  ResetPasswordError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResetPasswordError']>;
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordPayload: ResolverTypeWrapper<Omit<ResetPasswordPayload, 'errors'> & { errors: Array<ResolversTypes['ResetPasswordError']> }>;
  RevokeApiKeyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeApiKeyError']>;
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: ResolverTypeWrapper<Omit<RevokeApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversTypes['ApiKey']>, errors: Array<ResolversTypes['RevokeApiKeyError']> }>;
  RevokeOtherSessionsPayload: ResolverTypeWrapper<RevokeOtherSessionsPayload>;
  RevokeRoleError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeRoleError']>;
  RevokeRoleInput: RevokeRoleInput;
  RevokeRolePayload: ResolverTypeWrapper<Omit<RevokeRolePayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['RevokeRoleError']>, user?: Maybe<ResolversTypes['User']> }>;
  RevokeScopeError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeScopeError']>;
  RevokeScopeInput: RevokeScopeInput;
  RevokeScopePayload: ResolverTypeWrapper<Omit<RevokeScopePayload, 'admin' | 'errors'> & { admin?: Maybe<ResolversTypes['AdminUser']>, errors: Array<ResolversTypes['RevokeScopeError']> }>;
  RevokeSessionError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeSessionError']>;
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: ResolverTypeWrapper<Omit<RevokeSessionPayload, 'errors'> & { errors: Array<ResolversTypes['RevokeSessionError']> }>;
  Role: Role;
  RoleNotManageable: ResolverTypeWrapper<RoleNotManageable>;
  SaveAddressError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SaveAddressError']>;
  SaveAddressInput: SaveAddressInput;
  SaveAddressPayload: ResolverTypeWrapper<Omit<SaveAddressPayload, 'address' | 'errors'> & { address?: Maybe<ResolversTypes['Address']>, errors: Array<ResolversTypes['SaveAddressError']> }>;
  SaveNationalIdError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SaveNationalIdError']>;
  SaveNationalIdInput: SaveNationalIdInput;
  SaveNationalIdPayload: ResolverTypeWrapper<Omit<SaveNationalIdPayload, 'errors'> & { errors: Array<ResolversTypes['SaveNationalIdError']> }>;
  ScopeNotGrantable: ResolverTypeWrapper<ScopeNotGrantable>;
  SecondFactorInvalid: ResolverTypeWrapper<SecondFactorInvalid>;
  Session: ResolverTypeWrapper<SessionRow>;
  SetPasswordError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetPasswordError']>;
  SetPasswordInput: SetPasswordInput;
  SetPasswordPayload: ResolverTypeWrapper<Omit<SetPasswordPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['SetPasswordError']>, user?: Maybe<ResolversTypes['User']> }>;
  TokenPair: ResolverTypeWrapper<TokenPair>;
  TooManyAddresses: ResolverTypeWrapper<TooManyAddresses>;
  TooManyApiKeys: ResolverTypeWrapper<TooManyApiKeys>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Unavailable: ResolverTypeWrapper<Unavailable>;
  UnblockUserError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnblockUserError']>;
  UnblockUserInput: UnblockUserInput;
  UnblockUserPayload: ResolverTypeWrapper<Omit<UnblockUserPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['UnblockUserError']>, user?: Maybe<ResolversTypes['User']> }>;
  UpdateProfileError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateProfileError']>;
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: ResolverTypeWrapper<Omit<UpdateProfilePayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['UpdateProfileError']>, user?: Maybe<ResolversTypes['User']> }>;
  User: ResolverTypeWrapper<PersonView>;
  UserConnection: ResolverTypeWrapper<Omit<UserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['UserEdge']>, nodes: Array<ResolversTypes['User']> }>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  UserFilter: UserFilter;
  UserStatus: UserStatus;
  UsernameTaken: ResolverTypeWrapper<UsernameTaken>;
  VerificationCodeInvalid: ResolverTypeWrapper<VerificationCodeInvalid>;
  VerificationLinkInvalid: ResolverTypeWrapper<VerificationLinkInvalid>;
  VerifyEmailByLinkError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyEmailByLinkError']>;
  VerifyEmailByLinkInput: VerifyEmailByLinkInput;
  VerifyEmailByLinkPayload: ResolverTypeWrapper<Omit<VerifyEmailByLinkPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['VerifyEmailByLinkError']>, user?: Maybe<ResolversTypes['User']> }>;
  VerifyEmailError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyEmailError']>;
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailPayload: ResolverTypeWrapper<Omit<VerifyEmailPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['VerifyEmailError']>, user?: Maybe<ResolversTypes['User']> }>;
  VerifyMfaError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyMfaError']>;
  VerifyMfaInput: VerifyMfaInput;
  VerifyMfaPayload: ResolverTypeWrapper<Omit<VerifyMfaPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['VerifyMfaError']>, user?: Maybe<ResolversTypes['User']> }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccountBlocked: AccountBlocked;
  Address: AddressRow;
  ID: Scalars['ID']['output'];
  AddressLocation: AddressLocation;
  Float: Scalars['Float']['output'];
  AddressLocationInput: AddressLocationInput;
  AdminAction: AdminActionRow;
  AdminActionConnection: Omit<AdminActionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AdminActionEdge']>, nodes: Array<ResolversParentTypes['AdminAction']> };
  AdminActionDetails: AdminActionDetails;
  AdminActionEdge: Omit<AdminActionEdge, 'node'> & { node: ResolversParentTypes['AdminAction'] };
  AdminActionFilter: AdminActionFilter;
  AdminUser: Admin;
  AdminUserConnection: Omit<AdminUserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AdminUserEdge']>, nodes: Array<ResolversParentTypes['AdminUser']> };
  AdminUserEdge: Omit<AdminUserEdge, 'node'> & { node: ResolversParentTypes['AdminUser'] };
  ApiKey: ApiKeyRow;
  BeginMfaEnrolmentError: ResolversUnionTypes<ResolversParentTypes>['BeginMfaEnrolmentError'];
  BeginMfaEnrolmentInput: BeginMfaEnrolmentInput;
  BeginMfaEnrolmentPayload: Omit<BeginMfaEnrolmentPayload, 'errors'> & { errors: Array<ResolversParentTypes['BeginMfaEnrolmentError']> };
  BlockUserError: ResolversUnionTypes<ResolversParentTypes>['BlockUserError'];
  BlockUserInput: BlockUserInput;
  BlockUserPayload: Omit<BlockUserPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['BlockUserError']>, user?: Maybe<ResolversParentTypes['User']> };
  ChangePasswordError: ResolversUnionTypes<ResolversParentTypes>['ChangePasswordError'];
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: Omit<ChangePasswordPayload, 'errors'> & { errors: Array<ResolversParentTypes['ChangePasswordError']> };
  ConfirmMfaEnrolmentError: ResolversUnionTypes<ResolversParentTypes>['ConfirmMfaEnrolmentError'];
  ConfirmMfaEnrolmentInput: ConfirmMfaEnrolmentInput;
  ConfirmMfaEnrolmentPayload: Omit<ConfirmMfaEnrolmentPayload, 'errors'> & { errors: Array<ResolversParentTypes['ConfirmMfaEnrolmentError']> };
  CountryCode: Scalars['CountryCode']['output'];
  CountryNotSupported: CountryNotSupported;
  CreateApiKeyError: ResolversUnionTypes<ResolversParentTypes>['CreateApiKeyError'];
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: Omit<CreateApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']>, errors: Array<ResolversParentTypes['CreateApiKeyError']> };
  CreateGuestSessionError: ResolversUnionTypes<ResolversParentTypes>['CreateGuestSessionError'];
  CreateGuestSessionPayload: Omit<CreateGuestSessionPayload, 'errors'> & { errors: Array<ResolversParentTypes['CreateGuestSessionError']> };
  Currency: Scalars['Currency']['output'];
  CurrentPasswordWrong: CurrentPasswordWrong;
  DateTime: Scalars['DateTime']['output'];
  DeleteAccountError: ResolversUnionTypes<ResolversParentTypes>['DeleteAccountError'];
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: Omit<DeleteAccountPayload, 'errors'> & { errors: Array<ResolversParentTypes['DeleteAccountError']> };
  DisableMfaError: ResolversUnionTypes<ResolversParentTypes>['DisableMfaError'];
  DisableMfaInput: DisableMfaInput;
  DisableMfaPayload: Omit<DisableMfaPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['DisableMfaError']>, user?: Maybe<ResolversParentTypes['User']> };
  EmailAddress: Scalars['EmailAddress']['output'];
  EmailNotVerified: EmailNotVerified;
  EmailTaken: EmailTaken;
  FreshSignInRequired: FreshSignInRequired;
  GrantRoleError: ResolversUnionTypes<ResolversParentTypes>['GrantRoleError'];
  GrantRoleInput: GrantRoleInput;
  GrantRolePayload: Omit<GrantRolePayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['GrantRoleError']>, user?: Maybe<ResolversParentTypes['User']> };
  GrantScopeError: ResolversUnionTypes<ResolversParentTypes>['GrantScopeError'];
  GrantScopeInput: GrantScopeInput;
  GrantScopePayload: Omit<GrantScopePayload, 'admin' | 'errors'> & { admin?: Maybe<ResolversParentTypes['AdminUser']>, errors: Array<ResolversParentTypes['GrantScopeError']> };
  GuestToken: GuestToken;
  IdempotencyKeyReused: IdempotencyKeyReused;
  InvalidCredentials: InvalidCredentials;
  InvalidInput: InvalidInput;
  JSON: Scalars['JSON']['output'];
  LastSuperAdmin: LastSuperAdmin;
  LogInError: ResolversUnionTypes<ResolversParentTypes>['LogInError'];
  LogInInput: LogInInput;
  LogInPayload: Omit<LogInPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['LogInError']>, user?: Maybe<ResolversParentTypes['User']> };
  LogOutInput: LogOutInput;
  LogOutPayload: LogOutPayload;
  MfaAlreadyEnabled: MfaAlreadyEnabled;
  MfaChallenge: MfaChallenge;
  MfaChallengeInvalid: MfaChallengeInvalid;
  MfaEnrolment: MfaEnrolment;
  MfaEnrolmentMissing: MfaEnrolmentMissing;
  MfaState: MfaState;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  NationalId: NationalId;
  NotBlockable: NotBlockable;
  NotFound: NotFound;
  NotOfStaff: NotOfStaff;
  NotOneself: NotOneself;
  PageInfo: PageInfo;
  PasswordAlreadySet: PasswordAlreadySet;
  PersonalData: ExportOwner;
  PhoneNumber: Scalars['PhoneNumber']['output'];
  Query: Record<PropertyKey, never>;
  RateLimited: RateLimited;
  RefreshSessionError: ResolversUnionTypes<ResolversParentTypes>['RefreshSessionError'];
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: Omit<RefreshSessionPayload, 'errors'> & { errors: Array<ResolversParentTypes['RefreshSessionError']> };
  RefreshTokenInvalid: RefreshTokenInvalid;
  RegisterError: ResolversUnionTypes<ResolversParentTypes>['RegisterError'];
  RegisterInput: RegisterInput;
  RegisterPayload: Omit<RegisterPayload, 'errors'> & { errors: Array<ResolversParentTypes['RegisterError']> };
  RemoveAddressError: ResolversUnionTypes<ResolversParentTypes>['RemoveAddressError'];
  RemoveAddressInput: RemoveAddressInput;
  RemoveAddressPayload: Omit<RemoveAddressPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['RemoveAddressError']>, user?: Maybe<ResolversParentTypes['User']> };
  RemoveNationalIdError: ResolversUnionTypes<ResolversParentTypes>['RemoveNationalIdError'];
  RemoveNationalIdInput: RemoveNationalIdInput;
  RemoveNationalIdPayload: Omit<RemoveNationalIdPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['RemoveNationalIdError']>, user?: Maybe<ResolversParentTypes['User']> };
  RenewRecoveryCodesError: ResolversUnionTypes<ResolversParentTypes>['RenewRecoveryCodesError'];
  RenewRecoveryCodesInput: RenewRecoveryCodesInput;
  RenewRecoveryCodesPayload: Omit<RenewRecoveryCodesPayload, 'errors'> & { errors: Array<ResolversParentTypes['RenewRecoveryCodesError']> };
  RequestPasswordResetError: ResolversUnionTypes<ResolversParentTypes>['RequestPasswordResetError'];
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetPayload: Omit<RequestPasswordResetPayload, 'errors'> & { errors: Array<ResolversParentTypes['RequestPasswordResetError']> };
  ResendVerificationEmailError: ResolversUnionTypes<ResolversParentTypes>['ResendVerificationEmailError'];
  ResendVerificationEmailInput: ResendVerificationEmailInput;
  ResendVerificationEmailPayload: Omit<ResendVerificationEmailPayload, 'errors'> & { errors: Array<ResolversParentTypes['ResendVerificationEmailError']> };
  ResetInvalid: ResetInvalid;
  ResetPasswordByCodeInput: ResetPasswordByCodeInput;
  ResetPasswordError: ResolversUnionTypes<ResolversParentTypes>['ResetPasswordError'];
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordPayload: Omit<ResetPasswordPayload, 'errors'> & { errors: Array<ResolversParentTypes['ResetPasswordError']> };
  RevokeApiKeyError: ResolversUnionTypes<ResolversParentTypes>['RevokeApiKeyError'];
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: Omit<RevokeApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']>, errors: Array<ResolversParentTypes['RevokeApiKeyError']> };
  RevokeOtherSessionsPayload: RevokeOtherSessionsPayload;
  RevokeRoleError: ResolversUnionTypes<ResolversParentTypes>['RevokeRoleError'];
  RevokeRoleInput: RevokeRoleInput;
  RevokeRolePayload: Omit<RevokeRolePayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['RevokeRoleError']>, user?: Maybe<ResolversParentTypes['User']> };
  RevokeScopeError: ResolversUnionTypes<ResolversParentTypes>['RevokeScopeError'];
  RevokeScopeInput: RevokeScopeInput;
  RevokeScopePayload: Omit<RevokeScopePayload, 'admin' | 'errors'> & { admin?: Maybe<ResolversParentTypes['AdminUser']>, errors: Array<ResolversParentTypes['RevokeScopeError']> };
  RevokeSessionError: ResolversUnionTypes<ResolversParentTypes>['RevokeSessionError'];
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: Omit<RevokeSessionPayload, 'errors'> & { errors: Array<ResolversParentTypes['RevokeSessionError']> };
  RoleNotManageable: RoleNotManageable;
  SaveAddressError: ResolversUnionTypes<ResolversParentTypes>['SaveAddressError'];
  SaveAddressInput: SaveAddressInput;
  SaveAddressPayload: Omit<SaveAddressPayload, 'address' | 'errors'> & { address?: Maybe<ResolversParentTypes['Address']>, errors: Array<ResolversParentTypes['SaveAddressError']> };
  SaveNationalIdError: ResolversUnionTypes<ResolversParentTypes>['SaveNationalIdError'];
  SaveNationalIdInput: SaveNationalIdInput;
  SaveNationalIdPayload: Omit<SaveNationalIdPayload, 'errors'> & { errors: Array<ResolversParentTypes['SaveNationalIdError']> };
  ScopeNotGrantable: ScopeNotGrantable;
  SecondFactorInvalid: SecondFactorInvalid;
  Session: SessionRow;
  SetPasswordError: ResolversUnionTypes<ResolversParentTypes>['SetPasswordError'];
  SetPasswordInput: SetPasswordInput;
  SetPasswordPayload: Omit<SetPasswordPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['SetPasswordError']>, user?: Maybe<ResolversParentTypes['User']> };
  TokenPair: TokenPair;
  TooManyAddresses: TooManyAddresses;
  TooManyApiKeys: TooManyApiKeys;
  URL: Scalars['URL']['output'];
  Unavailable: Unavailable;
  UnblockUserError: ResolversUnionTypes<ResolversParentTypes>['UnblockUserError'];
  UnblockUserInput: UnblockUserInput;
  UnblockUserPayload: Omit<UnblockUserPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['UnblockUserError']>, user?: Maybe<ResolversParentTypes['User']> };
  UpdateProfileError: ResolversUnionTypes<ResolversParentTypes>['UpdateProfileError'];
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: Omit<UpdateProfilePayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['UpdateProfileError']>, user?: Maybe<ResolversParentTypes['User']> };
  User: PersonView;
  UserConnection: Omit<UserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['UserEdge']>, nodes: Array<ResolversParentTypes['User']> };
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  UserFilter: UserFilter;
  UsernameTaken: UsernameTaken;
  VerificationCodeInvalid: VerificationCodeInvalid;
  VerificationLinkInvalid: VerificationLinkInvalid;
  VerifyEmailByLinkError: ResolversUnionTypes<ResolversParentTypes>['VerifyEmailByLinkError'];
  VerifyEmailByLinkInput: VerifyEmailByLinkInput;
  VerifyEmailByLinkPayload: Omit<VerifyEmailByLinkPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['VerifyEmailByLinkError']>, user?: Maybe<ResolversParentTypes['User']> };
  VerifyEmailError: ResolversUnionTypes<ResolversParentTypes>['VerifyEmailError'];
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailPayload: Omit<VerifyEmailPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['VerifyEmailError']>, user?: Maybe<ResolversParentTypes['User']> };
  VerifyMfaError: ResolversUnionTypes<ResolversParentTypes>['VerifyMfaError'];
  VerifyMfaInput: VerifyMfaInput;
  VerifyMfaPayload: Omit<VerifyMfaPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['VerifyMfaError']>, user?: Maybe<ResolversParentTypes['User']> };
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
};

export type AuthenticatedDirectiveArgs = { };

export type AuthenticatedDirectiveResolver<Result, Parent, ContextType = Context, Args = AuthenticatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CacheControlDirectiveArgs = {
  inheritMaxAge: Maybe<Scalars['Boolean']['input']>;
  maxAge: Maybe<Scalars['Int']['input']>;
  scope: Maybe<CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = Context, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type InaccessibleDirectiveArgs = { };

export type InaccessibleDirectiveResolver<Result, Parent, ContextType = Context, Args = InaccessibleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize: Maybe<Scalars['Int']['input']>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
  sizedFields: Maybe<Array<Scalars['String']['input']>>;
  slicingArguments: Maybe<Array<Scalars['String']['input']>>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = Context, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PublicDirectiveArgs = { };

export type PublicDirectiveResolver<Result, Parent, ContextType = Context, Args = PublicDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RequiresScopesDirectiveArgs = {
  scopes: Array<Array<Scalars['String']['input']>>;
};

export type RequiresScopesDirectiveResolver<Result, Parent, ContextType = Context, Args = RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = Context, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type TagDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type TagDirectiveResolver<Result, Parent, ContextType = Context, Args = TagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountBlockedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountBlocked'] = ResolversParentTypes['AccountBlocked']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  apartment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  building?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  entrance?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  floor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  intercom?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['AddressLocation']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  street?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AddressLocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddressLocation'] = ResolversParentTypes['AddressLocation']> = {
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  precision?: Resolver<ResolversTypes['LocationPrecision'], ParentType, ContextType>;
};

export type AdminActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdminAction'] = ResolversParentTypes['AdminAction']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  admin?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  details?: Resolver<Maybe<ResolversTypes['AdminActionDetails']>, ParentType, ContextType>;
  entityId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  entityType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AdminActionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdminActionConnection'] = ResolversParentTypes['AdminActionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AdminActionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AdminAction']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AdminActionDetailsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdminActionDetails'] = ResolversParentTypes['AdminActionDetails']> = {
  clientAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  newValue?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  oldValue?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type AdminActionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdminActionEdge'] = ResolversParentTypes['AdminActionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AdminAction'], ParentType, ContextType>;
};

export type AdminUserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdminUser'] = ResolversParentTypes['AdminUser']> = {
  extraScopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  lastLoginAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type AdminUserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdminUserConnection'] = ResolversParentTypes['AdminUserConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AdminUserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AdminUser']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AdminUserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdminUserEdge'] = ResolversParentTypes['AdminUserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AdminUser'], ParentType, ContextType>;
};

export type ApiKeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  prefix?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rateClass?: Resolver<ResolversTypes['ApiKeyRateClass'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BeginMfaEnrolmentErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BeginMfaEnrolmentError'] = ResolversParentTypes['BeginMfaEnrolmentError']> = {
  __resolveType?: TypeResolveFn<'CurrentPasswordWrong' | 'MfaAlreadyEnabled' | 'RateLimited', ParentType, ContextType>;
};

export type BeginMfaEnrolmentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BeginMfaEnrolmentPayload'] = ResolversParentTypes['BeginMfaEnrolmentPayload']> = {
  enrolment?: Resolver<Maybe<ResolversTypes['MfaEnrolment']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['BeginMfaEnrolmentError']>, ParentType, ContextType>;
};

export type BlockUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BlockUserError'] = ResolversParentTypes['BlockUserError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'LastSuperAdmin' | 'NotBlockable' | 'NotFound', ParentType, ContextType>;
};

export type BlockUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BlockUserPayload'] = ResolversParentTypes['BlockUserPayload']> = {
  errors?: Resolver<Array<ResolversTypes['BlockUserError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ChangePasswordErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangePasswordError'] = ResolversParentTypes['ChangePasswordError']> = {
  __resolveType?: TypeResolveFn<'CurrentPasswordWrong' | 'InvalidInput' | 'RateLimited', ParentType, ContextType>;
};

export type ChangePasswordPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangePasswordPayload'] = ResolversParentTypes['ChangePasswordPayload']> = {
  endedSessions?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['ChangePasswordError']>, ParentType, ContextType>;
};

export type ConfirmMfaEnrolmentErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmMfaEnrolmentError'] = ResolversParentTypes['ConfirmMfaEnrolmentError']> = {
  __resolveType?: TypeResolveFn<'MfaEnrolmentMissing' | 'SecondFactorInvalid', ParentType, ContextType>;
};

export type ConfirmMfaEnrolmentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmMfaEnrolmentPayload'] = ResolversParentTypes['ConfirmMfaEnrolmentPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ConfirmMfaEnrolmentError']>, ParentType, ContextType>;
  recoveryCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export type CountryNotSupportedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CountryNotSupported'] = ResolversParentTypes['CountryNotSupported']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  supportedCountries?: Resolver<Array<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateApiKeyErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateApiKeyError'] = ResolversParentTypes['CreateApiKeyError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'TooManyApiKeys', ParentType, ContextType>;
};

export type CreateApiKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateApiKeyPayload'] = ResolversParentTypes['CreateApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['CreateApiKeyError']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CreateGuestSessionErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateGuestSessionError'] = ResolversParentTypes['CreateGuestSessionError']> = {
  __resolveType?: TypeResolveFn<'RateLimited', ParentType, ContextType>;
};

export type CreateGuestSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateGuestSessionPayload'] = ResolversParentTypes['CreateGuestSessionPayload']> = {
  errors?: Resolver<Array<ResolversTypes['CreateGuestSessionError']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['GuestToken']>, ParentType, ContextType>;
};

export interface CurrencyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Currency'], any> {
  name: 'Currency';
}

export type CurrentPasswordWrongResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CurrentPasswordWrong'] = ResolversParentTypes['CurrentPasswordWrong']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteAccountErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteAccountError'] = ResolversParentTypes['DeleteAccountError']> = {
  __resolveType?: TypeResolveFn<'CurrentPasswordWrong' | 'FreshSignInRequired' | 'LastSuperAdmin' | 'RateLimited' | 'SecondFactorInvalid', ParentType, ContextType>;
};

export type DeleteAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteAccountPayload'] = ResolversParentTypes['DeleteAccountPayload']> = {
  errors?: Resolver<Array<ResolversTypes['DeleteAccountError']>, ParentType, ContextType>;
  pseudonym?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DisableMfaErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisableMfaError'] = ResolversParentTypes['DisableMfaError']> = {
  __resolveType?: TypeResolveFn<'CurrentPasswordWrong' | 'RateLimited' | 'SecondFactorInvalid', ParentType, ContextType>;
};

export type DisableMfaPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisableMfaPayload'] = ResolversParentTypes['DisableMfaPayload']> = {
  errors?: Resolver<Array<ResolversTypes['DisableMfaError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type EmailNotVerifiedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EmailNotVerified'] = ResolversParentTypes['EmailNotVerified']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EmailTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EmailTaken'] = ResolversParentTypes['EmailTaken']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FreshSignInRequiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FreshSignInRequired'] = ResolversParentTypes['FreshSignInRequired']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GrantRoleErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GrantRoleError'] = ResolversParentTypes['GrantRoleError']> = {
  __resolveType?: TypeResolveFn<'NotFound' | 'NotOneself' | 'RoleNotManageable', ParentType, ContextType>;
};

export type GrantRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GrantRolePayload'] = ResolversParentTypes['GrantRolePayload']> = {
  errors?: Resolver<Array<ResolversTypes['GrantRoleError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type GrantScopeErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GrantScopeError'] = ResolversParentTypes['GrantScopeError']> = {
  __resolveType?: TypeResolveFn<'NotFound' | 'NotOfStaff' | 'NotOneself' | 'ScopeNotGrantable', ParentType, ContextType>;
};

export type GrantScopePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GrantScopePayload'] = ResolversParentTypes['GrantScopePayload']> = {
  admin?: Resolver<Maybe<ResolversTypes['AdminUser']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['GrantScopeError']>, ParentType, ContextType>;
};

export type GuestTokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GuestToken'] = ResolversParentTypes['GuestToken']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresInSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type IdempotencyKeyReusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdempotencyKeyReused'] = ResolversParentTypes['IdempotencyKeyReused']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidCredentialsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidCredentials'] = ResolversParentTypes['InvalidCredentials']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LastSuperAdminResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LastSuperAdmin'] = ResolversParentTypes['LastSuperAdmin']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LogInErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogInError'] = ResolversParentTypes['LogInError']> = {
  __resolveType?: TypeResolveFn<'AccountBlocked' | 'EmailNotVerified' | 'InvalidCredentials' | 'RateLimited', ParentType, ContextType>;
};

export type LogInPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogInPayload'] = ResolversParentTypes['LogInPayload']> = {
  errors?: Resolver<Array<ResolversTypes['LogInError']>, ParentType, ContextType>;
  mfaChallenge?: Resolver<Maybe<ResolversTypes['MfaChallenge']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['TokenPair']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type LogOutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogOutPayload'] = ResolversParentTypes['LogOutPayload']> = {
  endedSessions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MfaAlreadyEnabledResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MfaAlreadyEnabled'] = ResolversParentTypes['MfaAlreadyEnabled']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MfaChallengeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MfaChallenge'] = ResolversParentTypes['MfaChallenge']> = {
  expiresInSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MfaChallengeInvalidResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MfaChallengeInvalid'] = ResolversParentTypes['MfaChallengeInvalid']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MfaEnrolmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MfaEnrolment'] = ResolversParentTypes['MfaEnrolment']> = {
  expiresInSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  otpauthUri?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  qrCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MfaEnrolmentMissingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MfaEnrolmentMissing'] = ResolversParentTypes['MfaEnrolmentMissing']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MfaStateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MfaState'] = ResolversParentTypes['MfaState']> = {
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  recoveryCodesLeft?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amountMinor?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<MoneyFormattedArgs, 'locale'>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  beginMfaEnrolment?: Resolver<Maybe<ResolversTypes['BeginMfaEnrolmentPayload']>, ParentType, ContextType, RequireFields<MutationBeginMfaEnrolmentArgs, 'input'>>;
  blockUser?: Resolver<Maybe<ResolversTypes['BlockUserPayload']>, ParentType, ContextType, RequireFields<MutationBlockUserArgs, 'input'>>;
  changePassword?: Resolver<Maybe<ResolversTypes['ChangePasswordPayload']>, ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  confirmMfaEnrolment?: Resolver<Maybe<ResolversTypes['ConfirmMfaEnrolmentPayload']>, ParentType, ContextType, RequireFields<MutationConfirmMfaEnrolmentArgs, 'input'>>;
  createApiKey?: Resolver<Maybe<ResolversTypes['CreateApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'input'>>;
  createGuestSession?: Resolver<Maybe<ResolversTypes['CreateGuestSessionPayload']>, ParentType, ContextType>;
  deleteAccount?: Resolver<Maybe<ResolversTypes['DeleteAccountPayload']>, ParentType, ContextType, RequireFields<MutationDeleteAccountArgs, 'input'>>;
  disableMfa?: Resolver<Maybe<ResolversTypes['DisableMfaPayload']>, ParentType, ContextType, RequireFields<MutationDisableMfaArgs, 'input'>>;
  grantRole?: Resolver<Maybe<ResolversTypes['GrantRolePayload']>, ParentType, ContextType, RequireFields<MutationGrantRoleArgs, 'input'>>;
  grantScope?: Resolver<Maybe<ResolversTypes['GrantScopePayload']>, ParentType, ContextType, RequireFields<MutationGrantScopeArgs, 'input'>>;
  logIn?: Resolver<Maybe<ResolversTypes['LogInPayload']>, ParentType, ContextType, RequireFields<MutationLogInArgs, 'input'>>;
  logOut?: Resolver<Maybe<ResolversTypes['LogOutPayload']>, ParentType, ContextType, Partial<MutationLogOutArgs>>;
  refreshSession?: Resolver<Maybe<ResolversTypes['RefreshSessionPayload']>, ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  register?: Resolver<Maybe<ResolversTypes['RegisterPayload']>, ParentType, ContextType, RequireFields<MutationRegisterArgs, 'input'>>;
  removeAddress?: Resolver<Maybe<ResolversTypes['RemoveAddressPayload']>, ParentType, ContextType, RequireFields<MutationRemoveAddressArgs, 'input'>>;
  removeNationalId?: Resolver<Maybe<ResolversTypes['RemoveNationalIdPayload']>, ParentType, ContextType, RequireFields<MutationRemoveNationalIdArgs, 'input'>>;
  renewRecoveryCodes?: Resolver<Maybe<ResolversTypes['RenewRecoveryCodesPayload']>, ParentType, ContextType, RequireFields<MutationRenewRecoveryCodesArgs, 'input'>>;
  requestPasswordReset?: Resolver<Maybe<ResolversTypes['RequestPasswordResetPayload']>, ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'input'>>;
  resendVerificationEmail?: Resolver<Maybe<ResolversTypes['ResendVerificationEmailPayload']>, ParentType, ContextType, RequireFields<MutationResendVerificationEmailArgs, 'input'>>;
  resetPassword?: Resolver<Maybe<ResolversTypes['ResetPasswordPayload']>, ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  resetPasswordByCode?: Resolver<Maybe<ResolversTypes['ResetPasswordPayload']>, ParentType, ContextType, RequireFields<MutationResetPasswordByCodeArgs, 'input'>>;
  revokeApiKey?: Resolver<Maybe<ResolversTypes['RevokeApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationRevokeApiKeyArgs, 'input'>>;
  revokeOtherSessions?: Resolver<Maybe<ResolversTypes['RevokeOtherSessionsPayload']>, ParentType, ContextType>;
  revokeRole?: Resolver<Maybe<ResolversTypes['RevokeRolePayload']>, ParentType, ContextType, RequireFields<MutationRevokeRoleArgs, 'input'>>;
  revokeScope?: Resolver<Maybe<ResolversTypes['RevokeScopePayload']>, ParentType, ContextType, RequireFields<MutationRevokeScopeArgs, 'input'>>;
  revokeSession?: Resolver<Maybe<ResolversTypes['RevokeSessionPayload']>, ParentType, ContextType, RequireFields<MutationRevokeSessionArgs, 'input'>>;
  saveAddress?: Resolver<Maybe<ResolversTypes['SaveAddressPayload']>, ParentType, ContextType, RequireFields<MutationSaveAddressArgs, 'input'>>;
  saveNationalId?: Resolver<Maybe<ResolversTypes['SaveNationalIdPayload']>, ParentType, ContextType, RequireFields<MutationSaveNationalIdArgs, 'input'>>;
  setPassword?: Resolver<Maybe<ResolversTypes['SetPasswordPayload']>, ParentType, ContextType, RequireFields<MutationSetPasswordArgs, 'input'>>;
  unblockUser?: Resolver<Maybe<ResolversTypes['UnblockUserPayload']>, ParentType, ContextType, RequireFields<MutationUnblockUserArgs, 'input'>>;
  updateProfile?: Resolver<Maybe<ResolversTypes['UpdateProfilePayload']>, ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  verifyEmail?: Resolver<Maybe<ResolversTypes['VerifyEmailPayload']>, ParentType, ContextType, RequireFields<MutationVerifyEmailArgs, 'input'>>;
  verifyEmailByLink?: Resolver<Maybe<ResolversTypes['VerifyEmailByLinkPayload']>, ParentType, ContextType, RequireFields<MutationVerifyEmailByLinkArgs, 'input'>>;
  verifyMfa?: Resolver<Maybe<ResolversTypes['VerifyMfaPayload']>, ParentType, ContextType, RequireFields<MutationVerifyMfaArgs, 'input'>>;
};

export type NationalIdResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NationalId'] = ResolversParentTypes['NationalId']> = {
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  masked?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type NotBlockableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotBlockable'] = ResolversParentTypes['NotBlockable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  why?: Resolver<ResolversTypes['NotBlockableReason'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotOfStaffResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotOfStaff'] = ResolversParentTypes['NotOfStaff']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotOneselfResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotOneself'] = ResolversParentTypes['NotOneself']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PasswordAlreadySetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PasswordAlreadySet'] = ResolversParentTypes['PasswordAlreadySet']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonalDataResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonalData'] = ResolversParentTypes['PersonalData'], FederationReferenceType extends FederationReferenceTypes['PersonalData'] = FederationReferenceTypes['PersonalData']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PersonalData']> | FederationReferenceType, FederationReferenceType, ContextType>;
  identity?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface PhoneNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PhoneNumber'], any> {
  name: 'PhoneNumber';
}

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  adminActions?: Resolver<Maybe<ResolversTypes['AdminActionConnection']>, ParentType, ContextType, Partial<QueryAdminActionsArgs>>;
  admins?: Resolver<Maybe<ResolversTypes['AdminUserConnection']>, ParentType, ContextType, Partial<QueryAdminsArgs>>;
  apiKeys?: Resolver<Array<ResolversTypes['ApiKey']>, ParentType, ContextType, RequireFields<QueryApiKeysArgs, 'includeEnded'>>;
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  users?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, Partial<QueryUsersArgs>>;
};

export type RateLimitedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RateLimited'] = ResolversParentTypes['RateLimited']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  retryAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefreshSessionErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshSessionError'] = ResolversParentTypes['RefreshSessionError']> = {
  __resolveType?: TypeResolveFn<'RateLimited' | 'RefreshTokenInvalid', ParentType, ContextType>;
};

export type RefreshSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshSessionPayload'] = ResolversParentTypes['RefreshSessionPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RefreshSessionError']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['TokenPair']>, ParentType, ContextType>;
};

export type RefreshTokenInvalidResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshTokenInvalid'] = ResolversParentTypes['RefreshTokenInvalid']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterError'] = ResolversParentTypes['RegisterError']> = {
  __resolveType?: TypeResolveFn<'EmailTaken' | 'InvalidInput' | 'RateLimited' | 'UsernameTaken', ParentType, ContextType>;
};

export type RegisterPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterPayload'] = ResolversParentTypes['RegisterPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RegisterError']>, ParentType, ContextType>;
  verificationSentTo?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
};

export type RemoveAddressErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveAddressError'] = ResolversParentTypes['RemoveAddressError']> = {
  __resolveType?: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RemoveAddressPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveAddressPayload'] = ResolversParentTypes['RemoveAddressPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RemoveAddressError']>, ParentType, ContextType>;
  removedAddressId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type RemoveNationalIdErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveNationalIdError'] = ResolversParentTypes['RemoveNationalIdError']> = {
  __resolveType?: TypeResolveFn<'CountryNotSupported' | 'NotFound', ParentType, ContextType>;
};

export type RemoveNationalIdPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveNationalIdPayload'] = ResolversParentTypes['RemoveNationalIdPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RemoveNationalIdError']>, ParentType, ContextType>;
  removedCountry?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type RenewRecoveryCodesErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RenewRecoveryCodesError'] = ResolversParentTypes['RenewRecoveryCodesError']> = {
  __resolveType?: TypeResolveFn<'RateLimited' | 'SecondFactorInvalid', ParentType, ContextType>;
};

export type RenewRecoveryCodesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RenewRecoveryCodesPayload'] = ResolversParentTypes['RenewRecoveryCodesPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RenewRecoveryCodesError']>, ParentType, ContextType>;
  recoveryCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type RequestPasswordResetErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestPasswordResetError'] = ResolversParentTypes['RequestPasswordResetError']> = {
  __resolveType?: TypeResolveFn<'RateLimited', ParentType, ContextType>;
};

export type RequestPasswordResetPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestPasswordResetPayload'] = ResolversParentTypes['RequestPasswordResetPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RequestPasswordResetError']>, ParentType, ContextType>;
  resetSentTo?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
};

export type ResendVerificationEmailErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResendVerificationEmailError'] = ResolversParentTypes['ResendVerificationEmailError']> = {
  __resolveType?: TypeResolveFn<'RateLimited', ParentType, ContextType>;
};

export type ResendVerificationEmailPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResendVerificationEmailPayload'] = ResolversParentTypes['ResendVerificationEmailPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ResendVerificationEmailError']>, ParentType, ContextType>;
  verificationSentTo?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
};

export type ResetInvalidResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetInvalid'] = ResolversParentTypes['ResetInvalid']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ResetPasswordErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetPasswordError'] = ResolversParentTypes['ResetPasswordError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'RateLimited' | 'ResetInvalid', ParentType, ContextType>;
};

export type ResetPasswordPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetPasswordPayload'] = ResolversParentTypes['ResetPasswordPayload']> = {
  endedSessions?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['ResetPasswordError']>, ParentType, ContextType>;
};

export type RevokeApiKeyErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeApiKeyError'] = ResolversParentTypes['RevokeApiKeyError']> = {
  __resolveType?: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RevokeApiKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeApiKeyPayload'] = ResolversParentTypes['RevokeApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['RevokeApiKeyError']>, ParentType, ContextType>;
};

export type RevokeOtherSessionsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeOtherSessionsPayload'] = ResolversParentTypes['RevokeOtherSessionsPayload']> = {
  endedSessions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RevokeRoleErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeRoleError'] = ResolversParentTypes['RevokeRoleError']> = {
  __resolveType?: TypeResolveFn<'LastSuperAdmin' | 'NotFound' | 'RoleNotManageable', ParentType, ContextType>;
};

export type RevokeRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeRolePayload'] = ResolversParentTypes['RevokeRolePayload']> = {
  errors?: Resolver<Array<ResolversTypes['RevokeRoleError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type RevokeScopeErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeScopeError'] = ResolversParentTypes['RevokeScopeError']> = {
  __resolveType?: TypeResolveFn<'NotFound' | 'ScopeNotGrantable', ParentType, ContextType>;
};

export type RevokeScopePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeScopePayload'] = ResolversParentTypes['RevokeScopePayload']> = {
  admin?: Resolver<Maybe<ResolversTypes['AdminUser']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['RevokeScopeError']>, ParentType, ContextType>;
};

export type RevokeSessionErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeSessionError'] = ResolversParentTypes['RevokeSessionError']> = {
  __resolveType?: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RevokeSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeSessionPayload'] = ResolversParentTypes['RevokeSessionPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RevokeSessionError']>, ParentType, ContextType>;
  revokedSessionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RoleNotManageableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RoleNotManageable'] = ResolversParentTypes['RoleNotManageable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SaveAddressErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SaveAddressError'] = ResolversParentTypes['SaveAddressError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'NotFound' | 'TooManyAddresses', ParentType, ContextType>;
};

export type SaveAddressPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SaveAddressPayload'] = ResolversParentTypes['SaveAddressPayload']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['SaveAddressError']>, ParentType, ContextType>;
};

export type SaveNationalIdErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SaveNationalIdError'] = ResolversParentTypes['SaveNationalIdError']> = {
  __resolveType?: TypeResolveFn<'CountryNotSupported' | 'InvalidInput' | 'RateLimited', ParentType, ContextType>;
};

export type SaveNationalIdPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SaveNationalIdPayload'] = ResolversParentTypes['SaveNationalIdPayload']> = {
  errors?: Resolver<Array<ResolversTypes['SaveNationalIdError']>, ParentType, ContextType>;
  nationalId?: Resolver<Maybe<ResolversTypes['NationalId']>, ParentType, ContextType>;
};

export type ScopeNotGrantableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ScopeNotGrantable'] = ResolversParentTypes['ScopeNotGrantable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SecondFactorInvalidResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecondFactorInvalid'] = ResolversParentTypes['SecondFactorInvalid']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SetPasswordErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetPasswordError'] = ResolversParentTypes['SetPasswordError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'PasswordAlreadySet', ParentType, ContextType>;
};

export type SetPasswordPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetPasswordPayload'] = ResolversParentTypes['SetPasswordPayload']> = {
  errors?: Resolver<Array<ResolversTypes['SetPasswordError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type TokenPairResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TokenPair'] = ResolversParentTypes['TokenPair']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresInSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tokenType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TooManyAddressesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooManyAddresses'] = ResolversParentTypes['TooManyAddresses']> = {
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TooManyApiKeysResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooManyApiKeys'] = ResolversParentTypes['TooManyApiKeys']> = {
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UnavailableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Unavailable'] = ResolversParentTypes['Unavailable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnblockUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnblockUserError'] = ResolversParentTypes['UnblockUserError']> = {
  __resolveType?: TypeResolveFn<'NotBlockable' | 'NotFound', ParentType, ContextType>;
};

export type UnblockUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnblockUserPayload'] = ResolversParentTypes['UnblockUserPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UnblockUserError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type UpdateProfileErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProfileError'] = ResolversParentTypes['UpdateProfileError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput', ParentType, ContextType>;
};

export type UpdateProfilePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProfilePayload'] = ResolversParentTypes['UpdateProfilePayload']> = {
  errors?: Resolver<Array<ResolversTypes['UpdateProfileError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  addresses?: Resolver<Maybe<Array<ResolversTypes['Address']>>, ParentType, ContextType>;
  birthDate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  blockReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  blockedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  defaultAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  emailVerified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  firstName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  locale?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mfa?: Resolver<Maybe<ResolversTypes['MfaState']>, ParentType, ContextType>;
  nationalIds?: Resolver<Maybe<Array<ResolversTypes['NationalId']>>, ParentType, ContextType>;
  personalData?: Resolver<Maybe<ResolversTypes['PersonalData']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  roles?: Resolver<Maybe<Array<ResolversTypes['Role']>>, ParentType, ContextType>;
  sessions?: Resolver<Maybe<Array<ResolversTypes['Session']>>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['UserStatus']>, ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  username?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType?: TypeResolveFn<'AccountBlocked' | 'CountryNotSupported' | 'CurrentPasswordWrong' | 'EmailNotVerified' | 'EmailTaken' | 'FreshSignInRequired' | 'IdempotencyKeyReused' | 'InvalidCredentials' | 'InvalidInput' | 'LastSuperAdmin' | 'MfaAlreadyEnabled' | 'MfaChallengeInvalid' | 'MfaEnrolmentMissing' | 'NotBlockable' | 'NotFound' | 'NotOfStaff' | 'NotOneself' | 'PasswordAlreadySet' | 'RateLimited' | 'RefreshTokenInvalid' | 'ResetInvalid' | 'RoleNotManageable' | 'ScopeNotGrantable' | 'SecondFactorInvalid' | 'TooManyAddresses' | 'TooManyApiKeys' | 'Unavailable' | 'UsernameTaken' | 'VerificationCodeInvalid' | 'VerificationLinkInvalid', ParentType, ContextType>;
};

export type UsernameTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsernameTaken'] = ResolversParentTypes['UsernameTaken']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerificationCodeInvalidResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerificationCodeInvalid'] = ResolversParentTypes['VerificationCodeInvalid']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerificationLinkInvalidResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerificationLinkInvalid'] = ResolversParentTypes['VerificationLinkInvalid']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerifyEmailByLinkErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyEmailByLinkError'] = ResolversParentTypes['VerifyEmailByLinkError']> = {
  __resolveType?: TypeResolveFn<'EmailTaken' | 'UsernameTaken' | 'VerificationLinkInvalid', ParentType, ContextType>;
};

export type VerifyEmailByLinkPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyEmailByLinkPayload'] = ResolversParentTypes['VerifyEmailByLinkPayload']> = {
  errors?: Resolver<Array<ResolversTypes['VerifyEmailByLinkError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type VerifyEmailErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyEmailError'] = ResolversParentTypes['VerifyEmailError']> = {
  __resolveType?: TypeResolveFn<'EmailTaken' | 'UsernameTaken' | 'VerificationCodeInvalid', ParentType, ContextType>;
};

export type VerifyEmailPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyEmailPayload'] = ResolversParentTypes['VerifyEmailPayload']> = {
  errors?: Resolver<Array<ResolversTypes['VerifyEmailError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type VerifyMfaErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyMfaError'] = ResolversParentTypes['VerifyMfaError']> = {
  __resolveType?: TypeResolveFn<'AccountBlocked' | 'MfaChallengeInvalid' | 'RateLimited' | 'SecondFactorInvalid', ParentType, ContextType>;
};

export type VerifyMfaPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyMfaPayload'] = ResolversParentTypes['VerifyMfaPayload']> = {
  errors?: Resolver<Array<ResolversTypes['VerifyMfaError']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['TokenPair']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AccountBlocked?: AccountBlockedResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  AddressLocation?: AddressLocationResolvers<ContextType>;
  AdminAction?: AdminActionResolvers<ContextType>;
  AdminActionConnection?: AdminActionConnectionResolvers<ContextType>;
  AdminActionDetails?: AdminActionDetailsResolvers<ContextType>;
  AdminActionEdge?: AdminActionEdgeResolvers<ContextType>;
  AdminUser?: AdminUserResolvers<ContextType>;
  AdminUserConnection?: AdminUserConnectionResolvers<ContextType>;
  AdminUserEdge?: AdminUserEdgeResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  BeginMfaEnrolmentError?: BeginMfaEnrolmentErrorResolvers<ContextType>;
  BeginMfaEnrolmentPayload?: BeginMfaEnrolmentPayloadResolvers<ContextType>;
  BlockUserError?: BlockUserErrorResolvers<ContextType>;
  BlockUserPayload?: BlockUserPayloadResolvers<ContextType>;
  ChangePasswordError?: ChangePasswordErrorResolvers<ContextType>;
  ChangePasswordPayload?: ChangePasswordPayloadResolvers<ContextType>;
  ConfirmMfaEnrolmentError?: ConfirmMfaEnrolmentErrorResolvers<ContextType>;
  ConfirmMfaEnrolmentPayload?: ConfirmMfaEnrolmentPayloadResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CountryNotSupported?: CountryNotSupportedResolvers<ContextType>;
  CreateApiKeyError?: CreateApiKeyErrorResolvers<ContextType>;
  CreateApiKeyPayload?: CreateApiKeyPayloadResolvers<ContextType>;
  CreateGuestSessionError?: CreateGuestSessionErrorResolvers<ContextType>;
  CreateGuestSessionPayload?: CreateGuestSessionPayloadResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  CurrentPasswordWrong?: CurrentPasswordWrongResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteAccountError?: DeleteAccountErrorResolvers<ContextType>;
  DeleteAccountPayload?: DeleteAccountPayloadResolvers<ContextType>;
  DisableMfaError?: DisableMfaErrorResolvers<ContextType>;
  DisableMfaPayload?: DisableMfaPayloadResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  EmailNotVerified?: EmailNotVerifiedResolvers<ContextType>;
  EmailTaken?: EmailTakenResolvers<ContextType>;
  FreshSignInRequired?: FreshSignInRequiredResolvers<ContextType>;
  GrantRoleError?: GrantRoleErrorResolvers<ContextType>;
  GrantRolePayload?: GrantRolePayloadResolvers<ContextType>;
  GrantScopeError?: GrantScopeErrorResolvers<ContextType>;
  GrantScopePayload?: GrantScopePayloadResolvers<ContextType>;
  GuestToken?: GuestTokenResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  InvalidCredentials?: InvalidCredentialsResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  LastSuperAdmin?: LastSuperAdminResolvers<ContextType>;
  LogInError?: LogInErrorResolvers<ContextType>;
  LogInPayload?: LogInPayloadResolvers<ContextType>;
  LogOutPayload?: LogOutPayloadResolvers<ContextType>;
  MfaAlreadyEnabled?: MfaAlreadyEnabledResolvers<ContextType>;
  MfaChallenge?: MfaChallengeResolvers<ContextType>;
  MfaChallengeInvalid?: MfaChallengeInvalidResolvers<ContextType>;
  MfaEnrolment?: MfaEnrolmentResolvers<ContextType>;
  MfaEnrolmentMissing?: MfaEnrolmentMissingResolvers<ContextType>;
  MfaState?: MfaStateResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NationalId?: NationalIdResolvers<ContextType>;
  NotBlockable?: NotBlockableResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  NotOfStaff?: NotOfStaffResolvers<ContextType>;
  NotOneself?: NotOneselfResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PasswordAlreadySet?: PasswordAlreadySetResolvers<ContextType>;
  PersonalData?: PersonalDataResolvers<ContextType>;
  PhoneNumber?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  RateLimited?: RateLimitedResolvers<ContextType>;
  RefreshSessionError?: RefreshSessionErrorResolvers<ContextType>;
  RefreshSessionPayload?: RefreshSessionPayloadResolvers<ContextType>;
  RefreshTokenInvalid?: RefreshTokenInvalidResolvers<ContextType>;
  RegisterError?: RegisterErrorResolvers<ContextType>;
  RegisterPayload?: RegisterPayloadResolvers<ContextType>;
  RemoveAddressError?: RemoveAddressErrorResolvers<ContextType>;
  RemoveAddressPayload?: RemoveAddressPayloadResolvers<ContextType>;
  RemoveNationalIdError?: RemoveNationalIdErrorResolvers<ContextType>;
  RemoveNationalIdPayload?: RemoveNationalIdPayloadResolvers<ContextType>;
  RenewRecoveryCodesError?: RenewRecoveryCodesErrorResolvers<ContextType>;
  RenewRecoveryCodesPayload?: RenewRecoveryCodesPayloadResolvers<ContextType>;
  RequestPasswordResetError?: RequestPasswordResetErrorResolvers<ContextType>;
  RequestPasswordResetPayload?: RequestPasswordResetPayloadResolvers<ContextType>;
  ResendVerificationEmailError?: ResendVerificationEmailErrorResolvers<ContextType>;
  ResendVerificationEmailPayload?: ResendVerificationEmailPayloadResolvers<ContextType>;
  ResetInvalid?: ResetInvalidResolvers<ContextType>;
  ResetPasswordError?: ResetPasswordErrorResolvers<ContextType>;
  ResetPasswordPayload?: ResetPasswordPayloadResolvers<ContextType>;
  RevokeApiKeyError?: RevokeApiKeyErrorResolvers<ContextType>;
  RevokeApiKeyPayload?: RevokeApiKeyPayloadResolvers<ContextType>;
  RevokeOtherSessionsPayload?: RevokeOtherSessionsPayloadResolvers<ContextType>;
  RevokeRoleError?: RevokeRoleErrorResolvers<ContextType>;
  RevokeRolePayload?: RevokeRolePayloadResolvers<ContextType>;
  RevokeScopeError?: RevokeScopeErrorResolvers<ContextType>;
  RevokeScopePayload?: RevokeScopePayloadResolvers<ContextType>;
  RevokeSessionError?: RevokeSessionErrorResolvers<ContextType>;
  RevokeSessionPayload?: RevokeSessionPayloadResolvers<ContextType>;
  RoleNotManageable?: RoleNotManageableResolvers<ContextType>;
  SaveAddressError?: SaveAddressErrorResolvers<ContextType>;
  SaveAddressPayload?: SaveAddressPayloadResolvers<ContextType>;
  SaveNationalIdError?: SaveNationalIdErrorResolvers<ContextType>;
  SaveNationalIdPayload?: SaveNationalIdPayloadResolvers<ContextType>;
  ScopeNotGrantable?: ScopeNotGrantableResolvers<ContextType>;
  SecondFactorInvalid?: SecondFactorInvalidResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SetPasswordError?: SetPasswordErrorResolvers<ContextType>;
  SetPasswordPayload?: SetPasswordPayloadResolvers<ContextType>;
  TokenPair?: TokenPairResolvers<ContextType>;
  TooManyAddresses?: TooManyAddressesResolvers<ContextType>;
  TooManyApiKeys?: TooManyApiKeysResolvers<ContextType>;
  URL?: GraphQLScalarType;
  Unavailable?: UnavailableResolvers<ContextType>;
  UnblockUserError?: UnblockUserErrorResolvers<ContextType>;
  UnblockUserPayload?: UnblockUserPayloadResolvers<ContextType>;
  UpdateProfileError?: UpdateProfileErrorResolvers<ContextType>;
  UpdateProfilePayload?: UpdateProfilePayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  UsernameTaken?: UsernameTakenResolvers<ContextType>;
  VerificationCodeInvalid?: VerificationCodeInvalidResolvers<ContextType>;
  VerificationLinkInvalid?: VerificationLinkInvalidResolvers<ContextType>;
  VerifyEmailByLinkError?: VerifyEmailByLinkErrorResolvers<ContextType>;
  VerifyEmailByLinkPayload?: VerifyEmailByLinkPayloadResolvers<ContextType>;
  VerifyEmailError?: VerifyEmailErrorResolvers<ContextType>;
  VerifyEmailPayload?: VerifyEmailPayloadResolvers<ContextType>;
  VerifyMfaError?: VerifyMfaErrorResolvers<ContextType>;
  VerifyMfaPayload?: VerifyMfaPayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  authenticated?: AuthenticatedDirectiveResolver<any, any, ContextType>;
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  cost?: CostDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  public?: PublicDirectiveResolver<any, any, ContextType>;
  requiresScopes?: RequiresScopesDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
  tag?: TagDirectiveResolver<any, any, ContextType>;
};
