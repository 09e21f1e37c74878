import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ExportOwner } from '../erasure/export-owner.ts';
import type { CartStub, PricedItem } from '../cart/cart.domain.ts';
import type { Category as CategoryModel } from '../categories/categories.domain.ts';
import type { AddressSnapshot } from '@caravan/contracts/identity';
import type { Favourite as FavouriteModel, FavouritePage } from '../favourites/favourites.domain.ts';
import type { Fulfilment as FulfilmentModel, FulfilmentChange as FulfilmentChangeModel, OrderLine as OrderLineModel } from '../fulfilments/fulfilments.domain.ts';
import type { ImportJob as ImportJobModel, KeptRowError } from '../imports/imports.domain.ts';
import type { Money as MoneyModel } from '@caravan/core/money';
import type { Order as OrderModel } from '../orders/orders.domain.ts';
import type { OrderPage } from '../orders/order-reads.usecases.ts';
import type { Product as ProductModel, ProductImage as ProductImageModel, Variant as VariantModel } from '../products/products.domain.ts';
import type { ProductPage } from '../products/product-search.usecases.ts';
import type { ShippingRate as ShippingRateModel } from '../shipping-rates/shipping-rates.domain.ts';
import type { StockLevel as StockLevelModel, StockMovement as StockMovementModel } from '../stock/stock.domain.ts';
import type { Store as StoreModel, StoreStaffMember as StoreStaffMemberModel } from '../stores/stores.domain.ts';
import type { UserStub } from '../user.ts';
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

export type AddCartItemError = CartFull | InsufficientStock | InvalidInput | NotFound;

export type AddCartItemInput = {
  /** Pieces to add, from 1 to 999. The same variant with the same shipping rate adds up. */
  quantity?: Scalars['Int']['input'];
  /** One of the store's shipping rates (`shr_…`); may be picked later with `changeCartItem`. */
  shippingRateId?: InputMaybe<Scalars['ID']['input']>;
  /** What to buy (`var_…`). It must be published, in an active store. */
  variantId: Scalars['ID']['input'];
};

/** Exactly one of `cart` and `errors` carries content. */
export type AddCartItemPayload = {
  __typename?: 'AddCartItemPayload';
  cart: Maybe<Cart>;
  errors: Array<AddCartItemError>;
};

/** Why it was not added. */
export type AddFavouriteError = NotFound;

