import { commonFates, type Fates } from '@caravan/database/erasure';

const bareId = 'Bare id.';
const books = 'The books are never rewritten; they know people by bare ids.';

/** What becomes of every table of payments when a person is erased; a test compares it with the database. */
export const fates: Fates = {
  ...commonFates,
  checkouts: {
    fate: 'KEPT',
    why: 'Amounts and bare ids.',
    keeps: { buyer_id: bareId, delivery_address_id: 'Bare id; the address is gone.' },
  },
  checkout_participants: { fate: 'KEPT', why: 'About nobody.' },
  checkout_lines: {
    fate: 'KEPT',
    why: 'What was sold, by whom.',
    keeps: { line_id: 'Of the trade.', ref: 'An order.', fulfilment_id: 'Of the trade.', payee_id: 'A store.' },
  },
  checkout_changes: { fate: 'KEPT', why: 'Comments are ours, not written by people.' },
  payments: {
    fate: 'PSEUDONYMOUS',
    columns: {
      buyer_id: 'Stays: the pseudonym.',
      redirect_url: 'Null, once it is paid or ended: a page of the provider for this person.',
      failure: "Stays: the provider's code and its text.",
      provider: 'Stays: of the books.',
      provider_ref: 'Stays: what the books are compared by.',
      method: 'Stays: of the books.',
      status: 'Stays: of the books.',
      disposition: 'Stays: of the books.',
    },
  },
  payment_changes: {
    fate: 'PSEUDONYMOUS',
    columns: { comment: 'Null: it repeats the reasons of refunds.', status: 'Stays: of the books.' },
  },
  refunds: {
    fate: 'PSEUDONYMOUS',
    columns: {
      reason: '"Erased.", of refunds to the person and of those that the person asked for.',
      requested_by: 'Stays: the pseudonym.',
      source: 'Stays: of the books.',
      source_key: 'Stays: of the books.',
      status: 'Stays: of the books.',
    },
  },
  refund_lines: { fate: 'KEPT', why: books, keeps: { line_id: 'Of the trade.' } },
  order_links: { fate: 'KEPT', why: 'Bare ids.', keeps: { order_id: bareId, checkout_id: bareId, buyer_id: bareId } },
  escrows: {
    fate: 'KEPT',
    why: books,
    keeps: {
      checkout_id: 'Of the trade.',
      order_id: 'Of the trade.',
      fulfilment_id: 'Of the trade.',
      store_id: 'A store.',
    },
  },
  ledger_accounts: { fate: 'KEPT', why: books },
  ledger_entries: { fate: 'KEPT', why: books, keeps: { reference: 'Of the trade.', order_id: 'Of the trade.' } },
  ledger_postings: { fate: 'KEPT', why: books, keeps: { account_id: 'Of the books.' } },
  store_staff: {
    fate: 'KEPT',
    why: 'Follows the staff lists of marketplace, which takes erased people off.',
    keeps: { store_id: 'A store.', user_id: bareId },
  },
  webhook_events: {
    fate: 'KEPT',
    why: "The provider's word in a dispute: ids and amounts. A provider that sends more needs another fate.",
    keeps: { waits_for_payment_id: 'Of the books.' },
  },
};
