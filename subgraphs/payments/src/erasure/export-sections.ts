import type { Section } from '@caravan/database/personal-data';

/** The lists of the export of payments: what is in each, by the name of its field. */
export const sections: Readonly<Record<string, Section>> = {
  checkouts: {
    from: 'checkouts',
    by: 'buyer_id',
    newest: 'id',
    fields: {
      status: 'status',
      currency: 'currency',
      totalMinor: 'total_minor::text',
      paymentMethod: 'payment_method',
      createdAt: 'created_at',
      changedAt: 'changed_at',
    },
  },
  payments: {
    from: 'payments',
    by: 'buyer_id',
    newest: 'id',
    fields: {
      provider: 'provider',
      providerRef: 'provider_ref',
      method: 'method',
      status: 'status',
      amountMinor: 'amount_minor::text',
      capturedMinor: 'captured_minor::text',
      refundedMinor: 'refunded_minor::text',
      currency: 'currency',
      failure: 'failure',
      createdAt: 'created_at',
      capturedAt: 'captured_at',
    },
  },
  refunds: {
    from: 'payments p join refunds r on r.payment_id = p.id',
    by: 'p.buyer_id',
    newest: 'r.id',
    fields: {
      providerRef: 'p.provider_ref',
      status: 'r.status',
      amountMinor: 'r.amount_minor::text',
      currency: 'r.currency',
      reason: 'r.reason',
      requestedAt: 'r.requested_at',
      settledAt: 'r.settled_at',
    },
  },
  refundsAskedFor: {
    from: 'refunds',
    by: 'requested_by',
    newest: 'id',
    fields: { amountMinor: 'amount_minor::text', currency: 'currency', reason: 'reason', requestedAt: 'requested_at' },
  },
};
