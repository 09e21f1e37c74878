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
import type { StoredChange } from '../system-settings/system-settings.store.ts';
import type { NationalId as NationalIdView } from '../national-ids/national-ids.domain.ts';
import type { UploadLink } from '../avatars/avatars.usecases.ts';
import type { KycUpload as KycUploadLink } from '../kyc/uploads.usecases.ts';
import type { KycCasePage } from '../kyc/kyc-views.usecases.ts';
import type { KycCase as KycCaseRow, KycDocument as KycDocumentRow } from '../kyc/kyc.domain.ts';
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

/** A place, in parts that `saveAddress` takes. */
export type AddressSuggestion = {
  __typename?: 'AddressSuggestion';
  building: Maybe<Scalars['String']['output']>;
  city: Maybe<Scalars['String']['output']>;
  /** The whole, for people. */
  label: Scalars['String']['output'];
  location: AddressLocation;
  postalCode: Maybe<Scalars['String']['output']>;
  street: Maybe<Scalars['String']['output']>;
};

/** One change by somebody of the staff. */
export type AdminAction = {
  __typename?: 'AdminAction';
  /** Name of the mutation, such as `blockUser`. */
  action: Scalars['String']['output'];
  /** Who did it. Null for a partner's program: then it was done with an API key. */
  admin: Maybe<User>;
  at: Scalars['DateTime']['output'];
  /** What it was and became. Null when the admin was erased: it was sealed under their key. */
  details: Maybe<AdminActionDetails>;
  /** Its id, or the key of a setting. */
  entityId: Scalars['ID']['output'];
  /** What was changed: `User`, `Store`, … as in `AdminActionEntity`; new kinds may come. */
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
  | 'Category'
  | 'Fulfilment'
  | 'ImportJob'
  | 'KycCase'
  | 'Payment'
  | 'Product'
  | 'Store'
  | 'SystemSetting'
  | 'User'
  | 'Variant';

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

/** Something that happened to an account. */
export type AuditEvent = {
  __typename?: 'AuditEvent';
  at: Scalars['DateTime']['output'];
  /**
   * Words that say more, by kind: the way in and second factor of a sign-in (`PASSWORD, TOTP`), the factor that failed, how many
   * sessions ended, how the password changed, what changed of the second factor or external login, which role, which fields of
   * the profile, what was decided.
   */
  detail: Maybe<Scalars['String']['output']>;
  /** Starts with `aud_`. */
  id: Scalars['ID']['output'];
  kind: AuditEventKind;
  /** Where a sign-in, or a failed one, came from; null for the other kinds. */
  origin: Maybe<SignInOrigin>;
  /** Why the person was blocked. For callers with `audit:read` alone. */
  reason: Maybe<Scalars['String']['output']>;
};

/** A page of what happened to an account. */
export type AuditEventConnection = {
  __typename?: 'AuditEventConnection';
  edges: Array<AuditEventEdge>;
  /** The nodes of `edges`. */
  nodes: Array<AuditEvent>;
  pageInfo: PageInfo;
};

/** An entry and its place in the list. */
export type AuditEventEdge = {
  __typename?: 'AuditEventEdge';
  cursor: Scalars['String']['output'];
  node: AuditEvent;
};

/** What can happen to an account. */
export type AuditEventKind =
  /** Too many failures: no password is taken for some minutes. */
  | 'ACCOUNT_LOCKED'
  | 'BLOCKED'
  | 'EMAIL_VERIFIED'
  | 'EXTERNAL_LOGIN_CHANGED'
  | 'KYC_DECIDED'
  | 'PASSWORD_CHANGED'
  | 'PHONE_VERIFIED'
  | 'PROFILE_CHANGED'
  | 'REGISTERED'
  | 'ROLE_GRANTED'
  | 'ROLE_REVOKED'
  | 'SECOND_FACTOR_CHANGED'
  | 'SIGNED_IN'
  /** The person ended sessions. */
  | 'SIGNED_OUT'
  /** A wrong password or second factor. */
  | 'SIGN_IN_FAILED'
  | 'UNBLOCKED';

/** Addresses of a square picture as WebP. What is at an address never changes; another picture has other addresses. */
export type Avatar = {
  __typename?: 'Avatar';
  /** 512 × 512 pixels. */
  large: Scalars['URL']['output'];
  /** 256 × 256 pixels. */
  medium: Scalars['URL']['output'];
  /** 64 × 64 pixels. */
  small: Scalars['URL']['output'];
};

/** The picture has too many bytes or pixels. Another one can be uploaded by the same link. */
export type AvatarTooLarge = UserError & {
  __typename?: 'AvatarTooLarge';
  /** Most bytes of a picture. */
  maximumBytes: Scalars['Int']['output'];
  /** Most pixels of a picture: width times height. */
  maximumPixels: Scalars['Int']['output'];
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** The upload is no picture of a kind that is taken, or it is damaged. Another one can be uploaded by the same link. */
export type AvatarUnreadable = UserError & {
  __typename?: 'AvatarUnreadable';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Where one picture can be uploaded to. Whoever has the link needs nothing else. */
export type AvatarUpload = {
  __typename?: 'AvatarUpload';
  /** The link and the upload are good until then. */
  expiresAt: Scalars['DateTime']['output'];
  /** TypeID that starts with `fil_`, for `setAvatar`. */
  fileId: Scalars['ID']['output'];
  /** Largest picture. */
  maximumBytes: Scalars['Int']['output'];
  /** Takes one `PUT` with the picture as its body. */
  url: Scalars['URL']['output'];
};

export type BeginExternalLogInError = InvalidInput | ProviderNotConfigured | ProviderUnavailable | RateLimited;

/** Where to sign in, and where to come back to. */
export type BeginExternalLogInInput = {
  /** Token of the guest session in use: what the guest owns becomes the person's once the sign-in is complete. */
  guestToken?: InputMaybe<Scalars['String']['input']>;
  provider: ExternalLoginProvider;
  /**
   * Page of the front end that the browser comes back to: exactly one of `EXTERNAL_LOG_IN_REDIRECT_URIS`, the first by default.
   * Outside of production, `/account/external/callback` of this server shows what came back, for trying it without a front end.
   */
  redirectUri?: InputMaybe<Scalars['URL']['input']>;
};

/** All but `errors` are null when there are errors. */
export type BeginExternalLogInPayload = {
  __typename?: 'BeginExternalLogInPayload';
  /** Page of the provider. Open it in the same browser, not in a frame. */
  authorizeUrl: Maybe<Scalars['URL']['output']>;
  /** Proves that the browser that completes is the one that began. Keep it there (session storage) and put it into no URL. */
  browserSecret: Maybe<Scalars['String']['output']>;
  errors: Array<BeginExternalLogInError>;
  /** Seconds until it can no longer be completed (10 minutes by default). */
  expiresInSeconds: Maybe<Scalars['Int']['output']>;
};

export type BeginMfaEnrolmentError = CurrentPasswordWrong | FreshSignInRequired | MfaAlreadyEnabled | RateLimited;

/** Who asks for a new authenticator app. */
export type BeginMfaEnrolmentInput = {
  /** Left out by accounts that have none: their session must have begun by a sign-in within the last 10 minutes. */
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

export type ClaimKycCaseError = KycAlreadyDecided | KycCaseClaimed | KycOfOneself | NotFound;

/** Which case to keep. */
export type ClaimKycCaseInput = {
  caseId: Scalars['ID']['input'];
};

/** `kycCase` is null when there are errors. */
export type ClaimKycCasePayload = {
  __typename?: 'ClaimKycCasePayload';
  errors: Array<ClaimKycCaseError>;
  kycCase: Maybe<KycCase>;
};

export type CompleteExternalLogInError = AccountBlocked | ExternalAttemptInvalid | ExternalEmailNotVerified | ExternalLogInRefused | ExternalLoginNotLinked | ExternalLoginTaken | ProviderAlreadyLinked | ProviderUnavailable | RateLimited | RegistrationClosed;

/** What the provider put into the query of the redirect URI, and the secret of the beginning. */
export type CompleteExternalLogInInput = {
  /** Answer of `beginExternalLogIn` or `linkExternalLogin`. */
  browserSecret: Scalars['String']['input'];
  /** `code` of the query. */
  code: Scalars['String']['input'];
  /** `iss` of the query, when there is one (RFC 9207). */
  issuer?: InputMaybe<Scalars['String']['input']>;
  /** `state` of the query. */
  state: Scalars['String']['input'];
};

/** All but `errors` are null when there are errors. */
export type CompleteExternalLogInPayload = {
  __typename?: 'CompleteExternalLogInPayload';
  errors: Array<CompleteExternalLogInError>;
  /** What to hand to `verifyMfa` when the account has a second factor. */
  mfaChallenge: Maybe<MfaChallenge>;
  /** Tokens of the new session; null when a provider was linked, or a second factor is asked for. */
  session: Maybe<TokenPair>;
  /** Who signed in, or whose account was linked. */
  user: Maybe<User>;
};

export type ConfirmEmailChangeError = EmailTaken | VerificationCodeInvalid;

/** The code that was mailed to the new email. */
export type ConfirmEmailChangeInput = {
  /** 6 digits. */
  code: Scalars['String']['input'];
};

/** `user` is null when there are errors. */
export type ConfirmEmailChangePayload = {
  __typename?: 'ConfirmEmailChangePayload';
  errors: Array<ConfirmEmailChangeError>;
  /** The person with the new email. */
  user: Maybe<User>;
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

export type DecideKycError = InvalidInput | KycAlreadyDecided | KycCaseClaimed | KycOfOneself | NotFound;

/** A decision. */
export type DecideKycInput = {
  caseId: Scalars['ID']['input'];
  decision: KycDecision;
  /** Needed for REJECTED, and told to the person; at most 1,000 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** `kycCase` is null when there are errors. */
export type DecideKycPayload = {
  __typename?: 'DecideKycPayload';
  errors: Array<DecideKycError>;
  kycCase: Maybe<KycCase>;
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

export type DisableMfaError = CurrentPasswordWrong | FreshSignInRequired | RateLimited | SecondFactorInvalid;

/** The proof that it is the person who wants it. */
export type DisableMfaInput = {
  /** 6 digits of the app, or a recovery code. */
  code: Scalars['String']['input'];
  /** Left out by accounts that have none: their session must have begun by a sign-in within the last 10 minutes. */
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
 * Another account has this email. `register` says so only where the platform is set to reveal it (`identity.revealTakenEmail`);
 * `verifyEmail` and `confirmEmailChange` when the account was made after the code was asked for.
 */
export type EmailTaken = UserError & {
  __typename?: 'EmailTaken';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** State and browser secret do not belong together, are too old, or were used; or another session began to link. Begin again. */
export type ExternalAttemptInvalid = UserError & {
  __typename?: 'ExternalAttemptInvalid';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** The provider does not say that the person's email is verified, so there can be no account by it. Register, then link the provider. */
export type ExternalEmailNotVerified = UserError & {
  __typename?: 'ExternalEmailNotVerified';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** The provider refused the code, or what it said about the person is not for this sign-in. Begin again. */
export type ExternalLogInRefused = UserError & {
  __typename?: 'ExternalLogInRefused';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** A provider that is linked to an account. */
export type ExternalLogin = {
  __typename?: 'ExternalLogin';
  /** Email that the provider told when it was linked; null when it told none. It may be another one than the account's. */
  emailAtProvider: Maybe<Scalars['String']['output']>;
  linkedAt: Scalars['DateTime']['output'];
  provider: ExternalLoginProvider;
};

/** There is an account with this email that this log-in may not open. Sign in as before, then link the provider. */
export type ExternalLoginNotLinked = UserError & {
  __typename?: 'ExternalLoginNotLinked';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Where people can have a social log-in. */
export type ExternalLoginProvider =
  | 'APPLE'
  | 'FACEBOOK'
  | 'GOOGLE';

/** This log-in is linked to another account already. */
export type ExternalLoginTaken = UserError & {
  __typename?: 'ExternalLoginTaken';
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

/** The case was decided before, by this reviewer or another. */
export type KycAlreadyDecided = UserError & {
  __typename?: 'KycAlreadyDecided';
  decidedAt: Maybe<Scalars['DateTime']['output']>;
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  /** What was decided. */
  status: KycCaseStatus;
};

/** One submission of somebody's documents, and what became of it. */
export type KycCase = {
  __typename?: 'KycCase';
  /** Who is at work on it. For reviewers. */
  claimedBy: Maybe<User>;
  /** Until when. For reviewers. */
  claimedUntil: Maybe<Scalars['DateTime']['output']>;
  decidedAt: Maybe<Scalars['DateTime']['output']>;
  /** For reviewers. */
  decidedBy: Maybe<User>;
  /** Empty once they were deleted for their age. It is logged which reviewer looks at them. */
  documents: Maybe<Array<KycDocument>>;
  /** When the documents were deleted: 180 days after the decision. */
  documentsDeletedAt: Maybe<Scalars['DateTime']['output']>;
  /** TypeID that starts with `kyc_`. */
  id: Scalars['ID']['output'];
  /** Why, in the reviewer's words; always there for REJECTED. */
  reason: Maybe<Scalars['String']['output']>;
  status: KycCaseStatus;
  submittedAt: Scalars['DateTime']['output'];
  /** Whose documents they are. */
  user: Maybe<User>;
};

/** Another reviewer is at work on the case. */
export type KycCaseClaimed = UserError & {
  __typename?: 'KycCaseClaimed';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  /** When that ends, at the latest. */
  until: Scalars['DateTime']['output'];
};

/** A page of cases. */
export type KycCaseConnection = {
  __typename?: 'KycCaseConnection';
  edges: Array<KycCaseEdge>;
  /** The nodes of `edges`. */
  nodes: Array<KycCase>;
  pageInfo: PageInfo;
};

/** A case and its place in the list. */
export type KycCaseEdge = {
  __typename?: 'KycCaseEdge';
  cursor: Scalars['String']['output'];
  node: KycCase;
};

/** What became of one submission. */
export type KycCaseStatus =
  /** It waits for a decision. */
  | 'PENDING'
  | 'REJECTED'
  | 'VERIFIED';

/** What a reviewer finds. */
export type KycDecision =
  | 'REJECTED'
  | 'VERIFIED';

/** One document of a case. */
export type KycDocument = {
  __typename?: 'KycDocument';
  /** Known by the content: `image/jpeg`, `image/png`, `image/webp` or `application/pdf`. */
  contentType: Maybe<Scalars['String']['output']>;
  /** Downloads the document, for five minutes. Who has the link needs no other right. */
  downloadUrl: Maybe<Scalars['URL']['output']>;
  /** TypeID that starts with `kyd_`. */
  id: Scalars['ID']['output'];
  kind: KycDocumentKind;
  sizeBytes: Maybe<Scalars['Int']['output']>;
};

/** What a document is. */
export type KycDocumentKind =
  | 'ID_CARD_BACK'
  | 'ID_CARD_FRONT'
  /** The page with the photograph. */
  | 'PASSPORT'
  /** A bill or statement with name and address. */
  | 'PROOF_OF_ADDRESS'
  /** The person's face, with the document beside it. */
  | 'SELFIE';

/** Why a document cannot be taken. */
export type KycDocumentProblem =
  /** Nothing has been uploaded by its link, or not all of it yet. */
  | 'NOT_UPLOADED'
  /** It is part of a case already. */
  | 'SUBMITTED_BEFORE'
  | 'TOO_LARGE'
  /** No upload of one's own, or one that is older than a day. */
  | 'UNKNOWN'
  /** Its content is none of the types that are taken, or another one than was said at the upload. */
  | 'WRONG_TYPE';

/** One of the documents cannot be taken; `path` ends with its place in the list. All such are told at once. */
export type KycDocumentRefused = UserError & {
  __typename?: 'KycDocumentRefused';
  documentId: Scalars['ID']['output'];
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  problem: KycDocumentProblem;
};

/** There is nothing to submit for: the documents wait for a decision, or the person is verified. */
export type KycNotSubmittable = UserError & {
  __typename?: 'KycNotSubmittable';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  status: KycStatus;
};

/** The case is about the reviewer who calls. */
export type KycOfOneself = UserError & {
  __typename?: 'KycOfOneself';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** How far the check of who somebody is has come. */
export type KycStatus =
  /** No documents were submitted. */
  | 'NOT_STARTED'
  /** Documents wait for a decision. */
  | 'PENDING'
  /** A reviewer refused the documents; others may be submitted. */
  | 'REJECTED'
  /** A reviewer found that the person is who they say. */
  | 'VERIFIED';

/** Where one document goes. */
export type KycUpload = {
  __typename?: 'KycUpload';
  /** For `submitKyc`, once it is uploaded. */
  documentId: Scalars['ID']['output'];
  /** When the link stops working. */
  expiresAt: Scalars['DateTime']['output'];
  /** Largest file, in bytes. */
  maximumBytes: Scalars['Int']['output'];
  /** Takes one `PUT`, until it expires. */
  uploadUrl: Scalars['URL']['output'];
};

/** There must be a SUPER_ADMIN at all times; appoint another first. */
export type LastSuperAdmin = UserError & {
  __typename?: 'LastSuperAdmin';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Without it nothing would let the person in. Set a password first, or link another provider. */
export type LastWayIn = UserError & {
  __typename?: 'LastWayIn';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type LinkExternalLoginError = InvalidInput | ProviderNotConfigured | ProviderUnavailable | RateLimited;

/** What to link, and where to come back to. */
export type LinkExternalLoginInput = {
  provider: ExternalLoginProvider;
  /** As for `beginExternalLogIn`. */
  redirectUri?: InputMaybe<Scalars['URL']['input']>;
};

/** All but `errors` are null when there are errors. */
export type LinkExternalLoginPayload = {
  __typename?: 'LinkExternalLoginPayload';
  /** Page of the provider. */
  authorizeUrl: Maybe<Scalars['URL']['output']>;
  /** Proves that the browser that completes is the one that began. */
  browserSecret: Maybe<Scalars['String']['output']>;
  errors: Array<LinkExternalLoginError>;
  /** Seconds until it can no longer be completed (10 minutes by default). */
  expiresInSeconds: Maybe<Scalars['Int']['output']>;
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
   * Begins to sign in with Google, Apple or Facebook (authorization code with PKCE). Send the browser to `authorizeUrl` and keep
   * `browserSecret` in it. The provider sends the browser back to `redirectUri` with `state`, `code` and perhaps `iss` in the
   * query: hand these to `completeExternalLogIn` within 10 minutes. At most 30 a minute and client address.
   */
  beginExternalLogIn: Maybe<BeginExternalLogInPayload>;
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
  /** Keeps an open case for the reviewer who calls, for 15 minutes, so that no two work on it. Calling again prolongs that. */
  claimKycCase: Maybe<ClaimKycCasePayload>;
  /**
   * Completes what `beginExternalLogIn` or `linkExternalLogin` began; each can be completed once, and only by whoever has its
   * `browserSecret`. Somebody whom the provider knows by the same id as before gets that account. Somebody new gets a new account,
   * or is linked to the account with the same email, but only when the provider says that the email is verified and the account's
   * own is verified too; the owner is told by mail. A change of the email at the provider changes nothing here. At most 30 a
   * minute and client address.
   */
  completeExternalLogIn: Maybe<CompleteExternalLogInPayload>;
  /**
   * Makes the new email the account's by the code that was mailed to it, which has 5 tries. The email before is told, and links to
   * reset the password that were mailed to it stop working. Sessions go on.
   */
  confirmEmailChange: Maybe<ConfirmEmailChangePayload>;
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
  /** Decides an open case, once and for all. The person is told by mail. */
  decideKyc: Maybe<DecideKycPayload>;
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
   * Begins to link a provider to one's account, whatever email it has there. Goes on like `beginExternalLogIn`;
   * `completeExternalLogIn` has to be called by the same session.
   */
  linkExternalLogin: Maybe<LinkExternalLoginPayload>;
  /**
   * Opens a session, or asks for the second factor of who has one (`mfaChallenge`). At most 5 tries a minute for one name and client address;
   * 10 failures in a row lock the account for 15 minutes, which its owner is told by mail and the caller is not. Failures from
   * a network that its owner has signed in from are counted by themselves, so that strangers lock nobody out there; a reset of
   * the password ends the lock at once. `UNAVAILABLE` tells that too many log in right now; such a try counts for nothing.
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
  /** Removes one's avatar. Without one nothing changes. */
  removeAvatar: Maybe<RemoveAvatarPayload>;
  /** Forgets one's national id of a country. */
  removeNationalId: Maybe<RemoveNationalIdPayload>;
  /** Takes the phone from one's account; it signs in no more. Without a phone nothing happens. */
  removePhone: Maybe<RemovePhonePayload>;
  /** Gives 10 new recovery codes for a code, shown this once; those from before stop working. */
  renewRecoveryCodes: Maybe<RenewRecoveryCodesPayload>;
  /**
   * A link to upload a picture to, for 10 minutes: `PUT` it there, then call `setAvatar`. At most 10 MB, and at most 20 links an
   * hour.
   */
  requestAvatarUpload: Maybe<RequestAvatarUploadPayload>;
  /**
   * Asks for another email: a 6-digit code goes to it, which `confirmEmailChange` takes for 24 hours, and the email of now is told.
   * Until then nothing changes. An email that has an account is answered alike; its owner is mailed instead and no code works.
   * Needs the password, when the account has one. At most once a minute, and 10 times a day for one person and for one email.
   */
  requestEmailChange: Maybe<RequestEmailChangePayload>;
  /**
   * A link to upload one document with `PUT`, with its type as `Content-Type`. JPEG, PNG, WebP and PDF are taken, by their
   * content. At most 40 links a day; what is not submitted within a day is deleted.
   */
  requestKycUpload: Maybe<RequestKycUploadPayload>;
  /**
   * Mails a link (works once, for 1 hour) and a 6-digit code (10 minutes, 5 tries) to choose a new password with; they replace
   * those mailed before. Every email is answered alike and in the same time, also those that no account has, to which nothing is
   * mailed. At most 3 an hour for one email and 30 an hour for one client address.
   */
  requestPasswordReset: Maybe<RequestPasswordResetPayload>;
  /**
   * Sends a 6-digit code by text to a phone, which `verifyPhone` takes for 10 minutes. At most once a minute, and 5 times a day for
   * one person and for one phone. A phone that somebody else has verified is answered alike and gets no text: it stays theirs.
   */
  requestPhoneVerification: Maybe<RequestPhoneVerificationPayload>;
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
  /** Gives a setting its default again. */
  resetSystemSetting: Maybe<ResetSystemSettingPayload>;
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
  /**
   * Makes the picture that was uploaded one's avatar, in place of the one before. JPEG, PNG, WebP, GIF (the first frame) and AVIF
   * of at most 10 MB and 50 million pixels are read, whatever they are called; never SVG. The middle is cut out as a square, upright,
   * and nothing but pixels is kept: no place, camera or other metadata. A call can be repeated.
   */
  setAvatar: Maybe<SetAvatarPayload>;
  /**
   * Sets the first password of an account that has none, because a social provider signs it in. The session must have begun by a
   * sign-in within the last 10 minutes.
   */
  setPassword: Maybe<SetPasswordPayload>;
  /** Gives a setting a value. It counts at once, in every process. The same value again changes nothing. */
  setSystemSetting: Maybe<SetSystemSettingPayload>;
  /**
   * Submits uploaded documents; then reviewers decide. Who was rejected may submit others; who waits or is verified may not.
   * At most 5 submissions a day.
   */
  submitKyc: Maybe<SubmitKycPayload>;
  /** Lets a blocked person sign in again, under the rules of `blockUser`. */
  unblockUser: Maybe<UnblockUserPayload>;
  /** Takes a provider from one's account, unless there is neither a password nor another provider to sign in with. */
  unlinkExternalLogin: Maybe<UnlinkExternalLoginPayload>;
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
  /**
   * Proves by the code that a phone is one's own: it becomes the phone of the account, in place of the one before, and signs in.
   * A code lives for 10 minutes and 5 tries.
   */
  verifyPhone: Maybe<VerifyPhonePayload>;
};


export type MutationBeginExternalLogInArgs = {
  input: BeginExternalLogInInput;
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


export type MutationClaimKycCaseArgs = {
  input: ClaimKycCaseInput;
};


export type MutationCompleteExternalLogInArgs = {
  input: CompleteExternalLogInInput;
};


export type MutationConfirmEmailChangeArgs = {
  input: ConfirmEmailChangeInput;
};


export type MutationConfirmMfaEnrolmentArgs = {
  input: ConfirmMfaEnrolmentInput;
};


export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


export type MutationDecideKycArgs = {
  input: DecideKycInput;
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


export type MutationLinkExternalLoginArgs = {
  input: LinkExternalLoginInput;
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


export type MutationRequestEmailChangeArgs = {
  input: RequestEmailChangeInput;
};


export type MutationRequestKycUploadArgs = {
  input: RequestKycUploadInput;
};


export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};


export type MutationRequestPhoneVerificationArgs = {
  input: RequestPhoneVerificationInput;
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


export type MutationResetSystemSettingArgs = {
  input: ResetSystemSettingInput;
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


export type MutationSetAvatarArgs = {
  input: SetAvatarInput;
};


export type MutationSetPasswordArgs = {
  input: SetPasswordInput;
};


export type MutationSetSystemSettingArgs = {
  input: SetSystemSettingInput;
};


export type MutationSubmitKycArgs = {
  input: SubmitKycInput;
};


export type MutationUnblockUserArgs = {
  input: UnblockUserInput;
};


export type MutationUnlinkExternalLoginArgs = {
  input: UnlinkExternalLoginInput;
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


export type MutationVerifyPhoneArgs = {
  input: VerifyPhoneInput;
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

/** The code is wrong, too old, used up by 5 tries, or was never sent to this phone. `requestPhoneVerification` sends a new one. */
export type PhoneCodeInvalid = UserError & {
  __typename?: 'PhoneCodeInvalid';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Another log-in of the same provider is linked to this account; unlink it first. */
export type ProviderAlreadyLinked = UserError & {
  __typename?: 'ProviderAlreadyLinked';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** This provider is not offered here; `externalLoginProviders` tells which are. */
export type ProviderNotConfigured = UserError & {
  __typename?: 'ProviderNotConfigured';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** The provider does not answer, or not as it should. Nothing was changed: the same call can be made again. */
export type ProviderUnavailable = UserError & {
  __typename?: 'ProviderUnavailable';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Something that everybody goes by. */
export type PublicSetting = {
  __typename?: 'PublicSetting';
  /** Such as `platform.announcement`. */
  key: Scalars['String']['output'];
  /** JSON of the setting's type. */
  value: Maybe<Scalars['JSON']['output']>;
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
  /** Keys of partners: those that work first, then the newest; at most 1,000. */
  apiKeys: Maybe<Array<ApiKey>>;
  /** Providers that people can sign in with here. The others answer `ProviderNotConfigured`. */
  externalLoginProviders: Array<ExternalLoginProvider>;
  /** One case, or null when there is none. */
  kycCase: Maybe<KycCase>;
  /** Cases in one status, those that wait longest first: what reviewers work through. */
  kycQueue: Maybe<KycCaseConnection>;
  /** Whoever is signed in. Guests and anonymous callers get null with the code `UNAUTHENTICATED`. */
  me: Maybe<User>;
  /** The settings that front ends go by. A change shows within 5 seconds. */
  publicSettings: Array<PublicSetting>;
  /**
   * Places that somebody may mean who is still typing an address, the best first; at most 5. As good as the geocoder that
   * Caravan was set up with: the built-in one knows cities. At most 60 a minute.
   */
  suggestAddresses: Maybe<Array<AddressSuggestion>>;
  /** One setting; null when there is no such key. */
  systemSetting: Maybe<SystemSetting>;
  /** Everything that can be set while the platform runs, sorted by key. */
  systemSettings: Maybe<Array<SystemSetting>>;
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


export type QueryKycCaseArgs = {
  id: Scalars['ID']['input'];
};


export type QueryKycQueueArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  status?: KycCaseStatus;
};


export type QuerySuggestAddressesArgs = {
  input: SuggestAddressesInput;
};


export type QuerySystemSettingArgs = {
  key: Scalars['String']['input'];
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

export type RegisterError = EmailTaken | InvalidInput | RateLimited | RegistrationClosed | UsernameTaken;

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

/** The platform takes no new people at the moment (`platform.registrationOpen`). */
export type RegistrationClosed = UserError & {
  __typename?: 'RegistrationClosed';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
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

/** What there is without an avatar. */
export type RemoveAvatarPayload = {
  __typename?: 'RemoveAvatarPayload';
  /** The person without an avatar. */
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

/** The person without a phone. */
export type RemovePhonePayload = {
  __typename?: 'RemovePhonePayload';
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

export type RequestAvatarUploadError = RateLimited;

/** `upload` is null when there are errors. */
export type RequestAvatarUploadPayload = {
  __typename?: 'RequestAvatarUploadPayload';
  errors: Array<RequestAvatarUploadError>;
  upload: Maybe<AvatarUpload>;
};

export type RequestEmailChangeError = CurrentPasswordWrong | FreshSignInRequired | InvalidInput | RateLimited;

/** The new email, and the proof that it is not somebody who found the session open. */
export type RequestEmailChangeInput = {
  /** Left out by accounts that have none: their session must have begun by a sign-in within the last 10 minutes. */
  currentPassword?: InputMaybe<Scalars['String']['input']>;
  /** Receives the code; unique without regard to case. */
  newEmail: Scalars['EmailAddress']['input'];
};

/** `verificationSentTo` is null when there are errors. */
export type RequestEmailChangePayload = {
  __typename?: 'RequestEmailChangePayload';
  errors: Array<RequestEmailChangeError>;
  /** Email that the code was sent to. */
  verificationSentTo: Maybe<Scalars['EmailAddress']['output']>;
};

export type RequestKycUploadError = RateLimited;

/** What is to be uploaded. */
export type RequestKycUploadInput = {
  kind: KycDocumentKind;
};

/** `upload` is null when there are errors. */
export type RequestKycUploadPayload = {
  __typename?: 'RequestKycUploadPayload';
  errors: Array<RequestKycUploadError>;
  upload: Maybe<KycUpload>;
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

export type RequestPhoneVerificationError = InvalidInput | RateLimited;

/** Where the code goes. */
export type RequestPhoneVerificationInput = {
  /** With country code, such as `+77011234567`. */
  phone: Scalars['PhoneNumber']['input'];
};

/** `verificationSentTo` is null when there are errors. */
export type RequestPhoneVerificationPayload = {
  __typename?: 'RequestPhoneVerificationPayload';
  errors: Array<RequestPhoneVerificationError>;
  /** Phone that the code was sent to, in E.164. */
  verificationSentTo: Maybe<Scalars['PhoneNumber']['output']>;
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

export type ResetSystemSettingError = NotFound | SettingVersionConflict;

/** Which setting gets its default again. */
export type ResetSystemSettingInput = {
  key: Scalars['String']['input'];
  /** Version the change is based on; absent: whatever is there. */
  version?: InputMaybe<Scalars['Int']['input']>;
};

/** `setting` is null when there are errors. */
export type ResetSystemSettingPayload = {
  __typename?: 'ResetSystemSettingPayload';
  errors: Array<ResetSystemSettingError>;
  setting: Maybe<SystemSetting>;
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

export type SetAvatarError = AvatarTooLarge | AvatarUnreadable | RateLimited | Unavailable | UploadNotFound;

/** Which upload becomes the avatar. */
export type SetAvatarInput = {
  /** From `requestAvatarUpload`. */
  fileId: Scalars['ID']['input'];
};

/** `user` is null when there are errors. */
export type SetAvatarPayload = {
  __typename?: 'SetAvatarPayload';
  errors: Array<SetAvatarError>;
  /** The person with the new avatar. */
  user: Maybe<User>;
};

export type SetPasswordError = FreshSignInRequired | InvalidInput | PasswordAlreadySet;

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

export type SetSystemSettingError = InvalidInput | NotFound | SettingVersionConflict;

/** Which setting becomes what. */
export type SetSystemSettingInput = {
  key: Scalars['String']['input'];
  /** JSON of the setting's type. */
  value?: InputMaybe<Scalars['JSON']['input']>;
  /** Version the change is based on; absent: whatever is there. */
  version?: InputMaybe<Scalars['Int']['input']>;
};

/** `setting` is null when there are errors. */
export type SetSystemSettingPayload = {
  __typename?: 'SetSystemSettingPayload';
  errors: Array<SetSystemSettingError>;
  setting: Maybe<SystemSetting>;
};

/** Somebody changed the setting meanwhile; look at `current` and try again. */
export type SettingVersionConflict = UserError & {
  __typename?: 'SettingVersionConflict';
  /** The setting as it is now. */
  current: SystemSetting;
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Where somebody signed in. */
export type SignInOrigin = {
  __typename?: 'SignInOrigin';
  /** IP address of the client. */
  clientAddress: Maybe<Scalars['String']['output']>;
  /** What the client said of itself (`User-Agent`), at most 400 characters. */
  userAgent: Maybe<Scalars['String']['output']>;
};

export type SubmitKycError = InvalidInput | KycDocumentRefused | KycNotSubmittable | RateLimited;

/** What is submitted: at least a passport or both sides of an identity card. */
export type SubmitKycInput = {
  /** 1 to 10 uploads of one's own that were not submitted before. */
  documentIds: Array<Scalars['ID']['input']>;
};

/** `kycCase` is null when there are errors. */
export type SubmitKycPayload = {
  __typename?: 'SubmitKycPayload';
  errors: Array<SubmitKycError>;
  kycCase: Maybe<KycCase>;
};

/** What was typed so far. */
export type SuggestAddressesInput = {
  country: Scalars['CountryCode']['input'];
  /** 3 to 200 characters, such as `Abay 10, Alm`. */
  text: Scalars['String']['input'];
};

/** Something that can be set while the platform runs. Settings of a process are in its environment. */
export type SystemSetting = {
  __typename?: 'SystemSetting';
  /** When it was changed last; null when it never was. */
  changedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who changed it last. */
  changedBy: Maybe<User>;
  /** JSON of the value that counts when none was set. */
  default: Maybe<Scalars['JSON']['output']>;
  /** What it does. */
  description: Scalars['String']['output'];
  /** Its changes, the newest first. At most 100 a page. */
  history: SystemSettingChangeConnection;
  /** Whether none was set. */
  isDefault: Scalars['Boolean']['output'];
  /** Whether everybody may read it, in `publicSettings`. */
  isPublic: Scalars['Boolean']['output'];
  /** Such as `platform.registrationOpen`. */
  key: Scalars['String']['output'];
  /** JSON Schema (2020-12) of its values. */
  schema: Scalars['JSON']['output'];
  /** JSON of the value that counts. */
  value: Maybe<Scalars['JSON']['output']>;
  /** Counts its changes, from 0; pass it to `setSystemSetting` so that nobody's change is overwritten. */
  version: Scalars['Int']['output'];
};


/** Something that can be set while the platform runs. Settings of a process are in its environment. */
export type SystemSettingHistoryArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** One change of a setting. */
export type SystemSettingChange = {
  __typename?: 'SystemSettingChange';
  at: Scalars['DateTime']['output'];
  by: Maybe<User>;
  /** Whether it gave the setting its default again. */
  isReset: Scalars['Boolean']['output'];
  /** JSON of the value after; null stands for the default, too. */
  newValue: Maybe<Scalars['JSON']['output']>;
  /** JSON of the value before; null stands for the default, too. */
  oldValue: Maybe<Scalars['JSON']['output']>;
  /** Version that it made. */
  version: Scalars['Int']['output'];
};

/** A page of a setting's changes. */
export type SystemSettingChangeConnection = {
  __typename?: 'SystemSettingChangeConnection';
  edges: Array<SystemSettingChangeEdge>;
  /** The nodes of `edges`. */
  nodes: Array<SystemSettingChange>;
  pageInfo: PageInfo;
};

/** A change and its place in the list. */
export type SystemSettingChangeEdge = {
  __typename?: 'SystemSettingChangeEdge';
  cursor: Scalars['String']['output'];
  node: SystemSettingChange;
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

export type UnlinkExternalLoginError = LastWayIn | NotFound;

/** What to unlink. */
export type UnlinkExternalLoginInput = {
  provider: ExternalLoginProvider;
};

/** `user` is null when there are errors. */
export type UnlinkExternalLoginPayload = {
  __typename?: 'UnlinkExternalLoginPayload';
  errors: Array<UnlinkExternalLoginError>;
  /** The person, without that provider. */
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

/** Nothing was uploaded by this link of yours, its time is over, or it was used up. */
export type UploadNotFound = UserError & {
  __typename?: 'UploadNotFound';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/**
 * A person with an account. Everyone may see `id` and `displayName`; the other fields are for the person alone and for callers
 * with the scope `user:read:any`, and null for everyone else.
 */
export type User = {
  __typename?: 'User';
  /**
   * What happened to the account, the newest first: sign-ins, changes of what secures it, roles, blocks. For the person and for
   * callers with `audit:read`; null for others. Entries appear within moments and are kept for 400 days. At most 100 a page.
   */
  activity: Maybe<AuditEventConnection>;
  /** Where things can be sent to, the default first, then the newest. For the person alone and `user:read:any`; at most 50. */
  addresses: Maybe<Array<Address>>;
  /** Picture shown to others; null without one. Public. */
  avatar: Maybe<Avatar>;
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
  /** Providers the person can sign in with, the oldest link first. */
  externalLogins: Maybe<Array<ExternalLogin>>;
  /** Given name; null when none was told. For the person alone and `user:read:any`. */
  firstName: Maybe<Scalars['String']['output']>;
  /** TypeID that starts with `usr_`. */
  id: Scalars['ID']['output'];
  /** The newest submission of documents; null before the first. For the person alone and `kyc:review`. */
  kyc: Maybe<KycCase>;
  /** How far the check of who this person is has come. For the person alone and `kyc:review`. */
  kycStatus: Maybe<KycStatus>;
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
  /** Whether `phone` was confirmed with a code and can sign in; false without a phone. Null for others. */
  phoneVerified: Maybe<Scalars['Boolean']['output']>;
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


/**
 * A person with an account. Everyone may see `id` and `displayName`; the other fields are for the person alone and for callers
 * with the scope `user:read:any`, and null for everyone else.
 */
export type UserActivityArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
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

/** The code is wrong, too old, used up by 5 tries, or was never sent to this email. Ask for a new one. */
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

export type VerifyPhoneError = PhoneCodeInvalid;

/** The phone and the code that was sent to it. */
export type VerifyPhoneInput = {
  /** 6 digits. */
  code: Scalars['String']['input'];
  /** Phone that the code was asked for. */
  phone: Scalars['PhoneNumber']['input'];
};

/** `user` is null when there are errors. */
export type VerifyPhonePayload = {
  __typename?: 'VerifyPhonePayload';
  errors: Array<VerifyPhoneError>;
  /** The person with the phone. */
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
  BeginExternalLogInError:
    | ( InvalidInput )
    | ( ProviderNotConfigured )
    | ( ProviderUnavailable )
    | ( RateLimited )
  ;
  BeginMfaEnrolmentError:
    | ( CurrentPasswordWrong )
    | ( FreshSignInRequired )
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
  ClaimKycCaseError:
    | ( KycAlreadyDecided )
    | ( KycCaseClaimed )
    | ( KycOfOneself )
    | ( NotFound )
  ;
  CompleteExternalLogInError:
    | ( AccountBlocked )
    | ( ExternalAttemptInvalid )
    | ( ExternalEmailNotVerified )
    | ( ExternalLogInRefused )
    | ( ExternalLoginNotLinked )
    | ( ExternalLoginTaken )
    | ( ProviderAlreadyLinked )
    | ( ProviderUnavailable )
    | ( RateLimited )
    | ( RegistrationClosed )
  ;
  ConfirmEmailChangeError:
    | ( EmailTaken )
    | ( VerificationCodeInvalid )
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
  DecideKycError:
    | ( InvalidInput )
    | ( KycAlreadyDecided )
    | ( KycCaseClaimed )
    | ( KycOfOneself )
    | ( NotFound )
  ;
  DeleteAccountError:
    | ( CurrentPasswordWrong )
    | ( FreshSignInRequired )
    | ( LastSuperAdmin )
    | ( RateLimited )
    | ( SecondFactorInvalid )
  ;
  DisableMfaError:
    | ( CurrentPasswordWrong )
    | ( FreshSignInRequired )
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
  LinkExternalLoginError:
    | ( InvalidInput )
    | ( ProviderNotConfigured )
    | ( ProviderUnavailable )
    | ( RateLimited )
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
    | ( RegistrationClosed )
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
  RequestAvatarUploadError: ( RateLimited );
  RequestEmailChangeError:
    | ( CurrentPasswordWrong )
    | ( FreshSignInRequired )
    | ( InvalidInput )
    | ( RateLimited )
  ;
  RequestKycUploadError: ( RateLimited );
  RequestPasswordResetError: ( RateLimited );
  RequestPhoneVerificationError:
    | ( InvalidInput )
    | ( RateLimited )
  ;
  ResendVerificationEmailError: ( RateLimited );
  ResetPasswordError:
    | ( InvalidInput )
    | ( RateLimited )
    | ( ResetInvalid )
  ;
  ResetSystemSettingError:
    | ( NotFound )
    | ( Omit<SettingVersionConflict, 'current'> & { current: _RefType['SystemSetting'] } )
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
  SetAvatarError:
    | ( AvatarTooLarge )
    | ( AvatarUnreadable )
    | ( RateLimited )
    | ( Unavailable )
    | ( UploadNotFound )
  ;
  SetPasswordError:
    | ( FreshSignInRequired )
    | ( InvalidInput )
    | ( PasswordAlreadySet )
  ;
  SetSystemSettingError:
    | ( InvalidInput )
    | ( NotFound )
    | ( Omit<SettingVersionConflict, 'current'> & { current: _RefType['SystemSetting'] } )
  ;
  SubmitKycError:
    | ( InvalidInput )
    | ( KycDocumentRefused )
    | ( KycNotSubmittable )
    | ( RateLimited )
  ;
  UnblockUserError:
    | ( NotBlockable )
    | ( NotFound )
  ;
  UnlinkExternalLoginError:
    | ( LastWayIn )
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
  VerifyPhoneError: ( PhoneCodeInvalid );
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( AccountBlocked )
    | ( AvatarTooLarge )
    | ( AvatarUnreadable )
    | ( CountryNotSupported )
    | ( CurrentPasswordWrong )
    | ( EmailNotVerified )
    | ( EmailTaken )
    | ( ExternalAttemptInvalid )
    | ( ExternalEmailNotVerified )
    | ( ExternalLogInRefused )
    | ( ExternalLoginNotLinked )
    | ( ExternalLoginTaken )
    | ( FreshSignInRequired )
    | ( IdempotencyKeyReused )
    | ( InvalidCredentials )
    | ( InvalidInput )
    | ( KycAlreadyDecided )
    | ( KycCaseClaimed )
    | ( KycDocumentRefused )
    | ( KycNotSubmittable )
    | ( KycOfOneself )
    | ( LastSuperAdmin )
    | ( LastWayIn )
    | ( MfaAlreadyEnabled )
    | ( MfaChallengeInvalid )
    | ( MfaEnrolmentMissing )
    | ( NotBlockable )
    | ( NotFound )
    | ( NotOfStaff )
    | ( NotOneself )
    | ( PasswordAlreadySet )
    | ( PhoneCodeInvalid )
    | ( ProviderAlreadyLinked )
    | ( ProviderNotConfigured )
    | ( ProviderUnavailable )
    | ( RateLimited )
    | ( RefreshTokenInvalid )
    | ( RegistrationClosed )
    | ( ResetInvalid )
    | ( RoleNotManageable )
    | ( ScopeNotGrantable )
    | ( SecondFactorInvalid )
    | ( Omit<SettingVersionConflict, 'current'> & { current: _RefType['SystemSetting'] } )
    | ( TooManyAddresses )
    | ( TooManyApiKeys )
    | ( Unavailable )
    | ( UploadNotFound )
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
  AddressSuggestion: ResolverTypeWrapper<AddressSuggestion>;
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
  AuditEvent: ResolverTypeWrapper<AuditEventRow>;
  AuditEventConnection: ResolverTypeWrapper<Omit<AuditEventConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AuditEventEdge']>, nodes: Array<ResolversTypes['AuditEvent']> }>;
  AuditEventEdge: ResolverTypeWrapper<Omit<AuditEventEdge, 'node'> & { node: ResolversTypes['AuditEvent'] }>;
  AuditEventKind: AuditEventKind;
  Avatar: ResolverTypeWrapper<Avatar>;
  AvatarTooLarge: ResolverTypeWrapper<AvatarTooLarge>;
  AvatarUnreadable: ResolverTypeWrapper<AvatarUnreadable>;
  AvatarUpload: ResolverTypeWrapper<UploadLink>;
  BeginExternalLogInError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['BeginExternalLogInError']>;
  BeginExternalLogInInput: BeginExternalLogInInput;
  BeginExternalLogInPayload: ResolverTypeWrapper<Omit<BeginExternalLogInPayload, 'errors'> & { errors: Array<ResolversTypes['BeginExternalLogInError']> }>;
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
  ClaimKycCaseError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ClaimKycCaseError']>;
  ClaimKycCaseInput: ClaimKycCaseInput;
  ClaimKycCasePayload: ResolverTypeWrapper<Omit<ClaimKycCasePayload, 'errors' | 'kycCase'> & { errors: Array<ResolversTypes['ClaimKycCaseError']>, kycCase?: Maybe<ResolversTypes['KycCase']> }>;
  CompleteExternalLogInError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CompleteExternalLogInError']>;
  CompleteExternalLogInInput: CompleteExternalLogInInput;
  CompleteExternalLogInPayload: ResolverTypeWrapper<Omit<CompleteExternalLogInPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['CompleteExternalLogInError']>, user?: Maybe<ResolversTypes['User']> }>;
  ConfirmEmailChangeError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConfirmEmailChangeError']>;
  ConfirmEmailChangeInput: ConfirmEmailChangeInput;
  ConfirmEmailChangePayload: ResolverTypeWrapper<Omit<ConfirmEmailChangePayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['ConfirmEmailChangeError']>, user?: Maybe<ResolversTypes['User']> }>;
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
  DecideKycError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DecideKycError']>;
  DecideKycInput: DecideKycInput;
  DecideKycPayload: ResolverTypeWrapper<Omit<DecideKycPayload, 'errors' | 'kycCase'> & { errors: Array<ResolversTypes['DecideKycError']>, kycCase?: Maybe<ResolversTypes['KycCase']> }>;
  DeleteAccountError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteAccountError']>;
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: ResolverTypeWrapper<Omit<DeleteAccountPayload, 'errors'> & { errors: Array<ResolversTypes['DeleteAccountError']> }>;
  DisableMfaError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DisableMfaError']>;
  DisableMfaInput: DisableMfaInput;
  DisableMfaPayload: ResolverTypeWrapper<Omit<DisableMfaPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['DisableMfaError']>, user?: Maybe<ResolversTypes['User']> }>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  EmailNotVerified: ResolverTypeWrapper<EmailNotVerified>;
  EmailTaken: ResolverTypeWrapper<EmailTaken>;
  ExternalAttemptInvalid: ResolverTypeWrapper<ExternalAttemptInvalid>;
  ExternalEmailNotVerified: ResolverTypeWrapper<ExternalEmailNotVerified>;
  ExternalLogInRefused: ResolverTypeWrapper<ExternalLogInRefused>;
  ExternalLogin: ResolverTypeWrapper<ExternalLogin>;
  ExternalLoginNotLinked: ResolverTypeWrapper<ExternalLoginNotLinked>;
  ExternalLoginProvider: ExternalLoginProvider;
  ExternalLoginTaken: ResolverTypeWrapper<ExternalLoginTaken>;
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
  KycAlreadyDecided: ResolverTypeWrapper<KycAlreadyDecided>;
  KycCase: ResolverTypeWrapper<KycCaseRow>;
  KycCaseClaimed: ResolverTypeWrapper<KycCaseClaimed>;
  KycCaseConnection: ResolverTypeWrapper<KycCasePage>;
  KycCaseEdge: ResolverTypeWrapper<Omit<KycCaseEdge, 'node'> & { node: ResolversTypes['KycCase'] }>;
  KycCaseStatus: KycCaseStatus;
  KycDecision: KycDecision;
  KycDocument: ResolverTypeWrapper<KycDocumentRow>;
  KycDocumentKind: KycDocumentKind;
  KycDocumentProblem: KycDocumentProblem;
  KycDocumentRefused: ResolverTypeWrapper<KycDocumentRefused>;
  KycNotSubmittable: ResolverTypeWrapper<KycNotSubmittable>;
  KycOfOneself: ResolverTypeWrapper<KycOfOneself>;
  KycStatus: KycStatus;
  KycUpload: ResolverTypeWrapper<KycUploadLink>;
  LastSuperAdmin: ResolverTypeWrapper<LastSuperAdmin>;
  LastWayIn: ResolverTypeWrapper<LastWayIn>;
  LinkExternalLoginError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LinkExternalLoginError']>;
  LinkExternalLoginInput: LinkExternalLoginInput;
  LinkExternalLoginPayload: ResolverTypeWrapper<Omit<LinkExternalLoginPayload, 'errors'> & { errors: Array<ResolversTypes['LinkExternalLoginError']> }>;
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
  NationalId: ResolverTypeWrapper<NationalIdView>;
  NotBlockable: ResolverTypeWrapper<NotBlockable>;
  NotBlockableReason: NotBlockableReason;
  NotFound: ResolverTypeWrapper<NotFound>;
  NotOfStaff: ResolverTypeWrapper<NotOfStaff>;
  NotOneself: ResolverTypeWrapper<NotOneself>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PasswordAlreadySet: ResolverTypeWrapper<PasswordAlreadySet>;
  PersonalData: ResolverTypeWrapper<ExportOwner>;
  PhoneCodeInvalid: ResolverTypeWrapper<PhoneCodeInvalid>;
  PhoneNumber: ResolverTypeWrapper<Scalars['PhoneNumber']['output']>;
  ProviderAlreadyLinked: ResolverTypeWrapper<ProviderAlreadyLinked>;
  ProviderNotConfigured: ResolverTypeWrapper<ProviderNotConfigured>;
  ProviderUnavailable: ResolverTypeWrapper<ProviderUnavailable>;
  PublicSetting: ResolverTypeWrapper<PublicSetting>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RateLimited: ResolverTypeWrapper<RateLimited>;
  RefreshSessionError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefreshSessionError']>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: ResolverTypeWrapper<Omit<RefreshSessionPayload, 'errors'> & { errors: Array<ResolversTypes['RefreshSessionError']> }>;
  RefreshTokenInvalid: ResolverTypeWrapper<RefreshTokenInvalid>;
  RegisterError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterError']>;
  RegisterInput: RegisterInput;
  RegisterPayload: ResolverTypeWrapper<Omit<RegisterPayload, 'errors'> & { errors: Array<ResolversTypes['RegisterError']> }>;
  RegistrationClosed: ResolverTypeWrapper<RegistrationClosed>;
  RemoveAddressError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveAddressError']>;
  RemoveAddressInput: RemoveAddressInput;
  RemoveAddressPayload: ResolverTypeWrapper<Omit<RemoveAddressPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['RemoveAddressError']>, user?: Maybe<ResolversTypes['User']> }>;
  RemoveAvatarPayload: ResolverTypeWrapper<Omit<RemoveAvatarPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  RemoveNationalIdError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveNationalIdError']>;
  RemoveNationalIdInput: RemoveNationalIdInput;
  RemoveNationalIdPayload: ResolverTypeWrapper<Omit<RemoveNationalIdPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['RemoveNationalIdError']>, user?: Maybe<ResolversTypes['User']> }>;
  RemovePhonePayload: ResolverTypeWrapper<Omit<RemovePhonePayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  RenewRecoveryCodesError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RenewRecoveryCodesError']>;
  RenewRecoveryCodesInput: RenewRecoveryCodesInput;
  RenewRecoveryCodesPayload: ResolverTypeWrapper<Omit<RenewRecoveryCodesPayload, 'errors'> & { errors: Array<ResolversTypes['RenewRecoveryCodesError']> }>;
  RequestAvatarUploadError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestAvatarUploadError']>;
  RequestAvatarUploadPayload: ResolverTypeWrapper<Omit<RequestAvatarUploadPayload, 'errors' | 'upload'> & { errors: Array<ResolversTypes['RequestAvatarUploadError']>, upload?: Maybe<ResolversTypes['AvatarUpload']> }>;
  RequestEmailChangeError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestEmailChangeError']>;
  RequestEmailChangeInput: RequestEmailChangeInput;
  RequestEmailChangePayload: ResolverTypeWrapper<Omit<RequestEmailChangePayload, 'errors'> & { errors: Array<ResolversTypes['RequestEmailChangeError']> }>;
  RequestKycUploadError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestKycUploadError']>;
  RequestKycUploadInput: RequestKycUploadInput;
  RequestKycUploadPayload: ResolverTypeWrapper<Omit<RequestKycUploadPayload, 'errors' | 'upload'> & { errors: Array<ResolversTypes['RequestKycUploadError']>, upload?: Maybe<ResolversTypes['KycUpload']> }>;
  RequestPasswordResetError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestPasswordResetError']>;
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetPayload: ResolverTypeWrapper<Omit<RequestPasswordResetPayload, 'errors'> & { errors: Array<ResolversTypes['RequestPasswordResetError']> }>;
  RequestPhoneVerificationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestPhoneVerificationError']>;
  RequestPhoneVerificationInput: RequestPhoneVerificationInput;
  RequestPhoneVerificationPayload: ResolverTypeWrapper<Omit<RequestPhoneVerificationPayload, 'errors'> & { errors: Array<ResolversTypes['RequestPhoneVerificationError']> }>;
  ResendVerificationEmailError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResendVerificationEmailError']>;
  ResendVerificationEmailInput: ResendVerificationEmailInput;
  ResendVerificationEmailPayload: ResolverTypeWrapper<Omit<ResendVerificationEmailPayload, 'errors'> & { errors: Array<ResolversTypes['ResendVerificationEmailError']> }>;
  ResetInvalid: ResolverTypeWrapper<ResetInvalid>;
  ResetPasswordByCodeInput: ResetPasswordByCodeInput;
  ResetPasswordError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResetPasswordError']>;
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordPayload: ResolverTypeWrapper<Omit<ResetPasswordPayload, 'errors'> & { errors: Array<ResolversTypes['ResetPasswordError']> }>;
  ResetSystemSettingError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResetSystemSettingError']>;
  ResetSystemSettingInput: ResetSystemSettingInput;
  ResetSystemSettingPayload: ResolverTypeWrapper<Omit<ResetSystemSettingPayload, 'errors' | 'setting'> & { errors: Array<ResolversTypes['ResetSystemSettingError']>, setting?: Maybe<ResolversTypes['SystemSetting']> }>;
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
  SaveNationalIdPayload: ResolverTypeWrapper<Omit<SaveNationalIdPayload, 'errors' | 'nationalId'> & { errors: Array<ResolversTypes['SaveNationalIdError']>, nationalId?: Maybe<ResolversTypes['NationalId']> }>;
  ScopeNotGrantable: ResolverTypeWrapper<ScopeNotGrantable>;
  SecondFactorInvalid: ResolverTypeWrapper<SecondFactorInvalid>;
  Session: ResolverTypeWrapper<SessionRow>;
  SetAvatarError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetAvatarError']>;
  SetAvatarInput: SetAvatarInput;
  SetAvatarPayload: ResolverTypeWrapper<Omit<SetAvatarPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['SetAvatarError']>, user?: Maybe<ResolversTypes['User']> }>;
  SetPasswordError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetPasswordError']>;
  SetPasswordInput: SetPasswordInput;
  SetPasswordPayload: ResolverTypeWrapper<Omit<SetPasswordPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['SetPasswordError']>, user?: Maybe<ResolversTypes['User']> }>;
  SetSystemSettingError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetSystemSettingError']>;
  SetSystemSettingInput: SetSystemSettingInput;
  SetSystemSettingPayload: ResolverTypeWrapper<Omit<SetSystemSettingPayload, 'errors' | 'setting'> & { errors: Array<ResolversTypes['SetSystemSettingError']>, setting?: Maybe<ResolversTypes['SystemSetting']> }>;
  SettingVersionConflict: ResolverTypeWrapper<Omit<SettingVersionConflict, 'current'> & { current: ResolversTypes['SystemSetting'] }>;
  SignInOrigin: ResolverTypeWrapper<SignInOrigin>;
  SubmitKycError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SubmitKycError']>;
  SubmitKycInput: SubmitKycInput;
  SubmitKycPayload: ResolverTypeWrapper<Omit<SubmitKycPayload, 'errors' | 'kycCase'> & { errors: Array<ResolversTypes['SubmitKycError']>, kycCase?: Maybe<ResolversTypes['KycCase']> }>;
  SuggestAddressesInput: SuggestAddressesInput;
  SystemSetting: ResolverTypeWrapper<SystemSettingState>;
  SystemSettingChange: ResolverTypeWrapper<StoredChange>;
  SystemSettingChangeConnection: ResolverTypeWrapper<Omit<SystemSettingChangeConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['SystemSettingChangeEdge']>, nodes: Array<ResolversTypes['SystemSettingChange']> }>;
  SystemSettingChangeEdge: ResolverTypeWrapper<Omit<SystemSettingChangeEdge, 'node'> & { node: ResolversTypes['SystemSettingChange'] }>;
  TokenPair: ResolverTypeWrapper<TokenPair>;
  TooManyAddresses: ResolverTypeWrapper<TooManyAddresses>;
  TooManyApiKeys: ResolverTypeWrapper<TooManyApiKeys>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Unavailable: ResolverTypeWrapper<Unavailable>;
  UnblockUserError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnblockUserError']>;
  UnblockUserInput: UnblockUserInput;
  UnblockUserPayload: ResolverTypeWrapper<Omit<UnblockUserPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['UnblockUserError']>, user?: Maybe<ResolversTypes['User']> }>;
  UnlinkExternalLoginError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnlinkExternalLoginError']>;
  UnlinkExternalLoginInput: UnlinkExternalLoginInput;
  UnlinkExternalLoginPayload: ResolverTypeWrapper<Omit<UnlinkExternalLoginPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['UnlinkExternalLoginError']>, user?: Maybe<ResolversTypes['User']> }>;
  UpdateProfileError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateProfileError']>;
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: ResolverTypeWrapper<Omit<UpdateProfilePayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['UpdateProfileError']>, user?: Maybe<ResolversTypes['User']> }>;
  UploadNotFound: ResolverTypeWrapper<UploadNotFound>;
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
  VerifyPhoneError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyPhoneError']>;
  VerifyPhoneInput: VerifyPhoneInput;
  VerifyPhonePayload: ResolverTypeWrapper<Omit<VerifyPhonePayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['VerifyPhoneError']>, user?: Maybe<ResolversTypes['User']> }>;
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
  AddressSuggestion: AddressSuggestion;
  AdminAction: AdminActionRow;
  AdminActionConnection: Omit<AdminActionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AdminActionEdge']>, nodes: Array<ResolversParentTypes['AdminAction']> };
  AdminActionDetails: AdminActionDetails;
  AdminActionEdge: Omit<AdminActionEdge, 'node'> & { node: ResolversParentTypes['AdminAction'] };
  AdminActionFilter: AdminActionFilter;
  AdminUser: Admin;
  AdminUserConnection: Omit<AdminUserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AdminUserEdge']>, nodes: Array<ResolversParentTypes['AdminUser']> };
  AdminUserEdge: Omit<AdminUserEdge, 'node'> & { node: ResolversParentTypes['AdminUser'] };
  ApiKey: ApiKeyRow;
  AuditEvent: AuditEventRow;
  AuditEventConnection: Omit<AuditEventConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AuditEventEdge']>, nodes: Array<ResolversParentTypes['AuditEvent']> };
  AuditEventEdge: Omit<AuditEventEdge, 'node'> & { node: ResolversParentTypes['AuditEvent'] };
  Avatar: Avatar;
  AvatarTooLarge: AvatarTooLarge;
  AvatarUnreadable: AvatarUnreadable;
  AvatarUpload: UploadLink;
  BeginExternalLogInError: ResolversUnionTypes<ResolversParentTypes>['BeginExternalLogInError'];
  BeginExternalLogInInput: BeginExternalLogInInput;
  BeginExternalLogInPayload: Omit<BeginExternalLogInPayload, 'errors'> & { errors: Array<ResolversParentTypes['BeginExternalLogInError']> };
  BeginMfaEnrolmentError: ResolversUnionTypes<ResolversParentTypes>['BeginMfaEnrolmentError'];
  BeginMfaEnrolmentInput: BeginMfaEnrolmentInput;
  BeginMfaEnrolmentPayload: Omit<BeginMfaEnrolmentPayload, 'errors'> & { errors: Array<ResolversParentTypes['BeginMfaEnrolmentError']> };
  BlockUserError: ResolversUnionTypes<ResolversParentTypes>['BlockUserError'];
  BlockUserInput: BlockUserInput;
  BlockUserPayload: Omit<BlockUserPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['BlockUserError']>, user?: Maybe<ResolversParentTypes['User']> };
  ChangePasswordError: ResolversUnionTypes<ResolversParentTypes>['ChangePasswordError'];
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: Omit<ChangePasswordPayload, 'errors'> & { errors: Array<ResolversParentTypes['ChangePasswordError']> };
  ClaimKycCaseError: ResolversUnionTypes<ResolversParentTypes>['ClaimKycCaseError'];
  ClaimKycCaseInput: ClaimKycCaseInput;
  ClaimKycCasePayload: Omit<ClaimKycCasePayload, 'errors' | 'kycCase'> & { errors: Array<ResolversParentTypes['ClaimKycCaseError']>, kycCase?: Maybe<ResolversParentTypes['KycCase']> };
  CompleteExternalLogInError: ResolversUnionTypes<ResolversParentTypes>['CompleteExternalLogInError'];
  CompleteExternalLogInInput: CompleteExternalLogInInput;
  CompleteExternalLogInPayload: Omit<CompleteExternalLogInPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['CompleteExternalLogInError']>, user?: Maybe<ResolversParentTypes['User']> };
  ConfirmEmailChangeError: ResolversUnionTypes<ResolversParentTypes>['ConfirmEmailChangeError'];
  ConfirmEmailChangeInput: ConfirmEmailChangeInput;
  ConfirmEmailChangePayload: Omit<ConfirmEmailChangePayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['ConfirmEmailChangeError']>, user?: Maybe<ResolversParentTypes['User']> };
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
  DecideKycError: ResolversUnionTypes<ResolversParentTypes>['DecideKycError'];
  DecideKycInput: DecideKycInput;
  DecideKycPayload: Omit<DecideKycPayload, 'errors' | 'kycCase'> & { errors: Array<ResolversParentTypes['DecideKycError']>, kycCase?: Maybe<ResolversParentTypes['KycCase']> };
  DeleteAccountError: ResolversUnionTypes<ResolversParentTypes>['DeleteAccountError'];
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: Omit<DeleteAccountPayload, 'errors'> & { errors: Array<ResolversParentTypes['DeleteAccountError']> };
  DisableMfaError: ResolversUnionTypes<ResolversParentTypes>['DisableMfaError'];
  DisableMfaInput: DisableMfaInput;
  DisableMfaPayload: Omit<DisableMfaPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['DisableMfaError']>, user?: Maybe<ResolversParentTypes['User']> };
  EmailAddress: Scalars['EmailAddress']['output'];
  EmailNotVerified: EmailNotVerified;
  EmailTaken: EmailTaken;
  ExternalAttemptInvalid: ExternalAttemptInvalid;
  ExternalEmailNotVerified: ExternalEmailNotVerified;
  ExternalLogInRefused: ExternalLogInRefused;
  ExternalLogin: ExternalLogin;
  ExternalLoginNotLinked: ExternalLoginNotLinked;
  ExternalLoginTaken: ExternalLoginTaken;
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
  KycAlreadyDecided: KycAlreadyDecided;
  KycCase: KycCaseRow;
  KycCaseClaimed: KycCaseClaimed;
  KycCaseConnection: KycCasePage;
  KycCaseEdge: Omit<KycCaseEdge, 'node'> & { node: ResolversParentTypes['KycCase'] };
  KycDocument: KycDocumentRow;
  KycDocumentRefused: KycDocumentRefused;
  KycNotSubmittable: KycNotSubmittable;
  KycOfOneself: KycOfOneself;
  KycUpload: KycUploadLink;
  LastSuperAdmin: LastSuperAdmin;
  LastWayIn: LastWayIn;
  LinkExternalLoginError: ResolversUnionTypes<ResolversParentTypes>['LinkExternalLoginError'];
  LinkExternalLoginInput: LinkExternalLoginInput;
  LinkExternalLoginPayload: Omit<LinkExternalLoginPayload, 'errors'> & { errors: Array<ResolversParentTypes['LinkExternalLoginError']> };
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
  NationalId: NationalIdView;
  NotBlockable: NotBlockable;
  NotFound: NotFound;
  NotOfStaff: NotOfStaff;
  NotOneself: NotOneself;
  PageInfo: PageInfo;
  PasswordAlreadySet: PasswordAlreadySet;
  PersonalData: ExportOwner;
  PhoneCodeInvalid: PhoneCodeInvalid;
  PhoneNumber: Scalars['PhoneNumber']['output'];
  ProviderAlreadyLinked: ProviderAlreadyLinked;
  ProviderNotConfigured: ProviderNotConfigured;
  ProviderUnavailable: ProviderUnavailable;
  PublicSetting: PublicSetting;
  Query: Record<PropertyKey, never>;
  RateLimited: RateLimited;
  RefreshSessionError: ResolversUnionTypes<ResolversParentTypes>['RefreshSessionError'];
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: Omit<RefreshSessionPayload, 'errors'> & { errors: Array<ResolversParentTypes['RefreshSessionError']> };
  RefreshTokenInvalid: RefreshTokenInvalid;
  RegisterError: ResolversUnionTypes<ResolversParentTypes>['RegisterError'];
  RegisterInput: RegisterInput;
  RegisterPayload: Omit<RegisterPayload, 'errors'> & { errors: Array<ResolversParentTypes['RegisterError']> };
  RegistrationClosed: RegistrationClosed;
  RemoveAddressError: ResolversUnionTypes<ResolversParentTypes>['RemoveAddressError'];
  RemoveAddressInput: RemoveAddressInput;
  RemoveAddressPayload: Omit<RemoveAddressPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['RemoveAddressError']>, user?: Maybe<ResolversParentTypes['User']> };
  RemoveAvatarPayload: Omit<RemoveAvatarPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  RemoveNationalIdError: ResolversUnionTypes<ResolversParentTypes>['RemoveNationalIdError'];
  RemoveNationalIdInput: RemoveNationalIdInput;
  RemoveNationalIdPayload: Omit<RemoveNationalIdPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['RemoveNationalIdError']>, user?: Maybe<ResolversParentTypes['User']> };
  RemovePhonePayload: Omit<RemovePhonePayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  RenewRecoveryCodesError: ResolversUnionTypes<ResolversParentTypes>['RenewRecoveryCodesError'];
  RenewRecoveryCodesInput: RenewRecoveryCodesInput;
  RenewRecoveryCodesPayload: Omit<RenewRecoveryCodesPayload, 'errors'> & { errors: Array<ResolversParentTypes['RenewRecoveryCodesError']> };
  RequestAvatarUploadError: ResolversUnionTypes<ResolversParentTypes>['RequestAvatarUploadError'];
  RequestAvatarUploadPayload: Omit<RequestAvatarUploadPayload, 'errors' | 'upload'> & { errors: Array<ResolversParentTypes['RequestAvatarUploadError']>, upload?: Maybe<ResolversParentTypes['AvatarUpload']> };
  RequestEmailChangeError: ResolversUnionTypes<ResolversParentTypes>['RequestEmailChangeError'];
  RequestEmailChangeInput: RequestEmailChangeInput;
  RequestEmailChangePayload: Omit<RequestEmailChangePayload, 'errors'> & { errors: Array<ResolversParentTypes['RequestEmailChangeError']> };
  RequestKycUploadError: ResolversUnionTypes<ResolversParentTypes>['RequestKycUploadError'];
  RequestKycUploadInput: RequestKycUploadInput;
  RequestKycUploadPayload: Omit<RequestKycUploadPayload, 'errors' | 'upload'> & { errors: Array<ResolversParentTypes['RequestKycUploadError']>, upload?: Maybe<ResolversParentTypes['KycUpload']> };
  RequestPasswordResetError: ResolversUnionTypes<ResolversParentTypes>['RequestPasswordResetError'];
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetPayload: Omit<RequestPasswordResetPayload, 'errors'> & { errors: Array<ResolversParentTypes['RequestPasswordResetError']> };
  RequestPhoneVerificationError: ResolversUnionTypes<ResolversParentTypes>['RequestPhoneVerificationError'];
  RequestPhoneVerificationInput: RequestPhoneVerificationInput;
  RequestPhoneVerificationPayload: Omit<RequestPhoneVerificationPayload, 'errors'> & { errors: Array<ResolversParentTypes['RequestPhoneVerificationError']> };
  ResendVerificationEmailError: ResolversUnionTypes<ResolversParentTypes>['ResendVerificationEmailError'];
  ResendVerificationEmailInput: ResendVerificationEmailInput;
  ResendVerificationEmailPayload: Omit<ResendVerificationEmailPayload, 'errors'> & { errors: Array<ResolversParentTypes['ResendVerificationEmailError']> };
  ResetInvalid: ResetInvalid;
  ResetPasswordByCodeInput: ResetPasswordByCodeInput;
  ResetPasswordError: ResolversUnionTypes<ResolversParentTypes>['ResetPasswordError'];
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordPayload: Omit<ResetPasswordPayload, 'errors'> & { errors: Array<ResolversParentTypes['ResetPasswordError']> };
  ResetSystemSettingError: ResolversUnionTypes<ResolversParentTypes>['ResetSystemSettingError'];
  ResetSystemSettingInput: ResetSystemSettingInput;
  ResetSystemSettingPayload: Omit<ResetSystemSettingPayload, 'errors' | 'setting'> & { errors: Array<ResolversParentTypes['ResetSystemSettingError']>, setting?: Maybe<ResolversParentTypes['SystemSetting']> };
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
  SaveNationalIdPayload: Omit<SaveNationalIdPayload, 'errors' | 'nationalId'> & { errors: Array<ResolversParentTypes['SaveNationalIdError']>, nationalId?: Maybe<ResolversParentTypes['NationalId']> };
  ScopeNotGrantable: ScopeNotGrantable;
  SecondFactorInvalid: SecondFactorInvalid;
  Session: SessionRow;
  SetAvatarError: ResolversUnionTypes<ResolversParentTypes>['SetAvatarError'];
  SetAvatarInput: SetAvatarInput;
  SetAvatarPayload: Omit<SetAvatarPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['SetAvatarError']>, user?: Maybe<ResolversParentTypes['User']> };
  SetPasswordError: ResolversUnionTypes<ResolversParentTypes>['SetPasswordError'];
  SetPasswordInput: SetPasswordInput;
  SetPasswordPayload: Omit<SetPasswordPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['SetPasswordError']>, user?: Maybe<ResolversParentTypes['User']> };
  SetSystemSettingError: ResolversUnionTypes<ResolversParentTypes>['SetSystemSettingError'];
  SetSystemSettingInput: SetSystemSettingInput;
  SetSystemSettingPayload: Omit<SetSystemSettingPayload, 'errors' | 'setting'> & { errors: Array<ResolversParentTypes['SetSystemSettingError']>, setting?: Maybe<ResolversParentTypes['SystemSetting']> };
  SettingVersionConflict: Omit<SettingVersionConflict, 'current'> & { current: ResolversParentTypes['SystemSetting'] };
  SignInOrigin: SignInOrigin;
  SubmitKycError: ResolversUnionTypes<ResolversParentTypes>['SubmitKycError'];
  SubmitKycInput: SubmitKycInput;
  SubmitKycPayload: Omit<SubmitKycPayload, 'errors' | 'kycCase'> & { errors: Array<ResolversParentTypes['SubmitKycError']>, kycCase?: Maybe<ResolversParentTypes['KycCase']> };
  SuggestAddressesInput: SuggestAddressesInput;
  SystemSetting: SystemSettingState;
  SystemSettingChange: StoredChange;
  SystemSettingChangeConnection: Omit<SystemSettingChangeConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['SystemSettingChangeEdge']>, nodes: Array<ResolversParentTypes['SystemSettingChange']> };
  SystemSettingChangeEdge: Omit<SystemSettingChangeEdge, 'node'> & { node: ResolversParentTypes['SystemSettingChange'] };
  TokenPair: TokenPair;
  TooManyAddresses: TooManyAddresses;
  TooManyApiKeys: TooManyApiKeys;
  URL: Scalars['URL']['output'];
  Unavailable: Unavailable;
  UnblockUserError: ResolversUnionTypes<ResolversParentTypes>['UnblockUserError'];
  UnblockUserInput: UnblockUserInput;
  UnblockUserPayload: Omit<UnblockUserPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['UnblockUserError']>, user?: Maybe<ResolversParentTypes['User']> };
  UnlinkExternalLoginError: ResolversUnionTypes<ResolversParentTypes>['UnlinkExternalLoginError'];
  UnlinkExternalLoginInput: UnlinkExternalLoginInput;
  UnlinkExternalLoginPayload: Omit<UnlinkExternalLoginPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['UnlinkExternalLoginError']>, user?: Maybe<ResolversParentTypes['User']> };
  UpdateProfileError: ResolversUnionTypes<ResolversParentTypes>['UpdateProfileError'];
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: Omit<UpdateProfilePayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['UpdateProfileError']>, user?: Maybe<ResolversParentTypes['User']> };
  UploadNotFound: UploadNotFound;
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
  VerifyPhoneError: ResolversUnionTypes<ResolversParentTypes>['VerifyPhoneError'];
  VerifyPhoneInput: VerifyPhoneInput;
  VerifyPhonePayload: Omit<VerifyPhonePayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['VerifyPhoneError']>, user?: Maybe<ResolversParentTypes['User']> };
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

export type AddressSuggestionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddressSuggestion'] = ResolversParentTypes['AddressSuggestion']> = {
  building?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['AddressLocation'], ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  street?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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

export type AuditEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEvent'] = ResolversParentTypes['AuditEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AuditEventKind'], ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['SignInOrigin']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditEventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEventConnection'] = ResolversParentTypes['AuditEventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuditEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEventEdge'] = ResolversParentTypes['AuditEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEvent'], ParentType, ContextType>;
};

export type AvatarResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Avatar'] = ResolversParentTypes['Avatar']> = {
  large?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  medium?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  small?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type AvatarTooLargeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AvatarTooLarge'] = ResolversParentTypes['AvatarTooLarge']> = {
  maximumBytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maximumPixels?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AvatarUnreadableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AvatarUnreadable'] = ResolversParentTypes['AvatarUnreadable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AvatarUploadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AvatarUpload'] = ResolversParentTypes['AvatarUpload']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fileId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maximumBytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type BeginExternalLogInErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BeginExternalLogInError'] = ResolversParentTypes['BeginExternalLogInError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'ProviderNotConfigured' | 'ProviderUnavailable' | 'RateLimited', ParentType, ContextType>;
};

export type BeginExternalLogInPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BeginExternalLogInPayload'] = ResolversParentTypes['BeginExternalLogInPayload']> = {
  authorizeUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  browserSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['BeginExternalLogInError']>, ParentType, ContextType>;
  expiresInSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type BeginMfaEnrolmentErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BeginMfaEnrolmentError'] = ResolversParentTypes['BeginMfaEnrolmentError']> = {
  __resolveType?: TypeResolveFn<'CurrentPasswordWrong' | 'FreshSignInRequired' | 'MfaAlreadyEnabled' | 'RateLimited', ParentType, ContextType>;
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

export type ClaimKycCaseErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClaimKycCaseError'] = ResolversParentTypes['ClaimKycCaseError']> = {
  __resolveType?: TypeResolveFn<'KycAlreadyDecided' | 'KycCaseClaimed' | 'KycOfOneself' | 'NotFound', ParentType, ContextType>;
};

export type ClaimKycCasePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClaimKycCasePayload'] = ResolversParentTypes['ClaimKycCasePayload']> = {
  errors?: Resolver<Array<ResolversTypes['ClaimKycCaseError']>, ParentType, ContextType>;
  kycCase?: Resolver<Maybe<ResolversTypes['KycCase']>, ParentType, ContextType>;
};

export type CompleteExternalLogInErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompleteExternalLogInError'] = ResolversParentTypes['CompleteExternalLogInError']> = {
  __resolveType?: TypeResolveFn<'AccountBlocked' | 'ExternalAttemptInvalid' | 'ExternalEmailNotVerified' | 'ExternalLogInRefused' | 'ExternalLoginNotLinked' | 'ExternalLoginTaken' | 'ProviderAlreadyLinked' | 'ProviderUnavailable' | 'RateLimited' | 'RegistrationClosed', ParentType, ContextType>;
};

export type CompleteExternalLogInPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompleteExternalLogInPayload'] = ResolversParentTypes['CompleteExternalLogInPayload']> = {
  errors?: Resolver<Array<ResolversTypes['CompleteExternalLogInError']>, ParentType, ContextType>;
  mfaChallenge?: Resolver<Maybe<ResolversTypes['MfaChallenge']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['TokenPair']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ConfirmEmailChangeErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmEmailChangeError'] = ResolversParentTypes['ConfirmEmailChangeError']> = {
  __resolveType?: TypeResolveFn<'EmailTaken' | 'VerificationCodeInvalid', ParentType, ContextType>;
};

export type ConfirmEmailChangePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmEmailChangePayload'] = ResolversParentTypes['ConfirmEmailChangePayload']> = {
  errors?: Resolver<Array<ResolversTypes['ConfirmEmailChangeError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
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

export type DecideKycErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecideKycError'] = ResolversParentTypes['DecideKycError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'KycAlreadyDecided' | 'KycCaseClaimed' | 'KycOfOneself' | 'NotFound', ParentType, ContextType>;
};

export type DecideKycPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecideKycPayload'] = ResolversParentTypes['DecideKycPayload']> = {
  errors?: Resolver<Array<ResolversTypes['DecideKycError']>, ParentType, ContextType>;
  kycCase?: Resolver<Maybe<ResolversTypes['KycCase']>, ParentType, ContextType>;
};

export type DeleteAccountErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteAccountError'] = ResolversParentTypes['DeleteAccountError']> = {
  __resolveType?: TypeResolveFn<'CurrentPasswordWrong' | 'FreshSignInRequired' | 'LastSuperAdmin' | 'RateLimited' | 'SecondFactorInvalid', ParentType, ContextType>;
};

export type DeleteAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteAccountPayload'] = ResolversParentTypes['DeleteAccountPayload']> = {
  errors?: Resolver<Array<ResolversTypes['DeleteAccountError']>, ParentType, ContextType>;
  pseudonym?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DisableMfaErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisableMfaError'] = ResolversParentTypes['DisableMfaError']> = {
  __resolveType?: TypeResolveFn<'CurrentPasswordWrong' | 'FreshSignInRequired' | 'RateLimited' | 'SecondFactorInvalid', ParentType, ContextType>;
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

export type ExternalAttemptInvalidResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExternalAttemptInvalid'] = ResolversParentTypes['ExternalAttemptInvalid']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExternalEmailNotVerifiedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExternalEmailNotVerified'] = ResolversParentTypes['ExternalEmailNotVerified']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExternalLogInRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExternalLogInRefused'] = ResolversParentTypes['ExternalLogInRefused']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExternalLoginResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExternalLogin'] = ResolversParentTypes['ExternalLogin']> = {
  emailAtProvider?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  linkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['ExternalLoginProvider'], ParentType, ContextType>;
};

export type ExternalLoginNotLinkedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExternalLoginNotLinked'] = ResolversParentTypes['ExternalLoginNotLinked']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExternalLoginTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExternalLoginTaken'] = ResolversParentTypes['ExternalLoginTaken']> = {
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

export type KycAlreadyDecidedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KycAlreadyDecided'] = ResolversParentTypes['KycAlreadyDecided']> = {
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['KycCaseStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type KycCaseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KycCase'] = ResolversParentTypes['KycCase']> = {
  claimedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  claimedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  documents?: Resolver<Maybe<Array<ResolversTypes['KycDocument']>>, ParentType, ContextType>;
  documentsDeletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['KycCaseStatus'], ParentType, ContextType>;
  submittedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type KycCaseClaimedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KycCaseClaimed'] = ResolversParentTypes['KycCaseClaimed']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type KycCaseConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KycCaseConnection'] = ResolversParentTypes['KycCaseConnection']> = {
  edges?: Resolver<Array<ResolversTypes['KycCaseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['KycCase']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type KycCaseEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KycCaseEdge'] = ResolversParentTypes['KycCaseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['KycCase'], ParentType, ContextType>;
};

export type KycDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KycDocument'] = ResolversParentTypes['KycDocument']> = {
  contentType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  downloadUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['KycDocumentKind'], ParentType, ContextType>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type KycDocumentRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KycDocumentRefused'] = ResolversParentTypes['KycDocumentRefused']> = {
  documentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  problem?: Resolver<ResolversTypes['KycDocumentProblem'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type KycNotSubmittableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KycNotSubmittable'] = ResolversParentTypes['KycNotSubmittable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['KycStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type KycOfOneselfResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KycOfOneself'] = ResolversParentTypes['KycOfOneself']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type KycUploadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KycUpload'] = ResolversParentTypes['KycUpload']> = {
  documentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  maximumBytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  uploadUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type LastSuperAdminResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LastSuperAdmin'] = ResolversParentTypes['LastSuperAdmin']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LastWayInResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LastWayIn'] = ResolversParentTypes['LastWayIn']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LinkExternalLoginErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkExternalLoginError'] = ResolversParentTypes['LinkExternalLoginError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'ProviderNotConfigured' | 'ProviderUnavailable' | 'RateLimited', ParentType, ContextType>;
};

export type LinkExternalLoginPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkExternalLoginPayload'] = ResolversParentTypes['LinkExternalLoginPayload']> = {
  authorizeUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  browserSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['LinkExternalLoginError']>, ParentType, ContextType>;
  expiresInSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
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
  beginExternalLogIn?: Resolver<Maybe<ResolversTypes['BeginExternalLogInPayload']>, ParentType, ContextType, RequireFields<MutationBeginExternalLogInArgs, 'input'>>;
  beginMfaEnrolment?: Resolver<Maybe<ResolversTypes['BeginMfaEnrolmentPayload']>, ParentType, ContextType, RequireFields<MutationBeginMfaEnrolmentArgs, 'input'>>;
  blockUser?: Resolver<Maybe<ResolversTypes['BlockUserPayload']>, ParentType, ContextType, RequireFields<MutationBlockUserArgs, 'input'>>;
  changePassword?: Resolver<Maybe<ResolversTypes['ChangePasswordPayload']>, ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  claimKycCase?: Resolver<Maybe<ResolversTypes['ClaimKycCasePayload']>, ParentType, ContextType, RequireFields<MutationClaimKycCaseArgs, 'input'>>;
  completeExternalLogIn?: Resolver<Maybe<ResolversTypes['CompleteExternalLogInPayload']>, ParentType, ContextType, RequireFields<MutationCompleteExternalLogInArgs, 'input'>>;
  confirmEmailChange?: Resolver<Maybe<ResolversTypes['ConfirmEmailChangePayload']>, ParentType, ContextType, RequireFields<MutationConfirmEmailChangeArgs, 'input'>>;
  confirmMfaEnrolment?: Resolver<Maybe<ResolversTypes['ConfirmMfaEnrolmentPayload']>, ParentType, ContextType, RequireFields<MutationConfirmMfaEnrolmentArgs, 'input'>>;
  createApiKey?: Resolver<Maybe<ResolversTypes['CreateApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'input'>>;
  createGuestSession?: Resolver<Maybe<ResolversTypes['CreateGuestSessionPayload']>, ParentType, ContextType>;
  decideKyc?: Resolver<Maybe<ResolversTypes['DecideKycPayload']>, ParentType, ContextType, RequireFields<MutationDecideKycArgs, 'input'>>;
  deleteAccount?: Resolver<Maybe<ResolversTypes['DeleteAccountPayload']>, ParentType, ContextType, RequireFields<MutationDeleteAccountArgs, 'input'>>;
  disableMfa?: Resolver<Maybe<ResolversTypes['DisableMfaPayload']>, ParentType, ContextType, RequireFields<MutationDisableMfaArgs, 'input'>>;
  grantRole?: Resolver<Maybe<ResolversTypes['GrantRolePayload']>, ParentType, ContextType, RequireFields<MutationGrantRoleArgs, 'input'>>;
  grantScope?: Resolver<Maybe<ResolversTypes['GrantScopePayload']>, ParentType, ContextType, RequireFields<MutationGrantScopeArgs, 'input'>>;
  linkExternalLogin?: Resolver<Maybe<ResolversTypes['LinkExternalLoginPayload']>, ParentType, ContextType, RequireFields<MutationLinkExternalLoginArgs, 'input'>>;
  logIn?: Resolver<Maybe<ResolversTypes['LogInPayload']>, ParentType, ContextType, RequireFields<MutationLogInArgs, 'input'>>;
  logOut?: Resolver<Maybe<ResolversTypes['LogOutPayload']>, ParentType, ContextType, Partial<MutationLogOutArgs>>;
  refreshSession?: Resolver<Maybe<ResolversTypes['RefreshSessionPayload']>, ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  register?: Resolver<Maybe<ResolversTypes['RegisterPayload']>, ParentType, ContextType, RequireFields<MutationRegisterArgs, 'input'>>;
  removeAddress?: Resolver<Maybe<ResolversTypes['RemoveAddressPayload']>, ParentType, ContextType, RequireFields<MutationRemoveAddressArgs, 'input'>>;
  removeAvatar?: Resolver<Maybe<ResolversTypes['RemoveAvatarPayload']>, ParentType, ContextType>;
  removeNationalId?: Resolver<Maybe<ResolversTypes['RemoveNationalIdPayload']>, ParentType, ContextType, RequireFields<MutationRemoveNationalIdArgs, 'input'>>;
  removePhone?: Resolver<Maybe<ResolversTypes['RemovePhonePayload']>, ParentType, ContextType>;
  renewRecoveryCodes?: Resolver<Maybe<ResolversTypes['RenewRecoveryCodesPayload']>, ParentType, ContextType, RequireFields<MutationRenewRecoveryCodesArgs, 'input'>>;
  requestAvatarUpload?: Resolver<Maybe<ResolversTypes['RequestAvatarUploadPayload']>, ParentType, ContextType>;
  requestEmailChange?: Resolver<Maybe<ResolversTypes['RequestEmailChangePayload']>, ParentType, ContextType, RequireFields<MutationRequestEmailChangeArgs, 'input'>>;
  requestKycUpload?: Resolver<Maybe<ResolversTypes['RequestKycUploadPayload']>, ParentType, ContextType, RequireFields<MutationRequestKycUploadArgs, 'input'>>;
  requestPasswordReset?: Resolver<Maybe<ResolversTypes['RequestPasswordResetPayload']>, ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'input'>>;
  requestPhoneVerification?: Resolver<Maybe<ResolversTypes['RequestPhoneVerificationPayload']>, ParentType, ContextType, RequireFields<MutationRequestPhoneVerificationArgs, 'input'>>;
  resendVerificationEmail?: Resolver<Maybe<ResolversTypes['ResendVerificationEmailPayload']>, ParentType, ContextType, RequireFields<MutationResendVerificationEmailArgs, 'input'>>;
  resetPassword?: Resolver<Maybe<ResolversTypes['ResetPasswordPayload']>, ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  resetPasswordByCode?: Resolver<Maybe<ResolversTypes['ResetPasswordPayload']>, ParentType, ContextType, RequireFields<MutationResetPasswordByCodeArgs, 'input'>>;
  resetSystemSetting?: Resolver<Maybe<ResolversTypes['ResetSystemSettingPayload']>, ParentType, ContextType, RequireFields<MutationResetSystemSettingArgs, 'input'>>;
  revokeApiKey?: Resolver<Maybe<ResolversTypes['RevokeApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationRevokeApiKeyArgs, 'input'>>;
  revokeOtherSessions?: Resolver<Maybe<ResolversTypes['RevokeOtherSessionsPayload']>, ParentType, ContextType>;
  revokeRole?: Resolver<Maybe<ResolversTypes['RevokeRolePayload']>, ParentType, ContextType, RequireFields<MutationRevokeRoleArgs, 'input'>>;
  revokeScope?: Resolver<Maybe<ResolversTypes['RevokeScopePayload']>, ParentType, ContextType, RequireFields<MutationRevokeScopeArgs, 'input'>>;
  revokeSession?: Resolver<Maybe<ResolversTypes['RevokeSessionPayload']>, ParentType, ContextType, RequireFields<MutationRevokeSessionArgs, 'input'>>;
  saveAddress?: Resolver<Maybe<ResolversTypes['SaveAddressPayload']>, ParentType, ContextType, RequireFields<MutationSaveAddressArgs, 'input'>>;
  saveNationalId?: Resolver<Maybe<ResolversTypes['SaveNationalIdPayload']>, ParentType, ContextType, RequireFields<MutationSaveNationalIdArgs, 'input'>>;
  setAvatar?: Resolver<Maybe<ResolversTypes['SetAvatarPayload']>, ParentType, ContextType, RequireFields<MutationSetAvatarArgs, 'input'>>;
  setPassword?: Resolver<Maybe<ResolversTypes['SetPasswordPayload']>, ParentType, ContextType, RequireFields<MutationSetPasswordArgs, 'input'>>;
  setSystemSetting?: Resolver<Maybe<ResolversTypes['SetSystemSettingPayload']>, ParentType, ContextType, RequireFields<MutationSetSystemSettingArgs, 'input'>>;
  submitKyc?: Resolver<Maybe<ResolversTypes['SubmitKycPayload']>, ParentType, ContextType, RequireFields<MutationSubmitKycArgs, 'input'>>;
  unblockUser?: Resolver<Maybe<ResolversTypes['UnblockUserPayload']>, ParentType, ContextType, RequireFields<MutationUnblockUserArgs, 'input'>>;
  unlinkExternalLogin?: Resolver<Maybe<ResolversTypes['UnlinkExternalLoginPayload']>, ParentType, ContextType, RequireFields<MutationUnlinkExternalLoginArgs, 'input'>>;
  updateProfile?: Resolver<Maybe<ResolversTypes['UpdateProfilePayload']>, ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  verifyEmail?: Resolver<Maybe<ResolversTypes['VerifyEmailPayload']>, ParentType, ContextType, RequireFields<MutationVerifyEmailArgs, 'input'>>;
  verifyEmailByLink?: Resolver<Maybe<ResolversTypes['VerifyEmailByLinkPayload']>, ParentType, ContextType, RequireFields<MutationVerifyEmailByLinkArgs, 'input'>>;
  verifyMfa?: Resolver<Maybe<ResolversTypes['VerifyMfaPayload']>, ParentType, ContextType, RequireFields<MutationVerifyMfaArgs, 'input'>>;
  verifyPhone?: Resolver<Maybe<ResolversTypes['VerifyPhonePayload']>, ParentType, ContextType, RequireFields<MutationVerifyPhoneArgs, 'input'>>;
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

export type PhoneCodeInvalidResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PhoneCodeInvalid'] = ResolversParentTypes['PhoneCodeInvalid']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface PhoneNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PhoneNumber'], any> {
  name: 'PhoneNumber';
}

export type ProviderAlreadyLinkedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderAlreadyLinked'] = ResolversParentTypes['ProviderAlreadyLinked']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProviderNotConfiguredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderNotConfigured'] = ResolversParentTypes['ProviderNotConfigured']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProviderUnavailableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderUnavailable'] = ResolversParentTypes['ProviderUnavailable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublicSettingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublicSetting'] = ResolversParentTypes['PublicSetting']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  adminActions?: Resolver<Maybe<ResolversTypes['AdminActionConnection']>, ParentType, ContextType, Partial<QueryAdminActionsArgs>>;
  admins?: Resolver<Maybe<ResolversTypes['AdminUserConnection']>, ParentType, ContextType, Partial<QueryAdminsArgs>>;
  apiKeys?: Resolver<Maybe<Array<ResolversTypes['ApiKey']>>, ParentType, ContextType, RequireFields<QueryApiKeysArgs, 'includeEnded'>>;
  externalLoginProviders?: Resolver<Array<ResolversTypes['ExternalLoginProvider']>, ParentType, ContextType>;
  kycCase?: Resolver<Maybe<ResolversTypes['KycCase']>, ParentType, ContextType, RequireFields<QueryKycCaseArgs, 'id'>>;
  kycQueue?: Resolver<Maybe<ResolversTypes['KycCaseConnection']>, ParentType, ContextType, RequireFields<QueryKycQueueArgs, 'status'>>;
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  publicSettings?: Resolver<Array<ResolversTypes['PublicSetting']>, ParentType, ContextType>;
  suggestAddresses?: Resolver<Maybe<Array<ResolversTypes['AddressSuggestion']>>, ParentType, ContextType, RequireFields<QuerySuggestAddressesArgs, 'input'>>;
  systemSetting?: Resolver<Maybe<ResolversTypes['SystemSetting']>, ParentType, ContextType, RequireFields<QuerySystemSettingArgs, 'key'>>;
  systemSettings?: Resolver<Maybe<Array<ResolversTypes['SystemSetting']>>, ParentType, ContextType>;
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
  __resolveType?: TypeResolveFn<'EmailTaken' | 'InvalidInput' | 'RateLimited' | 'RegistrationClosed' | 'UsernameTaken', ParentType, ContextType>;
};

export type RegisterPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterPayload'] = ResolversParentTypes['RegisterPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RegisterError']>, ParentType, ContextType>;
  verificationSentTo?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
};

export type RegistrationClosedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegistrationClosed'] = ResolversParentTypes['RegistrationClosed']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveAddressErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveAddressError'] = ResolversParentTypes['RemoveAddressError']> = {
  __resolveType?: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RemoveAddressPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveAddressPayload'] = ResolversParentTypes['RemoveAddressPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RemoveAddressError']>, ParentType, ContextType>;
  removedAddressId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type RemoveAvatarPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveAvatarPayload'] = ResolversParentTypes['RemoveAvatarPayload']> = {
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

export type RemovePhonePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemovePhonePayload'] = ResolversParentTypes['RemovePhonePayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type RenewRecoveryCodesErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RenewRecoveryCodesError'] = ResolversParentTypes['RenewRecoveryCodesError']> = {
  __resolveType?: TypeResolveFn<'RateLimited' | 'SecondFactorInvalid', ParentType, ContextType>;
};

export type RenewRecoveryCodesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RenewRecoveryCodesPayload'] = ResolversParentTypes['RenewRecoveryCodesPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RenewRecoveryCodesError']>, ParentType, ContextType>;
  recoveryCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type RequestAvatarUploadErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestAvatarUploadError'] = ResolversParentTypes['RequestAvatarUploadError']> = {
  __resolveType?: TypeResolveFn<'RateLimited', ParentType, ContextType>;
};