/** What is liked. */
export type AddFavouriteInput = {
  /** Id of a product. */
  targetId: Scalars['ID']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type AddFavouritePayload = {
  __typename?: 'AddFavouritePayload';
  errors: Array<AddFavouriteError>;
  favourite: Maybe<Favourite>;
};

/** Why the staff was not changed. */
export type AddStoreStaffError = LastOwner | NotFound;

/** Who gets which role in which store. */
export type AddStoreStaffInput = {
  role: StoreRole;
  storeId: Scalars['ID']['input'];
  /** Starts with `usr_`. */
  userId: Scalars['ID']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type AddStoreStaffPayload = {
  __typename?: 'AddStoreStaffPayload';
  errors: Array<AddStoreStaffError>;
  store: Maybe<Store>;
};

/** Why a variant was not added. */
export type AddVariantError = IdempotencyKeyReused | InvalidInput | NotFound | SkuTaken;

/** A variant and the product it belongs to. */
export type AddVariantInput = {
  /** 1 to 255 characters, made by the client: the same key and input gives the same variant. */
  idempotencyKey: Scalars['String']['input'];
  productId: Scalars['ID']['input'];
  variant: VariantInput;
};

/** Exactly one of its content and `errors` is there. */
export type AddVariantPayload = {
  __typename?: 'AddVariantPayload';
  errors: Array<AddVariantError>;
  variant: Maybe<Variant>;
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

/** Why stock was not changed. */
export type AdjustStockError = IdempotencyKeyReused | InvalidInput | NotFound | StockBelowReserved;

/** What came in, or what was counted. */
export type AdjustStockInput = {
  /** Pieces to add, or to take away when negative. Exactly one of `change` and `onHand`. */
  change?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 255 characters, made by the client: the same key and input is entered once. */
  idempotencyKey: Scalars['String']['input'];
  /** RECEIVED or ADJUSTED. Default: ADJUSTED. */
  kind?: InputMaybe<StockMovementKind>;
  /** Pieces that are on hand, as counted. */
  onHand?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 300 characters. */
  reason: Scalars['String']['input'];
  variantId: Scalars['ID']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type AdjustStockPayload = {
  __typename?: 'AdjustStockPayload';
  errors: Array<AdjustStockError>;
  variant: Maybe<Variant>;
};

/** Why a store was not applied for. */
export type ApplyForStoreError = IdempotencyKeyReused | InvalidInput | SlugTaken;

/** A store as its owner wishes it. */
export type ApplyForStoreInput = {
  /** Of all its prices; it cannot be changed later. */
  currency: Scalars['Currency']['input'];
  /** At most 5,000 characters of plain text. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 255 characters, made by the client: the same key and input gives the same store. */
  idempotencyKey: Scalars['String']['input'];
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** 3 to 60 of a-z, 0-9 and `-`. Default: made from the name. */
  slug?: InputMaybe<Scalars['String']['input']>;
};

/** Exactly one of its content and `errors` is there. */
export type ApplyForStorePayload = {
  __typename?: 'ApplyForStorePayload';
  errors: Array<ApplyForStoreError>;
  store: Maybe<Store>;
};

/** Why a store was not approved. */
export type ApproveStoreError = NotFound | StoreTransitionRefused;

/** The store that may sell. */
export type ApproveStoreInput = {
  storeId: Scalars['ID']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type ApproveStorePayload = {
  __typename?: 'ApproveStorePayload';
  errors: Array<ApproveStoreError>;
  store: Maybe<Store>;
};

/** Why a product was not taken off sale. */
export type ArchiveProductError = NotFound | ProductTransitionRefused;

/** The product that goes off sale. */
export type ArchiveProductInput = {
  productId: Scalars['ID']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type ArchiveProductPayload = {
  __typename?: 'ArchiveProductPayload';
  errors: Array<ArchiveProductError>;
  product: Maybe<Product>;
};

/** For whom something may be kept. */
export type CacheControlScope =
  /** Each principal has an answer of their own. */
  | 'PRIVATE'
  /** Everybody is answered the same. */
  | 'PUBLIC';

export type CancelFulfilmentError = InvalidInput | InvalidTransition | NotFound;

export type CancelFulfilmentInput = {
  /** A fulfilment of your store (`ful_…`). */
  fulfilmentId: Scalars['ID']['input'];
  /** Only these lines (`oln_…`); absent or null: all that are not cancelled yet. */
  lineIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** For the buyer, 1 to 500 characters. */
  reason: Scalars['String']['input'];
};

/** Exactly one of `fulfilment` and `errors` carries content. */
export type CancelFulfilmentPayload = {
  __typename?: 'CancelFulfilmentPayload';
  errors: Array<CancelFulfilmentError>;
  fulfilment: Maybe<Fulfilment>;
};

export type CancelOrderError = InvalidInput | InvalidTransition | NotFound;

export type CancelOrderInput = {
  /** Only these lines (`oln_…`); absent or null: everything that can still be cancelled. All of them, or none, are. */
  lineIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Your own order (`ord_…`). An unpaid one is cancelled with its checkout (`cancelCheckout`) instead. */
  orderId: Scalars['ID']['input'];
  /** For the stores, up to 500 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** Exactly one of `order` and `errors` carries content. */
export type CancelOrderPayload = {
  __typename?: 'CancelOrderPayload';
  errors: Array<CancelOrderError>;
  order: Maybe<Order>;
};

/** What someone is about to buy. Everyone has exactly one cart, guests too, and only its owner sees it. */
export type Cart = {
  __typename?: 'Cart';
  /** Derived from the owner's id, so it never changes. Starts with `crt_`. */
  id: Scalars['ID']['output'];
  /** Products in the cart, oldest first; at most 100. */
  items: Maybe<Array<CartItem>>;
  /**
   * What the items add up to with their shipping, one amount per currency, sorted by currency. Empty for an
   * empty cart. Live prices: the amount is fixed when a checkout reserves the items.
   */
  itemsTotals: Maybe<Array<Money>>;
};

/** The cart holds as many different items as it can. */
export type CartFull = UserError & {
  __typename?: 'CartFull';
  /** Most items of one cart. */
  limit: Scalars['Int']['output'];
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** One variant in a cart, with the shipping rate picked for it. */
export type CartItem = {
  __typename?: 'CartItem';
  addedAt: Scalars['DateTime']['output'];
  /** Starts with `cit_`. */
  id: Scalars['ID']['output'];
  /** The unit price differs from what it was when the item was put in the cart. */
  priceChanged: Scalars['Boolean']['output'];
  product: Product;
  /** From 1 to 999. */
  quantity: Scalars['Int']['output'];
  /** What sending this item costs now; zero while no rate is picked. */
  shippingPrice: Money;
  /** How it is sent. Null while none is picked: a checkout then asks for it, unless the store has no rates. */
  shippingRate: Maybe<ShippingRate>;
  /** Who sells it. The item's currency is the store's. */
  store: Store;
  /** `unitPrice` × `quantity` + `shippingPrice`. */
  total: Money;
  /** It cannot be bought now in this quantity: not for sale any more, or too few in stock. */
  unavailable: Scalars['Boolean']['output'];
  /** Price of one piece now. */
  unitPrice: Money;
  variant: Variant;
};

/** A node of the tree that products are filed in. */
export type Category = {
  __typename?: 'Category';
  /** Inactive categories are not offered; products in them stay on sale. */
  active: Scalars['Boolean']['output'];
  /** From the top down to the parent. */
  ancestors: Array<Category>;
  /** Directly below, in their sort order. */
  children: Array<Category>;
  /** Depth in the tree; 0 at the top. */
  depth: Scalars['Int']['output'];
  /** Plain text; may be empty. */
  description: Scalars['String']['output'];
  /** Starts with `cat_`. */
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** Null at the top. */
  parent: Maybe<Category>;
  /** Products for sale in this category and everything below it. */
  products: Maybe<ProductConnection>;
  /** Readable part of its address, unique among all categories. */
  slug: Scalars['String']['output'];
  /** Place among its siblings, smallest first; ties by name. */
  sortOrder: Scalars['Int']['output'];
};


/** A node of the tree that products are filed in. */
export type CategoryProductsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  sort: InputMaybe<ProductSort>;
};

/** A category cannot be moved below itself. */
export type CategoryCycle = UserError & {
  __typename?: 'CategoryCycle';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Another category has this slug. */
export type CategorySlugTaken = UserError & {
  __typename?: 'CategorySlugTaken';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  /** The slug that is taken. */
  slug: Scalars['String']['output'];
};

export type ChangeCartItemError = InsufficientStock | InvalidInput | NotFound;

/** A field that is absent stays as it is. */
export type ChangeCartItemInput = {
  /** Item of your own cart (`cit_…`). */
  cartItemId: Scalars['ID']['input'];
  /** New number of pieces, from 1 to 999. */
  quantity?: InputMaybe<Scalars['Int']['input']>;
  /** Another shipping rate of the store (`shr_…`); null unpicks it. Items that become alike are added up. */
  shippingRateId?: InputMaybe<Scalars['ID']['input']>;
};

/** Exactly one of `cart` and `errors` carries content. */
export type ChangeCartItemPayload = {
  __typename?: 'ChangeCartItemPayload';
  cart: Maybe<Cart>;
  errors: Array<ChangeCartItemError>;
};

export type ChangeFulfilmentStatusError = InvalidInput | InvalidTransition | NotFound;

export type ChangeFulfilmentStatusInput = {
  /** For the history, seen by buyer and store; up to 500 characters. */
  comment?: InputMaybe<Scalars['String']['input']>;
  /** Starts with `ful_`. */
  fulfilmentId: Scalars['ID']['input'];
  /** The next state: the store's staff take one step at a time up to DELIVERED; the buyer may say DELIVERED once SHIPPED. */
  status: FulfilmentStatus;
  /** The courier's number, up to 100 characters; only with SHIPPED. */
  trackingNumber?: InputMaybe<Scalars['String']['input']>;
};

/** Exactly one of `fulfilment` and `errors` carries content. */
export type ChangeFulfilmentStatusPayload = {
  __typename?: 'ChangeFulfilmentStatusPayload';
  errors: Array<ChangeFulfilmentStatusError>;
  fulfilment: Maybe<Fulfilment>;
};

/** Clearing has no refusals of its own: `errors` is empty, and there for the day when it has. */
export type ClearCartPayload = {
  __typename?: 'ClearCartPayload';
  cart: Maybe<Cart>;
  errors: Array<UserError>;
};

/** Why a category was not added. */
export type CreateCategoryError = CategorySlugTaken | IdempotencyKeyReused | InvalidInput | NotFound;

/** A category and its place in the tree. */
export type CreateCategoryInput = {
  /** Whether it is offered. */
  active?: InputMaybe<Scalars['Boolean']['input']>;
  /** At most 5,000 characters of plain text. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 255 characters, made by the client: the same key and input gives the same category. */
  idempotencyKey: Scalars['String']['input'];
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** Absent or null: at the top. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** Default: made from the name. */
  slug?: InputMaybe<Scalars['String']['input']>;
  /** Place among its siblings, smallest first. */
  sortOrder?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of its content and `errors` is there. */
export type CreateCategoryPayload = {
  __typename?: 'CreateCategoryPayload';
  category: Maybe<Category>;
  errors: Array<CreateCategoryError>;
};

/** Why there is no link. */
export type CreateImportUploadError = NotFound;

/** The store whose products will be uploaded. */
export type CreateImportUploadInput = {
  storeId: Scalars['ID']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type CreateImportUploadPayload = {
  __typename?: 'CreateImportUploadPayload';
  errors: Array<CreateImportUploadError>;
  /** To be passed to `importProducts`. */
  fileId: Maybe<Scalars['String']['output']>;
  /** Takes one PUT with the file as its body, within 15 minutes. */
  uploadUrl: Maybe<Scalars['URL']['output']>;
};

/** Why a product was not created. */
export type CreateProductError = HandleTaken | IdempotencyKeyReused | InvalidInput | NotFound | SkuTaken;

/** A product as it shall be. */
export type CreateProductInput = {
  /** 1 to 100 characters. */
  brand?: InputMaybe<Scalars['String']['input']>;
  /** Default: the category Other. */
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** HTML; what is not safe is taken out. At most 50,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 3 to 100 of a-z, 0-9 and `-`, unique in the store. Default: made from the title. */
  handle?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 255 characters, made by the client: the same key and input gives the same product. */
  idempotencyKey: Scalars['String']['input'];
  /** At most 20, in order. */
  images?: InputMaybe<Array<ProductImageInput>>;
  /** At most 3 names, such as `Size`. */
  options?: InputMaybe<Array<Scalars['String']['input']>>;
  storeId: Scalars['ID']['input'];
  /** 1 to 200 characters. */
  title: Scalars['String']['input'];
  /** 1 to 100, no two with the same option values. */
  variants: Array<VariantInput>;
};

/** Exactly one of its content and `errors` is there. */
export type CreateProductPayload = {
  __typename?: 'CreateProductPayload';
  errors: Array<CreateProductError>;
  product: Maybe<Product>;
};

/** Why a rate was not added. */
export type CreateShippingRateError = IdempotencyKeyReused | InvalidInput | NotFound | TooManyShippingRates;

/** A rate as it shall be. */
export type CreateShippingRateInput = {
  /** Minor units of the store's currency, 0 or more. */
  amount: Scalars['MinorUnits']['input'];
  /** Minor units. */
  freeOver?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** 1 to 255 characters, made by the client: the same key and input gives the same rate. */
  idempotencyKey: Scalars['String']['input'];
  kind: ShippingRateKind;
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  storeId: Scalars['ID']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type CreateShippingRatePayload = {
  __typename?: 'CreateShippingRatePayload';
  errors: Array<CreateShippingRateError>;
  shippingRate: Maybe<ShippingRate>;
};

/**
 * Where an order goes: the address as it was when the order was placed. Later changes in the buyer's
 * address book do not reach it.
 */
export type DeliveryAddress = {
  __typename?: 'DeliveryAddress';
  apartment: Maybe<Scalars['String']['output']>;
  building: Maybe<Scalars['String']['output']>;
  city: Scalars['String']['output'];
  country: Scalars['CountryCode']['output'];
  entrance: Maybe<Scalars['String']['output']>;
  floor: Maybe<Scalars['String']['output']>;
  intercom: Maybe<Scalars['String']['output']>;
  /** Street, building and flat in one line. */
  line1: Scalars['String']['output'];
  /** Whatever else helps to find it; null when there is none. */
  line2: Maybe<Scalars['String']['output']>;
  /** Where it is on earth, as far as that was known when the order was placed. */
  location: Maybe<AddressLocation>;
  /** Who receives it. */
  name: Scalars['String']['output'];
  /** For the courier; null when none was given. */
  phone: Maybe<Scalars['String']['output']>;
  postalCode: Scalars['String']['output'];
  /** State, province or region; null where the country has none. */
  region: Maybe<Scalars['String']['output']>;
  /** Null where the buyer gave a line alone, as are the parts below. */
  street: Maybe<Scalars['String']['output']>;
};

/** Something that a person likes. */
export type Favourite = {
  __typename?: 'Favourite';
  addedAt: Scalars['DateTime']['output'];
  /** Starts with `fav_`. */
  id: Scalars['ID']['output'];
  /** Null when it is no longer on sale. */
  target: Maybe<FavouriteTarget>;
};

/** A page of a person's favourites. */
export type FavouriteConnection = {
  __typename?: 'FavouriteConnection';
  edges: Array<FavouriteEdge>;
  /** The nodes of `edges`. */
  nodes: Array<Favourite>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

/** A favourite and its place in the list. */
export type FavouriteEdge = {
  __typename?: 'FavouriteEdge';
  cursor: Scalars['String']['output'];
  node: Favourite;
};

/** What can be liked. */
export type FavouriteTarget = Product;

/** The part of an order that one store sells and sends. */
export type Fulfilment = {
  __typename?: 'Fulfilment';
  /** Every change of its state, oldest first. */
  history: Array<FulfilmentChange>;
  /** Starts with `ful_`. */
  id: Scalars['ID']['output'];
  /** Products as they were bought, without shipping. */
  itemsTotal: Money;
  /** What is sent, cancelled lines included. */
  lines: Array<OrderLine>;
  order: Order;
  shippingTotal: Money;
  status: FulfilmentStatus;
  store: Store;
  /** `itemsTotal` + `shippingTotal`. */
  total: Money;
  /** The courier's number to follow it by; null until the store gives one. */
  trackingNumber: Maybe<Scalars['String']['output']>;
};

/** In which part someone acts on a fulfilment. */
export type FulfilmentActor =
  /** Someone with the scope `order:write:any`. */
  | 'ADMIN'
  /** Who bought it. */
  | 'BUYER'
  /** Staff of the store that sells it. */
  | 'STORE'
  /** Caravan, after a payment or a checkout. */
  | 'SYSTEM';

/** One step of a fulfilment, or the cancelling of some of its lines (`from` and `to` are then alike). */
export type FulfilmentChange = {
  __typename?: 'FulfilmentChange';
  at: Scalars['DateTime']['output'];
  by: FulfilmentActor;
  /** What was said about it; null for nothing. */
  comment: Maybe<Scalars['String']['output']>;
  /** State before; null for its beginning. */
  from: Maybe<FulfilmentStatus>;
  fulfilment: Fulfilment;
  /** Who did it; null for the system. */
  person: Maybe<User>;
  to: FulfilmentStatus;
};

/** PENDING → CONFIRMED → PREPARING → READY → SHIPPED → DELIVERED → COMPLETED, or CANCELLED before SHIPPED. */
export type FulfilmentStatus =
  /** It will not be sent. */
  | 'CANCELLED'
  /** The store was paid. */
  | 'COMPLETED'
  /** Paid: the store can begin. */
  | 'CONFIRMED'
  /** It has arrived: the time until the store is paid begins. */
  | 'DELIVERED'
  /** Reserved, waiting for the payment. */
  | 'PENDING'
  /** The store packs it. */
  | 'PREPARING'
  /** It waits for the courier. */
  | 'READY'
  /** On its way; it can no longer be cancelled. */
  | 'SHIPPED';

/** Another product of this store has this handle. */
export type HandleTaken = UserError & {
  __typename?: 'HandleTaken';
  /** The handle that is taken. */
  handle: Scalars['String']['output'];
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** This idempotency key was used before with another input. Make a new key for a new intent. */
export type IdempotencyKeyReused = UserError & {
  __typename?: 'IdempotencyKeyReused';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** A bulk upload of products. */
export type ImportJob = {
  __typename?: 'ImportJob';
  createdAt: Scalars['DateTime']['output'];
  /** Products that were not there before. */
  createdProducts: Scalars['Int']['output'];
  /** Variants that were not there before. */
  createdVariants: Scalars['Int']['output'];
  /** Rejected cells in the order of the file; the first 1,000 are kept. */
  errors: ImportRowErrorConnection;
  /** What is wrong with the file as a whole, such as a missing column; null when it could be read. */
  failure: Maybe<Scalars['String']['output']>;
  /** Null until it has ended. */
  finishedAt: Maybe<Scalars['DateTime']['output']>;
  /** Starts with `imp_`. */
  id: Scalars['ID']['output'];
  /** Rows that are in. */
  importedRows: Scalars['Int']['output'];
  mode: ImportMode;
  /** Rows looked at so far. */
  processedRows: Scalars['Int']['output'];
  /** Rows that stayed out; `errors` says why. */
  rejectedRows: Scalars['Int']['output'];
  status: ImportStatus;
  store: Store;
  /** Rows of the file; null until it was read to its end. */
  totalRows: Maybe<Scalars['Int']['output']>;
  /** Variants that were there, found by their SKU. */
  updatedVariants: Scalars['Int']['output'];
  /** Counts its changes. */
  version: Scalars['Int']['output'];
};


/** A bulk upload of products. */
export type ImportJobErrorsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** What happens to good rows when others are bad. */
export type ImportMode =
  /** Nothing in when any row is bad. */
  | 'ALL_OR_NOTHING'
  /** Good rows in, bad rows out. */
  | 'PARTIAL';

/** Why the file was not taken. */
export type ImportProductsError = IdempotencyKeyReused | InvalidInput | NotFound;

/** A file and how to take it. */
export type ImportProductsInput = {
  /** The file's text. Exactly one of `csv` and `fileId`. */
  csv?: InputMaybe<Scalars['String']['input']>;
  /** Of a file that was uploaded by `createImportUpload`. */
  fileId?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 255 characters, made by the client: the same key and input gives the same job. */
  idempotencyKey: Scalars['String']['input'];
  /** Whether good rows come in when others are bad. */
  mode?: InputMaybe<ImportMode>;
  storeId: Scalars['ID']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type ImportProductsPayload = {
  __typename?: 'ImportProductsPayload';
  errors: Array<ImportProductsError>;
  importJob: Maybe<ImportJob>;
};

/** Why a row stayed out. */
export type ImportRowError = {
  __typename?: 'ImportRowError';
  /** Column it concerns; null for the whole row. */
  column: Maybe<Scalars['String']['output']>;
  /** For people, in English. */
  reason: Scalars['String']['output'];
  /** Row in the file: the header is 1. */
  row: Scalars['Int']['output'];
};

/** A page of rejected cells. */
export type ImportRowErrorConnection = {
  __typename?: 'ImportRowErrorConnection';
  edges: Array<ImportRowErrorEdge>;
  /** The nodes of `edges`. */
  nodes: Array<ImportRowError>;
  pageInfo: PageInfo;
};

/** A rejected cell and its place in the list. */
export type ImportRowErrorEdge = {
  __typename?: 'ImportRowErrorEdge';
  cursor: Scalars['String']['output'];
  node: ImportRowError;
};

/** How far a bulk upload is. */
export type ImportStatus =
  /** Read to its end; rows may have been rejected. */
  | 'COMPLETED'
  /** Nothing is in, or what was in before `failure` happened. */
  | 'FAILED'
  | 'PENDING'
  | 'RUNNING';

/** Fewer pieces can be had than were asked for. */
export type InsufficientStock = UserError & {
  __typename?: 'InsufficientStock';
  /** Pieces that can be had now. */
  available: Scalars['Int']['output'];
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** An input field has a value that cannot be used; `path` names it. All bad fields are told at once. */
export type InvalidInput = UserError & {
  __typename?: 'InvalidInput';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** The fulfilment is in a state from which this step is not possible, or not yours to take. Nothing was changed. */
export type InvalidTransition = UserError & {
  __typename?: 'InvalidTransition';
  /** State that it is in. */
  from: FulfilmentStatus;
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  /** State that was asked for. */
  to: FulfilmentStatus;
};

/** A store always has an OWNER: make somebody else one first. */
export type LastOwner = UserError & {
  __typename?: 'LastOwner';
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
  /** Puts a variant in your cart. Nothing is reserved until checkout. */
  addCartItem: Maybe<AddCartItemPayload>;
  /** Adds something to your favourites; once is enough. */
  addFavourite: Maybe<AddFavouritePayload>;
  /** Adds a person to the staff of a store, or changes their role. By an OWNER. */
  addStoreStaff: Maybe<AddStoreStaffPayload>;
  /** Adds a variant to a product. By the store's staff. */
  addVariant: Maybe<AddVariantPayload>;
  /** Enters goods that came in, or corrects what is on hand. By the store's staff. */
  adjustStock: Maybe<AdjustStockPayload>;
  /** Applies for a store. It is PENDING until approved; the applicant becomes its OWNER. */
  applyForStore: Maybe<ApplyForStorePayload>;
  /** Lets a PENDING or SUSPENDED store sell. Its staff become vendors. */
  approveStore: Maybe<ApproveStorePayload>;
  /** Takes a product off sale; what was ordered of it stays. By the store's staff. */
  archiveProduct: Maybe<ArchiveProductPayload>;
  /**
   * Cancels a fulfilment, or lines of it, until it is SHIPPED. For the store's staff or the scope `order:write:any`.
   * The money of each cancelled line goes back to the buyer with its shipping, and its stock is for sale again.
   */
  cancelFulfilment: Maybe<CancelFulfilmentPayload>;
  /**
   * Cancels your order, or lines of it, until it is SHIPPED. The money of each cancelled line goes back with its
   * shipping, and its stock is for sale again.
   */
  cancelOrder: Maybe<CancelOrderPayload>;
  /** Changes the quantity or the shipping rate of an item in your cart. */
  changeCartItem: Maybe<ChangeCartItemPayload>;
  /** Moves a fulfilment on. For the store's staff, its buyer (DELIVERED only), or the scope `order:write:any`. */
  changeFulfilmentStatus: Maybe<ChangeFulfilmentStatusPayload>;
  /** Takes everything out of your cart. */
  clearCart: Maybe<ClearCartPayload>;
  /** Adds a category to the tree. */
  createCategory: Maybe<CreateCategoryPayload>;
  /** A signed link to upload a CSV file to (PUT, `text/csv`), for files that are too large for `importProducts(csv:)`. By the store's staff. */
  createImportUpload: Maybe<CreateImportUploadPayload>;
  /** Creates a DRAFT product with its variants. By the store's staff. */
  createProduct: Maybe<CreateProductPayload>;
  /** Adds a way of shipping that buyers can choose. By the store's staff. */
  createShippingRate: Maybe<CreateShippingRatePayload>;
  /**
   * Creates and updates products of a store from CSV (RFC 4180, UTF-8, comma, header row). By the store's staff. The job runs in the background.
   *
   * A row is a variant; rows with the same `handle` are one product. A variant that the store has (by `sku`) is updated, else created. An empty cell leaves what is there.
   *
   * | column | |
   * |---|---|
   * | `handle` | required; 1 to 100 of a-z, 0-9 and `-`: names the product in the store |
   * | `title` | required in the first row of a new product; at most 200 characters |
   * | `description` | HTML; what is not safe is taken out |
   * | `category` | slug or name of a category; unknown ones become Other |
   * | `brand` | |
   * | `sku` | required; unique in the store and in the file; at most 64 characters |
   * | `option:<Name>` | up to 3 columns, such as `option:Size`: value of this variant; two variants of a product may not have the same values |
   * | `price` | required for a new variant; decimal in the store's currency, such as `58.90` |
   * | `compare_at` | decimal; higher than the price |
   * | `stock` | pieces on hand; the difference is entered in the stock ledger |
   * | `weight_grams` | whole number |
   * | `barcode` | GTIN, 8 to 14 digits |
   * | `image_url` | one or more http(s) addresses with spaces between; added to the product's images |
   * | `publish` | `true` puts the product on sale |
   */
  importProducts: Maybe<ImportProductsPayload>;
  /** Puts a DRAFT or ARCHIVED product on sale. By the store's staff. */
  publishProduct: Maybe<PublishProductPayload>;
  /** Takes an item out of your cart. */
  removeCartItem: Maybe<RemoveCartItemPayload>;
  /** Takes something out of your favourites, if it is there. */
  removeFavourite: Maybe<RemoveFavouritePayload>;
  /** Stops offering a shipping rate. By the store's staff. */
  removeShippingRate: Maybe<RemoveShippingRatePayload>;
  /** Takes a person off the staff of a store. By an OWNER; anybody may leave. The last OWNER stays. */
  removeStoreStaff: Maybe<RemoveStoreStaffPayload>;
  /** Takes an ACTIVE store out of sale: its products can no longer be found or bought. */
  suspendStore: Maybe<SuspendStorePayload>;
  /** Renames, moves (with everything below it), sorts or hides a category. */
  updateCategory: Maybe<UpdateCategoryPayload>;
  /** Changes a product. By the store's staff. */
  updateProduct: Maybe<UpdateProductPayload>;
  /** Changes a shipping rate for later orders. By the store's staff. */
  updateShippingRate: Maybe<UpdateShippingRatePayload>;
  /** Changes what a store tells about itself. By its OWNER or MANAGER. */
  updateStore: Maybe<UpdateStorePayload>;
  /** Changes a variant. By the store's staff. */
  updateVariant: Maybe<UpdateVariantPayload>;
};


export type MutationAddCartItemArgs = {
  input: AddCartItemInput;
};


export type MutationAddFavouriteArgs = {
  input: AddFavouriteInput;
};


export type MutationAddStoreStaffArgs = {
  input: AddStoreStaffInput;
};


export type MutationAddVariantArgs = {
  input: AddVariantInput;
};


export type MutationAdjustStockArgs = {
  input: AdjustStockInput;
};


export type MutationApplyForStoreArgs = {
  input: ApplyForStoreInput;
};


export type MutationApproveStoreArgs = {
  input: ApproveStoreInput;
};


export type MutationArchiveProductArgs = {
  input: ArchiveProductInput;
};


export type MutationCancelFulfilmentArgs = {
  input: CancelFulfilmentInput;
};


export type MutationCancelOrderArgs = {
  input: CancelOrderInput;
};


export type MutationChangeCartItemArgs = {
  input: ChangeCartItemInput;
};


export type MutationChangeFulfilmentStatusArgs = {
  input: ChangeFulfilmentStatusInput;
};


export type MutationCreateCategoryArgs = {
  input: CreateCategoryInput;
};


export type MutationCreateImportUploadArgs = {
  input: CreateImportUploadInput;
};


export type MutationCreateProductArgs = {
  input: CreateProductInput;
};


export type MutationCreateShippingRateArgs = {
  input: CreateShippingRateInput;
};


export type MutationImportProductsArgs = {
  input: ImportProductsInput;
};


export type MutationPublishProductArgs = {
  input: PublishProductInput;
};


export type MutationRemoveCartItemArgs = {
  input: RemoveCartItemInput;
};


export type MutationRemoveFavouriteArgs = {
  input: RemoveFavouriteInput;
};


export type MutationRemoveShippingRateArgs = {
  input: RemoveShippingRateInput;
};


export type MutationRemoveStoreStaffArgs = {
  input: RemoveStoreStaffInput;
};


export type MutationSuspendStoreArgs = {
  input: SuspendStoreInput;
};


export type MutationUpdateCategoryArgs = {
  input: UpdateCategoryInput;
};


export type MutationUpdateProductArgs = {
  input: UpdateProductInput;
};


export type MutationUpdateShippingRateArgs = {
  input: UpdateShippingRateInput;
};


export type MutationUpdateStoreArgs = {
  input: UpdateStoreInput;
};


export type MutationUpdateVariantArgs = {
  input: UpdateVariantInput;
};

/** There is no such thing, or it is not yours to see. */
export type NotFound = UserError & {
  __typename?: 'NotFound';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/**
 * What one checkout bought, with one fulfilment per store. The buyer and people with the scope
 * `order:read:any` see all of it; a store's staff see it once it is paid, and only their own store's part:
 * `fulfilments`, `history` and the totals leave out what other stores sold.
 */
export type Order = {
  __typename?: 'Order';
  buyer: Maybe<User>;
  /** When the last of it was cancelled; null otherwise. */
  cancelledAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was paid; null until then. */
  confirmedAt: Maybe<Scalars['DateTime']['output']>;
  /** Where it goes; null when nothing is delivered, or once the buyer's data was erased. */
  deliveryAddress: Maybe<DeliveryAddress>;
  /** One per store, in the order of their ids. */
  fulfilments: Array<Fulfilment>;
  /** Every change of its fulfilments, oldest first. */
  history: Array<FulfilmentChange>;
  /** Starts with `ord_`. */
  id: Scalars['ID']['output'];
  /** Products as they were bought, without shipping. */
  itemsTotal: Money;
  /** For people: `CV-<year>-<counter>-<check digit>`, such as `CV-2026-000123-7`. */
  number: Scalars['String']['output'];
  /** When the checkout reserved it. */
  placedAt: Scalars['DateTime']['output'];
  shippingTotal: Money;
  /** Follows from the states of the fulfilments: that of the one that is least far, cancelled ones aside. */
  status: OrderStatus;
  /** `itemsTotal` + `shippingTotal`. Cancelled lines still count: what was given back is among the payments. */
  total: Money;
  /** Grows with every change of what a viewer can see. */
  version: Scalars['Int']['output'];
};

/** A page of orders. */
export type OrderConnection = {
  __typename?: 'OrderConnection';
  edges: Array<OrderEdge>;
  /** The orders of `edges`, without their cursors. */
  nodes: Array<Order>;
  pageInfo: PageInfo;
  /** Orders on all pages; counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type OrderEdge = {
  __typename?: 'OrderEdge';
  cursor: Scalars['String']['output'];
  node: Order;
};

/** One variant of an order, at the price it was bought for. */
export type OrderLine = {
  __typename?: 'OrderLine';
  /** Why it was cancelled; null when it was not, or nobody said. */
  cancelReason: Maybe<Scalars['String']['output']>;
  /** When it was cancelled; null when it was not. */
  cancelledAt: Maybe<Scalars['DateTime']['output']>;
  /** Starts with `oln_`. */
  id: Scalars['ID']['output'];
  product: Product;
  quantity: Scalars['Int']['output'];
  /** Name of the shipping rate that was picked; null for none. */
  shippingName: Maybe<Scalars['String']['output']>;
  /** What sending this line cost. */
  shippingPrice: Money;
  /** The store's article number when it was bought. */
  sku: Scalars['String']['output'];
  /** The product's title when it was bought. */
  title: Scalars['String']['output'];
  /** `unitPrice` × `quantity` + `shippingPrice`. */
  total: Money;
  /** Price of one piece. */
  unitPrice: Money;
  variant: Variant;
  /** The variant's title when it was bought, such as `Red / XL`; empty for a product without options. */
  variantTitle: Scalars['String']['output'];
};

/** How far an order is: the least of its fulfilments. */
export type OrderStatus =
  /** Everything was cancelled, or it was never paid. */
  | 'CANCELLED'
  /** Delivered, and the stores were paid. */
  | 'COMPLETED'
  /** Paid; no store has begun on all of it. */
  | 'CONFIRMED'
  /** Everything has arrived. */
  | 'DELIVERED'
  /** Reserved, waiting for its payment. */
  | 'PENDING'
  /** Every store is at it. */
  | 'PREPARING'
  /** Everything waits for the courier. */
  | 'READY'
  /** Everything is on its way. */
  | 'SHIPPED';

/** Every field narrows the list; an empty filter lists your own orders. */
export type OrdersFilter = {
  /** Orders of all buyers; needs the scope `order:read:any`. */
  everyone?: Scalars['Boolean']['input'];
  /** Placed at this instant or later. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** The whole order number, such as `CV-2026-000123-7`. */
  number?: InputMaybe<Scalars['String']['input']>;
  /** Any of these states. */
  statuses?: InputMaybe<Array<OrderStatus>>;
  /** Orders of this store (`str_…`), for its staff or with the scope `order:read:any`. */
  storeId?: InputMaybe<Scalars['ID']['input']>;
  /** Placed before this instant. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
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

export type PersonalData = {
  __typename?: 'PersonalData';
  /**
   * Orders with their lines and delivery addresses, what the person said about them, the cart, favourites, the stores that the
   * person works for, and imports. Amounts are minor units as decimal strings.
   */
  marketplace: Maybe<Scalars['JSON']['output']>;
  userId: Scalars['ID']['output'];
};

/** Something a store sells, in one or more variants. */
export type Product = {
  __typename?: 'Product';
  /** Who makes it; null when the store does not say. */
  brand: Maybe<Scalars['String']['output']>;
  category: Category;
  createdAt: Scalars['DateTime']['output'];
  /** HTML of a safe subset: paragraphs, lists, emphasis, headings, links. */
  description: Scalars['String']['output'];
  /** How many people like it. */
  favouriteCount: Scalars['Int']['output'];
  /** Its name in bulk uploads and addresses, unique in its store. */
  handle: Scalars['String']['output'];
  /** Highest price of its active variants; null when it has none. */
  highestPrice: Maybe<Money>;
  /** Starts with `prd_`. */
  id: Scalars['ID']['output'];
  /** In their order, at most 20. */
  images: Array<ProductImage>;
  /** Whether any active variant is available now. */
  inStock: Scalars['Boolean']['output'];
  /** Whether it is among your favourites. */
  isFavourite: Maybe<Scalars['Boolean']['output']>;
  /** Lowest price of its active variants; null when it has none. */
  lowestPrice: Maybe<Money>;
  /** What variants differ by, in order; at most 3. */
  options: Array<ProductOption>;
  /** When it was put on sale last; null for a DRAFT. */
  publishedAt: Maybe<Scalars['DateTime']['output']>;
  /** Other than PUBLISHED is seen by the staff and support. */
  status: ProductStatus;
  store: Store;
  /** At most 200 characters. */
  title: Scalars['String']['output'];
  /** In the order they were added, at most 100. Inactive ones are for the store's staff. */
  variants: Array<Variant>;
  /** Counts its changes, those of its variants included; pass it to `updateProduct` so that nobody's edit is overwritten. */
  version: Scalars['Int']['output'];
};

/** A page of products. */
export type ProductConnection = {
  __typename?: 'ProductConnection';
  edges: Array<ProductEdge>;
  /** The nodes of `edges`. */
  nodes: Array<Product>;
  pageInfo: PageInfo;
  /** All that match; counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A product and its place in the list. */
export type ProductEdge = {
  __typename?: 'ProductEdge';
  cursor: Scalars['String']['output'];
  node: Product;
};

/** Every field narrows the list. */
export type ProductFilter = {
  /** Exactly this brand, upper and lower case alike. */
  brand?: InputMaybe<Scalars['String']['input']>;
  /** This category and everything below it. */
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** Only prices in this currency; required with a price bound. */
  currency?: InputMaybe<Scalars['Currency']['input']>;
  /** True: only what is available now. False: only what is sold out. */
  inStock?: InputMaybe<Scalars['Boolean']['input']>;
  /** Highest price, in minor units of `currency`. */
  maxPrice?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** Lowest price, in minor units of `currency`. */
  minPrice?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** Other than PUBLISHED only with the `storeId` of a store that you work for; there the default is every status. */
  status?: InputMaybe<ProductStatus>;
  storeId?: InputMaybe<Scalars['ID']['input']>;
  /** Words to look for; at most 200 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** A picture by its address. */
export type ProductImage = {
  __typename?: 'ProductImage';
  /** What it shows, for people who cannot see it; may be empty. */
  altText: Scalars['String']['output'];
  /** Starts with `img_`. */
  id: Scalars['ID']['output'];
  /** http or https. */
  url: Scalars['URL']['output'];
};

/** A picture by its address. */
export type ProductImageInput = {
  /** At most 300 characters. */
  altText?: InputMaybe<Scalars['String']['input']>;
  url: Scalars['URL']['input'];
};

/** One thing that variants differ by, such as size. */
export type ProductOption = {
  __typename?: 'ProductOption';
  name: Scalars['String']['output'];
  /** Values of its variants, in the order they were added. */
  values: Array<Scalars['String']['output']>;
};

/** Order of a list of products; ties by id. */
export type ProductSort =
  /** Put on sale last first. */
  | 'NEWEST'
  /** Cheapest first, currency by currency; products without an active variant are left out. */
  | 'PRICE_ASC'
  /** By the lowest price, dearest first, currency by currency; products without an active variant are left out. */
  | 'PRICE_DESC'
  /** Best match first; only with a text. */
  | 'RELEVANCE';

/** Whether a product is on sale. */
export type ProductStatus =
  /** Off sale. */
  | 'ARCHIVED'
  /** Not on sale yet. */
  | 'DRAFT'
  /** On sale. */
  | 'PUBLISHED';

/** The product's status does not allow this step. */
export type ProductTransitionRefused = UserError & {
  __typename?: 'ProductTransitionRefused';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  /** Status that forbids it. */
  status: ProductStatus;
};

/** Somebody changed the product meanwhile; look at `current` and try again. */
export type ProductVersionConflict = UserError & {
  __typename?: 'ProductVersionConflict';
  /** The product as it is now. */
  current: Product;
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** A product needs an active variant to be sold. */
export type ProductWithoutVariant = UserError & {
  __typename?: 'ProductWithoutVariant';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Why a product was not put on sale. */
export type PublishProductError = NotFound | ProductTransitionRefused | ProductWithoutVariant;

/** The product that goes on sale. */
export type PublishProductInput = {
  productId: Scalars['ID']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type PublishProductPayload = {
  __typename?: 'PublishProductPayload';
  errors: Array<PublishProductError>;
  product: Maybe<Product>;
};

export type Query = {
  __typename?: 'Query';
  /** The category tree: the top level, or the children of one category, in their sort order. Inactive ones are for `category:write`. */
  categories: Maybe<Array<Category>>;
  /** One category, by exactly one of `id` and `slug`. Null when there is none. */
  category: Maybe<Category>;
  /** A bulk upload. For the store's staff and `product:write:any`; null for others. */
  importJob: Maybe<ImportJob>;
  /** An order by its id (`ord_…`); null when there is none or it is not yours to see. */
  order: Maybe<Order>;
  /** Orders, newest first: your own, a store's, or everyone's. Orders whose checkout ended unpaid are left out. */
  orders: Maybe<OrderConnection>;
  /** One product. The public sees PUBLISHED products of ACTIVE stores; the store's staff see all of theirs. Null when there is none. */
  product: Maybe<Product>;
  /**
   * Products for sale, found by words and filters. With `filter.storeId` of a store that you work for, in any status.
   * Text matches words by their beginnings in title, brand and description; when nothing matches, by similarity, so that typos are forgiven.
   */
  products: Maybe<ProductConnection>;
  /** Whether every stock level equals the sum of its movements. */
  stockHealth: Maybe<StockHealth>;
  /**
   * One store, by exactly one of `id` and `slug`. The public sees ACTIVE stores; its staff and support see it in any status.
   * Null when there is none.
   */
  store: Maybe<Store>;
  /** Stores, newest first. The public sees ACTIVE ones; other statuses need the scope `store:read:any`. */
  stores: Maybe<StoreConnection>;
};


export type QueryCategoriesArgs = {
  parentId: InputMaybe<Scalars['ID']['input']>;
};


export type QueryCategoryArgs = {
  id: InputMaybe<Scalars['ID']['input']>;
  slug: InputMaybe<Scalars['String']['input']>;
};


export type QueryImportJobArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrdersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<OrdersFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


export type QueryProductArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProductsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<ProductFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  sort: InputMaybe<ProductSort>;
};


export type QueryStoreArgs = {
  id: InputMaybe<Scalars['ID']['input']>;
  slug: InputMaybe<Scalars['String']['input']>;
};


export type QueryStoresArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<StoreFilter>;
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

export type RemoveCartItemError = NotFound;

export type RemoveCartItemInput = {
  /** Item of your own cart (`cit_…`). */
  cartItemId: Scalars['ID']['input'];
};

/** Exactly one of `cart` and `errors` carries content. */
export type RemoveCartItemPayload = {
  __typename?: 'RemoveCartItemPayload';
  cart: Maybe<Cart>;
  errors: Array<RemoveCartItemError>;
};

/** What is no longer liked. */
export type RemoveFavouriteInput = {
  /** Id of a product. */
  targetId: Scalars['ID']['input'];
};

/** Removing has no refusals of its own: `errors` is empty, and there for the day when it has. */
export type RemoveFavouritePayload = {
  __typename?: 'RemoveFavouritePayload';
  errors: Array<UserError>;
  /** Id of what is no longer a favourite. */
  targetId: Maybe<Scalars['ID']['output']>;
};

/** Why a rate was not removed. */
export type RemoveShippingRateError = NotFound;

/** The rate that is no longer offered. */
export type RemoveShippingRateInput = {
  shippingRateId: Scalars['ID']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type RemoveShippingRatePayload = {
  __typename?: 'RemoveShippingRatePayload';
  errors: Array<RemoveShippingRateError>;
  shippingRate: Maybe<ShippingRate>;
};

/** Why the staff was not changed. */
export type RemoveStoreStaffError = LastOwner | NotFound;

/** Who leaves which store. */
export type RemoveStoreStaffInput = {
  storeId: Scalars['ID']['input'];
  /** Starts with `usr_`. */
  userId: Scalars['ID']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type RemoveStoreStaffPayload = {
  __typename?: 'RemoveStoreStaffPayload';
  errors: Array<RemoveStoreStaffError>;
  store: Maybe<Store>;
};

/** A store's own price of shipping; the buyer picks one per cart line. */
export type ShippingRate = {
  __typename?: 'ShippingRate';
  /** False once removed; lines that had chosen it must choose again. */
  active: Scalars['Boolean']['output'];
  /** What one unit of `kind` costs. */
  amount: Money;
  /** Goods of one line that cost at least this are shipped free; null: never. */
  freeOver: Maybe<Money>;
  /** Starts with `shr_`. */
  id: Scalars['ID']['output'];
  kind: ShippingRateKind;
  /** For buyers, such as `Parcel, 2 days`. */
  name: Scalars['String']['output'];
};

/** What the amount of a rate is for. */
export type ShippingRateKind =
  /** Amount × kilograms of the line, each begun kilogram counting whole and at least one. */
  | 'BY_WEIGHT'
  /** Amount × quantity of the line. */
  | 'PER_ITEM'
  /** Amount once per line. */
  | 'PER_ORDER';

/** Another variant of this store has this SKU. */
export type SkuTaken = UserError & {
  __typename?: 'SkuTaken';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  /** The SKU that is taken. */
  sku: Scalars['String']['output'];
};

/** Another store has this slug. */
export type SlugTaken = UserError & {
  __typename?: 'SlugTaken';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  /** The slug that is taken. */
  slug: Scalars['String']['output'];
};

/** More is promised to checkouts than would be left. */
export type StockBelowReserved = UserError & {
  __typename?: 'StockBelowReserved';
  message: Scalars['String']['output'];
  /** Pieces on hand now. */
  onHand: Scalars['Int']['output'];
  path: Array<Scalars['String']['output']>;
  /** Pieces promised now. */
  reserved: Scalars['Int']['output'];
};

/** What the platform's keepers look at. */
export type StockHealth = {
  __typename?: 'StockHealth';
  /** Variants whose level differs from the sum of their movements; anything but 0 is a bug. */
  mismatches: Scalars['Int']['output'];
  /** Variants that have a stock level. */
  variants: Scalars['Int']['output'];
};

/** Pieces of one variant. It equals the sum of its movements. */
export type StockLevel = {
  __typename?: 'StockLevel';
  /** On hand and not reserved. */
  available: Scalars['Int']['output'];
  /** In the warehouse. */
  onHand: Scalars['Int']['output'];
  /** Promised to checkouts that are not paid yet. */
  reserved: Scalars['Int']['output'];
};

/** An entry of the stock ledger; it is never changed or removed. */
export type StockMovement = {
  __typename?: 'StockMovement';
  createdAt: Scalars['DateTime']['output'];
  /** Starts with `stm_`. */
  id: Scalars['ID']['output'];
  kind: StockMovementKind;
  /** Change of what is on hand. */
  onHandChange: Scalars['Int']['output'];
  /** Why, in the words of who entered it. */
  reason: Maybe<Scalars['String']['output']>;
  /** Change of what is reserved. */
  reservedChange: Scalars['Int']['output'];
};

/** A page of movements. */
export type StockMovementConnection = {
  __typename?: 'StockMovementConnection';
  edges: Array<StockMovementEdge>;
  /** The nodes of `edges`. */
  nodes: Array<StockMovement>;
  pageInfo: PageInfo;
};

/** A movement and its place in the list. */
export type StockMovementEdge = {
  __typename?: 'StockMovementEdge';
  cursor: Scalars['String']['output'];
  node: StockMovement;
};

/** What happened to the pieces. */
export type StockMovementKind =
  /** Corrected by the staff. */
  | 'ADJUSTED'
  /** Goods came in. */
  | 'RECEIVED'
  /** A promise ended unpaid. */
  | 'RELEASED'
  /** Promised to a checkout. */
  | 'RESERVED'
  /** Came back from a cancelled order. */
  | 'RETURNED'
  /** A promise was paid. */
  | 'SOLD';

/** A shop of one vendor. All its prices are in its one currency. */
export type Store = {
  __typename?: 'Store';
  createdAt: Scalars['DateTime']['output'];
  /** Currency of all its prices and shipping rates; it never changes. */
  currency: Scalars['Currency']['output'];
  /** Plain text. */
  description: Scalars['String']['output'];
  /** Starts with `str_`. */
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** Its products for sale; in any status for its staff. */
  products: Maybe<ProductConnection>;
  /** Ways of shipping it offers, cheapest amount first; at most 200. */
  shippingRates: Array<ShippingRate>;
  /** Readable part of its address, unique among all stores. */
  slug: Scalars['String']['output'];
  /** Who works here, owners first. For its OWNERs and MANAGERs, and for support; null for others. */
  staff: Maybe<Array<StoreStaffMember>>;
  /** Other than ACTIVE is seen by its staff and support. */
  status: StoreStatus;
  /** Counts its changes; pass it to `updateStore` so that nobody's edit is overwritten. */
  version: Scalars['Int']['output'];
};


/** A shop of one vendor. All its prices are in its one currency. */
export type StoreProductsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<StoreProductFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  sort: InputMaybe<ProductSort>;
};

/** A page of stores. */
export type StoreConnection = {
  __typename?: 'StoreConnection';
  edges: Array<StoreEdge>;
  /** The nodes of `edges`. */
  nodes: Array<Store>;
  pageInfo: PageInfo;
};

/** A store and its place in the list. */
export type StoreEdge = {
  __typename?: 'StoreEdge';
  cursor: Scalars['String']['output'];
  node: Store;
};

/** Every field narrows the list. */
export type StoreFilter = {
  /** Only stores in this status. Default: ACTIVE. */
  status?: InputMaybe<StoreStatus>;
  /** Words of the name, by their beginnings. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** Like `ProductFilter`, within one store. */
export type StoreProductFilter = {
  brand?: InputMaybe<Scalars['String']['input']>;
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  inStock?: InputMaybe<Scalars['Boolean']['input']>;
  maxPrice?: InputMaybe<Scalars['MinorUnits']['input']>;
  minPrice?: InputMaybe<Scalars['MinorUnits']['input']>;
  status?: InputMaybe<ProductStatus>;
  text?: InputMaybe<Scalars['String']['input']>;
};

/** What a person may do in a store. */
export type StoreRole =
  /** Products, stock and orders. */
  | 'CLERK'
  /** Everything but the staff. */
  | 'MANAGER'
  /** Everything, including who works here. */
  | 'OWNER';

/** A person who works for a store. */
export type StoreStaffMember = {
  __typename?: 'StoreStaffMember';
  role: StoreRole;
  /** When the person joined. */
  since: Scalars['DateTime']['output'];
  user: Maybe<User>;
};

/** Where a store stands with the platform. */
export type StoreStatus =
  /** Sells. */
  | 'ACTIVE'
  /** Applied for, not approved yet. */
  | 'PENDING'
  /** Taken out of sale by the platform. */
  | 'SUSPENDED';

/** The store's status does not allow this step. */
export type StoreTransitionRefused = UserError & {
  __typename?: 'StoreTransitionRefused';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
  /** Status that forbids it. */
  status: StoreStatus;
};

/** Somebody changed the store meanwhile; look at `current` and try again. */
export type StoreVersionConflict = UserError & {
  __typename?: 'StoreVersionConflict';
  /** The store as it is now. */
  current: Store;
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** A bulk upload as it is now, then after each batch of rows until it ends. For the store's staff. */
  importUpdated: Maybe<ImportJob>;
  /**
   * The order as it is now, then after every change of its state, fulfilments or payments. With `storeId`: the
   * orders of that store, for its staff. Without arguments: your own orders. Of a list, the newest 20 that are
   * not at their end come first as they are now, then every change.
   */
  orderUpdated: Maybe<Order>;
};


export type SubscriptionImportUpdatedArgs = {
  id: Scalars['ID']['input'];
};


export type SubscriptionOrderUpdatedArgs = {
  orderId: InputMaybe<Scalars['ID']['input']>;
  storeId: InputMaybe<Scalars['ID']['input']>;
};

/** Why a store was not suspended. */
export type SuspendStoreError = NotFound | StoreTransitionRefused;

/** The store that may sell no more. */
export type SuspendStoreInput = {
  storeId: Scalars['ID']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type SuspendStorePayload = {
  __typename?: 'SuspendStorePayload';
  errors: Array<SuspendStoreError>;
  store: Maybe<Store>;
};

/** A store offers at most 200 shipping rates at a time. */
export type TooManyShippingRates = UserError & {
  __typename?: 'TooManyShippingRates';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** A part that is needed does not answer right now. Nothing was changed; try again. */
export type Unavailable = UserError & {
  __typename?: 'Unavailable';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** Why a category was not changed. */
export type UpdateCategoryError = CategoryCycle | CategorySlugTaken | InvalidInput | NotFound;

/** Absent fields stay as they are; `parentId: null` moves it to the top. */
export type UpdateCategoryInput = {
  active?: InputMaybe<Scalars['Boolean']['input']>;
  categoryId: Scalars['ID']['input'];
  description?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  parentId?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
  sortOrder?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of its content and `errors` is there. */
export type UpdateCategoryPayload = {
  __typename?: 'UpdateCategoryPayload';
  category: Maybe<Category>;
  errors: Array<UpdateCategoryError>;
};

/** Why a product was not changed. */
export type UpdateProductError = HandleTaken | InvalidInput | NotFound | ProductVersionConflict;

/** Absent fields stay as they are; `brand: null` clears it. `images` replaces the whole list. */
export type UpdateProductInput = {
  brand?: InputMaybe<Scalars['String']['input']>;
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  description?: InputMaybe<Scalars['String']['input']>;
  handle?: InputMaybe<Scalars['String']['input']>;
  images?: InputMaybe<Array<ProductImageInput>>;
  productId: Scalars['ID']['input'];
  title?: InputMaybe<Scalars['String']['input']>;
  /** Version the edit is based on. */
  version: Scalars['Int']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type UpdateProductPayload = {
  __typename?: 'UpdateProductPayload';
  errors: Array<UpdateProductError>;
  product: Maybe<Product>;
};

/** Why a rate was not changed. */
export type UpdateShippingRateError = InvalidInput | NotFound;

/** Absent fields stay as they are; `freeOver: null` clears it. */
export type UpdateShippingRateInput = {
  amount?: InputMaybe<Scalars['MinorUnits']['input']>;
  freeOver?: InputMaybe<Scalars['MinorUnits']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  shippingRateId: Scalars['ID']['input'];
};

/** Exactly one of its content and `errors` is there. */
export type UpdateShippingRatePayload = {
  __typename?: 'UpdateShippingRatePayload';
  errors: Array<UpdateShippingRateError>;
  shippingRate: Maybe<ShippingRate>;
};

/** Why a store was not changed. */
export type UpdateStoreError = InvalidInput | NotFound | StoreVersionConflict;

/** Absent fields stay as they are. */
export type UpdateStoreInput = {
  /** At most 5,000 characters of plain text. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  storeId: Scalars['ID']['input'];
  /** Version the edit is based on; absent: whatever is there. */
  version?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of its content and `errors` is there. */
export type UpdateStorePayload = {
  __typename?: 'UpdateStorePayload';
  errors: Array<UpdateStoreError>;
  store: Maybe<Store>;
};

/** Why a variant was not changed. */
export type UpdateVariantError = InvalidInput | NotFound | SkuTaken;

/** Absent fields stay as they are; null clears compare-at price, barcode and weight. */
export type UpdateVariantInput = {
  active?: InputMaybe<Scalars['Boolean']['input']>;
  barcode?: InputMaybe<Scalars['String']['input']>;
  /** Minor units; higher than the price. */
  compareAtPrice?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** Minor units of the store's currency. */
  price?: InputMaybe<Scalars['MinorUnits']['input']>;
  sku?: InputMaybe<Scalars['String']['input']>;
  variantId: Scalars['ID']['input'];
  weightGrams?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of its content and `errors` is there. */
export type UpdateVariantPayload = {
  __typename?: 'UpdateVariantPayload';
  errors: Array<UpdateVariantError>;
  variant: Maybe<Variant>;
};

export type User = {
  __typename?: 'User';
  /** What this person likes, latest first. For oneself and `user:read:any`; null for others. */
  favourites: Maybe<FavouriteConnection>;
  id: Scalars['ID']['output'];
  /** Whether something is among this person's favourites. For oneself and `user:read:any`; null for others. */
  isFavourite: Maybe<Scalars['Boolean']['output']>;
  /**
   * Their orders, newest first, for themselves or with the scope `order:read:any`; null for others. Orders whose
   * checkout ended unpaid are left out.
   */
  orders: Maybe<OrderConnection>;
  /** Stores this person works for, newest first. For oneself and `user:read:any`; null for others. */
  stores: Maybe<StoreConnection>;
};


export type UserFavouritesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


export type UserIsFavouriteArgs = {
  targetId: Scalars['ID']['input'];
};


export type UserOrdersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


export type UserStoresArgs = {
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

/** What is bought: one combination of option values with its own price and stock. */
export type Variant = {
  __typename?: 'Variant';
  /** Inactive variants cannot be bought. */
  active: Scalars['Boolean']['output'];
  /** Pieces that can be bought now. */
  available: Scalars['Int']['output'];
  /** GTIN, 8 to 14 digits. */
  barcode: Maybe<Scalars['String']['output']>;
  /** Former or recommended price, higher than the price. */
  compareAtPrice: Maybe<Money>;
  /** Starts with `var_`. */
  id: Scalars['ID']['output'];
  /** One value per option of the product, in their order; empty when it has none. */
  optionValues: Array<Scalars['String']['output']>;
  /** In the store's currency. */
  price: Money;
  product: Product;
  /** The store's own number, unique in the store. */
  sku: Scalars['String']['output'];
  /** What is on hand and what is promised. For the store's staff; null for others. */
  stock: Maybe<StockLevel>;
  /** Every movement, newest first. For the store's staff; null for others. */
  stockMovements: Maybe<StockMovementConnection>;
  /** Option values for people, such as `Red / XL`; the product's title when there are none. */
  title: Scalars['String']['output'];
  /** Weight with packaging in grams, for shipping by weight. */
  weightGrams: Maybe<Scalars['Int']['output']>;
};


/** What is bought: one combination of option values with its own price and stock. */
export type VariantStockMovementsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** A variant as it shall be. */
export type VariantInput = {
  /** Whether it can be bought. */
  active?: InputMaybe<Scalars['Boolean']['input']>;
  /** GTIN, 8 or 12 to 14 digits. */
  barcode?: InputMaybe<Scalars['String']['input']>;
  /** Minor units; higher than the price. */
  compareAtPrice?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** One value per option of the product, in their order. */
  optionValues?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Minor units of the store's currency. */
  price: Scalars['MinorUnits']['input'];
  /** 1 to 64 characters, unique in the store. Default: made from its id. */
  sku?: InputMaybe<Scalars['String']['input']>;
  /** Pieces on hand to begin with; entered in the movements as RECEIVED. */
  stock?: InputMaybe<Scalars['Int']['input']>;
  /** Grams with packaging, above 0. */
  weightGrams?: InputMaybe<Scalars['Int']['input']>;
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
  Category: Category;
  Fulfilment: Fulfilment;
  ImportJob: ImportJob;
  Order: Order;
  PersonalData: PersonalData;
  Product: Product;
  ShippingRate: ShippingRate;
  Store: Store;
  User: User;
  Variant: Variant;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Cart:
    ( { __typename: 'Cart' }
    & GraphQLRecursivePick<FederationTypes['Cart'], {"id":true}> );
  Category:
    ( { __typename: 'Category' }
    & GraphQLRecursivePick<FederationTypes['Category'], {"id":true}> );
  Fulfilment:
    ( { __typename: 'Fulfilment' }
    & GraphQLRecursivePick<FederationTypes['Fulfilment'], {"id":true}> );
  ImportJob:
    ( { __typename: 'ImportJob' }
    & GraphQLRecursivePick<FederationTypes['ImportJob'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  PersonalData:
    ( { __typename: 'PersonalData' }
    & GraphQLRecursivePick<FederationTypes['PersonalData'], {"userId":true}> );
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
  ShippingRate:
    ( { __typename: 'ShippingRate' }
    & GraphQLRecursivePick<FederationTypes['ShippingRate'], {"id":true}> );
  Store:
    ( { __typename: 'Store' }
    & GraphQLRecursivePick<FederationTypes['Store'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
  Variant:
    ( { __typename: 'Variant' }
    & GraphQLRecursivePick<FederationTypes['Variant'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AddCartItemError:
    | ( CartFull )
    | ( InsufficientStock )
    | ( InvalidInput )
    | ( NotFound )
  ;
  AddFavouriteError: ( NotFound );
  AddStoreStaffError:
    | ( LastOwner )
    | ( NotFound )
  ;
  AddVariantError:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( SkuTaken )
  ;
  AdjustStockError:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( StockBelowReserved )
  ;
  ApplyForStoreError:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( SlugTaken )
  ;
  ApproveStoreError:
    | ( NotFound )
    | ( StoreTransitionRefused )
  ;
  ArchiveProductError:
    | ( NotFound )
    | ( ProductTransitionRefused )
  ;
  CancelFulfilmentError:
    | ( InvalidInput )
    | ( InvalidTransition )
    | ( NotFound )
  ;
  CancelOrderError:
    | ( InvalidInput )
    | ( InvalidTransition )
    | ( NotFound )
  ;
  ChangeCartItemError:
    | ( InsufficientStock )
    | ( InvalidInput )
    | ( NotFound )
  ;
  ChangeFulfilmentStatusError:
    | ( InvalidInput )
    | ( InvalidTransition )
    | ( NotFound )
  ;
  CreateCategoryError:
    | ( CategorySlugTaken )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
  ;
  CreateImportUploadError: ( NotFound );
  CreateProductError:
    | ( HandleTaken )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( SkuTaken )
  ;
  CreateShippingRateError:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( TooManyShippingRates )
  ;
  FavouriteTarget: ( ProductModel );
  ImportProductsError:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
  ;
  PublishProductError:
    | ( NotFound )
    | ( ProductTransitionRefused )
    | ( ProductWithoutVariant )
  ;
  RemoveCartItemError: ( NotFound );
  RemoveShippingRateError: ( NotFound );
  RemoveStoreStaffError:
    | ( LastOwner )
    | ( NotFound )
  ;
  SuspendStoreError:
    | ( NotFound )
    | ( StoreTransitionRefused )
  ;
  UpdateCategoryError:
    | ( CategoryCycle )
    | ( CategorySlugTaken )
    | ( InvalidInput )
    | ( NotFound )
  ;
  UpdateProductError:
    | ( HandleTaken )
    | ( InvalidInput )
    | ( NotFound )
    | ( Omit<ProductVersionConflict, 'current'> & { current: _RefType['Product'] } )
  ;
  UpdateShippingRateError:
    | ( InvalidInput )
    | ( NotFound )
  ;
  UpdateStoreError:
    | ( InvalidInput )
    | ( NotFound )
    | ( Omit<StoreVersionConflict, 'current'> & { current: _RefType['Store'] } )
  ;
  UpdateVariantError:
    | ( InvalidInput )
    | ( NotFound )
    | ( SkuTaken )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( CartFull )
    | ( CategoryCycle )
    | ( CategorySlugTaken )
    | ( HandleTaken )
    | ( IdempotencyKeyReused )
    | ( InsufficientStock )
    | ( InvalidInput )
    | ( InvalidTransition )
    | ( LastOwner )
    | ( NotFound )
    | ( ProductTransitionRefused )
    | ( Omit<ProductVersionConflict, 'current'> & { current: _RefType['Product'] } )
    | ( ProductWithoutVariant )
    | ( RateLimited )
    | ( SkuTaken )
    | ( SlugTaken )
    | ( StockBelowReserved )
    | ( StoreTransitionRefused )
    | ( Omit<StoreVersionConflict, 'current'> & { current: _RefType['Store'] } )
    | ( TooManyShippingRates )
    | ( Unavailable )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddCartItemError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddCartItemError']>;
  AddCartItemInput: AddCartItemInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddCartItemPayload: ResolverTypeWrapper<Omit<AddCartItemPayload, 'cart' | 'errors'> & { cart?: Maybe<ResolversTypes['Cart']>, errors: Array<ResolversTypes['AddCartItemError']> }>;
  AddFavouriteError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddFavouriteError']>;
  AddFavouriteInput: AddFavouriteInput;
  AddFavouritePayload: ResolverTypeWrapper<Omit<AddFavouritePayload, 'errors' | 'favourite'> & { errors: Array<ResolversTypes['AddFavouriteError']>, favourite?: Maybe<ResolversTypes['Favourite']> }>;
  AddStoreStaffError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddStoreStaffError']>;
  AddStoreStaffInput: AddStoreStaffInput;
  AddStoreStaffPayload: ResolverTypeWrapper<Omit<AddStoreStaffPayload, 'errors' | 'store'> & { errors: Array<ResolversTypes['AddStoreStaffError']>, store?: Maybe<ResolversTypes['Store']> }>;
  AddVariantError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddVariantError']>;
  AddVariantInput: AddVariantInput;
  AddVariantPayload: ResolverTypeWrapper<Omit<AddVariantPayload, 'errors' | 'variant'> & { errors: Array<ResolversTypes['AddVariantError']>, variant?: Maybe<ResolversTypes['Variant']> }>;
  AddressLocation: ResolverTypeWrapper<AddressLocation>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  AdjustStockError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AdjustStockError']>;
  AdjustStockInput: AdjustStockInput;
  AdjustStockPayload: ResolverTypeWrapper<Omit<AdjustStockPayload, 'errors' | 'variant'> & { errors: Array<ResolversTypes['AdjustStockError']>, variant?: Maybe<ResolversTypes['Variant']> }>;
  ApplyForStoreError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ApplyForStoreError']>;
  ApplyForStoreInput: ApplyForStoreInput;
  ApplyForStorePayload: ResolverTypeWrapper<Omit<ApplyForStorePayload, 'errors' | 'store'> & { errors: Array<ResolversTypes['ApplyForStoreError']>, store?: Maybe<ResolversTypes['Store']> }>;
  ApproveStoreError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ApproveStoreError']>;
  ApproveStoreInput: ApproveStoreInput;
  ApproveStorePayload: ResolverTypeWrapper<Omit<ApproveStorePayload, 'errors' | 'store'> & { errors: Array<ResolversTypes['ApproveStoreError']>, store?: Maybe<ResolversTypes['Store']> }>;
  ArchiveProductError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ArchiveProductError']>;
  ArchiveProductInput: ArchiveProductInput;
  ArchiveProductPayload: ResolverTypeWrapper<Omit<ArchiveProductPayload, 'errors' | 'product'> & { errors: Array<ResolversTypes['ArchiveProductError']>, product?: Maybe<ResolversTypes['Product']> }>;
  CacheControlScope: CacheControlScope;
  CancelFulfilmentError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelFulfilmentError']>;
  CancelFulfilmentInput: CancelFulfilmentInput;
  CancelFulfilmentPayload: ResolverTypeWrapper<Omit<CancelFulfilmentPayload, 'errors' | 'fulfilment'> & { errors: Array<ResolversTypes['CancelFulfilmentError']>, fulfilment?: Maybe<ResolversTypes['Fulfilment']> }>;
  CancelOrderError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelOrderError']>;
  CancelOrderInput: CancelOrderInput;
  CancelOrderPayload: ResolverTypeWrapper<Omit<CancelOrderPayload, 'errors' | 'order'> & { errors: Array<ResolversTypes['CancelOrderError']>, order?: Maybe<ResolversTypes['Order']> }>;
  Cart: ResolverTypeWrapper<CartStub>;
  CartFull: ResolverTypeWrapper<CartFull>;
  CartItem: ResolverTypeWrapper<PricedItem>;
  Category: ResolverTypeWrapper<CategoryModel>;
  CategoryCycle: ResolverTypeWrapper<CategoryCycle>;
  CategorySlugTaken: ResolverTypeWrapper<CategorySlugTaken>;
  ChangeCartItemError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeCartItemError']>;
  ChangeCartItemInput: ChangeCartItemInput;
  ChangeCartItemPayload: ResolverTypeWrapper<Omit<ChangeCartItemPayload, 'cart' | 'errors'> & { cart?: Maybe<ResolversTypes['Cart']>, errors: Array<ResolversTypes['ChangeCartItemError']> }>;
  ChangeFulfilmentStatusError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeFulfilmentStatusError']>;
  ChangeFulfilmentStatusInput: ChangeFulfilmentStatusInput;
  ChangeFulfilmentStatusPayload: ResolverTypeWrapper<Omit<ChangeFulfilmentStatusPayload, 'errors' | 'fulfilment'> & { errors: Array<ResolversTypes['ChangeFulfilmentStatusError']>, fulfilment?: Maybe<ResolversTypes['Fulfilment']> }>;
  ClearCartPayload: ResolverTypeWrapper<Omit<ClearCartPayload, 'cart' | 'errors'> & { cart?: Maybe<ResolversTypes['Cart']>, errors: Array<ResolversTypes['UserError']> }>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CreateCategoryError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateCategoryError']>;
  CreateCategoryInput: CreateCategoryInput;
  CreateCategoryPayload: ResolverTypeWrapper<Omit<CreateCategoryPayload, 'category' | 'errors'> & { category?: Maybe<ResolversTypes['Category']>, errors: Array<ResolversTypes['CreateCategoryError']> }>;
  CreateImportUploadError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateImportUploadError']>;
  CreateImportUploadInput: CreateImportUploadInput;
  CreateImportUploadPayload: ResolverTypeWrapper<Omit<CreateImportUploadPayload, 'errors'> & { errors: Array<ResolversTypes['CreateImportUploadError']> }>;
  CreateProductError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateProductError']>;
  CreateProductInput: CreateProductInput;
  CreateProductPayload: ResolverTypeWrapper<Omit<CreateProductPayload, 'errors' | 'product'> & { errors: Array<ResolversTypes['CreateProductError']>, product?: Maybe<ResolversTypes['Product']> }>;
  CreateShippingRateError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateShippingRateError']>;
  CreateShippingRateInput: CreateShippingRateInput;
  CreateShippingRatePayload: ResolverTypeWrapper<Omit<CreateShippingRatePayload, 'errors' | 'shippingRate'> & { errors: Array<ResolversTypes['CreateShippingRateError']>, shippingRate?: Maybe<ResolversTypes['ShippingRate']> }>;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeliveryAddress: ResolverTypeWrapper<AddressSnapshot>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Favourite: ResolverTypeWrapper<FavouriteModel>;
  FavouriteConnection: ResolverTypeWrapper<FavouritePage>;
  FavouriteEdge: ResolverTypeWrapper<Omit<FavouriteEdge, 'node'> & { node: ResolversTypes['Favourite'] }>;
  FavouriteTarget: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FavouriteTarget']>;
  Fulfilment: ResolverTypeWrapper<FulfilmentModel>;
  FulfilmentActor: FulfilmentActor;
  FulfilmentChange: ResolverTypeWrapper<FulfilmentChangeModel>;
  FulfilmentStatus: FulfilmentStatus;
  HandleTaken: ResolverTypeWrapper<HandleTaken>;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  ImportJob: ResolverTypeWrapper<ImportJobModel>;
  ImportMode: ImportMode;
  ImportProductsError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ImportProductsError']>;
  ImportProductsInput: ImportProductsInput;
  ImportProductsPayload: ResolverTypeWrapper<Omit<ImportProductsPayload, 'errors' | 'importJob'> & { errors: Array<ResolversTypes['ImportProductsError']>, importJob?: Maybe<ResolversTypes['ImportJob']> }>;
  ImportRowError: ResolverTypeWrapper<KeptRowError>;
  ImportRowErrorConnection: ResolverTypeWrapper<Omit<ImportRowErrorConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ImportRowErrorEdge']>, nodes: Array<ResolversTypes['ImportRowError']> }>;
  ImportRowErrorEdge: ResolverTypeWrapper<Omit<ImportRowErrorEdge, 'node'> & { node: ResolversTypes['ImportRowError'] }>;
  ImportStatus: ImportStatus;
  InsufficientStock: ResolverTypeWrapper<InsufficientStock>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  InvalidTransition: ResolverTypeWrapper<InvalidTransition>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  LastOwner: ResolverTypeWrapper<LastOwner>;
  LocationPrecision: LocationPrecision;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
  Order: ResolverTypeWrapper<OrderModel>;
  OrderConnection: ResolverTypeWrapper<OrderPage>;
  OrderEdge: ResolverTypeWrapper<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>;
  OrderLine: ResolverTypeWrapper<OrderLineModel>;
  OrderStatus: OrderStatus;
  OrdersFilter: OrdersFilter;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PersonalData: ResolverTypeWrapper<ExportOwner>;
  PhoneNumber: ResolverTypeWrapper<Scalars['PhoneNumber']['output']>;
  Product: ResolverTypeWrapper<ProductModel>;
  ProductConnection: ResolverTypeWrapper<ProductPage>;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  ProductFilter: ProductFilter;
  ProductImage: ResolverTypeWrapper<ProductImageModel>;
  ProductImageInput: ProductImageInput;
  ProductOption: ResolverTypeWrapper<ProductOption>;
  ProductSort: ProductSort;
  ProductStatus: ProductStatus;
  ProductTransitionRefused: ResolverTypeWrapper<ProductTransitionRefused>;
  ProductVersionConflict: ResolverTypeWrapper<Omit<ProductVersionConflict, 'current'> & { current: ResolversTypes['Product'] }>;
  ProductWithoutVariant: ResolverTypeWrapper<ProductWithoutVariant>;
  PublishProductError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PublishProductError']>;
  PublishProductInput: PublishProductInput;
  PublishProductPayload: ResolverTypeWrapper<Omit<PublishProductPayload, 'errors' | 'product'> & { errors: Array<ResolversTypes['PublishProductError']>, product?: Maybe<ResolversTypes['Product']> }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RateLimited: ResolverTypeWrapper<RateLimited>;
  RemoveCartItemError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveCartItemError']>;
  RemoveCartItemInput: RemoveCartItemInput;
  RemoveCartItemPayload: ResolverTypeWrapper<Omit<RemoveCartItemPayload, 'cart' | 'errors'> & { cart?: Maybe<ResolversTypes['Cart']>, errors: Array<ResolversTypes['RemoveCartItemError']> }>;
  RemoveFavouriteInput: RemoveFavouriteInput;
  RemoveFavouritePayload: ResolverTypeWrapper<Omit<RemoveFavouritePayload, 'errors'> & { errors: Array<ResolversTypes['UserError']> }>;
  RemoveShippingRateError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveShippingRateError']>;
  RemoveShippingRateInput: RemoveShippingRateInput;
  RemoveShippingRatePayload: ResolverTypeWrapper<Omit<RemoveShippingRatePayload, 'errors' | 'shippingRate'> & { errors: Array<ResolversTypes['RemoveShippingRateError']>, shippingRate?: Maybe<ResolversTypes['ShippingRate']> }>;
  RemoveStoreStaffError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveStoreStaffError']>;
  RemoveStoreStaffInput: RemoveStoreStaffInput;
  RemoveStoreStaffPayload: ResolverTypeWrapper<Omit<RemoveStoreStaffPayload, 'errors' | 'store'> & { errors: Array<ResolversTypes['RemoveStoreStaffError']>, store?: Maybe<ResolversTypes['Store']> }>;
  ShippingRate: ResolverTypeWrapper<ShippingRateModel>;
  ShippingRateKind: ShippingRateKind;
  SkuTaken: ResolverTypeWrapper<SkuTaken>;
  SlugTaken: ResolverTypeWrapper<SlugTaken>;
  StockBelowReserved: ResolverTypeWrapper<StockBelowReserved>;
  StockHealth: ResolverTypeWrapper<StockHealth>;
  StockLevel: ResolverTypeWrapper<StockLevelModel>;
  StockMovement: ResolverTypeWrapper<StockMovementModel>;
  StockMovementConnection: ResolverTypeWrapper<Omit<StockMovementConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['StockMovementEdge']>, nodes: Array<ResolversTypes['StockMovement']> }>;
  StockMovementEdge: ResolverTypeWrapper<Omit<StockMovementEdge, 'node'> & { node: ResolversTypes['StockMovement'] }>;
  StockMovementKind: StockMovementKind;
  Store: ResolverTypeWrapper<StoreModel>;
  StoreConnection: ResolverTypeWrapper<Omit<StoreConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['StoreEdge']>, nodes: Array<ResolversTypes['Store']> }>;
  StoreEdge: ResolverTypeWrapper<Omit<StoreEdge, 'node'> & { node: ResolversTypes['Store'] }>;
  StoreFilter: StoreFilter;
  StoreProductFilter: StoreProductFilter;
  StoreRole: StoreRole;
  StoreStaffMember: ResolverTypeWrapper<StoreStaffMemberModel>;
  StoreStatus: StoreStatus;
  StoreTransitionRefused: ResolverTypeWrapper<StoreTransitionRefused>;
  StoreVersionConflict: ResolverTypeWrapper<Omit<StoreVersionConflict, 'current'> & { current: ResolversTypes['Store'] }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SuspendStoreError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SuspendStoreError']>;
  SuspendStoreInput: SuspendStoreInput;
  SuspendStorePayload: ResolverTypeWrapper<Omit<SuspendStorePayload, 'errors' | 'store'> & { errors: Array<ResolversTypes['SuspendStoreError']>, store?: Maybe<ResolversTypes['Store']> }>;
  TooManyShippingRates: ResolverTypeWrapper<TooManyShippingRates>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Unavailable: ResolverTypeWrapper<Unavailable>;
  UpdateCategoryError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateCategoryError']>;
  UpdateCategoryInput: UpdateCategoryInput;
  UpdateCategoryPayload: ResolverTypeWrapper<Omit<UpdateCategoryPayload, 'category' | 'errors'> & { category?: Maybe<ResolversTypes['Category']>, errors: Array<ResolversTypes['UpdateCategoryError']> }>;
  UpdateProductError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateProductError']>;
  UpdateProductInput: UpdateProductInput;
  UpdateProductPayload: ResolverTypeWrapper<Omit<UpdateProductPayload, 'errors' | 'product'> & { errors: Array<ResolversTypes['UpdateProductError']>, product?: Maybe<ResolversTypes['Product']> }>;
  UpdateShippingRateError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateShippingRateError']>;
  UpdateShippingRateInput: UpdateShippingRateInput;
  UpdateShippingRatePayload: ResolverTypeWrapper<Omit<UpdateShippingRatePayload, 'errors' | 'shippingRate'> & { errors: Array<ResolversTypes['UpdateShippingRateError']>, shippingRate?: Maybe<ResolversTypes['ShippingRate']> }>;
  UpdateStoreError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateStoreError']>;
  UpdateStoreInput: UpdateStoreInput;
  UpdateStorePayload: ResolverTypeWrapper<Omit<UpdateStorePayload, 'errors' | 'store'> & { errors: Array<ResolversTypes['UpdateStoreError']>, store?: Maybe<ResolversTypes['Store']> }>;
  UpdateVariantError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateVariantError']>;
  UpdateVariantInput: UpdateVariantInput;
  UpdateVariantPayload: ResolverTypeWrapper<Omit<UpdateVariantPayload, 'errors' | 'variant'> & { errors: Array<ResolversTypes['UpdateVariantError']>, variant?: Maybe<ResolversTypes['Variant']> }>;
  User: ResolverTypeWrapper<UserStub>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Variant: ResolverTypeWrapper<VariantModel>;
  VariantInput: VariantInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddCartItemError: ResolversUnionTypes<ResolversParentTypes>['AddCartItemError'];
  AddCartItemInput: AddCartItemInput;
  ID: Scalars['ID']['output'];
  AddCartItemPayload: Omit<AddCartItemPayload, 'cart' | 'errors'> & { cart?: Maybe<ResolversParentTypes['Cart']>, errors: Array<ResolversParentTypes['AddCartItemError']> };
  AddFavouriteError: ResolversUnionTypes<ResolversParentTypes>['AddFavouriteError'];
  AddFavouriteInput: AddFavouriteInput;
  AddFavouritePayload: Omit<AddFavouritePayload, 'errors' | 'favourite'> & { errors: Array<ResolversParentTypes['AddFavouriteError']>, favourite?: Maybe<ResolversParentTypes['Favourite']> };
  AddStoreStaffError: ResolversUnionTypes<ResolversParentTypes>['AddStoreStaffError'];
  AddStoreStaffInput: AddStoreStaffInput;
  AddStoreStaffPayload: Omit<AddStoreStaffPayload, 'errors' | 'store'> & { errors: Array<ResolversParentTypes['AddStoreStaffError']>, store?: Maybe<ResolversParentTypes['Store']> };
  AddVariantError: ResolversUnionTypes<ResolversParentTypes>['AddVariantError'];
  AddVariantInput: AddVariantInput;
  AddVariantPayload: Omit<AddVariantPayload, 'errors' | 'variant'> & { errors: Array<ResolversParentTypes['AddVariantError']>, variant?: Maybe<ResolversParentTypes['Variant']> };
  AddressLocation: AddressLocation;
  Float: Scalars['Float']['output'];
  AdjustStockError: ResolversUnionTypes<ResolversParentTypes>['AdjustStockError'];
  AdjustStockInput: AdjustStockInput;
  AdjustStockPayload: Omit<AdjustStockPayload, 'errors' | 'variant'> & { errors: Array<ResolversParentTypes['AdjustStockError']>, variant?: Maybe<ResolversParentTypes['Variant']> };
  ApplyForStoreError: ResolversUnionTypes<ResolversParentTypes>['ApplyForStoreError'];
  ApplyForStoreInput: ApplyForStoreInput;
  ApplyForStorePayload: Omit<ApplyForStorePayload, 'errors' | 'store'> & { errors: Array<ResolversParentTypes['ApplyForStoreError']>, store?: Maybe<ResolversParentTypes['Store']> };
  ApproveStoreError: ResolversUnionTypes<ResolversParentTypes>['ApproveStoreError'];
  ApproveStoreInput: ApproveStoreInput;
  ApproveStorePayload: Omit<ApproveStorePayload, 'errors' | 'store'> & { errors: Array<ResolversParentTypes['ApproveStoreError']>, store?: Maybe<ResolversParentTypes['Store']> };
  ArchiveProductError: ResolversUnionTypes<ResolversParentTypes>['ArchiveProductError'];
  ArchiveProductInput: ArchiveProductInput;
  ArchiveProductPayload: Omit<ArchiveProductPayload, 'errors' | 'product'> & { errors: Array<ResolversParentTypes['ArchiveProductError']>, product?: Maybe<ResolversParentTypes['Product']> };
  CancelFulfilmentError: ResolversUnionTypes<ResolversParentTypes>['CancelFulfilmentError'];
  CancelFulfilmentInput: CancelFulfilmentInput;
  CancelFulfilmentPayload: Omit<CancelFulfilmentPayload, 'errors' | 'fulfilment'> & { errors: Array<ResolversParentTypes['CancelFulfilmentError']>, fulfilment?: Maybe<ResolversParentTypes['Fulfilment']> };
  CancelOrderError: ResolversUnionTypes<ResolversParentTypes>['CancelOrderError'];
  CancelOrderInput: CancelOrderInput;
  CancelOrderPayload: Omit<CancelOrderPayload, 'errors' | 'order'> & { errors: Array<ResolversParentTypes['CancelOrderError']>, order?: Maybe<ResolversParentTypes['Order']> };
  Cart: CartStub;
  CartFull: CartFull;
  CartItem: PricedItem;
  Category: CategoryModel;
  CategoryCycle: CategoryCycle;
  CategorySlugTaken: CategorySlugTaken;
  ChangeCartItemError: ResolversUnionTypes<ResolversParentTypes>['ChangeCartItemError'];
  ChangeCartItemInput: ChangeCartItemInput;
  ChangeCartItemPayload: Omit<ChangeCartItemPayload, 'cart' | 'errors'> & { cart?: Maybe<ResolversParentTypes['Cart']>, errors: Array<ResolversParentTypes['ChangeCartItemError']> };
  ChangeFulfilmentStatusError: ResolversUnionTypes<ResolversParentTypes>['ChangeFulfilmentStatusError'];
  ChangeFulfilmentStatusInput: ChangeFulfilmentStatusInput;
  ChangeFulfilmentStatusPayload: Omit<ChangeFulfilmentStatusPayload, 'errors' | 'fulfilment'> & { errors: Array<ResolversParentTypes['ChangeFulfilmentStatusError']>, fulfilment?: Maybe<ResolversParentTypes['Fulfilment']> };
  ClearCartPayload: Omit<ClearCartPayload, 'cart' | 'errors'> & { cart?: Maybe<ResolversParentTypes['Cart']>, errors: Array<ResolversParentTypes['UserError']> };
  CountryCode: Scalars['CountryCode']['output'];
  CreateCategoryError: ResolversUnionTypes<ResolversParentTypes>['CreateCategoryError'];
  CreateCategoryInput: CreateCategoryInput;
  CreateCategoryPayload: Omit<CreateCategoryPayload, 'category' | 'errors'> & { category?: Maybe<ResolversParentTypes['Category']>, errors: Array<ResolversParentTypes['CreateCategoryError']> };
  CreateImportUploadError: ResolversUnionTypes<ResolversParentTypes>['CreateImportUploadError'];
  CreateImportUploadInput: CreateImportUploadInput;
  CreateImportUploadPayload: Omit<CreateImportUploadPayload, 'errors'> & { errors: Array<ResolversParentTypes['CreateImportUploadError']> };
  CreateProductError: ResolversUnionTypes<ResolversParentTypes>['CreateProductError'];
  CreateProductInput: CreateProductInput;
  CreateProductPayload: Omit<CreateProductPayload, 'errors' | 'product'> & { errors: Array<ResolversParentTypes['CreateProductError']>, product?: Maybe<ResolversParentTypes['Product']> };
  CreateShippingRateError: ResolversUnionTypes<ResolversParentTypes>['CreateShippingRateError'];
  CreateShippingRateInput: CreateShippingRateInput;
  CreateShippingRatePayload: Omit<CreateShippingRatePayload, 'errors' | 'shippingRate'> & { errors: Array<ResolversParentTypes['CreateShippingRateError']>, shippingRate?: Maybe<ResolversParentTypes['ShippingRate']> };
  Currency: Scalars['Currency']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeliveryAddress: AddressSnapshot;
  EmailAddress: Scalars['EmailAddress']['output'];
  Favourite: FavouriteModel;
  FavouriteConnection: FavouritePage;
  FavouriteEdge: Omit<FavouriteEdge, 'node'> & { node: ResolversParentTypes['Favourite'] };
  FavouriteTarget: ResolversUnionTypes<ResolversParentTypes>['FavouriteTarget'];
  Fulfilment: FulfilmentModel;
  FulfilmentChange: FulfilmentChangeModel;
  HandleTaken: HandleTaken;
  IdempotencyKeyReused: IdempotencyKeyReused;
  ImportJob: ImportJobModel;
  ImportProductsError: ResolversUnionTypes<ResolversParentTypes>['ImportProductsError'];
  ImportProductsInput: ImportProductsInput;
  ImportProductsPayload: Omit<ImportProductsPayload, 'errors' | 'importJob'> & { errors: Array<ResolversParentTypes['ImportProductsError']>, importJob?: Maybe<ResolversParentTypes['ImportJob']> };
  ImportRowError: KeptRowError;
  ImportRowErrorConnection: Omit<ImportRowErrorConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ImportRowErrorEdge']>, nodes: Array<ResolversParentTypes['ImportRowError']> };
  ImportRowErrorEdge: Omit<ImportRowErrorEdge, 'node'> & { node: ResolversParentTypes['ImportRowError'] };
  InsufficientStock: InsufficientStock;
  InvalidInput: InvalidInput;
  InvalidTransition: InvalidTransition;
  JSON: Scalars['JSON']['output'];
  LastOwner: LastOwner;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  Order: OrderModel;
  OrderConnection: OrderPage;
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  OrderLine: OrderLineModel;
  OrdersFilter: OrdersFilter;
  PageInfo: PageInfo;
  PersonalData: ExportOwner;
  PhoneNumber: Scalars['PhoneNumber']['output'];
  Product: ProductModel;
  ProductConnection: ProductPage;
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  ProductFilter: ProductFilter;
  ProductImage: ProductImageModel;
  ProductImageInput: ProductImageInput;
  ProductOption: ProductOption;
  ProductTransitionRefused: ProductTransitionRefused;
  ProductVersionConflict: Omit<ProductVersionConflict, 'current'> & { current: ResolversParentTypes['Product'] };
  ProductWithoutVariant: ProductWithoutVariant;
  PublishProductError: ResolversUnionTypes<ResolversParentTypes>['PublishProductError'];
  PublishProductInput: PublishProductInput;
  PublishProductPayload: Omit<PublishProductPayload, 'errors' | 'product'> & { errors: Array<ResolversParentTypes['PublishProductError']>, product?: Maybe<ResolversParentTypes['Product']> };
  Query: Record<PropertyKey, never>;
  RateLimited: RateLimited;
  RemoveCartItemError: ResolversUnionTypes<ResolversParentTypes>['RemoveCartItemError'];
  RemoveCartItemInput: RemoveCartItemInput;
  RemoveCartItemPayload: Omit<RemoveCartItemPayload, 'cart' | 'errors'> & { cart?: Maybe<ResolversParentTypes['Cart']>, errors: Array<ResolversParentTypes['RemoveCartItemError']> };
  RemoveFavouriteInput: RemoveFavouriteInput;
  RemoveFavouritePayload: Omit<RemoveFavouritePayload, 'errors'> & { errors: Array<ResolversParentTypes['UserError']> };
  RemoveShippingRateError: ResolversUnionTypes<ResolversParentTypes>['RemoveShippingRateError'];
  RemoveShippingRateInput: RemoveShippingRateInput;
  RemoveShippingRatePayload: Omit<RemoveShippingRatePayload, 'errors' | 'shippingRate'> & { errors: Array<ResolversParentTypes['RemoveShippingRateError']>, shippingRate?: Maybe<ResolversParentTypes['ShippingRate']> };
  RemoveStoreStaffError: ResolversUnionTypes<ResolversParentTypes>['RemoveStoreStaffError'];
  RemoveStoreStaffInput: RemoveStoreStaffInput;
  RemoveStoreStaffPayload: Omit<RemoveStoreStaffPayload, 'errors' | 'store'> & { errors: Array<ResolversParentTypes['RemoveStoreStaffError']>, store?: Maybe<ResolversParentTypes['Store']> };
  ShippingRate: ShippingRateModel;
  SkuTaken: SkuTaken;
  SlugTaken: SlugTaken;
  StockBelowReserved: StockBelowReserved;
  StockHealth: StockHealth;
  StockLevel: StockLevelModel;
  StockMovement: StockMovementModel;
  StockMovementConnection: Omit<StockMovementConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['StockMovementEdge']>, nodes: Array<ResolversParentTypes['StockMovement']> };
  StockMovementEdge: Omit<StockMovementEdge, 'node'> & { node: ResolversParentTypes['StockMovement'] };
  Store: StoreModel;
  StoreConnection: Omit<StoreConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['StoreEdge']>, nodes: Array<ResolversParentTypes['Store']> };
  StoreEdge: Omit<StoreEdge, 'node'> & { node: ResolversParentTypes['Store'] };
  StoreFilter: StoreFilter;
  StoreProductFilter: StoreProductFilter;
  StoreStaffMember: StoreStaffMemberModel;
  StoreTransitionRefused: StoreTransitionRefused;
  StoreVersionConflict: Omit<StoreVersionConflict, 'current'> & { current: ResolversParentTypes['Store'] };
  Subscription: Record<PropertyKey, never>;
  SuspendStoreError: ResolversUnionTypes<ResolversParentTypes>['SuspendStoreError'];
  SuspendStoreInput: SuspendStoreInput;
  SuspendStorePayload: Omit<SuspendStorePayload, 'errors' | 'store'> & { errors: Array<ResolversParentTypes['SuspendStoreError']>, store?: Maybe<ResolversParentTypes['Store']> };
  TooManyShippingRates: TooManyShippingRates;
  URL: Scalars['URL']['output'];
  Unavailable: Unavailable;
  UpdateCategoryError: ResolversUnionTypes<ResolversParentTypes>['UpdateCategoryError'];
  UpdateCategoryInput: UpdateCategoryInput;
  UpdateCategoryPayload: Omit<UpdateCategoryPayload, 'category' | 'errors'> & { category?: Maybe<ResolversParentTypes['Category']>, errors: Array<ResolversParentTypes['UpdateCategoryError']> };
  UpdateProductError: ResolversUnionTypes<ResolversParentTypes>['UpdateProductError'];
  UpdateProductInput: UpdateProductInput;
  UpdateProductPayload: Omit<UpdateProductPayload, 'errors' | 'product'> & { errors: Array<ResolversParentTypes['UpdateProductError']>, product?: Maybe<ResolversParentTypes['Product']> };
  UpdateShippingRateError: ResolversUnionTypes<ResolversParentTypes>['UpdateShippingRateError'];
  UpdateShippingRateInput: UpdateShippingRateInput;
  UpdateShippingRatePayload: Omit<UpdateShippingRatePayload, 'errors' | 'shippingRate'> & { errors: Array<ResolversParentTypes['UpdateShippingRateError']>, shippingRate?: Maybe<ResolversParentTypes['ShippingRate']> };
  UpdateStoreError: ResolversUnionTypes<ResolversParentTypes>['UpdateStoreError'];
  UpdateStoreInput: UpdateStoreInput;
  UpdateStorePayload: Omit<UpdateStorePayload, 'errors' | 'store'> & { errors: Array<ResolversParentTypes['UpdateStoreError']>, store?: Maybe<ResolversParentTypes['Store']> };
  UpdateVariantError: ResolversUnionTypes<ResolversParentTypes>['UpdateVariantError'];
  UpdateVariantInput: UpdateVariantInput;
  UpdateVariantPayload: Omit<UpdateVariantPayload, 'errors' | 'variant'> & { errors: Array<ResolversParentTypes['UpdateVariantError']>, variant?: Maybe<ResolversParentTypes['Variant']> };
  User: UserStub;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Variant: VariantModel;
  VariantInput: VariantInput;
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

export type AddCartItemErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddCartItemError'] = ResolversParentTypes['AddCartItemError']> = {
  __resolveType?: TypeResolveFn<'CartFull' | 'InsufficientStock' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type AddCartItemPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddCartItemPayload'] = ResolversParentTypes['AddCartItemPayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['AddCartItemError']>, ParentType, ContextType>;
};

export type AddFavouriteErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddFavouriteError'] = ResolversParentTypes['AddFavouriteError']> = {
  __resolveType?: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type AddFavouritePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddFavouritePayload'] = ResolversParentTypes['AddFavouritePayload']> = {
  errors?: Resolver<Array<ResolversTypes['AddFavouriteError']>, ParentType, ContextType>;
  favourite?: Resolver<Maybe<ResolversTypes['Favourite']>, ParentType, ContextType>;
};

export type AddStoreStaffErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddStoreStaffError'] = ResolversParentTypes['AddStoreStaffError']> = {
  __resolveType?: TypeResolveFn<'LastOwner' | 'NotFound', ParentType, ContextType>;
};

export type AddStoreStaffPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddStoreStaffPayload'] = ResolversParentTypes['AddStoreStaffPayload']> = {
  errors?: Resolver<Array<ResolversTypes['AddStoreStaffError']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
};

export type AddVariantErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddVariantError'] = ResolversParentTypes['AddVariantError']> = {
  __resolveType?: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'SkuTaken', ParentType, ContextType>;
};

export type AddVariantPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddVariantPayload'] = ResolversParentTypes['AddVariantPayload']> = {
  errors?: Resolver<Array<ResolversTypes['AddVariantError']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
};

export type AddressLocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddressLocation'] = ResolversParentTypes['AddressLocation']> = {
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  precision?: Resolver<ResolversTypes['LocationPrecision'], ParentType, ContextType>;
};

export type AdjustStockErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdjustStockError'] = ResolversParentTypes['AdjustStockError']> = {
  __resolveType?: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'StockBelowReserved', ParentType, ContextType>;
};

export type AdjustStockPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdjustStockPayload'] = ResolversParentTypes['AdjustStockPayload']> = {
  errors?: Resolver<Array<ResolversTypes['AdjustStockError']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
};

export type ApplyForStoreErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplyForStoreError'] = ResolversParentTypes['ApplyForStoreError']> = {
  __resolveType?: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'SlugTaken', ParentType, ContextType>;
};

export type ApplyForStorePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplyForStorePayload'] = ResolversParentTypes['ApplyForStorePayload']> = {
  errors?: Resolver<Array<ResolversTypes['ApplyForStoreError']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
};

export type ApproveStoreErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApproveStoreError'] = ResolversParentTypes['ApproveStoreError']> = {
  __resolveType?: TypeResolveFn<'NotFound' | 'StoreTransitionRefused', ParentType, ContextType>;
};

export type ApproveStorePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApproveStorePayload'] = ResolversParentTypes['ApproveStorePayload']> = {
  errors?: Resolver<Array<ResolversTypes['ApproveStoreError']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
};

export type ArchiveProductErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveProductError'] = ResolversParentTypes['ArchiveProductError']> = {
  __resolveType?: TypeResolveFn<'NotFound' | 'ProductTransitionRefused', ParentType, ContextType>;
};

export type ArchiveProductPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveProductPayload'] = ResolversParentTypes['ArchiveProductPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ArchiveProductError']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
};

export type CancelFulfilmentErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelFulfilmentError'] = ResolversParentTypes['CancelFulfilmentError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'InvalidTransition' | 'NotFound', ParentType, ContextType>;
};

export type CancelFulfilmentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelFulfilmentPayload'] = ResolversParentTypes['CancelFulfilmentPayload']> = {
  errors?: Resolver<Array<ResolversTypes['CancelFulfilmentError']>, ParentType, ContextType>;
  fulfilment?: Resolver<Maybe<ResolversTypes['Fulfilment']>, ParentType, ContextType>;
};

export type CancelOrderErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelOrderError'] = ResolversParentTypes['CancelOrderError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'InvalidTransition' | 'NotFound', ParentType, ContextType>;
};

export type CancelOrderPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelOrderPayload'] = ResolversParentTypes['CancelOrderPayload']> = {
  errors?: Resolver<Array<ResolversTypes['CancelOrderError']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
};

export type CartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart'], FederationReferenceType extends FederationReferenceTypes['Cart'] = FederationReferenceTypes['Cart']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cart']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  items?: Resolver<Maybe<Array<ResolversTypes['CartItem']>>, ParentType, ContextType>;
  itemsTotals?: Resolver<Maybe<Array<ResolversTypes['Money']>>, ParentType, ContextType>;
};

export type CartFullResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartFull'] = ResolversParentTypes['CartFull']> = {
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CartItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartItem'] = ResolversParentTypes['CartItem']> = {
  addedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  priceChanged?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shippingPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  shippingRate?: Resolver<Maybe<ResolversTypes['ShippingRate']>, ParentType, ContextType>;
  store?: Resolver<ResolversTypes['Store'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unavailable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'], FederationReferenceType extends FederationReferenceTypes['Category'] = FederationReferenceTypes['Category']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Category']> | FederationReferenceType, FederationReferenceType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ancestors?: Resolver<Array<ResolversTypes['Category']>, ParentType, ContextType>;
  children?: Resolver<Array<ResolversTypes['Category']>, ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, Partial<CategoryProductsArgs>>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sortOrder?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CategoryCycleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategoryCycle'] = ResolversParentTypes['CategoryCycle']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CategorySlugTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategorySlugTaken'] = ResolversParentTypes['CategorySlugTaken']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangeCartItemErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeCartItemError'] = ResolversParentTypes['ChangeCartItemError']> = {
  __resolveType?: TypeResolveFn<'InsufficientStock' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type ChangeCartItemPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeCartItemPayload'] = ResolversParentTypes['ChangeCartItemPayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['ChangeCartItemError']>, ParentType, ContextType>;
};

export type ChangeFulfilmentStatusErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeFulfilmentStatusError'] = ResolversParentTypes['ChangeFulfilmentStatusError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'InvalidTransition' | 'NotFound', ParentType, ContextType>;
};

export type ChangeFulfilmentStatusPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeFulfilmentStatusPayload'] = ResolversParentTypes['ChangeFulfilmentStatusPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ChangeFulfilmentStatusError']>, ParentType, ContextType>;
  fulfilment?: Resolver<Maybe<ResolversTypes['Fulfilment']>, ParentType, ContextType>;
};

export type ClearCartPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClearCartPayload'] = ResolversParentTypes['ClearCartPayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export type CreateCategoryErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateCategoryError'] = ResolversParentTypes['CreateCategoryError']> = {
  __resolveType?: TypeResolveFn<'CategorySlugTaken' | 'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type CreateCategoryPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateCategoryPayload'] = ResolversParentTypes['CreateCategoryPayload']> = {
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['CreateCategoryError']>, ParentType, ContextType>;
};

export type CreateImportUploadErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateImportUploadError'] = ResolversParentTypes['CreateImportUploadError']> = {
  __resolveType?: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type CreateImportUploadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateImportUploadPayload'] = ResolversParentTypes['CreateImportUploadPayload']> = {
  errors?: Resolver<Array<ResolversTypes['CreateImportUploadError']>, ParentType, ContextType>;
  fileId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  uploadUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type CreateProductErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateProductError'] = ResolversParentTypes['CreateProductError']> = {
  __resolveType?: TypeResolveFn<'HandleTaken' | 'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'SkuTaken', ParentType, ContextType>;
};

export type CreateProductPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateProductPayload'] = ResolversParentTypes['CreateProductPayload']> = {
  errors?: Resolver<Array<ResolversTypes['CreateProductError']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
};

export type CreateShippingRateErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateShippingRateError'] = ResolversParentTypes['CreateShippingRateError']> = {
  __resolveType?: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'TooManyShippingRates', ParentType, ContextType>;
};

export type CreateShippingRatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateShippingRatePayload'] = ResolversParentTypes['CreateShippingRatePayload']> = {
  errors?: Resolver<Array<ResolversTypes['CreateShippingRateError']>, ParentType, ContextType>;
  shippingRate?: Resolver<Maybe<ResolversTypes['ShippingRate']>, ParentType, ContextType>;
};

export interface CurrencyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Currency'], any> {
  name: 'Currency';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeliveryAddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryAddress'] = ResolversParentTypes['DeliveryAddress']> = {
  apartment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  building?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  entrance?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  floor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  intercom?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['AddressLocation']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  street?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type FavouriteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Favourite'] = ResolversParentTypes['Favourite']> = {
  addedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  target?: Resolver<Maybe<ResolversTypes['FavouriteTarget']>, ParentType, ContextType>;
};

export type FavouriteConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FavouriteConnection'] = ResolversParentTypes['FavouriteConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FavouriteEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Favourite']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FavouriteEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FavouriteEdge'] = ResolversParentTypes['FavouriteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Favourite'], ParentType, ContextType>;
};

export type FavouriteTargetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FavouriteTarget'] = ResolversParentTypes['FavouriteTarget']> = {
  __resolveType?: TypeResolveFn<'Product', ParentType, ContextType>;
};

export type FulfilmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Fulfilment'] = ResolversParentTypes['Fulfilment'], FederationReferenceType extends FederationReferenceTypes['Fulfilment'] = FederationReferenceTypes['Fulfilment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Fulfilment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  history?: Resolver<Array<ResolversTypes['FulfilmentChange']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  itemsTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  shippingTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FulfilmentStatus'], ParentType, ContextType>;
  store?: Resolver<ResolversTypes['Store'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  trackingNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FulfilmentChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FulfilmentChange'] = ResolversParentTypes['FulfilmentChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['FulfilmentActor'], ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['FulfilmentStatus']>, ParentType, ContextType>;
  fulfilment?: Resolver<ResolversTypes['Fulfilment'], ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['FulfilmentStatus'], ParentType, ContextType>;
};

export type HandleTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HandleTaken'] = ResolversParentTypes['HandleTaken']> = {
  handle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IdempotencyKeyReusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdempotencyKeyReused'] = ResolversParentTypes['IdempotencyKeyReused']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImportJobResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportJob'] = ResolversParentTypes['ImportJob'], FederationReferenceType extends FederationReferenceTypes['ImportJob'] = FederationReferenceTypes['ImportJob']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ImportJob']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdProducts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdVariants?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  errors?: Resolver<ResolversTypes['ImportRowErrorConnection'], ParentType, ContextType, Partial<ImportJobErrorsArgs>>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  importedRows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['ImportMode'], ParentType, ContextType>;
  processedRows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejectedRows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ImportStatus'], ParentType, ContextType>;
  store?: Resolver<ResolversTypes['Store'], ParentType, ContextType>;
  totalRows?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  updatedVariants?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ImportProductsErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportProductsError'] = ResolversParentTypes['ImportProductsError']> = {
  __resolveType?: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type ImportProductsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportProductsPayload'] = ResolversParentTypes['ImportProductsPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ImportProductsError']>, ParentType, ContextType>;
  importJob?: Resolver<Maybe<ResolversTypes['ImportJob']>, ParentType, ContextType>;
};

