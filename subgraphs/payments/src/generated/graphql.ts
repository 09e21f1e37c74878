import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ExportOwner } from '../erasure/export-owner.ts';
import type { CartReference } from '../cart/cart.domain.ts';
import type { Checkout as CheckoutModel, HeldLine, Rejection } from '../checkout/checkout.domain.ts';
import type { CheckoutChange as CheckoutChangeModel } from '../checkout/checkout.store.ts';
import type { CheckoutPage, PaymentPage, StoreTransactionPage } from '../pages.ts';
import type { LedgerBalance as LedgerBalanceModel } from '../ledger/ledger.store.ts';
import type { LedgerHealth as LedgerHealthModel } from '../ledger/ledger-health.usecases.ts';
import type { Money as MoneyModel } from '@caravan/core/money';
import type { Stub } from '../stubs.ts';
import type { VisiblePayment, VisibleRefund } from '../payments/payment-views.ts';
import type { PaymentChange as PaymentChangeModel } from '../payments/payments.store.ts';
import type { StoreTransaction as StoreTransactionModel } from '../stores/stores.store.ts';
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

/** For whom something may be kept. */
export type CacheControlScope =
  /** Each principal has an answer of their own. */
  | 'PRIVATE'
  /** Everybody is answered the same. */
  | 'PUBLIC';

export type CancelCheckoutError = CheckoutNotCancellable | NotFound | Unavailable;

export type CancelCheckoutInput = {
  /** Your own checkout (`chk_…`). */
  checkoutId: Scalars['ID']['input'];
};

/** Exactly one of `checkout` and `errors` carries content. */
export type CancelCheckoutPayload = {
  __typename?: 'CancelCheckoutPayload';
  checkout: Maybe<Checkout>;
  errors: Array<CancelCheckoutError>;
};

export type Cart = {
  __typename?: 'Cart';
  /** Derived from the owner's id, so it never changes. Starts with `crt_`. */
  id: Scalars['ID']['output'];
};

/** What a cart adds up to over all its parts, at live prices. */
export type CartSummary = {
  __typename?: 'CartSummary';
  /** One amount per currency, sorted by currency; empty for an empty cart. A checkout takes one of the currencies. */
  totals: Array<Money>;
};

/**
 * One purchase of what is in a cart in one currency: everything is held, paid once, and confirmed or let go as a
 * whole. Only its buyer sees it, and people with the scope `payment:read:any`.
 */
export type Checkout = {
  __typename?: 'Checkout';
  buyer: Maybe<User>;
  createdAt: Scalars['DateTime']['output'];
  /** The one currency of everything in it. */
  currency: Scalars['Currency']['output'];
  /** When it ends by itself unless it moves on; null once it is PAID or over. */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Every step it took, oldest first. */
  history: Array<CheckoutChange>;
  /** Starts with `chk_`. */
  id: Scalars['ID']['output'];
  /** What is held for the buyer. Empty until every seller's part has answered. */
  lines: Array<CheckoutLine>;
  /** Orders that the lines belong to. */
  orders: Maybe<Array<Order>>;
  /** The newest attempt to pay; null before the first, and for a checkout that costs nothing. */
  payment: Maybe<Payment>;
  /** Every attempt to pay, oldest first. */
  payments: Array<Payment>;
  /** Why it was REJECTED; empty otherwise. */
  rejectionReasons: Array<CheckoutRejectionReason>;
  status: CheckoutStatus;
  /** Sum of the lines; null until every part has answered. */
  total: Maybe<Money>;
  /** Grows with every change of what the buyer can see. */
  version: Scalars['Int']['output'];
};