export type RequestAvatarUploadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestAvatarUploadPayload'] = ResolversParentTypes['RequestAvatarUploadPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RequestAvatarUploadError']>, ParentType, ContextType>;
  upload?: Resolver<Maybe<ResolversTypes['AvatarUpload']>, ParentType, ContextType>;
};

export type RequestEmailChangeErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestEmailChangeError'] = ResolversParentTypes['RequestEmailChangeError']> = {
  __resolveType?: TypeResolveFn<'CurrentPasswordWrong' | 'FreshSignInRequired' | 'InvalidInput' | 'RateLimited', ParentType, ContextType>;
};

export type RequestEmailChangePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestEmailChangePayload'] = ResolversParentTypes['RequestEmailChangePayload']> = {
  errors?: Resolver<Array<ResolversTypes['RequestEmailChangeError']>, ParentType, ContextType>;
  verificationSentTo?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
};

export type RequestKycUploadErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestKycUploadError'] = ResolversParentTypes['RequestKycUploadError']> = {
  __resolveType?: TypeResolveFn<'RateLimited', ParentType, ContextType>;
};

export type RequestKycUploadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestKycUploadPayload'] = ResolversParentTypes['RequestKycUploadPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RequestKycUploadError']>, ParentType, ContextType>;
  upload?: Resolver<Maybe<ResolversTypes['KycUpload']>, ParentType, ContextType>;
};