export type ImportRowErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportRowError'] = ResolversParentTypes['ImportRowError']> = {
  column?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  row?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ImportRowErrorConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportRowErrorConnection'] = ResolversParentTypes['ImportRowErrorConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ImportRowErrorEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ImportRowError']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ImportRowErrorEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportRowErrorEdge'] = ResolversParentTypes['ImportRowErrorEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ImportRowError'], ParentType, ContextType>;
};

export type InsufficientStockResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InsufficientStock'] = ResolversParentTypes['InsufficientStock']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidTransitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidTransition'] = ResolversParentTypes['InvalidTransition']> = {
  from?: Resolver<ResolversTypes['FulfilmentStatus'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['FulfilmentStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LastOwnerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LastOwner'] = ResolversParentTypes['LastOwner']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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
  addCartItem?: Resolver<Maybe<ResolversTypes['AddCartItemPayload']>, ParentType, ContextType, RequireFields<MutationAddCartItemArgs, 'input'>>;
  addFavourite?: Resolver<Maybe<ResolversTypes['AddFavouritePayload']>, ParentType, ContextType, RequireFields<MutationAddFavouriteArgs, 'input'>>;
  addStoreStaff?: Resolver<Maybe<ResolversTypes['AddStoreStaffPayload']>, ParentType, ContextType, RequireFields<MutationAddStoreStaffArgs, 'input'>>;
  addVariant?: Resolver<Maybe<ResolversTypes['AddVariantPayload']>, ParentType, ContextType, RequireFields<MutationAddVariantArgs, 'input'>>;
  adjustStock?: Resolver<Maybe<ResolversTypes['AdjustStockPayload']>, ParentType, ContextType, RequireFields<MutationAdjustStockArgs, 'input'>>;
  applyForStore?: Resolver<Maybe<ResolversTypes['ApplyForStorePayload']>, ParentType, ContextType, RequireFields<MutationApplyForStoreArgs, 'input'>>;
  approveStore?: Resolver<Maybe<ResolversTypes['ApproveStorePayload']>, ParentType, ContextType, RequireFields<MutationApproveStoreArgs, 'input'>>;
  archiveProduct?: Resolver<Maybe<ResolversTypes['ArchiveProductPayload']>, ParentType, ContextType, RequireFields<MutationArchiveProductArgs, 'input'>>;
  cancelFulfilment?: Resolver<Maybe<ResolversTypes['CancelFulfilmentPayload']>, ParentType, ContextType, RequireFields<MutationCancelFulfilmentArgs, 'input'>>;
  cancelOrder?: Resolver<Maybe<ResolversTypes['CancelOrderPayload']>, ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'input'>>;
  changeCartItem?: Resolver<Maybe<ResolversTypes['ChangeCartItemPayload']>, ParentType, ContextType, RequireFields<MutationChangeCartItemArgs, 'input'>>;
  changeFulfilmentStatus?: Resolver<Maybe<ResolversTypes['ChangeFulfilmentStatusPayload']>, ParentType, ContextType, RequireFields<MutationChangeFulfilmentStatusArgs, 'input'>>;
  clearCart?: Resolver<Maybe<ResolversTypes['ClearCartPayload']>, ParentType, ContextType>;
  createCategory?: Resolver<Maybe<ResolversTypes['CreateCategoryPayload']>, ParentType, ContextType, RequireFields<MutationCreateCategoryArgs, 'input'>>;
  createImportUpload?: Resolver<Maybe<ResolversTypes['CreateImportUploadPayload']>, ParentType, ContextType, RequireFields<MutationCreateImportUploadArgs, 'input'>>;
  createProduct?: Resolver<Maybe<ResolversTypes['CreateProductPayload']>, ParentType, ContextType, RequireFields<MutationCreateProductArgs, 'input'>>;
  createShippingRate?: Resolver<Maybe<ResolversTypes['CreateShippingRatePayload']>, ParentType, ContextType, RequireFields<MutationCreateShippingRateArgs, 'input'>>;
  importProducts?: Resolver<Maybe<ResolversTypes['ImportProductsPayload']>, ParentType, ContextType, RequireFields<MutationImportProductsArgs, 'input'>>;
  publishProduct?: Resolver<Maybe<ResolversTypes['PublishProductPayload']>, ParentType, ContextType, RequireFields<MutationPublishProductArgs, 'input'>>;
  removeCartItem?: Resolver<Maybe<ResolversTypes['RemoveCartItemPayload']>, ParentType, ContextType, RequireFields<MutationRemoveCartItemArgs, 'input'>>;
  removeFavourite?: Resolver<Maybe<ResolversTypes['RemoveFavouritePayload']>, ParentType, ContextType, RequireFields<MutationRemoveFavouriteArgs, 'input'>>;
  removeShippingRate?: Resolver<Maybe<ResolversTypes['RemoveShippingRatePayload']>, ParentType, ContextType, RequireFields<MutationRemoveShippingRateArgs, 'input'>>;
  removeStoreStaff?: Resolver<Maybe<ResolversTypes['RemoveStoreStaffPayload']>, ParentType, ContextType, RequireFields<MutationRemoveStoreStaffArgs, 'input'>>;
  suspendStore?: Resolver<Maybe<ResolversTypes['SuspendStorePayload']>, ParentType, ContextType, RequireFields<MutationSuspendStoreArgs, 'input'>>;
  updateCategory?: Resolver<Maybe<ResolversTypes['UpdateCategoryPayload']>, ParentType, ContextType, RequireFields<MutationUpdateCategoryArgs, 'input'>>;
  updateProduct?: Resolver<Maybe<ResolversTypes['UpdateProductPayload']>, ParentType, ContextType, RequireFields<MutationUpdateProductArgs, 'input'>>;
  updateShippingRate?: Resolver<Maybe<ResolversTypes['UpdateShippingRatePayload']>, ParentType, ContextType, RequireFields<MutationUpdateShippingRateArgs, 'input'>>;
  updateStore?: Resolver<Maybe<ResolversTypes['UpdateStorePayload']>, ParentType, ContextType, RequireFields<MutationUpdateStoreArgs, 'input'>>;
  updateVariant?: Resolver<Maybe<ResolversTypes['UpdateVariantPayload']>, ParentType, ContextType, RequireFields<MutationUpdateVariantArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  buyer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  cancelledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deliveryAddress?: Resolver<Maybe<ResolversTypes['DeliveryAddress']>, ParentType, ContextType>;
  fulfilments?: Resolver<Array<ResolversTypes['Fulfilment']>, ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['FulfilmentChange']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  itemsTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  shippingTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Order']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  cancelReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cancelledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shippingName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  shippingPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  variantTitle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PersonalDataResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonalData'] = ResolversParentTypes['PersonalData'], FederationReferenceType extends FederationReferenceTypes['PersonalData'] = FederationReferenceTypes['PersonalData']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PersonalData']> | FederationReferenceType, FederationReferenceType, ContextType>;
  marketplace?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface PhoneNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PhoneNumber'], any> {
  name: 'PhoneNumber';
}

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  category?: Resolver<ResolversTypes['Category'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  favouriteCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  handle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  highestPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  images?: Resolver<Array<ResolversTypes['ProductImage']>, ParentType, ContextType>;
  inStock?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isFavourite?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  lowestPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  options?: Resolver<Array<ResolversTypes['ProductOption']>, ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProductStatus'], ParentType, ContextType>;
  store?: Resolver<ResolversTypes['Store'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  variants?: Resolver<Array<ResolversTypes['Variant']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type ProductImageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductImage'] = ResolversParentTypes['ProductImage']> = {
  altText?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type ProductOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductOption'] = ResolversParentTypes['ProductOption']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductTransitionRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductTransitionRefused'] = ResolversParentTypes['ProductTransitionRefused']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProductStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductVersionConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVersionConflict'] = ResolversParentTypes['ProductVersionConflict']> = {
  current?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductWithoutVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductWithoutVariant'] = ResolversParentTypes['ProductWithoutVariant']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublishProductErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishProductError'] = ResolversParentTypes['PublishProductError']> = {
  __resolveType?: TypeResolveFn<'NotFound' | 'ProductTransitionRefused' | 'ProductWithoutVariant', ParentType, ContextType>;
};