/** One checkout at a time: pay or cancel this one first. */
export type CheckoutAlreadyOpen = UserError & {
  __typename?: 'CheckoutAlreadyOpen';
  checkout: Checkout;
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** One step of a checkout. */
export type CheckoutChange = {
  __typename?: 'CheckoutChange';
  at: Scalars['DateTime']['output'];
  /** What happened, for people. */
  comment: Maybe<Scalars['String']['output']>;
  /** Null for the first step. */
  from: Maybe<CheckoutStatus>;
  /** Equal to `from` when only its payment moved. */
  to: CheckoutStatus;
};

/** A page of checkouts. */
export type CheckoutConnection = {
  __typename?: 'CheckoutConnection';
  edges: Array<CheckoutEdge>;
  /** The checkouts of `edges`, without their cursors. */
  nodes: Array<Checkout>;
  pageInfo: PageInfo;
  /** Checkouts on all pages; counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type CheckoutEdge = {
  __typename?: 'CheckoutEdge';
  cursor: Scalars['String']['output'];
  node: Checkout;
};

/** Something a checkout holds for its buyer, at a fixed price. */
export type CheckoutLine = {
  __typename?: 'CheckoutLine';
  amount: Money;
  /** What it is, for people. */
  description: Scalars['String']['output'];
  /** Starts with `cln_`; the line of a refund. */
  id: Scalars['ID']['output'];
  kind: CheckoutLineKind;
  /** Order that the line belongs to. */
  order: Maybe<Order>;
  /** Who is paid for it. */
  store: Maybe<Store>;
};

export type CheckoutLineKind =
  /** Goods. */
  | 'PRODUCT'
  /** Sending them. */
  | 'SHIPPING';

/** It is paid or over already; a paid order is cancelled with `cancelOrder`. */
export type CheckoutNotCancellable = UserError & {
  __typename?: 'CheckoutNotCancellable';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  status: CheckoutStatus;
};

export type CheckoutRejectionKind =
  /** The delivery address is not one of the buyer's. */
  | 'ADDRESS_UNKNOWN'
  /** The cart changed meanwhile. */
  | 'CART_CHANGED'
  /** The checkout was over already. */
  | 'CLOSED'
  /** Nothing in the cart is priced in this currency. */
  | 'EMPTY_CART'
  /** There is less of it than the cart asks for. */
  | 'INSUFFICIENT_STOCK'
  /** It is no longer sold. */
  | 'NOT_FOR_SALE'
  /** A cart item has no shipping rate, though its store has some. */
  | 'SHIPPING_NOT_CHOSEN'
  /** The total differs from `expectedTotal`: show it to the buyer and start anew. */
  | 'TOTAL_CHANGED'
  /** A part that is needed did not answer in time. */
  | 'UNAVAILABLE';

/** One reason why a checkout was rejected. */
export type CheckoutRejectionReason = {
  __typename?: 'CheckoutRejectionReason';
  /** What it costs; only for TOTAL_CHANGED. */
  actual: Maybe<Money>;
  /** Cart item (`cit_…`) it concerns, if it concerns one. */
  cartItemId: Maybe<Scalars['ID']['output']>;
  /** What the client expected to pay; only for TOTAL_CHANGED. */
  expected: Maybe<Money>;
  kind: CheckoutRejectionKind;
};

/** Where a checkout is. From RESERVING it moves down to CONFIRMED, or ends before PAID. */
export type CheckoutStatus =
  /** Everything is held; waits for the buyer's money, 15 minutes by default. */
  | 'AWAITING_PAYMENT'
  /** The buyer changed their mind. */
  | 'CANCELLED'
  /** The trade stands. */
  | 'CONFIRMED'
  /** Not paid in time. */
  | 'EXPIRED'
  /** Too many payments failed. */
  | 'FAILED'
  /** The money is there; orders are being confirmed. */
  | 'PAID'
  /** Something could not be had as asked: see `rejectionReasons`. */
  | 'REJECTED'
  /** Goods are being held; takes a moment, at most 30 seconds. */
  | 'RESERVING';

/** This idempotency key was used before with another input. Make a new key for a new intent. */
export type IdempotencyKeyReused = UserError & {
  __typename?: 'IdempotencyKeyReused';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** An input field has a value that cannot be used; `path` names it. All bad fields are told at once. */
export type InvalidInput = UserError & {
  __typename?: 'InvalidInput';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type LedgerAccountKind =
  /** Settled to the bank. */
  | 'BANK'
  /** Taken by a provider, not settled yet. */
  | 'CLEARING'
  /** A buyer's money until its release rule is met; one account per checkout line. */
  | 'ESCROW'
  /** Earned by a store, not paid out yet. */
  | 'PAYABLE'
  /** The platform's commission. */
  | 'REVENUE'
  /** Money that matches nothing yet. */
  | 'SUSPENSE';

/**
 * What all accounts of one kind and currency add up to. Credits are positive: what is owed to somebody (escrow,
 * payable, revenue) is above zero, where the money lies (clearing, bank) below, and everything adds up to zero.
 */
export type LedgerBalance = {
  __typename?: 'LedgerBalance';
  /** Number of accounts. */
  accounts: Scalars['Int']['output'];
  balance: Money;
  kind: LedgerAccountKind;
};

/** Whether the books are in order, computed from every posting there is. Anything but the stated value is an alarm. */
export type LedgerHealth = {
  __typename?: 'LedgerHealth';
  checkedAt: Scalars['DateTime']['output'];
  /** All money in escrow is covered by what providers and the bank hold. */
  escrowCovered: Scalars['Boolean']['output'];
  /** All of the below are as they must be. */
  healthy: Scalars['Boolean']['output'];
  /** Accounts whose balance is not the sum of its postings: 0. */
  mismatchedBalances: Scalars['Int']['output'];
  /** Money that matched nothing and lies there for more than a day, per currency: none. */
  oldSuspense: Array<Money>;
  /** Closed lines (released or refunded whole) that still have money in escrow: 0. */
  openEscrowsOfClosedLines: Scalars['Int']['output'];
  /** Sum of all postings, one per currency: each must be zero. */
  postingsTotals: Array<Money>;
  /** Checkouts that are RESERVING or PAID past their limit: none. At most 100, oldest first. */
  stuckCheckouts: Array<Checkout>;
};

/** How close coordinates are to the door. */
export type LocationPrecision =
  /** The middle of the city. */
  | 'CITY'
  /** The building, or the pin that a person put. */
  | 'ROOFTOP'
  /** Somewhere in the street. */
  | 'STREET';

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

/** An amount as clients give it. */
export type MoneyInput = {
  /** Minor units, such as `"1250"` for € 12.50. */
  amountMinor: Scalars['MinorUnits']['input'];
  currency: Scalars['Currency']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Lets go of an unpaid checkout and everything it holds. */
  cancelCheckout: Maybe<CancelCheckoutPayload>;
  /**
   * Gives money back, by the OWNER or MANAGER of the store whose lines they are, or with the scope
   * `payment:refund:any`. Before the release of a line it comes from escrow, after it from the store's balance.
   */
  refundPayment: Maybe<RefundPaymentPayload>;
  /** Opens another payment after one failed; at most 5 in all by default. */
  retryPayment: Maybe<RetryPaymentPayload>;
  /**
   * Buys what is in your cart in one currency: holds everything, fixes the price and opens a payment. Nothing is
   * taken from the cart until it is paid.
   */
  startCheckout: Maybe<StartCheckoutPayload>;
};


export type MutationCancelCheckoutArgs = {
  input: CancelCheckoutInput;
};


export type MutationRefundPaymentArgs = {
  input: RefundPaymentInput;
};


export type MutationRetryPaymentArgs = {
  input: RetryPaymentInput;
};


export type MutationStartCheckoutArgs = {
  input: StartCheckoutInput;
};

/** There is no such thing, or it is not yours to see. */
export type NotFound = UserError & {
  __typename?: 'NotFound';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type Order = {
  __typename?: 'Order';
  id: Scalars['ID']['output'];
  /** State of the payment that counts: the successful one, else the newest. Null for others, and when nothing is to be paid. */
  paymentStatus: Maybe<PaymentStatus>;
  /** Attempts to pay for it, oldest first, for its buyer, its stores' staff and `payment:read:any`; null for others. */
  payments: Maybe<Array<Payment>>;
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

/**
 * One attempt to pay. Its buyer and people with the scope `payment:read:any` see all of it; the staff of a store
 * see the payments of their orders, with the amounts of their own store's lines alone.
 */
export type Payment = {
  __typename?: 'Payment';
  /** What is asked for or was taken. */
  amount: Money;
  /** When the money was taken; null until then. */
  capturedAt: Maybe<Scalars['DateTime']['output']>;
  createdAt: Scalars['DateTime']['output'];
  /** Why it FAILED; null otherwise. */
  failure: Maybe<PaymentFailure>;
  /** Every step it took, oldest first. */
  history: Array<PaymentChange>;
  /** Starts with `pay_`. */
  id: Scalars['ID']['output'];
  /** Lines it pays for; of those, the viewer's. Their ids are what a refund by line takes. */
  lines: Array<CheckoutLine>;
  method: PaymentMethod;
  /** Orders it pays for; of those, the viewer's. */
  orders: Maybe<Array<Order>>;
  /** Who handles the money, such as `sandbox`. */
  provider: Scalars['String']['output'];
  /** The provider's page where the buyer pays; null until it is ready, once the payment is over, and for everybody but the buyer. */
  redirectUrl: Maybe<Scalars['URL']['output']>;
  /** What went back to the buyer so far. */
  refunded: Money;
  /** Money that went back or is on its way back, oldest first. */
  refunds: Array<Refund>;
  status: PaymentStatus;
  /** What it pays for; null for a store's staff. */
  subject: Maybe<PaymentSubject>;
  /** Grows with every change of the payment. */
  version: Scalars['Int']['output'];
};

/** One step of a payment. */
export type PaymentChange = {
  __typename?: 'PaymentChange';
  at: Scalars['DateTime']['output'];
  /** What happened, for people; null for a store's staff. */
  comment: Maybe<Scalars['String']['output']>;
  status: PaymentStatus;
};

/** A page of payments. */
export type PaymentConnection = {
  __typename?: 'PaymentConnection';
  edges: Array<PaymentEdge>;
  /** The payments of `edges`, without their cursors. */
  nodes: Array<Payment>;
  pageInfo: PageInfo;
  /** Payments on all pages; counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type PaymentEdge = {
  __typename?: 'PaymentEdge';
  cursor: Scalars['String']['output'];
  node: Payment;
};

export type PaymentFailure = {
  __typename?: 'PaymentFailure';
  /** For programs, such as `card_declined`. */
  code: Scalars['String']['output'];
  /** For the buyer, in English. */
  message: Scalars['String']['output'];
};

/** How the buyer pays. */
export type PaymentMethod =
  /** A test card on the sandbox provider's page. No real money. */
  | 'SANDBOX_CARD';

/** There is an open or successful payment, or the checkout is over. */
export type PaymentNotRetryable = UserError & {
  __typename?: 'PaymentNotRetryable';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  status: CheckoutStatus;
};

/** Moves downwards only, whatever order the provider's messages come in. */
export type PaymentStatus =
  /** The bank agreed; the money is not taken yet. */
  | 'AUTHORISED'
  /** The money was taken. */
  | 'CAPTURED'
  /** The bank or the provider refused. */
  | 'FAILED'
  /** Part of it went back. */
  | 'PARTIALLY_REFUNDED'
  /** Waits for the buyer. */
  | 'PENDING'
  /** All of it went back. */
  | 'REFUNDED'
  /** Given up before any money was taken. */
  | 'VOIDED';

/** What a payment can pay for. */
export type PaymentSubject = Checkout;

export type PersonalData = {
  __typename?: 'PersonalData';
  /** Checkouts, payments and refunds. Amounts are minor units as decimal strings. */
  payments: Maybe<Scalars['JSON']['output']>;
  userId: Scalars['ID']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** Your cart. */
  cart: Maybe<Cart>;
  /** A checkout by its id (`chk_…`); null when there is none or it is not yours to see. */
  checkout: Maybe<Checkout>;
  /** All balances by kind and currency. For administrators. */
  ledgerBalances: Maybe<Array<LedgerBalance>>;
  /** Whether the books are in order. For administrators. */
  ledgerHealth: Maybe<LedgerHealth>;
  /** A payment by its id (`pay_…`); null when there is none or it is not yours to see. */
  payment: Maybe<Payment>;
};


export type QueryCheckoutArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPaymentArgs = {
  id: Scalars['ID']['input'];
};

/** Too many tries; wait. */
export type RateLimited = UserError & {
  __typename?: 'RateLimited';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  /** Seconds until the next try can succeed. */
  retryAfterSeconds: Scalars['Int']['output'];
};

/** Money that goes back to the buyer. */
export type Refund = {
  __typename?: 'Refund';
  /** Of what the viewer may see: staff see their own store's lines. */
  amount: Money;
  /** Starts with `rfd_`. */
  id: Scalars['ID']['output'];
  /** Which lines it gives back; empty when the payment paid for nothing, such as one that came too late. */
  lines: Array<RefundLine>;
  /** Why, for people. */
  reason: Scalars['String']['output'];
  requestedAt: Scalars['DateTime']['output'];
  /** When the provider confirmed or refused it; null until then. */
  settledAt: Maybe<Scalars['DateTime']['output']>;
  status: RefundStatus;
};

export type RefundLine = {
  __typename?: 'RefundLine';
  amount: Money;
  /** Line of the checkout (`cln_…`). */
  lineId: Scalars['ID']['output'];
};

export type RefundLineInput = {
  /** Absent or null: all that is left of the line. */
  amount?: InputMaybe<MoneyInput>;
  /** Line of the checkout (`cln_…`). */
  lineId: Scalars['ID']['input'];
};

/** You see the payment, but only OWNERs and MANAGERs refund, and only lines of their own store. */
export type RefundNotAllowed = UserError & {
  __typename?: 'RefundNotAllowed';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type RefundPaymentError = IdempotencyKeyReused | InvalidInput | NotFound | RefundNotAllowed | RefundTooLarge;

export type RefundPaymentInput = {
  /** Amount of the whole payment, shared among its lines in proportion to what is left of each. Needs the scope `payment:refund:any`. */
  amount?: InputMaybe<MoneyInput>;
  /** 1 to 255 characters, made by the client: the same key and input makes one refund. */
  idempotencyKey: Scalars['String']['input'];
  /** Lines to give back. Exactly one of `lines` and `amount`; neither: everything that is left. */
  lines?: InputMaybe<Array<RefundLineInput>>;
  /** A captured payment (`pay_…`). */
  paymentId: Scalars['ID']['input'];
  /** Why, for the buyer; 1 to 500 characters. */
  reason: Scalars['String']['input'];
};

/** Exactly one of `refund` and `errors` carries content. */
export type RefundPaymentPayload = {
  __typename?: 'RefundPaymentPayload';
  errors: Array<RefundPaymentError>;
  payment: Maybe<Payment>;
  /** PENDING until the provider confirms it. */
  refund: Maybe<Refund>;
};

export type RefundStatus =
  /** The provider refused; the amount can be refunded again. */
  | 'FAILED'
  /** On its way; the amount cannot be refunded again. */
  | 'PENDING'
  /** The buyer has it back. */
  | 'SUCCEEDED';

/** More than was captured and neither refunded nor on its way back. */
export type RefundTooLarge = UserError & {
  __typename?: 'RefundTooLarge';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  /** The most that can be refunded here now. */
  refundable: Money;
};

export type RetryPaymentError = IdempotencyKeyReused | InvalidInput | NotFound | PaymentNotRetryable;

export type RetryPaymentInput = {
  /** Your own checkout (`chk_…`), AWAITING_PAYMENT, whose last payment failed. */
  checkoutId: Scalars['ID']['input'];
  /** 1 to 255 characters, made by the client: the same key and input makes one attempt. */
  idempotencyKey: Scalars['String']['input'];
  paymentMethod?: PaymentMethod;
};

/** Exactly one of `checkout` and `errors` carries content. */
export type RetryPaymentPayload = {
  __typename?: 'RetryPaymentPayload';
  checkout: Maybe<Checkout>;
  errors: Array<RetryPaymentError>;
};

/** Guests may fill a cart, buying takes an account. The cart comes along when one signs in. */
export type SignInRequired = UserError & {
  __typename?: 'SignInRequired';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type StartCheckoutError = CheckoutAlreadyOpen | IdempotencyKeyReused | InvalidInput | SignInRequired;

export type StartCheckoutInput = {
  /** Takes the cart's lines that are priced in this currency. */
  currency: Scalars['Currency']['input'];
  /** One of your addresses (`adr_…`); needed when something is delivered. */
  deliveryAddressId?: InputMaybe<Scalars['ID']['input']>;
  /** What the buyer was shown. If it costs anything else, the checkout is REJECTED with TOTAL_CHANGED. */
  expectedTotal?: InputMaybe<MoneyInput>;
  /** 1 to 255 characters, made by the client for this intent: the same key and input answers the same checkout, also when it is over. */
  idempotencyKey: Scalars['String']['input'];
  paymentMethod?: PaymentMethod;
};

/** Exactly one of `checkout` and `errors` carries content. */
export type StartCheckoutPayload = {
  __typename?: 'StartCheckoutPayload';
  /** AWAITING_PAYMENT with `payment.redirectUrl` as a rule; RESERVING when holding takes longer: watch `checkoutUpdated`. */
  checkout: Maybe<Checkout>;
  errors: Array<StartCheckoutError>;
};

export type Store = {
  __typename?: 'Store';
  /**
   * Earned and not paid out yet, one amount per currency; empty before the first sale, negative when refunds came
   * after the release. For its OWNERs and MANAGERs and `payment:read:any`; null for others.
   */
  balance: Maybe<Array<Money>>;
  id: Scalars['ID']['output'];
  /** Every movement of the balance, newest first. For its OWNERs and MANAGERs and `payment:read:any`; null for others. */
  transactions: Maybe<StoreTransactionConnection>;
};


export type StoreTransactionsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** One movement of a store's balance. */
export type StoreTransaction = {
  __typename?: 'StoreTransaction';
  /** Positive when the store earned, negative when money went back. */
  amount: Money;
  at: Scalars['DateTime']['output'];
  /** Starts with `led_`. */
  id: Scalars['ID']['output'];
  kind: StoreTransactionKind;
  /** Order it belongs to; null when it belongs to none or to several. */
  order: Maybe<Order>;
};

/** A page of movements. */
export type StoreTransactionConnection = {
  __typename?: 'StoreTransactionConnection';
  edges: Array<StoreTransactionEdge>;
  /** The movements of `edges`, without their cursors. */
  nodes: Array<StoreTransaction>;
  pageInfo: PageInfo;
  /** Movements on all pages; counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type StoreTransactionEdge = {
  __typename?: 'StoreTransactionEdge';
  cursor: Scalars['String']['output'];
  node: StoreTransaction;
};

export type StoreTransactionKind =
  /** A delivered fulfilment was released from escrow, less the commission. */
  | 'ESCROW_RELEASE'
  /** A refund after the release, less the commission that came back. */
  | 'REFUND';

export type Subscription = {
  __typename?: 'Subscription';
  /** The checkout as it is now, then after every change. */
  checkoutUpdated: Maybe<Checkout>;
};


export type SubscriptionCheckoutUpdatedArgs = {
  id: Scalars['ID']['input'];
};

/** A part that is needed does not answer right now. Nothing was changed; try again. */
export type Unavailable = UserError & {
  __typename?: 'Unavailable';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type User = {
  __typename?: 'User';
  /** Their checkouts, newest first, for themselves or with the scope `payment:read:any`; null for others. */
  checkouts: Maybe<CheckoutConnection>;
  id: Scalars['ID']['output'];
  /** Their payments, newest first, for themselves or with the scope `payment:read:any`; null for others. */
  payments: Maybe<PaymentConnection>;
};


export type UserCheckoutsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


export type UserPaymentsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** A refusal that the client can act on. Each mutation lists those it can give in a union of its own. */
export type UserError = {
  /** For people, in English. */
  message: Scalars['String']['output'];
  /** Path of the input field it concerns; empty when it concerns none. */
  path: Array<Scalars['String']['output']>;
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
  Cart: Cart;
  Checkout: Checkout;
  Order: Order;
  Payment: Payment;
  PersonalData: PersonalData;
  Store: Store;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Cart:
    ( { __typename: 'Cart' }
    & GraphQLRecursivePick<FederationTypes['Cart'], {"id":true}> );
  Checkout:
    ( { __typename: 'Checkout' }
    & GraphQLRecursivePick<FederationTypes['Checkout'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Payment:
    ( { __typename: 'Payment' }
    & GraphQLRecursivePick<FederationTypes['Payment'], {"id":true}> );
  PersonalData:
    ( { __typename: 'PersonalData' }
    & GraphQLRecursivePick<FederationTypes['PersonalData'], {"userId":true}> );
  Store:
    ( { __typename: 'Store' }
    & GraphQLRecursivePick<FederationTypes['Store'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CancelCheckoutError:
    | ( CheckoutNotCancellable )
    | ( NotFound )
    | ( Unavailable )
  ;
  PaymentSubject: ( CheckoutModel );
  RefundPaymentError:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( RefundNotAllowed )
    | ( Omit<RefundTooLarge, 'refundable'> & { refundable: _RefType['Money'] } )
  ;
  RetryPaymentError:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( PaymentNotRetryable )
  ;
  StartCheckoutError:
    | ( Omit<CheckoutAlreadyOpen, 'checkout'> & { checkout: _RefType['Checkout'] } )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( SignInRequired )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( Omit<CheckoutAlreadyOpen, 'checkout'> & { checkout: _RefType['Checkout'] } )
    | ( CheckoutNotCancellable )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( PaymentNotRetryable )
    | ( RateLimited )
    | ( RefundNotAllowed )
    | ( Omit<RefundTooLarge, 'refundable'> & { refundable: _RefType['Money'] } )
    | ( SignInRequired )
    | ( Unavailable )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddressLocation: ResolverTypeWrapper<AddressLocation>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  CacheControlScope: CacheControlScope;
  CancelCheckoutError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelCheckoutError']>;
  CancelCheckoutInput: CancelCheckoutInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CancelCheckoutPayload: ResolverTypeWrapper<Omit<CancelCheckoutPayload, 'checkout' | 'errors'> & { checkout?: Maybe<ResolversTypes['Checkout']>, errors: Array<ResolversTypes['CancelCheckoutError']> }>;
  Cart: ResolverTypeWrapper<CartReference>;
  CartSummary: ResolverTypeWrapper<Omit<CartSummary, 'totals'> & { totals: Array<ResolversTypes['Money']> }>;
  Checkout: ResolverTypeWrapper<CheckoutModel>;
  CheckoutAlreadyOpen: ResolverTypeWrapper<Omit<CheckoutAlreadyOpen, 'checkout'> & { checkout: ResolversTypes['Checkout'] }>;
  CheckoutChange: ResolverTypeWrapper<CheckoutChangeModel>;
  CheckoutConnection: ResolverTypeWrapper<CheckoutPage>;
  CheckoutEdge: ResolverTypeWrapper<Omit<CheckoutEdge, 'node'> & { node: ResolversTypes['Checkout'] }>;
  CheckoutLine: ResolverTypeWrapper<HeldLine>;
  CheckoutLineKind: CheckoutLineKind;
  CheckoutNotCancellable: ResolverTypeWrapper<CheckoutNotCancellable>;
  CheckoutRejectionKind: CheckoutRejectionKind;
  CheckoutRejectionReason: ResolverTypeWrapper<Rejection>;
  CheckoutStatus: CheckoutStatus;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  LedgerAccountKind: LedgerAccountKind;
  LedgerBalance: ResolverTypeWrapper<LedgerBalanceModel>;
  LedgerHealth: ResolverTypeWrapper<LedgerHealthModel>;
  LocationPrecision: LocationPrecision;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
  Order: ResolverTypeWrapper<Stub>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Payment: ResolverTypeWrapper<VisiblePayment>;
  PaymentChange: ResolverTypeWrapper<PaymentChangeModel>;
  PaymentConnection: ResolverTypeWrapper<PaymentPage>;
  PaymentEdge: ResolverTypeWrapper<Omit<PaymentEdge, 'node'> & { node: ResolversTypes['Payment'] }>;
  PaymentFailure: ResolverTypeWrapper<PaymentFailure>;
  PaymentMethod: PaymentMethod;
  PaymentNotRetryable: ResolverTypeWrapper<PaymentNotRetryable>;
  PaymentStatus: PaymentStatus;
  PaymentSubject: ResolverTypeWrapper<CheckoutModel>;
  PersonalData: ResolverTypeWrapper<ExportOwner>;
  PhoneNumber: ResolverTypeWrapper<Scalars['PhoneNumber']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RateLimited: ResolverTypeWrapper<RateLimited>;
  Refund: ResolverTypeWrapper<VisibleRefund>;
  RefundLine: ResolverTypeWrapper<Omit<RefundLine, 'amount'> & { amount: ResolversTypes['Money'] }>;
  RefundLineInput: RefundLineInput;
  RefundNotAllowed: ResolverTypeWrapper<RefundNotAllowed>;
  RefundPaymentError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefundPaymentError']>;
  RefundPaymentInput: RefundPaymentInput;
  RefundPaymentPayload: ResolverTypeWrapper<Omit<RefundPaymentPayload, 'errors' | 'payment' | 'refund'> & { errors: Array<ResolversTypes['RefundPaymentError']>, payment?: Maybe<ResolversTypes['Payment']>, refund?: Maybe<ResolversTypes['Refund']> }>;
  RefundStatus: RefundStatus;
  RefundTooLarge: ResolverTypeWrapper<Omit<RefundTooLarge, 'refundable'> & { refundable: ResolversTypes['Money'] }>;
  RetryPaymentError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetryPaymentError']>;
  RetryPaymentInput: RetryPaymentInput;
  RetryPaymentPayload: ResolverTypeWrapper<Omit<RetryPaymentPayload, 'checkout' | 'errors'> & { checkout?: Maybe<ResolversTypes['Checkout']>, errors: Array<ResolversTypes['RetryPaymentError']> }>;
  SignInRequired: ResolverTypeWrapper<SignInRequired>;
  StartCheckoutError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartCheckoutError']>;
  StartCheckoutInput: StartCheckoutInput;
  StartCheckoutPayload: ResolverTypeWrapper<Omit<StartCheckoutPayload, 'checkout' | 'errors'> & { checkout?: Maybe<ResolversTypes['Checkout']>, errors: Array<ResolversTypes['StartCheckoutError']> }>;
  Store: ResolverTypeWrapper<Stub>;
  StoreTransaction: ResolverTypeWrapper<StoreTransactionModel>;
  StoreTransactionConnection: ResolverTypeWrapper<StoreTransactionPage>;
  StoreTransactionEdge: ResolverTypeWrapper<Omit<StoreTransactionEdge, 'node'> & { node: ResolversTypes['StoreTransaction'] }>;
  StoreTransactionKind: StoreTransactionKind;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Unavailable: ResolverTypeWrapper<Unavailable>;
  User: ResolverTypeWrapper<Stub>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddressLocation: AddressLocation;
  Float: Scalars['Float']['output'];
  CancelCheckoutError: ResolversUnionTypes<ResolversParentTypes>['CancelCheckoutError'];
  CancelCheckoutInput: CancelCheckoutInput;
  ID: Scalars['ID']['output'];
  CancelCheckoutPayload: Omit<CancelCheckoutPayload, 'checkout' | 'errors'> & { checkout?: Maybe<ResolversParentTypes['Checkout']>, errors: Array<ResolversParentTypes['CancelCheckoutError']> };
  Cart: CartReference;
  CartSummary: Omit<CartSummary, 'totals'> & { totals: Array<ResolversParentTypes['Money']> };
  Checkout: CheckoutModel;
  CheckoutAlreadyOpen: Omit<CheckoutAlreadyOpen, 'checkout'> & { checkout: ResolversParentTypes['Checkout'] };
  CheckoutChange: CheckoutChangeModel;
  CheckoutConnection: CheckoutPage;
  CheckoutEdge: Omit<CheckoutEdge, 'node'> & { node: ResolversParentTypes['Checkout'] };
  CheckoutLine: HeldLine;
  CheckoutNotCancellable: CheckoutNotCancellable;
  CheckoutRejectionReason: Rejection;
  CountryCode: Scalars['CountryCode']['output'];
  Currency: Scalars['Currency']['output'];
  DateTime: Scalars['DateTime']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  IdempotencyKeyReused: IdempotencyKeyReused;
  InvalidInput: InvalidInput;
  JSON: Scalars['JSON']['output'];
  LedgerBalance: LedgerBalanceModel;
  LedgerHealth: LedgerHealthModel;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  Order: Stub;
  PageInfo: PageInfo;
  Payment: VisiblePayment;
  PaymentChange: PaymentChangeModel;
  PaymentConnection: PaymentPage;
  PaymentEdge: Omit<PaymentEdge, 'node'> & { node: ResolversParentTypes['Payment'] };
  PaymentFailure: PaymentFailure;
  PaymentNotRetryable: PaymentNotRetryable;
  PaymentSubject: CheckoutModel;
  PersonalData: ExportOwner;
  PhoneNumber: Scalars['PhoneNumber']['output'];
  Query: Record<PropertyKey, never>;
  RateLimited: RateLimited;
  Refund: VisibleRefund;
  RefundLine: Omit<RefundLine, 'amount'> & { amount: ResolversParentTypes['Money'] };
  RefundLineInput: RefundLineInput;
  RefundNotAllowed: RefundNotAllowed;
  RefundPaymentError: ResolversUnionTypes<ResolversParentTypes>['RefundPaymentError'];
  RefundPaymentInput: RefundPaymentInput;
  RefundPaymentPayload: Omit<RefundPaymentPayload, 'errors' | 'payment' | 'refund'> & { errors: Array<ResolversParentTypes['RefundPaymentError']>, payment?: Maybe<ResolversParentTypes['Payment']>, refund?: Maybe<ResolversParentTypes['Refund']> };
  RefundTooLarge: Omit<RefundTooLarge, 'refundable'> & { refundable: ResolversParentTypes['Money'] };
  RetryPaymentError: ResolversUnionTypes<ResolversParentTypes>['RetryPaymentError'];
  RetryPaymentInput: RetryPaymentInput;
  RetryPaymentPayload: Omit<RetryPaymentPayload, 'checkout' | 'errors'> & { checkout?: Maybe<ResolversParentTypes['Checkout']>, errors: Array<ResolversParentTypes['RetryPaymentError']> };
  SignInRequired: SignInRequired;
  StartCheckoutError: ResolversUnionTypes<ResolversParentTypes>['StartCheckoutError'];
  StartCheckoutInput: StartCheckoutInput;
  StartCheckoutPayload: Omit<StartCheckoutPayload, 'checkout' | 'errors'> & { checkout?: Maybe<ResolversParentTypes['Checkout']>, errors: Array<ResolversParentTypes['StartCheckoutError']> };
  Store: Stub;
  StoreTransaction: StoreTransactionModel;
  StoreTransactionConnection: StoreTransactionPage;
  StoreTransactionEdge: Omit<StoreTransactionEdge, 'node'> & { node: ResolversParentTypes['StoreTransaction'] };
  Subscription: Record<PropertyKey, never>;
  URL: Scalars['URL']['output'];
  Unavailable: Unavailable;
  User: Stub;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
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

export type AddressLocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddressLocation'] = ResolversParentTypes['AddressLocation']> = {
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  precision?: Resolver<ResolversTypes['LocationPrecision'], ParentType, ContextType>;
};

export type CancelCheckoutErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelCheckoutError'] = ResolversParentTypes['CancelCheckoutError']> = {
  __resolveType?: TypeResolveFn<'CheckoutNotCancellable' | 'NotFound' | 'Unavailable', ParentType, ContextType>;
};

export type CancelCheckoutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelCheckoutPayload'] = ResolversParentTypes['CancelCheckoutPayload']> = {
  checkout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['CancelCheckoutError']>, ParentType, ContextType>;
};

export type CartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart'], FederationReferenceType extends FederationReferenceTypes['Cart'] = FederationReferenceTypes['Cart']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cart']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CartSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartSummary'] = ResolversParentTypes['CartSummary']> = {
  totals?: Resolver<Array<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type CheckoutResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Checkout'] = ResolversParentTypes['Checkout'], FederationReferenceType extends FederationReferenceTypes['Checkout'] = FederationReferenceTypes['Checkout']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Checkout']> | FederationReferenceType, FederationReferenceType, ContextType>;
  buyer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['CheckoutChange']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['CheckoutLine']>, ParentType, ContextType>;
  orders?: Resolver<Maybe<Array<ResolversTypes['Order']>>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  payments?: Resolver<Array<ResolversTypes['Payment']>, ParentType, ContextType>;
  rejectionReasons?: Resolver<Array<ResolversTypes['CheckoutRejectionReason']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CheckoutStatus'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheckoutAlreadyOpenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckoutAlreadyOpen'] = ResolversParentTypes['CheckoutAlreadyOpen']> = {
  checkout?: Resolver<ResolversTypes['Checkout'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheckoutChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckoutChange'] = ResolversParentTypes['CheckoutChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['CheckoutStatus']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['CheckoutStatus'], ParentType, ContextType>;
};

export type CheckoutConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckoutConnection'] = ResolversParentTypes['CheckoutConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CheckoutEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Checkout']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CheckoutEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckoutEdge'] = ResolversParentTypes['CheckoutEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Checkout'], ParentType, ContextType>;
};

export type CheckoutLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckoutLine'] = ResolversParentTypes['CheckoutLine']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CheckoutLineKind'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
};

export type CheckoutNotCancellableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckoutNotCancellable'] = ResolversParentTypes['CheckoutNotCancellable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CheckoutStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheckoutRejectionReasonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckoutRejectionReason'] = ResolversParentTypes['CheckoutRejectionReason']> = {
  actual?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  cartItemId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  expected?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CheckoutRejectionKind'], ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export interface CurrencyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Currency'], any> {
  name: 'Currency';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type IdempotencyKeyReusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdempotencyKeyReused'] = ResolversParentTypes['IdempotencyKeyReused']> = {
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

export type LedgerBalanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerBalance'] = ResolversParentTypes['LedgerBalance']> = {
  accounts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LedgerAccountKind'], ParentType, ContextType>;
};

export type LedgerHealthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerHealth'] = ResolversParentTypes['LedgerHealth']> = {
  checkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  escrowCovered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  healthy?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  mismatchedBalances?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  oldSuspense?: Resolver<Array<ResolversTypes['Money']>, ParentType, ContextType>;
  openEscrowsOfClosedLines?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  postingsTotals?: Resolver<Array<ResolversTypes['Money']>, ParentType, ContextType>;
  stuckCheckouts?: Resolver<Array<ResolversTypes['Checkout']>, ParentType, ContextType>;
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
  cancelCheckout?: Resolver<Maybe<ResolversTypes['CancelCheckoutPayload']>, ParentType, ContextType, RequireFields<MutationCancelCheckoutArgs, 'input'>>;
  refundPayment?: Resolver<Maybe<ResolversTypes['RefundPaymentPayload']>, ParentType, ContextType, RequireFields<MutationRefundPaymentArgs, 'input'>>;
  retryPayment?: Resolver<Maybe<ResolversTypes['RetryPaymentPayload']>, ParentType, ContextType, RequireFields<MutationRetryPaymentArgs, 'input'>>;
  startCheckout?: Resolver<Maybe<ResolversTypes['StartCheckoutPayload']>, ParentType, ContextType, RequireFields<MutationStartCheckoutArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  paymentStatus?: Resolver<Maybe<ResolversTypes['PaymentStatus']>, ParentType, ContextType>;
  payments?: Resolver<Maybe<Array<ResolversTypes['Payment']>>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  capturedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['PaymentFailure']>, ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['PaymentChange']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['CheckoutLine']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
  orders?: Resolver<Maybe<Array<ResolversTypes['Order']>>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  redirectUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunds?: Resolver<Array<ResolversTypes['Refund']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['PaymentSubject']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PaymentChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentChange'] = ResolversParentTypes['PaymentChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
};

export type PaymentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentConnection'] = ResolversParentTypes['PaymentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PaymentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Payment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PaymentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentEdge'] = ResolversParentTypes['PaymentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
};

export type PaymentFailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentFailure'] = ResolversParentTypes['PaymentFailure']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PaymentNotRetryableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentNotRetryable'] = ResolversParentTypes['PaymentNotRetryable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CheckoutStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentSubjectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentSubject'] = ResolversParentTypes['PaymentSubject']> = {
  __resolveType?: TypeResolveFn<'Checkout', ParentType, ContextType>;
};

export type PersonalDataResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonalData'] = ResolversParentTypes['PersonalData'], FederationReferenceType extends FederationReferenceTypes['PersonalData'] = FederationReferenceTypes['PersonalData']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PersonalData']> | FederationReferenceType, FederationReferenceType, ContextType>;
  payments?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface PhoneNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PhoneNumber'], any> {
  name: 'PhoneNumber';
}

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  checkout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType, RequireFields<QueryCheckoutArgs, 'id'>>;
  ledgerBalances?: Resolver<Maybe<Array<ResolversTypes['LedgerBalance']>>, ParentType, ContextType>;
  ledgerHealth?: Resolver<Maybe<ResolversTypes['LedgerHealth']>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'id'>>;
};