export type RequestPasswordResetErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestPasswordResetError'] = ResolversParentTypes['RequestPasswordResetError']> = {
  __resolveType?: TypeResolveFn<'RateLimited', ParentType, ContextType>;
};

export type RequestPasswordResetPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestPasswordResetPayload'] = ResolversParentTypes['RequestPasswordResetPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RequestPasswordResetError']>, ParentType, ContextType>;
  resetSentTo?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
};

export type RequestPhoneVerificationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestPhoneVerificationError'] = ResolversParentTypes['RequestPhoneVerificationError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'RateLimited', ParentType, ContextType>;
};

export type RequestPhoneVerificationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestPhoneVerificationPayload'] = ResolversParentTypes['RequestPhoneVerificationPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RequestPhoneVerificationError']>, ParentType, ContextType>;
  verificationSentTo?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
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

export type ResetSystemSettingErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetSystemSettingError'] = ResolversParentTypes['ResetSystemSettingError']> = {
  __resolveType?: TypeResolveFn<'NotFound' | 'SettingVersionConflict', ParentType, ContextType>;
};

export type ResetSystemSettingPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetSystemSettingPayload'] = ResolversParentTypes['ResetSystemSettingPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ResetSystemSettingError']>, ParentType, ContextType>;
  setting?: Resolver<Maybe<ResolversTypes['SystemSetting']>, ParentType, ContextType>;
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

