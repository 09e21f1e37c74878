import { bytes, count, seconds } from '../kinds.ts';
import { setting } from '../setting.ts';

export const marketplaceSettings = {
  cartLines: setting('LIMIT_CART_LINES', count.default(100), 'Most lines of one cart.'),
  lineQuantity: setting('LIMIT_LINE_QUANTITY', count.default(999), 'Largest quantity of one cart line.'),
  userCartSeconds: setting(
    'CART_SECONDS',
    seconds.default(2_592_000),
    "Idle time after which a user's cart lines are dropped.",
  ),
  guestCartSeconds: setting(
    'GUEST_CART_SECONDS',
    seconds.default(604_800),
    "Idle time after which a guest's cart lines are dropped.",
  ),
  escrowDays: setting('ESCROW_DAYS', count.default(0), 'Days after delivery until the store is paid.'),
  orphanHoldSeconds: setting(
    'CHECKOUT_ORPHAN_HOLD_SECONDS',
    seconds.default(1_860),
    'Age at which stock that a checkout still holds raises a metric: twice the time in which payments ends it.',
  ),
  importRows: setting('LIMIT_IMPORT_ROWS', count.default(50_000), 'Most rows of one bulk upload.'),
  importBytes: setting('LIMIT_IMPORT_BYTES', bytes.default(33_554_432), 'Largest file of a bulk upload.'),
};