export type PublishProductPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishProductPayload'] = ResolversParentTypes['PublishProductPayload']> = {
  errors?: Resolver<Array<ResolversTypes['PublishProductError']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  categories?: Resolver<Maybe<Array<ResolversTypes['Category']>>, ParentType, ContextType, Partial<QueryCategoriesArgs>>;
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType, Partial<QueryCategoryArgs>>;
  importJob?: Resolver<Maybe<ResolversTypes['ImportJob']>, ParentType, ContextType, RequireFields<QueryImportJobArgs, 'id'>>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, Partial<QueryOrdersArgs>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'id'>>;
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, Partial<QueryProductsArgs>>;
  stockHealth?: Resolver<Maybe<ResolversTypes['StockHealth']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType, Partial<QueryStoreArgs>>;
  stores?: Resolver<Maybe<ResolversTypes['StoreConnection']>, ParentType, ContextType, Partial<QueryStoresArgs>>;
};

export type RateLimitedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RateLimited'] = ResolversParentTypes['RateLimited']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  retryAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveCartItemErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveCartItemError'] = ResolversParentTypes['RemoveCartItemError']> = {
  __resolveType?: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RemoveCartItemPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveCartItemPayload'] = ResolversParentTypes['RemoveCartItemPayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['RemoveCartItemError']>, ParentType, ContextType>;
};