export type SetAvatarErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetAvatarError'] = ResolversParentTypes['SetAvatarError']> = {
  __resolveType?: TypeResolveFn<'AvatarTooLarge' | 'AvatarUnreadable' | 'RateLimited' | 'Unavailable' | 'UploadNotFound', ParentType, ContextType>;
};

export type SetAvatarPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetAvatarPayload'] = ResolversParentTypes['SetAvatarPayload']> = {
  errors?: Resolver<Array<ResolversTypes['SetAvatarError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type SetPasswordErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetPasswordError'] = ResolversParentTypes['SetPasswordError']> = {
  __resolveType?: TypeResolveFn<'FreshSignInRequired' | 'InvalidInput' | 'PasswordAlreadySet', ParentType, ContextType>;
};

export type SetPasswordPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetPasswordPayload'] = ResolversParentTypes['SetPasswordPayload']> = {
  errors?: Resolver<Array<ResolversTypes['SetPasswordError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type SetSystemSettingErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetSystemSettingError'] = ResolversParentTypes['SetSystemSettingError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'NotFound' | 'SettingVersionConflict', ParentType, ContextType>;
};

export type SetSystemSettingPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetSystemSettingPayload'] = ResolversParentTypes['SetSystemSettingPayload']> = {
  errors?: Resolver<Array<ResolversTypes['SetSystemSettingError']>, ParentType, ContextType>;
  setting?: Resolver<Maybe<ResolversTypes['SystemSetting']>, ParentType, ContextType>;
};

