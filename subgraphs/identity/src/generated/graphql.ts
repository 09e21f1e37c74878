import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { PersonView } from '../accounts/accounts.domain.ts';
import type { Address as AddressRow } from '../addresses/addresses.domain.ts';
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
  city: Scalars['String']['output'];
  country: Scalars['CountryCode']['output'];
  /** TypeID that starts with `adr_`. */
  id: Scalars['ID']['output'];
  /** Exactly one address of a person is the default. */
  isDefault: Scalars['Boolean']['output'];
  /** Street, house and flat. */
  line1: Scalars['String']['output'];
  /** Entrance, floor, intercom, company. */
  line2: Maybe<Scalars['String']['output']>;
  /** Who receives it. */
  name: Scalars['String']['output'];
  /** Phone for the courier, in E.164. */
  phone: Maybe<Scalars['PhoneNumber']['output']>;
  postalCode: Scalars['String']['output'];
  /** State, province or oblast. */
  region: Maybe<Scalars['String']['output']>;
};

/** For whom something may be kept. */
export type CacheControlScope =
  /** Each principal has an answer of their own. */
  | 'PRIVATE'
  /** Everybody is answered the same. */
  | 'PUBLIC';

export type CreateGuestSessionError = RateLimited;

/** `session` is null when there are errors. */
export type CreateGuestSessionPayload = {
  __typename?: 'CreateGuestSessionPayload';
  errors: Array<CreateGuestSessionError>;
  session: Maybe<GuestToken>;
};