export type RemoveFavouritePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveFavouritePayload'] = ResolversParentTypes['RemoveFavouritePayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  targetId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RemoveShippingRateErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveShippingRateError'] = ResolversParentTypes['RemoveShippingRateError']> = {
  __resolveType?: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RemoveShippingRatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveShippingRatePayload'] = ResolversParentTypes['RemoveShippingRatePayload']> = {
  errors?: Resolver<Array<ResolversTypes['RemoveShippingRateError']>, ParentType, ContextType>;
  shippingRate?: Resolver<Maybe<ResolversTypes['ShippingRate']>, ParentType, ContextType>;
};

export type RemoveStoreStaffErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveStoreStaffError'] = ResolversParentTypes['RemoveStoreStaffError']> = {
  __resolveType?: TypeResolveFn<'LastOwner' | 'NotFound', ParentType, ContextType>;
};

export type RemoveStoreStaffPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveStoreStaffPayload'] = ResolversParentTypes['RemoveStoreStaffPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RemoveStoreStaffError']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
};

export type ShippingRateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShippingRate'] = ResolversParentTypes['ShippingRate'], FederationReferenceType extends FederationReferenceTypes['ShippingRate'] = FederationReferenceTypes['ShippingRate']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ShippingRate']> | FederationReferenceType, FederationReferenceType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  freeOver?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ShippingRateKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SkuTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SkuTaken'] = ResolversParentTypes['SkuTaken']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SlugTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SlugTaken'] = ResolversParentTypes['SlugTaken']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockBelowReservedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockBelowReserved'] = ResolversParentTypes['StockBelowReserved']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onHand?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  reserved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockHealthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockHealth'] = ResolversParentTypes['StockHealth']> = {
  mismatches?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  variants?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StockLevelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockLevel'] = ResolversParentTypes['StockLevel']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  onHand?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reserved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StockMovementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovement'] = ResolversParentTypes['StockMovement']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['StockMovementKind'], ParentType, ContextType>;
  onHandChange?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reservedChange?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StockMovementConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovementConnection'] = ResolversParentTypes['StockMovementConnection']> = {
  edges?: Resolver<Array<ResolversTypes['StockMovementEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['StockMovement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StockMovementEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovementEdge'] = ResolversParentTypes['StockMovementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StockMovement'], ParentType, ContextType>;
};