export type SettingVersionConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SettingVersionConflict'] = ResolversParentTypes['SettingVersionConflict']> = {
  current?: Resolver<ResolversTypes['SystemSetting'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignInOriginResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInOrigin'] = ResolversParentTypes['SignInOrigin']> = {
  clientAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SubmitKycErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubmitKycError'] = ResolversParentTypes['SubmitKycError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'KycDocumentRefused' | 'KycNotSubmittable' | 'RateLimited', ParentType, ContextType>;
};

export type SubmitKycPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubmitKycPayload'] = ResolversParentTypes['SubmitKycPayload']> = {
  errors?: Resolver<Array<ResolversTypes['SubmitKycError']>, ParentType, ContextType>;
  kycCase?: Resolver<Maybe<ResolversTypes['KycCase']>, ParentType, ContextType>;
};

export type SystemSettingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SystemSetting'] = ResolversParentTypes['SystemSetting']> = {
  changedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  changedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  default?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  history?: Resolver<ResolversTypes['SystemSettingChangeConnection'], ParentType, ContextType, Partial<SystemSettingHistoryArgs>>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isPublic?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  schema?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SystemSettingChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SystemSettingChange'] = ResolversParentTypes['SystemSettingChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  isReset?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  newValue?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  oldValue?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SystemSettingChangeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SystemSettingChangeConnection'] = ResolversParentTypes['SystemSettingChangeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SystemSettingChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['SystemSettingChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SystemSettingChangeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SystemSettingChangeEdge'] = ResolversParentTypes['SystemSettingChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SystemSettingChange'], ParentType, ContextType>;
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

