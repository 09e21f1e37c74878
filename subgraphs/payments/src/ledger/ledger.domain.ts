/** Kinds of accounts; what each holds is in design checkout.md. */
export const accountKinds = ['CLEARING', 'BANK', 'ESCROW', 'PAYABLE', 'REVENUE', 'SUSPENSE'] as const;
export type AccountKind = (typeof accountKinds)[number];

export const ownerKinds = ['PLATFORM', 'PROVIDER', 'CHECKOUT_LINE', 'STORE'] as const;
export type OwnerKind = (typeof ownerKinds)[number];

/** Kinds of entries. At most one entry per kind and reference, so that no money moves twice. */
export const entryKinds = ['CAPTURE', 'SUSPENSE_CAPTURE', 'ESCROW_RELEASE', 'REFUND', 'SUSPENSE_REFUND'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Names an account; it is opened by its first posting. */
export type AccountKey = {
  readonly ownerKind: OwnerKind;
  readonly ownerId: string;
  readonly kind: AccountKind;
  readonly currency: string;
};

/** Signed amount: credits (money owed to the owner) are positive, debits negative. */
export type Posting = { readonly account: AccountKey; readonly amountMinor: bigint };

export type NewEntry = {
  readonly kind: EntryKind;
  /** What it is about: payment, refund or fulfilment id. */
  readonly reference: string;
  /** Order it belongs to, if to exactly one; for statements. */
  readonly orderId: string | null;
  readonly postings: readonly Posting[];
};

/**
 * Accounts whose balance may go below zero: where money lies is debited (clearing, bank), and a store may owe a
 * refund that came after the release. The rest can never give what it does not have.
 */
export const mayGoNegative: Readonly<Record<AccountKind, boolean>> = {
  CLEARING: true,
  BANK: true,
  ESCROW: false,
  PAYABLE: true,
  REVENUE: false,
  SUSPENSE: false,
};

export function clearing(provider: string, currency: string): AccountKey {
  return { ownerKind: 'PROVIDER', ownerId: provider, kind: 'CLEARING', currency };
}

export function suspense(provider: string, currency: string): AccountKey {
  return { ownerKind: 'PROVIDER', ownerId: provider, kind: 'SUSPENSE', currency };
}

export function escrowOf(lineId: string, currency: string): AccountKey {
  return { ownerKind: 'CHECKOUT_LINE', ownerId: lineId, kind: 'ESCROW', currency };
}

export function payable(storeId: string, currency: string): AccountKey {
  return { ownerKind: 'STORE', ownerId: storeId, kind: 'PAYABLE', currency };
}

export function revenue(currency: string): AccountKey {
  return { ownerKind: 'PLATFORM', ownerId: 'caravan', kind: 'REVENUE', currency };
}

/** One posting per account, without those that come to nothing, in the order in which accounts are locked. */
export function settlePostings(postings: readonly Posting[]): Posting[] {
  const sums = new Map<string, Posting>();
  for (const posting of postings) {
    const key = accountText(posting.account);
    const known = sums.get(key)?.amountMinor ?? 0n;
    sums.set(key, { account: posting.account, amountMinor: known + posting.amountMinor });
  }
  return [...sums]
    .filter(([, { amountMinor }]) => amountMinor !== 0n)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, posting]) => posting);
}

export function accountText({ ownerKind, ownerId, kind, currency }: AccountKey): string {
  return [kind, currency, ownerKind, ownerId].join('|');
}