export type StoreResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Store'] = ResolversParentTypes['Store'], FederationReferenceType extends FederationReferenceTypes['Store'] = FederationReferenceTypes['Store']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Store']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, Partial<StoreProductsArgs>>;
  shippingRates?: Resolver<Array<ResolversTypes['ShippingRate']>, ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  staff?: Resolver<Maybe<Array<ResolversTypes['StoreStaffMember']>>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['StoreStatus'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StoreConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreConnection'] = ResolversParentTypes['StoreConnection']> = {
  edges?: Resolver<Array<ResolversTypes['StoreEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Store']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StoreEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreEdge'] = ResolversParentTypes['StoreEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Store'], ParentType, ContextType>;
};

export type StoreStaffMemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreStaffMember'] = ResolversParentTypes['StoreStaffMember']> = {
  role?: Resolver<ResolversTypes['StoreRole'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type StoreTransitionRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreTransitionRefused'] = ResolversParentTypes['StoreTransitionRefused']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['StoreStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StoreVersionConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreVersionConflict'] = ResolversParentTypes['StoreVersionConflict']> = {
  current?: Resolver<ResolversTypes['Store'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  importUpdated?: SubscriptionResolver<Maybe<ResolversTypes['ImportJob']>, "importUpdated", ParentType, ContextType, RequireFields<SubscriptionImportUpdatedArgs, 'id'>>;
  orderUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Order']>, "orderUpdated", ParentType, ContextType, Partial<SubscriptionOrderUpdatedArgs>>;
};

export type SuspendStoreErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SuspendStoreError'] = ResolversParentTypes['SuspendStoreError']> = {
  __resolveType?: TypeResolveFn<'NotFound' | 'StoreTransitionRefused', ParentType, ContextType>;
};