export type UnlinkExternalLoginErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnlinkExternalLoginError'] = ResolversParentTypes['UnlinkExternalLoginError']> = {
  __resolveType?: TypeResolveFn<'LastWayIn' | 'NotFound', ParentType, ContextType>;
};

export type UnlinkExternalLoginPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnlinkExternalLoginPayload'] = ResolversParentTypes['UnlinkExternalLoginPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UnlinkExternalLoginError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type UpdateProfileErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProfileError'] = ResolversParentTypes['UpdateProfileError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput', ParentType, ContextType>;
};

export type UpdateProfilePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProfilePayload'] = ResolversParentTypes['UpdateProfilePayload']> = {
  errors?: Resolver<Array<ResolversTypes['UpdateProfileError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type UploadNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadNotFound'] = ResolversParentTypes['UploadNotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['AuditEventConnection']>, ParentType, ContextType, Partial<UserActivityArgs>>;
  addresses?: Resolver<Maybe<Array<ResolversTypes['Address']>>, ParentType, ContextType>;
  avatar?: Resolver<Maybe<ResolversTypes['Avatar']>, ParentType, ContextType>;
  birthDate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  blockReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  blockedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  defaultAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  emailVerified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  externalLogins?: Resolver<Maybe<Array<ResolversTypes['ExternalLogin']>>, ParentType, ContextType>;
  firstName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kyc?: Resolver<Maybe<ResolversTypes['KycCase']>, ParentType, ContextType>;
  kycStatus?: Resolver<Maybe<ResolversTypes['KycStatus']>, ParentType, ContextType>;
  lastName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  locale?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mfa?: Resolver<Maybe<ResolversTypes['MfaState']>, ParentType, ContextType>;
  nationalIds?: Resolver<Maybe<Array<ResolversTypes['NationalId']>>, ParentType, ContextType>;
  personalData?: Resolver<Maybe<ResolversTypes['PersonalData']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  phoneVerified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
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
  __resolveType?: TypeResolveFn<'AccountBlocked' | 'AvatarTooLarge' | 'AvatarUnreadable' | 'CountryNotSupported' | 'CurrentPasswordWrong' | 'EmailNotVerified' | 'EmailTaken' | 'ExternalAttemptInvalid' | 'ExternalEmailNotVerified' | 'ExternalLogInRefused' | 'ExternalLoginNotLinked' | 'ExternalLoginTaken' | 'FreshSignInRequired' | 'IdempotencyKeyReused' | 'InvalidCredentials' | 'InvalidInput' | 'KycAlreadyDecided' | 'KycCaseClaimed' | 'KycDocumentRefused' | 'KycNotSubmittable' | 'KycOfOneself' | 'LastSuperAdmin' | 'LastWayIn' | 'MfaAlreadyEnabled' | 'MfaChallengeInvalid' | 'MfaEnrolmentMissing' | 'NotBlockable' | 'NotFound' | 'NotOfStaff' | 'NotOneself' | 'PasswordAlreadySet' | 'PhoneCodeInvalid' | 'ProviderAlreadyLinked' | 'ProviderNotConfigured' | 'ProviderUnavailable' | 'RateLimited' | 'RefreshTokenInvalid' | 'RegistrationClosed' | 'ResetInvalid' | 'RoleNotManageable' | 'ScopeNotGrantable' | 'SecondFactorInvalid' | 'SettingVersionConflict' | 'TooManyAddresses' | 'TooManyApiKeys' | 'Unavailable' | 'UploadNotFound' | 'UsernameTaken' | 'VerificationCodeInvalid' | 'VerificationLinkInvalid', ParentType, ContextType>;
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

export type VerifyPhoneErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyPhoneError'] = ResolversParentTypes['VerifyPhoneError']> = {
  __resolveType?: TypeResolveFn<'PhoneCodeInvalid', ParentType, ContextType>;
};

