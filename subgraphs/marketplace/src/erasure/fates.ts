import { commonFates, type Fates } from '@caravan/database/erasure';

const ofStores = 'Of the store, not of a person.';

/** What becomes of every table of marketplace when a person is erased; a test compares it with the database. */
export const fates: Fates = {
  ...commonFates,
  addresses: { fate: 'ERASED', by: { user_id: 'id' } },
  cart_items: { fate: 'ERASED', by: { owner_id: 'id' } },
  favourites: { fate: 'ERASED', by: { user_id: 'id' }, keeps: { target_id: 'A product.' } },
  orders: {
    fate: 'PSEUDONYMOUS',
    columns: {
      buyer_id: 'Stays: the pseudonym.',
      delivery_address: 'Null. It was sealed under the key that is destroyed.',
      number: 'Stays: of the trade.',
      checkout_id: 'Stays: of the trade.',
      store_ids: 'Stays: of the trade.',
      status: 'Stays: of the trade.',
    },
  },
  order_lines: {
    fate: 'PSEUDONYMOUS',
    columns: {
      cancel_reason: 'Null.',
      product_id: 'Stays: of the trade.',
      variant_id: 'Stays: of the trade.',
      title: 'Stays: of the trade.',
      variant_title: 'Stays: of the trade.',
      sku: 'Stays: of the trade.',
      shipping_line_id: 'Stays: of the trade.',
      shipping_name: 'Stays: of the trade.',
    },
  },
  fulfilments: {
    fate: 'KEPT',
    why: 'Of the trade; the tracking number names a parcel to its carrier alone, and settles disputes.',
    keeps: { store_id: 'Of the trade.' },
  },
  fulfilment_changes: {
    fate: 'PSEUDONYMOUS',
    columns: {
      comment: "Null, of all that was said about the person's orders or by the person.",
      person_id: 'Stays: the pseudonym.',
      order_id: 'Stays: of the trade.',
      from_status: 'Stays: of the trade.',
      to_status: 'Stays: of the trade.',
      changed_by: 'Stays: BUYER, STORE, ADMIN or SYSTEM.',
    },
  },
  checkout_holds: {
    fate: 'KEPT',
    why: 'Bare ids.',
    keeps: { checkout_id: 'Bare id.', buyer_id: 'Bare id.', order_id: 'Bare id.' },
  },
  store_staff: {
    fate: 'PSEUDONYMOUS',
    columns: {
      user_id: 'The row goes. The only owner stays as the pseudonym, and the store sells no more.',
      role: 'As the row.',
    },
  },
  stores: { fate: 'KEPT', why: ofStores },
  import_jobs: { fate: 'KEPT', why: ofStores, keeps: { author_id: 'Bare id.' } },
  import_row_errors: { fate: 'KEPT', why: ofStores },
  stock_levels: { fate: 'KEPT', why: ofStores },
  stock_movements: {
    fate: 'KEPT',
    why: 'Written once; reasons speak of goods.',
    keeps: { author_id: 'Bare id.', reference: 'A checkout or import.', line_id: 'Of the reference.' },
  },
  products: { fate: 'KEPT', why: ofStores, keeps: { store_id: 'Of the store.' } },
  variants: { fate: 'KEPT', why: ofStores, keeps: { store_id: 'Of the store.' } },
  product_images: { fate: 'KEPT', why: ofStores },
  shipping_rates: { fate: 'KEPT', why: ofStores, keeps: { store_id: 'Of the store.' } },
  categories: { fate: 'KEPT', why: 'About nobody.' },
};