/** The password is right, but the email waits for its code: `verifyEmail` or `resendVerificationEmail`. */
export type EmailNotVerified = UserError & {
  __typename?: 'EmailNotVerified';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Another account has this email. Only where the platform is set to reveal it (`REVEAL_TAKEN_EMAIL`). */
export type EmailTaken = UserError & {
  __typename?: 'EmailTaken';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type GrantRoleError = NotFound | RoleNotManageable;

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

/** `session` and `user` are null when there are errors. */
export type LogInPayload = {
  __typename?: 'LogInPayload';
  errors: Array<LogInError>;
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
   * A token for somebody without an account, to browse and to fill a cart. Hand it to `logIn` or `register` as `guestToken` to
   * keep the cart.
   */
  createGuestSession: Maybe<CreateGuestSessionPayload>;
  /**
   * Gives a person a role: SUPPORT, OPERATOR or MANAGER; ADMIN and SUPER_ADMIN by a SUPER_ADMIN only. It counts from the person's
   * next refresh or log-in. Granting a role twice changes nothing.
   */
  grantRole: Maybe<GrantRolePayload>;
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
   * Asks for an account. It has no session yet: a 6-digit code goes to the email, `verifyEmail` confirms it, then `logIn` works.
   * A taken email is answered like success, in the same time, and its owner is mailed instead. An account that is not verified
   * yields to the next registration of its email, and is removed after 30 days. At most 10 per hour and client address, and
   * at most 10 mails a day to one email.
   */
  register: Maybe<RegisterPayload>;
  /** Removes an address. When it was the default, the newest other one becomes it. Orders keep their own copy. */
  removeAddress: Maybe<RemoveAddressPayload>;
  /**
   * Mails a new code, at most once a minute; the code before it stops working. The answer is the same for emails that have no
   * account or are verified already, to which no code is sent.
   */
  resendVerificationEmail: Maybe<ResendVerificationEmailPayload>;
  /** Takes a role from a person, under the rules of `grantRole`, and ends the person's sessions at once. The last SUPER_ADMIN stays. */
  revokeRole: Maybe<RevokeRolePayload>;
  /**
   * Adds an address, or replaces the one of `addressId`. Adding the very same address again answers the one that exists, so a
   * call can be repeated. The first address becomes the default; `isDefault: true` makes it so later. At most 50.
   */
  saveAddress: Maybe<SaveAddressPayload>;
  /** Changes one's own profile. An absent field stays as it is; null clears it. */
  updateProfile: Maybe<UpdateProfilePayload>;
  /** Confirms an email with the 6-digit code that was mailed to it. A code lives for 24 hours and 5 tries. */
  verifyEmail: Maybe<VerifyEmailPayload>;
};


export type MutationGrantRoleArgs = {
  input: GrantRoleInput;
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


export type MutationResendVerificationEmailArgs = {
  input: ResendVerificationEmailInput;
};


export type MutationRevokeRoleArgs = {
  input: RevokeRoleInput;
};


export type MutationSaveAddressArgs = {
  input: SaveAddressInput;
};


export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


export type MutationVerifyEmailArgs = {
  input: VerifyEmailInput;
};

/** There is no such thing, or it is not yours to see. */
export type NotFound = UserError & {
  __typename?: 'NotFound';
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

export type Query = {
  __typename?: 'Query';
  /** Whoever is signed in. Guests and anonymous callers get null with the code `UNAUTHENTICATED`. */
  me: Maybe<User>;
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
  /** Phone to sign in with. One that belongs to another account is left out, and the mail says so. */
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
  /** 1 to 120 characters. */
  city: Scalars['String']['input'];
  country: Scalars['CountryCode']['input'];
  /** Makes it the default. False leaves the default where it is. */
  isDefault?: Scalars['Boolean']['input'];
  /** Street, house and flat; 1 to 200 characters. */
  line1: Scalars['String']['input'];
  /** Entrance, floor, intercom, company; at most 200 characters. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Who receives it; 1 to 120 characters. */
  name: Scalars['String']['input'];
  /** Phone for the courier, in E.164. */
  phone?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** 1 to 20 characters. */
  postalCode: Scalars['String']['input'];
  /** State, province or oblast; at most 120 characters. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** `address` is null when there are errors. */
export type SaveAddressPayload = {
  __typename?: 'SaveAddressPayload';
  address: Maybe<Address>;
  errors: Array<SaveAddressError>;
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

/** A part that is needed does not answer right now. Nothing was changed; try again. */
export type Unavailable = UserError & {
  __typename?: 'Unavailable';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type UpdateProfileError = InvalidInput;

/** What to change of one's profile. */
export type UpdateProfileInput = {
  /** 1 to 80 characters; null gives the username back. */
  displayName?: InputMaybe<Scalars['String']['input']>;
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
  /** TypeID that starts with `usr_`. */
  id: Scalars['ID']['output'];
  /** Language and region for texts (BCP 47), such as `kk-KZ`; null when none was chosen. */
  locale: Maybe<Scalars['String']['output']>;
  /** Phone to sign in with, in E.164; null when none was given. */
  phone: Maybe<Scalars['PhoneNumber']['output']>;
  /** What the person may do. Everyone with an account is a CUSTOMER. */
  roles: Maybe<Array<Role>>;
  /** IANA time zone for times shown to the person, such as `Asia/Almaty`; null when none was chosen. */
  timeZone: Maybe<Scalars['String']['output']>;
  /** Unique name to sign in with: 3 to 32 of a–z, 0–9 and `_`. */
  username: Maybe<Scalars['String']['output']>;
};

/** A refusal that the client can act on. Each mutation lists those it can give in a union of its own. */
export type UserError = {
  /** For people, in English. */
  message: Scalars['String']['output'];
  /** Path of the input field it concerns; empty when it concerns none. */
  path: Array<Scalars['String']['output']>;
};

/** Another account has this username. */
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

export type VerifyEmailError = VerificationCodeInvalid;

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
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CreateGuestSessionError: ( RateLimited );
  GrantRoleError:
    | ( NotFound )
    | ( RoleNotManageable )
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
  ResendVerificationEmailError: ( RateLimited );
  RevokeRoleError:
    | ( LastSuperAdmin )
    | ( NotFound )
    | ( RoleNotManageable )
  ;
  SaveAddressError:
    | ( InvalidInput )
    | ( NotFound )
    | ( TooManyAddresses )
  ;
  UpdateProfileError: ( InvalidInput );
  VerifyEmailError: ( VerificationCodeInvalid );
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( AccountBlocked )
    | ( EmailNotVerified )
    | ( EmailTaken )
    | ( IdempotencyKeyReused )
    | ( InvalidCredentials )
    | ( InvalidInput )
    | ( LastSuperAdmin )
    | ( NotFound )
    | ( RateLimited )
    | ( RefreshTokenInvalid )
    | ( RoleNotManageable )
    | ( TooManyAddresses )
    | ( Unavailable )
    | ( UsernameTaken )
    | ( VerificationCodeInvalid )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccountBlocked: ResolverTypeWrapper<AccountBlocked>;
  Address: ResolverTypeWrapper<AddressRow>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CacheControlScope: CacheControlScope;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CreateGuestSessionError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateGuestSessionError']>;
  CreateGuestSessionPayload: ResolverTypeWrapper<Omit<CreateGuestSessionPayload, 'errors'> & { errors: Array<ResolversTypes['CreateGuestSessionError']> }>;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  EmailNotVerified: ResolverTypeWrapper<EmailNotVerified>;
  EmailTaken: ResolverTypeWrapper<EmailTaken>;
  GrantRoleError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['GrantRoleError']>;
  GrantRoleInput: GrantRoleInput;
  GrantRolePayload: ResolverTypeWrapper<Omit<GrantRolePayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['GrantRoleError']>, user?: Maybe<ResolversTypes['User']> }>;
  GuestToken: ResolverTypeWrapper<GuestToken>;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  InvalidCredentials: ResolverTypeWrapper<InvalidCredentials>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  LastSuperAdmin: ResolverTypeWrapper<LastSuperAdmin>;
  LogInError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LogInError']>;
  LogInInput: LogInInput;
  LogInPayload: ResolverTypeWrapper<Omit<LogInPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['LogInError']>, user?: Maybe<ResolversTypes['User']> }>;
  LogOutInput: LogOutInput;
  LogOutPayload: ResolverTypeWrapper<LogOutPayload>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
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
  ResendVerificationEmailError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResendVerificationEmailError']>;
  ResendVerificationEmailInput: ResendVerificationEmailInput;
  ResendVerificationEmailPayload: ResolverTypeWrapper<Omit<ResendVerificationEmailPayload, 'errors'> & { errors: Array<ResolversTypes['ResendVerificationEmailError']> }>;
  RevokeRoleError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeRoleError']>;
  RevokeRoleInput: RevokeRoleInput;
  RevokeRolePayload: ResolverTypeWrapper<Omit<RevokeRolePayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['RevokeRoleError']>, user?: Maybe<ResolversTypes['User']> }>;
  Role: Role;
  RoleNotManageable: ResolverTypeWrapper<RoleNotManageable>;
  SaveAddressError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SaveAddressError']>;
  SaveAddressInput: SaveAddressInput;
  SaveAddressPayload: ResolverTypeWrapper<Omit<SaveAddressPayload, 'address' | 'errors'> & { address?: Maybe<ResolversTypes['Address']>, errors: Array<ResolversTypes['SaveAddressError']> }>;
  TokenPair: ResolverTypeWrapper<TokenPair>;
  TooManyAddresses: ResolverTypeWrapper<TooManyAddresses>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Unavailable: ResolverTypeWrapper<Unavailable>;
  UpdateProfileError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateProfileError']>;
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: ResolverTypeWrapper<Omit<UpdateProfilePayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['UpdateProfileError']>, user?: Maybe<ResolversTypes['User']> }>;
  User: ResolverTypeWrapper<PersonView>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  UsernameTaken: ResolverTypeWrapper<UsernameTaken>;
  VerificationCodeInvalid: ResolverTypeWrapper<VerificationCodeInvalid>;
  VerifyEmailError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyEmailError']>;
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailPayload: ResolverTypeWrapper<Omit<VerifyEmailPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['VerifyEmailError']>, user?: Maybe<ResolversTypes['User']> }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccountBlocked: AccountBlocked;
  Address: AddressRow;
  ID: Scalars['ID']['output'];
  CountryCode: Scalars['CountryCode']['output'];
  CreateGuestSessionError: ResolversUnionTypes<ResolversParentTypes>['CreateGuestSessionError'];
  CreateGuestSessionPayload: Omit<CreateGuestSessionPayload, 'errors'> & { errors: Array<ResolversParentTypes['CreateGuestSessionError']> };
  Currency: Scalars['Currency']['output'];
  DateTime: Scalars['DateTime']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  EmailNotVerified: EmailNotVerified;
  EmailTaken: EmailTaken;
  GrantRoleError: ResolversUnionTypes<ResolversParentTypes>['GrantRoleError'];
  GrantRoleInput: GrantRoleInput;
  GrantRolePayload: Omit<GrantRolePayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['GrantRoleError']>, user?: Maybe<ResolversParentTypes['User']> };
  GuestToken: GuestToken;
  IdempotencyKeyReused: IdempotencyKeyReused;
  InvalidCredentials: InvalidCredentials;
  InvalidInput: InvalidInput;
  LastSuperAdmin: LastSuperAdmin;
  LogInError: ResolversUnionTypes<ResolversParentTypes>['LogInError'];
  LogInInput: LogInInput;
  LogInPayload: Omit<LogInPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['LogInError']>, user?: Maybe<ResolversParentTypes['User']> };
  LogOutInput: LogOutInput;
  LogOutPayload: LogOutPayload;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  PageInfo: PageInfo;
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
  ResendVerificationEmailError: ResolversUnionTypes<ResolversParentTypes>['ResendVerificationEmailError'];
  ResendVerificationEmailInput: ResendVerificationEmailInput;
  ResendVerificationEmailPayload: Omit<ResendVerificationEmailPayload, 'errors'> & { errors: Array<ResolversParentTypes['ResendVerificationEmailError']> };
  RevokeRoleError: ResolversUnionTypes<ResolversParentTypes>['RevokeRoleError'];
  RevokeRoleInput: RevokeRoleInput;
  RevokeRolePayload: Omit<RevokeRolePayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['RevokeRoleError']>, user?: Maybe<ResolversParentTypes['User']> };
  RoleNotManageable: RoleNotManageable;
  SaveAddressError: ResolversUnionTypes<ResolversParentTypes>['SaveAddressError'];
  SaveAddressInput: SaveAddressInput;
  SaveAddressPayload: Omit<SaveAddressPayload, 'address' | 'errors'> & { address?: Maybe<ResolversParentTypes['Address']>, errors: Array<ResolversParentTypes['SaveAddressError']> };
  TokenPair: TokenPair;
  TooManyAddresses: TooManyAddresses;
  URL: Scalars['URL']['output'];
  Unavailable: Unavailable;
  UpdateProfileError: ResolversUnionTypes<ResolversParentTypes>['UpdateProfileError'];
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: Omit<UpdateProfilePayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['UpdateProfileError']>, user?: Maybe<ResolversParentTypes['User']> };
  User: PersonView;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  UsernameTaken: UsernameTaken;
  VerificationCodeInvalid: VerificationCodeInvalid;
  VerifyEmailError: ResolversUnionTypes<ResolversParentTypes>['VerifyEmailError'];
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailPayload: Omit<VerifyEmailPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['VerifyEmailError']>, user?: Maybe<ResolversParentTypes['User']> };
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
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

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

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

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