export type RateLimitedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RateLimited'] = ResolversParentTypes['RateLimited']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  retryAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['RefundLine']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RefundStatus'], ParentType, ContextType>;
};

export type RefundLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundLine'] = ResolversParentTypes['RefundLine']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  lineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type RefundNotAllowedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundNotAllowed'] = ResolversParentTypes['RefundNotAllowed']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundPaymentErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundPaymentError'] = ResolversParentTypes['RefundPaymentError']> = {
  __resolveType?: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'RefundNotAllowed' | 'RefundTooLarge', ParentType, ContextType>;
};

export type RefundPaymentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundPaymentPayload'] = ResolversParentTypes['RefundPaymentPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RefundPaymentError']>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['Refund']>, ParentType, ContextType>;
};

export type RefundTooLargeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundTooLarge'] = ResolversParentTypes['RefundTooLarge']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  refundable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetryPaymentErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetryPaymentError'] = ResolversParentTypes['RetryPaymentError']> = {
  __resolveType?: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'PaymentNotRetryable', ParentType, ContextType>;
};

export type RetryPaymentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetryPaymentPayload'] = ResolversParentTypes['RetryPaymentPayload']> = {
  checkout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['RetryPaymentError']>, ParentType, ContextType>;
};

export type SignInRequiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInRequired'] = ResolversParentTypes['SignInRequired']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StartCheckoutErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartCheckoutError'] = ResolversParentTypes['StartCheckoutError']> = {
  __resolveType?: TypeResolveFn<'CheckoutAlreadyOpen' | 'IdempotencyKeyReused' | 'InvalidInput' | 'SignInRequired', ParentType, ContextType>;
};