export type SuspendStorePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SuspendStorePayload'] = ResolversParentTypes['SuspendStorePayload']> = {
  errors?: Resolver<Array<ResolversTypes['SuspendStoreError']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
};

export type TooManyShippingRatesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooManyShippingRates'] = ResolversParentTypes['TooManyShippingRates']> = {
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

export type UpdateCategoryErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateCategoryError'] = ResolversParentTypes['UpdateCategoryError']> = {
  __resolveType?: TypeResolveFn<'CategoryCycle' | 'CategorySlugTaken' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type UpdateCategoryPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateCategoryPayload'] = ResolversParentTypes['UpdateCategoryPayload']> = {
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['UpdateCategoryError']>, ParentType, ContextType>;
};

export type UpdateProductErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProductError'] = ResolversParentTypes['UpdateProductError']> = {
  __resolveType?: TypeResolveFn<'HandleTaken' | 'InvalidInput' | 'NotFound' | 'ProductVersionConflict', ParentType, ContextType>;
};

export type UpdateProductPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProductPayload'] = ResolversParentTypes['UpdateProductPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UpdateProductError']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
};

export type UpdateShippingRateErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateShippingRateError'] = ResolversParentTypes['UpdateShippingRateError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type UpdateShippingRatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateShippingRatePayload'] = ResolversParentTypes['UpdateShippingRatePayload']> = {
  errors?: Resolver<Array<ResolversTypes['UpdateShippingRateError']>, ParentType, ContextType>;
  shippingRate?: Resolver<Maybe<ResolversTypes['ShippingRate']>, ParentType, ContextType>;
};