export type GrantRoleErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GrantRoleError'] = ResolversParentTypes['GrantRoleError']> = {
  __resolveType?: TypeResolveFn<'NotFound' | 'RoleNotManageable', ParentType, ContextType>;
};

export type GrantRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GrantRolePayload'] = ResolversParentTypes['GrantRolePayload']> = {
  errors?: Resolver<Array<ResolversTypes['GrantRoleError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
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
  session?: Resolver<Maybe<ResolversTypes['TokenPair']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type LogOutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogOutPayload'] = ResolversParentTypes['LogOutPayload']> = {
  endedSessions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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
  createGuestSession?: Resolver<Maybe<ResolversTypes['CreateGuestSessionPayload']>, ParentType, ContextType>;
  grantRole?: Resolver<Maybe<ResolversTypes['GrantRolePayload']>, ParentType, ContextType, RequireFields<MutationGrantRoleArgs, 'input'>>;
  logIn?: Resolver<Maybe<ResolversTypes['LogInPayload']>, ParentType, ContextType, RequireFields<MutationLogInArgs, 'input'>>;
  logOut?: Resolver<Maybe<ResolversTypes['LogOutPayload']>, ParentType, ContextType, Partial<MutationLogOutArgs>>;
  refreshSession?: Resolver<Maybe<ResolversTypes['RefreshSessionPayload']>, ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  register?: Resolver<Maybe<ResolversTypes['RegisterPayload']>, ParentType, ContextType, RequireFields<MutationRegisterArgs, 'input'>>;
  removeAddress?: Resolver<Maybe<ResolversTypes['RemoveAddressPayload']>, ParentType, ContextType, RequireFields<MutationRemoveAddressArgs, 'input'>>;
  resendVerificationEmail?: Resolver<Maybe<ResolversTypes['ResendVerificationEmailPayload']>, ParentType, ContextType, RequireFields<MutationResendVerificationEmailArgs, 'input'>>;
  revokeRole?: Resolver<Maybe<ResolversTypes['RevokeRolePayload']>, ParentType, ContextType, RequireFields<MutationRevokeRoleArgs, 'input'>>;
  saveAddress?: Resolver<Maybe<ResolversTypes['SaveAddressPayload']>, ParentType, ContextType, RequireFields<MutationSaveAddressArgs, 'input'>>;
  updateProfile?: Resolver<Maybe<ResolversTypes['UpdateProfilePayload']>, ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  verifyEmail?: Resolver<Maybe<ResolversTypes['VerifyEmailPayload']>, ParentType, ContextType, RequireFields<MutationVerifyEmailArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
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

export interface PhoneNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PhoneNumber'], any> {
  name: 'PhoneNumber';
}

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
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

