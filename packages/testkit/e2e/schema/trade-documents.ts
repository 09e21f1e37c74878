export const amount = '{ amountMinor currency }';

export function eur(amountMinor: string) {
  return { amountMinor, currency: 'EUR' };
}

/** All that an address can have. */
export const address = {
  name: 'Aigul',
  line1: 'Abay Avenue 10',
  line2: 'Flat 4',
  street: 'Abay Avenue',
  building: '10',
  apartment: '4',
  entrance: '2',
  floor: '3',
  intercom: '45',
  city: 'Almaty',
  region: 'Almaty region',
  postalCode: '050000',
  country: 'KZ',
  phone: '+77011234567',
};

export const cartDocument = `query Cart { cart {
  items {
    product { title } variant { sku } store { id } quantity unitPrice ${amount} shippingRate { name kind amount ${amount} }
    shippingPrice ${amount} total ${amount} priceChanged unavailable addedAt
  }
  itemsTotals ${amount} summary { totals ${amount} }
} }`;

export const checkoutDocument = `query Checkout($id: ID!) { checkout(id: $id) {
  status version currency buyer { displayName } expiresAt createdAt total ${amount}
  lines { id kind description amount ${amount} order { id } store { id } }
  orders { id } payments { id status failure { code message } } history { from to comment at }
} }`;

export const orderDocument = `query Order($id: ID!) { order(id: $id) {
  number status version placedAt confirmedAt cancelledAt itemsTotal ${amount} shippingTotal ${amount} total ${amount}
  buyer { displayName } deliveryAddress {
    name line1 line2 street building apartment entrance floor intercom city region postalCode country phone
  }
  fulfilments {
    id order { id } store { id } status itemsTotal ${amount} shippingTotal ${amount} total ${amount} trackingNumber
    lines {
      id product { title } variant { sku } title variantTitle sku quantity unitPrice ${amount} shippingName
      shippingPrice ${amount} total ${amount} cancelledAt cancelReason
    }
  }
} }`;

export const paymentDocument = `query Payment($id: ID!) { payment(id: $id) {
  status amount ${amount} refunded ${amount} method provider createdAt capturedAt version
  subject { ... on Checkout { id } } orders { id } lines { id kind amount ${amount} } history { status comment at }
  refunds { id status amount ${amount} lines { lineId amount ${amount} } reason requestedAt settledAt }
} }`;

export const earnedDocument = `query Earned($id: ID!) { store(id: $id) {
  balance ${amount} transactions { nodes { id kind amount ${amount} order { id } at } }
} }`;

export const booksDocument = `query Books {
  ledgerHealth {
    healthy postingsTotals ${amount} mismatchedBalances openEscrowsOfClosedLines escrowCovered
    oldSuspense ${amount} stuckCheckouts { id } checkedAt
  }
  ledgerBalances { kind balance ${amount} accounts }
}`;

export const linesDocument = 'query Lines($id: ID!) { order(id: $id) { fulfilments { id lines { id title } } } }';

export type Checkout = { status: string; history: object[]; lines: object[]; orders: { id: string }[] };
export type Order = {
  fulfilments: { id: string; lines: { id: string; title: string }[] }[];
  history: { fulfilment: { id: string } }[];
};
export type Payment = { history: object[]; refunds: { lines: object[] }[] };