export type UpdateStoreErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateStoreError'] = ResolversParentTypes['UpdateStoreError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'NotFound' | 'StoreVersionConflict', ParentType, ContextType>;
};

export type UpdateStorePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateStorePayload'] = ResolversParentTypes['UpdateStorePayload']> = {
  errors?: Resolver<Array<ResolversTypes['UpdateStoreError']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
};

export type UpdateVariantErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateVariantError'] = ResolversParentTypes['UpdateVariantError']> = {
  __resolveType?: TypeResolveFn<'InvalidInput' | 'NotFound' | 'SkuTaken', ParentType, ContextType>;
};

export type UpdateVariantPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateVariantPayload'] = ResolversParentTypes['UpdateVariantPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UpdateVariantError']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  favourites?: Resolver<Maybe<ResolversTypes['FavouriteConnection']>, ParentType, ContextType, Partial<UserFavouritesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isFavourite?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<UserIsFavouriteArgs, 'targetId'>>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, Partial<UserOrdersArgs>>;
  stores?: Resolver<Maybe<ResolversTypes['StoreConnection']>, ParentType, ContextType, Partial<UserStoresArgs>>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType?: TypeResolveFn<'CartFull' | 'CategoryCycle' | 'CategorySlugTaken' | 'HandleTaken' | 'IdempotencyKeyReused' | 'InsufficientStock' | 'InvalidInput' | 'InvalidTransition' | 'LastOwner' | 'NotFound' | 'ProductTransitionRefused' | 'ProductVersionConflict' | 'ProductWithoutVariant' | 'RateLimited' | 'SkuTaken' | 'SlugTaken' | 'StockBelowReserved' | 'StoreTransitionRefused' | 'StoreVersionConflict' | 'TooManyShippingRates' | 'Unavailable', ParentType, ContextType>;
};

export type VariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant'], FederationReferenceType extends FederationReferenceTypes['Variant'] = FederationReferenceTypes['Variant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Variant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  barcode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  compareAtPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  optionValues?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stock?: Resolver<Maybe<ResolversTypes['StockLevel']>, ParentType, ContextType>;
  stockMovements?: Resolver<Maybe<ResolversTypes['StockMovementConnection']>, ParentType, ContextType, Partial<VariantStockMovementsArgs>>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weightGrams?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AddCartItemError?: AddCartItemErrorResolvers<ContextType>;
  AddCartItemPayload?: AddCartItemPayloadResolvers<ContextType>;
  AddFavouriteError?: AddFavouriteErrorResolvers<ContextType>;
  AddFavouritePayload?: AddFavouritePayloadResolvers<ContextType>;
  AddStoreStaffError?: AddStoreStaffErrorResolvers<ContextType>;
  AddStoreStaffPayload?: AddStoreStaffPayloadResolvers<ContextType>;
  AddVariantError?: AddVariantErrorResolvers<ContextType>;
  AddVariantPayload?: AddVariantPayloadResolvers<ContextType>;
  AddressLocation?: AddressLocationResolvers<ContextType>;
  AdjustStockError?: AdjustStockErrorResolvers<ContextType>;
  AdjustStockPayload?: AdjustStockPayloadResolvers<ContextType>;
  ApplyForStoreError?: ApplyForStoreErrorResolvers<ContextType>;
  ApplyForStorePayload?: ApplyForStorePayloadResolvers<ContextType>;
  ApproveStoreError?: ApproveStoreErrorResolvers<ContextType>;
  ApproveStorePayload?: ApproveStorePayloadResolvers<ContextType>;
  ArchiveProductError?: ArchiveProductErrorResolvers<ContextType>;
  ArchiveProductPayload?: ArchiveProductPayloadResolvers<ContextType>;
  CancelFulfilmentError?: CancelFulfilmentErrorResolvers<ContextType>;
  CancelFulfilmentPayload?: CancelFulfilmentPayloadResolvers<ContextType>;
  CancelOrderError?: CancelOrderErrorResolvers<ContextType>;
  CancelOrderPayload?: CancelOrderPayloadResolvers<ContextType>;
  Cart?: CartResolvers<ContextType>;
  CartFull?: CartFullResolvers<ContextType>;
  CartItem?: CartItemResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  CategoryCycle?: CategoryCycleResolvers<ContextType>;
  CategorySlugTaken?: CategorySlugTakenResolvers<ContextType>;
  ChangeCartItemError?: ChangeCartItemErrorResolvers<ContextType>;
  ChangeCartItemPayload?: ChangeCartItemPayloadResolvers<ContextType>;
  ChangeFulfilmentStatusError?: ChangeFulfilmentStatusErrorResolvers<ContextType>;
  ChangeFulfilmentStatusPayload?: ChangeFulfilmentStatusPayloadResolvers<ContextType>;
  ClearCartPayload?: ClearCartPayloadResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CreateCategoryError?: CreateCategoryErrorResolvers<ContextType>;
  CreateCategoryPayload?: CreateCategoryPayloadResolvers<ContextType>;
  CreateImportUploadError?: CreateImportUploadErrorResolvers<ContextType>;
  CreateImportUploadPayload?: CreateImportUploadPayloadResolvers<ContextType>;
  CreateProductError?: CreateProductErrorResolvers<ContextType>;
  CreateProductPayload?: CreateProductPayloadResolvers<ContextType>;
  CreateShippingRateError?: CreateShippingRateErrorResolvers<ContextType>;
  CreateShippingRatePayload?: CreateShippingRatePayloadResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeliveryAddress?: DeliveryAddressResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  Favourite?: FavouriteResolvers<ContextType>;
  FavouriteConnection?: FavouriteConnectionResolvers<ContextType>;
  FavouriteEdge?: FavouriteEdgeResolvers<ContextType>;
  FavouriteTarget?: FavouriteTargetResolvers<ContextType>;
  Fulfilment?: FulfilmentResolvers<ContextType>;
  FulfilmentChange?: FulfilmentChangeResolvers<ContextType>;
  HandleTaken?: HandleTakenResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  ImportJob?: ImportJobResolvers<ContextType>;
  ImportProductsError?: ImportProductsErrorResolvers<ContextType>;
  ImportProductsPayload?: ImportProductsPayloadResolvers<ContextType>;
  ImportRowError?: ImportRowErrorResolvers<ContextType>;
  ImportRowErrorConnection?: ImportRowErrorConnectionResolvers<ContextType>;
  ImportRowErrorEdge?: ImportRowErrorEdgeResolvers<ContextType>;
  InsufficientStock?: InsufficientStockResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  InvalidTransition?: InvalidTransitionResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  LastOwner?: LastOwnerResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PersonalData?: PersonalDataResolvers<ContextType>;
  PhoneNumber?: GraphQLScalarType;
  Product?: ProductResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  ProductImage?: ProductImageResolvers<ContextType>;
  ProductOption?: ProductOptionResolvers<ContextType>;
  ProductTransitionRefused?: ProductTransitionRefusedResolvers<ContextType>;
  ProductVersionConflict?: ProductVersionConflictResolvers<ContextType>;
  ProductWithoutVariant?: ProductWithoutVariantResolvers<ContextType>;
  PublishProductError?: PublishProductErrorResolvers<ContextType>;
  PublishProductPayload?: PublishProductPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RateLimited?: RateLimitedResolvers<ContextType>;
  RemoveCartItemError?: RemoveCartItemErrorResolvers<ContextType>;
  RemoveCartItemPayload?: RemoveCartItemPayloadResolvers<ContextType>;
  RemoveFavouritePayload?: RemoveFavouritePayloadResolvers<ContextType>;
  RemoveShippingRateError?: RemoveShippingRateErrorResolvers<ContextType>;
  RemoveShippingRatePayload?: RemoveShippingRatePayloadResolvers<ContextType>;
  RemoveStoreStaffError?: RemoveStoreStaffErrorResolvers<ContextType>;
  RemoveStoreStaffPayload?: RemoveStoreStaffPayloadResolvers<ContextType>;
  ShippingRate?: ShippingRateResolvers<ContextType>;
  SkuTaken?: SkuTakenResolvers<ContextType>;
  SlugTaken?: SlugTakenResolvers<ContextType>;
  StockBelowReserved?: StockBelowReservedResolvers<ContextType>;
  StockHealth?: StockHealthResolvers<ContextType>;
  StockLevel?: StockLevelResolvers<ContextType>;
  StockMovement?: StockMovementResolvers<ContextType>;
  StockMovementConnection?: StockMovementConnectionResolvers<ContextType>;
  StockMovementEdge?: StockMovementEdgeResolvers<ContextType>;
  Store?: StoreResolvers<ContextType>;
  StoreConnection?: StoreConnectionResolvers<ContextType>;
  StoreEdge?: StoreEdgeResolvers<ContextType>;
  StoreStaffMember?: StoreStaffMemberResolvers<ContextType>;
  StoreTransitionRefused?: StoreTransitionRefusedResolvers<ContextType>;
  StoreVersionConflict?: StoreVersionConflictResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SuspendStoreError?: SuspendStoreErrorResolvers<ContextType>;
  SuspendStorePayload?: SuspendStorePayloadResolvers<ContextType>;
  TooManyShippingRates?: TooManyShippingRatesResolvers<ContextType>;
  URL?: GraphQLScalarType;
  Unavailable?: UnavailableResolvers<ContextType>;
  UpdateCategoryError?: UpdateCategoryErrorResolvers<ContextType>;
  UpdateCategoryPayload?: UpdateCategoryPayloadResolvers<ContextType>;
  UpdateProductError?: UpdateProductErrorResolvers<ContextType>;
  UpdateProductPayload?: UpdateProductPayloadResolvers<ContextType>;
  UpdateShippingRateError?: UpdateShippingRateErrorResolvers<ContextType>;
  UpdateShippingRatePayload?: UpdateShippingRatePayloadResolvers<ContextType>;
  UpdateStoreError?: UpdateStoreErrorResolvers<ContextType>;
  UpdateStorePayload?: UpdateStorePayloadResolvers<ContextType>;
  UpdateVariantError?: UpdateVariantErrorResolvers<ContextType>;
  UpdateVariantPayload?: UpdateVariantPayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
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