export type ResendVerificationEmailErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResendVerificationEmailError'] = ResolversParentTypes['ResendVerificationEmailError']> = {
  __resolveType?: TypeResolveFn<'RateLimited', ParentType, ContextType>;
};

export type ResendVerificationEmailPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResendVerificationEmailPayload'] = ResolversParentTypes['ResendVerificationEmailPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ResendVerificationEmailError']>, ParentType, ContextType>;
  verificationSentTo?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
};

export type RevokeRoleErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeRoleError'] = ResolversParentTypes['RevokeRoleError']> = {
  __resolveType?: TypeResolveFn<'LastSuperAdmin' | 'NotFound' | 'RoleNotManageable', ParentType, ContextType>;
};

export type RevokeRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeRolePayload'] = ResolversParentTypes['RevokeRolePayload']> = {
  errors?: Resolver<Array<ResolversTypes['RevokeRoleError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
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

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UnavailableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Unavailable'] = ResolversParentTypes['Unavailable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  defaultAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  emailVerified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  locale?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  roles?: Resolver<Maybe<Array<ResolversTypes['Role']>>, ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  username?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType?: TypeResolveFn<'AccountBlocked' | 'EmailNotVerified' | 'EmailTaken' | 'IdempotencyKeyReused' | 'InvalidCredentials' | 'InvalidInput' | 'LastSuperAdmin' | 'NotFound' | 'RateLimited' | 'RefreshTokenInvalid' | 'RoleNotManageable' | 'TooManyAddresses' | 'Unavailable' | 'UsernameTaken' | 'VerificationCodeInvalid', ParentType, ContextType>;
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

export type VerifyEmailErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyEmailError'] = ResolversParentTypes['VerifyEmailError']> = {
  __resolveType?: TypeResolveFn<'VerificationCodeInvalid', ParentType, ContextType>;
};