export type VerifyPhonePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyPhonePayload'] = ResolversParentTypes['VerifyPhonePayload']> = {
  errors?: Resolver<Array<ResolversTypes['VerifyPhoneError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AccountBlocked?: AccountBlockedResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  AddressLocation?: AddressLocationResolvers<ContextType>;
  AddressSuggestion?: AddressSuggestionResolvers<ContextType>;
  AdminAction?: AdminActionResolvers<ContextType>;
  AdminActionConnection?: AdminActionConnectionResolvers<ContextType>;
  AdminActionDetails?: AdminActionDetailsResolvers<ContextType>;
  AdminActionEdge?: AdminActionEdgeResolvers<ContextType>;
  AdminUser?: AdminUserResolvers<ContextType>;
  AdminUserConnection?: AdminUserConnectionResolvers<ContextType>;
  AdminUserEdge?: AdminUserEdgeResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  AuditEvent?: AuditEventResolvers<ContextType>;
  AuditEventConnection?: AuditEventConnectionResolvers<ContextType>;
  AuditEventEdge?: AuditEventEdgeResolvers<ContextType>;
  Avatar?: AvatarResolvers<ContextType>;
  AvatarTooLarge?: AvatarTooLargeResolvers<ContextType>;
  AvatarUnreadable?: AvatarUnreadableResolvers<ContextType>;
  AvatarUpload?: AvatarUploadResolvers<ContextType>;
  BeginExternalLogInError?: BeginExternalLogInErrorResolvers<ContextType>;
  BeginExternalLogInPayload?: BeginExternalLogInPayloadResolvers<ContextType>;
  BeginMfaEnrolmentError?: BeginMfaEnrolmentErrorResolvers<ContextType>;
  BeginMfaEnrolmentPayload?: BeginMfaEnrolmentPayloadResolvers<ContextType>;
  BlockUserError?: BlockUserErrorResolvers<ContextType>;
  BlockUserPayload?: BlockUserPayloadResolvers<ContextType>;
  ChangePasswordError?: ChangePasswordErrorResolvers<ContextType>;
  ChangePasswordPayload?: ChangePasswordPayloadResolvers<ContextType>;
  ClaimKycCaseError?: ClaimKycCaseErrorResolvers<ContextType>;
  ClaimKycCasePayload?: ClaimKycCasePayloadResolvers<ContextType>;
  CompleteExternalLogInError?: CompleteExternalLogInErrorResolvers<ContextType>;
  CompleteExternalLogInPayload?: CompleteExternalLogInPayloadResolvers<ContextType>;
  ConfirmEmailChangeError?: ConfirmEmailChangeErrorResolvers<ContextType>;
  ConfirmEmailChangePayload?: ConfirmEmailChangePayloadResolvers<ContextType>;
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
  DecideKycError?: DecideKycErrorResolvers<ContextType>;
  DecideKycPayload?: DecideKycPayloadResolvers<ContextType>;
  DeleteAccountError?: DeleteAccountErrorResolvers<ContextType>;
  DeleteAccountPayload?: DeleteAccountPayloadResolvers<ContextType>;
  DisableMfaError?: DisableMfaErrorResolvers<ContextType>;
  DisableMfaPayload?: DisableMfaPayloadResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  EmailNotVerified?: EmailNotVerifiedResolvers<ContextType>;
  EmailTaken?: EmailTakenResolvers<ContextType>;
  ExternalAttemptInvalid?: ExternalAttemptInvalidResolvers<ContextType>;
  ExternalEmailNotVerified?: ExternalEmailNotVerifiedResolvers<ContextType>;
  ExternalLogInRefused?: ExternalLogInRefusedResolvers<ContextType>;
  ExternalLogin?: ExternalLoginResolvers<ContextType>;
  ExternalLoginNotLinked?: ExternalLoginNotLinkedResolvers<ContextType>;
  ExternalLoginTaken?: ExternalLoginTakenResolvers<ContextType>;
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
  KycAlreadyDecided?: KycAlreadyDecidedResolvers<ContextType>;
  KycCase?: KycCaseResolvers<ContextType>;
  KycCaseClaimed?: KycCaseClaimedResolvers<ContextType>;
  KycCaseConnection?: KycCaseConnectionResolvers<ContextType>;
  KycCaseEdge?: KycCaseEdgeResolvers<ContextType>;
  KycDocument?: KycDocumentResolvers<ContextType>;
  KycDocumentRefused?: KycDocumentRefusedResolvers<ContextType>;
  KycNotSubmittable?: KycNotSubmittableResolvers<ContextType>;
  KycOfOneself?: KycOfOneselfResolvers<ContextType>;
  KycUpload?: KycUploadResolvers<ContextType>;
  LastSuperAdmin?: LastSuperAdminResolvers<ContextType>;
  LastWayIn?: LastWayInResolvers<ContextType>;
  LinkExternalLoginError?: LinkExternalLoginErrorResolvers<ContextType>;
  LinkExternalLoginPayload?: LinkExternalLoginPayloadResolvers<ContextType>;
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
  PhoneCodeInvalid?: PhoneCodeInvalidResolvers<ContextType>;
  PhoneNumber?: GraphQLScalarType;
  ProviderAlreadyLinked?: ProviderAlreadyLinkedResolvers<ContextType>;
  ProviderNotConfigured?: ProviderNotConfiguredResolvers<ContextType>;
  ProviderUnavailable?: ProviderUnavailableResolvers<ContextType>;
  PublicSetting?: PublicSettingResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RateLimited?: RateLimitedResolvers<ContextType>;
  RefreshSessionError?: RefreshSessionErrorResolvers<ContextType>;
  RefreshSessionPayload?: RefreshSessionPayloadResolvers<ContextType>;
  RefreshTokenInvalid?: RefreshTokenInvalidResolvers<ContextType>;
  RegisterError?: RegisterErrorResolvers<ContextType>;
  RegisterPayload?: RegisterPayloadResolvers<ContextType>;
  RegistrationClosed?: RegistrationClosedResolvers<ContextType>;
  RemoveAddressError?: RemoveAddressErrorResolvers<ContextType>;
  RemoveAddressPayload?: RemoveAddressPayloadResolvers<ContextType>;
  RemoveAvatarPayload?: RemoveAvatarPayloadResolvers<ContextType>;
  RemoveNationalIdError?: RemoveNationalIdErrorResolvers<ContextType>;
  RemoveNationalIdPayload?: RemoveNationalIdPayloadResolvers<ContextType>;
  RemovePhonePayload?: RemovePhonePayloadResolvers<ContextType>;
  RenewRecoveryCodesError?: RenewRecoveryCodesErrorResolvers<ContextType>;
  RenewRecoveryCodesPayload?: RenewRecoveryCodesPayloadResolvers<ContextType>;
  RequestAvatarUploadError?: RequestAvatarUploadErrorResolvers<ContextType>;
  RequestAvatarUploadPayload?: RequestAvatarUploadPayloadResolvers<ContextType>;
  RequestEmailChangeError?: RequestEmailChangeErrorResolvers<ContextType>;
  RequestEmailChangePayload?: RequestEmailChangePayloadResolvers<ContextType>;
  RequestKycUploadError?: RequestKycUploadErrorResolvers<ContextType>;
  RequestKycUploadPayload?: RequestKycUploadPayloadResolvers<ContextType>;
  RequestPasswordResetError?: RequestPasswordResetErrorResolvers<ContextType>;
  RequestPasswordResetPayload?: RequestPasswordResetPayloadResolvers<ContextType>;
  RequestPhoneVerificationError?: RequestPhoneVerificationErrorResolvers<ContextType>;
  RequestPhoneVerificationPayload?: RequestPhoneVerificationPayloadResolvers<ContextType>;
  ResendVerificationEmailError?: ResendVerificationEmailErrorResolvers<ContextType>;
  ResendVerificationEmailPayload?: ResendVerificationEmailPayloadResolvers<ContextType>;
  ResetInvalid?: ResetInvalidResolvers<ContextType>;
  ResetPasswordError?: ResetPasswordErrorResolvers<ContextType>;
  ResetPasswordPayload?: ResetPasswordPayloadResolvers<ContextType>;
  ResetSystemSettingError?: ResetSystemSettingErrorResolvers<ContextType>;
  ResetSystemSettingPayload?: ResetSystemSettingPayloadResolvers<ContextType>;
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
  SetAvatarError?: SetAvatarErrorResolvers<ContextType>;
  SetAvatarPayload?: SetAvatarPayloadResolvers<ContextType>;
  SetPasswordError?: SetPasswordErrorResolvers<ContextType>;
  SetPasswordPayload?: SetPasswordPayloadResolvers<ContextType>;
  SetSystemSettingError?: SetSystemSettingErrorResolvers<ContextType>;
  SetSystemSettingPayload?: SetSystemSettingPayloadResolvers<ContextType>;
  SettingVersionConflict?: SettingVersionConflictResolvers<ContextType>;
  SignInOrigin?: SignInOriginResolvers<ContextType>;
  SubmitKycError?: SubmitKycErrorResolvers<ContextType>;
  SubmitKycPayload?: SubmitKycPayloadResolvers<ContextType>;
  SystemSetting?: SystemSettingResolvers<ContextType>;
  SystemSettingChange?: SystemSettingChangeResolvers<ContextType>;
  SystemSettingChangeConnection?: SystemSettingChangeConnectionResolvers<ContextType>;
  SystemSettingChangeEdge?: SystemSettingChangeEdgeResolvers<ContextType>;
  TokenPair?: TokenPairResolvers<ContextType>;
  TooManyAddresses?: TooManyAddressesResolvers<ContextType>;
  TooManyApiKeys?: TooManyApiKeysResolvers<ContextType>;
  URL?: GraphQLScalarType;
  Unavailable?: UnavailableResolvers<ContextType>;
  UnblockUserError?: UnblockUserErrorResolvers<ContextType>;
  UnblockUserPayload?: UnblockUserPayloadResolvers<ContextType>;
  UnlinkExternalLoginError?: UnlinkExternalLoginErrorResolvers<ContextType>;
  UnlinkExternalLoginPayload?: UnlinkExternalLoginPayloadResolvers<ContextType>;
  UpdateProfileError?: UpdateProfileErrorResolvers<ContextType>;
  UpdateProfilePayload?: UpdateProfilePayloadResolvers<ContextType>;
  UploadNotFound?: UploadNotFoundResolvers<ContextType>;
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
  VerifyPhoneError?: VerifyPhoneErrorResolvers<ContextType>;
  VerifyPhonePayload?: VerifyPhonePayloadResolvers<ContextType>;
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
