import type { Section } from '@caravan/database/personal-data';

/** The lists of the export of marketplace: what is in each, by the name of its field. */
export const sections: Readonly<Record<string, Section>> = {
  orders: {
    from: 'orders',
    by: 'buyer_id',
    newest: 'id',
    fields: {
      number: 'number',
      status: 'status',
      currency: 'currency',
      placedAt: 'placed_at',
      confirmedAt: 'confirmed_at',
      cancelledAt: 'cancelled_at',
      deliveryAddress: 'delivery_address',
    },
  },
  orderLines: {
    from: 'orders o join fulfilments f on f.order_id = o.id join order_lines l on l.fulfilment_id = f.id',
    by: 'o.buyer_id',
    newest: 'l.id',
    fields: {
      orderNumber: 'o.number',
      title: 'l.title',
      variantTitle: 'l.variant_title',
      sku: 'l.sku',
      quantity: 'l.quantity',
      unitPriceMinor: 'l.unit_price_minor::text',
      shippingName: 'l.shipping_name',
      shippingMinor: 'l.shipping_minor::text',
      currency: 'l.currency',
      status: 'f.status',
      trackingNumber: 'f.tracking_number',
      cancelledAt: 'l.cancelled_at',
      cancelReason: 'l.cancel_reason',
    },
  },
  comments: {
    from: 'fulfilment_changes c join orders o on o.id = c.order_id',
    by: 'c.person_id',
    newest: 'c.position',
    fields: { orderNumber: 'o.number', to: 'c.to_status', comment: 'c.comment', at: 'c.changed_at' },
  },
  cart: {
    from: 'cart_items i join variants v on v.id = i.variant_id join products p on p.id = v.product_id',
    by: 'i.owner_id',
    newest: 'i.added_at',
    fields: { product: 'p.title', sku: 'v.sku', quantity: 'i.quantity', addedAt: 'i.added_at' },
  },
  favourites: {
    from: 'favourites f left join products p on p.id = f.target_id',
    by: 'f.user_id',
    newest: 'f.id',
    fields: { kind: 'f.target_kind', product: 'p.title', addedAt: 'f.added_at' },
  },
  stores: {
    from: 'store_staff m join stores s on s.id = m.store_id',
    by: 'm.user_id',
    newest: 'm.since',
    fields: { store: 's.name', role: 'm.role', since: 'm.since' },
  },
  imports: {
    from: 'import_jobs j join stores s on s.id = j.store_id',
    by: 'j.author_id',
    newest: 'j.id',
    fields: { store: 's.name', status: 'j.status', createdAt: 'j.created_at', finishedAt: 'j.finished_at' },
  },
  stockMovements: {
    from: 'stock_movements m join variants v on v.id = m.variant_id',
    by: 'm.author_id',
    newest: 'm.id',
    fields: { sku: 'v.sku', kind: 'm.kind', reason: 'm.reason', createdAt: 'm.created_at' },
  },
};