export type VerifyEmailPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyEmailPayload'] = ResolversParentTypes['VerifyEmailPayload']> = {
  errors?: Resolver<Array<ResolversTypes['VerifyEmailError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AccountBlocked?: AccountBlockedResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CreateGuestSessionError?: CreateGuestSessionErrorResolvers<ContextType>;
  CreateGuestSessionPayload?: CreateGuestSessionPayloadResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  EmailNotVerified?: EmailNotVerifiedResolvers<ContextType>;
  EmailTaken?: EmailTakenResolvers<ContextType>;
  GrantRoleError?: GrantRoleErrorResolvers<ContextType>;
  GrantRolePayload?: GrantRolePayloadResolvers<ContextType>;
  GuestToken?: GuestTokenResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  InvalidCredentials?: InvalidCredentialsResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  LastSuperAdmin?: LastSuperAdminResolvers<ContextType>;
  LogInError?: LogInErrorResolvers<ContextType>;
  LogInPayload?: LogInPayloadResolvers<ContextType>;
  LogOutPayload?: LogOutPayloadResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
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
  ResendVerificationEmailError?: ResendVerificationEmailErrorResolvers<ContextType>;
  ResendVerificationEmailPayload?: ResendVerificationEmailPayloadResolvers<ContextType>;
  RevokeRoleError?: RevokeRoleErrorResolvers<ContextType>;
  RevokeRolePayload?: RevokeRolePayloadResolvers<ContextType>;
  RoleNotManageable?: RoleNotManageableResolvers<ContextType>;
  SaveAddressError?: SaveAddressErrorResolvers<ContextType>;
  SaveAddressPayload?: SaveAddressPayloadResolvers<ContextType>;
  TokenPair?: TokenPairResolvers<ContextType>;
  TooManyAddresses?: TooManyAddressesResolvers<ContextType>;
  URL?: GraphQLScalarType;
  Unavailable?: UnavailableResolvers<ContextType>;
  UpdateProfileError?: UpdateProfileErrorResolvers<ContextType>;
  UpdateProfilePayload?: UpdateProfilePayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  UsernameTaken?: UsernameTakenResolvers<ContextType>;
  VerificationCodeInvalid?: VerificationCodeInvalidResolvers<ContextType>;
  VerifyEmailError?: VerifyEmailErrorResolvers<ContextType>;
  VerifyEmailPayload?: VerifyEmailPayloadResolvers<ContextType>;
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