export type StartCheckoutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartCheckoutPayload'] = ResolversParentTypes['StartCheckoutPayload']> = {
  checkout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['StartCheckoutError']>, ParentType, ContextType>;
};

export type StoreResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Store'] = ResolversParentTypes['Store'], FederationReferenceType extends FederationReferenceTypes['Store'] = FederationReferenceTypes['Store']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Store']> | FederationReferenceType, FederationReferenceType, ContextType>;
  balance?: Resolver<Maybe<Array<ResolversTypes['Money']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  transactions?: Resolver<Maybe<ResolversTypes['StoreTransactionConnection']>, ParentType, ContextType, Partial<StoreTransactionsArgs>>;
};

export type StoreTransactionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreTransaction'] = ResolversParentTypes['StoreTransaction']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['StoreTransactionKind'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
};

export type StoreTransactionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreTransactionConnection'] = ResolversParentTypes['StoreTransactionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['StoreTransactionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['StoreTransaction']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StoreTransactionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreTransactionEdge'] = ResolversParentTypes['StoreTransactionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StoreTransaction'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  checkoutUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Checkout']>, "checkoutUpdated", ParentType, ContextType, RequireFields<SubscriptionCheckoutUpdatedArgs, 'id'>>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UnavailableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Unavailable'] = ResolversParentTypes['Unavailable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  checkouts?: Resolver<Maybe<ResolversTypes['CheckoutConnection']>, ParentType, ContextType, Partial<UserCheckoutsArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payments?: Resolver<Maybe<ResolversTypes['PaymentConnection']>, ParentType, ContextType, Partial<UserPaymentsArgs>>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType?: TypeResolveFn<'CheckoutAlreadyOpen' | 'CheckoutNotCancellable' | 'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'PaymentNotRetryable' | 'RateLimited' | 'RefundNotAllowed' | 'RefundTooLarge' | 'SignInRequired' | 'Unavailable', ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AddressLocation?: AddressLocationResolvers<ContextType>;
  CancelCheckoutError?: CancelCheckoutErrorResolvers<ContextType>;
  CancelCheckoutPayload?: CancelCheckoutPayloadResolvers<ContextType>;
  Cart?: CartResolvers<ContextType>;
  CartSummary?: CartSummaryResolvers<ContextType>;
  Checkout?: CheckoutResolvers<ContextType>;
  CheckoutAlreadyOpen?: CheckoutAlreadyOpenResolvers<ContextType>;
  CheckoutChange?: CheckoutChangeResolvers<ContextType>;
  CheckoutConnection?: CheckoutConnectionResolvers<ContextType>;
  CheckoutEdge?: CheckoutEdgeResolvers<ContextType>;
  CheckoutLine?: CheckoutLineResolvers<ContextType>;
  CheckoutNotCancellable?: CheckoutNotCancellableResolvers<ContextType>;
  CheckoutRejectionReason?: CheckoutRejectionReasonResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  Currency?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  LedgerBalance?: LedgerBalanceResolvers<ContextType>;
  LedgerHealth?: LedgerHealthResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentChange?: PaymentChangeResolvers<ContextType>;
  PaymentConnection?: PaymentConnectionResolvers<ContextType>;
  PaymentEdge?: PaymentEdgeResolvers<ContextType>;
  PaymentFailure?: PaymentFailureResolvers<ContextType>;
  PaymentNotRetryable?: PaymentNotRetryableResolvers<ContextType>;
  PaymentSubject?: PaymentSubjectResolvers<ContextType>;
  PersonalData?: PersonalDataResolvers<ContextType>;
  PhoneNumber?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  RateLimited?: RateLimitedResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  RefundLine?: RefundLineResolvers<ContextType>;
  RefundNotAllowed?: RefundNotAllowedResolvers<ContextType>;
  RefundPaymentError?: RefundPaymentErrorResolvers<ContextType>;
  RefundPaymentPayload?: RefundPaymentPayloadResolvers<ContextType>;
  RefundTooLarge?: RefundTooLargeResolvers<ContextType>;
  RetryPaymentError?: RetryPaymentErrorResolvers<ContextType>;
  RetryPaymentPayload?: RetryPaymentPayloadResolvers<ContextType>;
  SignInRequired?: SignInRequiredResolvers<ContextType>;
  StartCheckoutError?: StartCheckoutErrorResolvers<ContextType>;
  StartCheckoutPayload?: StartCheckoutPayloadResolvers<ContextType>;
  Store?: StoreResolvers<ContextType>;
  StoreTransaction?: StoreTransactionResolvers<ContextType>;
  StoreTransactionConnection?: StoreTransactionConnectionResolvers<ContextType>;
  StoreTransactionEdge?: StoreTransactionEdgeResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  URL?: GraphQLScalarType;
  Unavailable?: UnavailableResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
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
