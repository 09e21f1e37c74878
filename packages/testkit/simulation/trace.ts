import type { Row } from './memory/expressions.ts';
import { rowsOf, type Store } from './memory/transactions.ts';
import { note, type World } from './world.ts';

/** What is told of a row, by table. */
const told: Readonly<Record<string, (row: Row) => unknown>> = {
  checkouts: ({ status, totalMinor }) => `${status} ${totalMinor ?? ''}`,
  payments: ({ status, disposition, capturedMinor, refundedMinor, pendingRefundMinor, providerRef }) =>
    `${status} ${disposition ?? ''} ${capturedMinor}-${refundedMinor}-${pendingRefundMinor} ${providerRef ? 'known' : ''}`,
  refunds: ({ source, status, amountMinor }) => `${source} ${amountMinor} ${status}`,
  escrows: ({ amountMinor, refundedMinor, pendingRefundMinor, released }) =>
    `${amountMinor}-${refundedMinor}-${pendingRefundMinor} ${released ? 'released' : ''}`,
  checkout_holds: ({ state }) => state,
  orders: ({ status }) => status,
  fulfilments: ({ status }) => status,
  stock_levels: ({ onHand, reserved }) => `${onHand} on hand, ${reserved} promised`,
  cart_items: ({ quantity }) => quantity,
  outbox: ({ envelope }) => (envelope as { type: string }).type,
  jobs: ({ name, runAt, lockedBy }) => `${name} ${(runAt as Date).toISOString().slice(11, 19)} ${lockedBy ?? ''}`,
  webhook_events: ({ eventId, processedAt, waitsForPaymentId }) =>
    `${eventId} ${processedAt ? 'processed' : waitsForPaymentId ? 'waits' : 'stored'}`,
};

/** Tells in the trace what each transaction changes. */
export function traceCommits(world: World): void {
  for (const { store, name } of Object.values(world.parts)) {
    const watch = store.onCommit;
    store.onCommit = (tx) => {
      note(world, `${name}: ${tx.by} commits`);
      for (const [table, rows] of tx.writes) for (const [id, row] of rows) tell(world, store, { table, id, row });
      watch(tx);
    };
  }
}

function tell(world: World, store: Store, { table, id, row }: { table: string; id: number; row: Row | null }) {
  const text = told[table];
  if (!text) return;
  const before = rowsOf(store, table).get(id);
  const key = `${row?.id ?? before?.id ?? row?.checkoutId ?? row?.lineId ?? row?.variantId ?? id}`.slice(-4);
  const [was, is] = [before ? `${text(before)}` : '', row ? `${text(row)}` : 'gone'];
  if (was !== is) note(world, `    ${table} ${key}: ${was}${was && ' → '}${is}`);
}
