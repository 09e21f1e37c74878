import type { Row } from './memory/expressions.ts';
import { rowsOf, type Store } from './memory/transactions.ts';
import { note, type World } from './world.ts';

/** A row as it is written down. */
type Texts = Readonly<Record<string, string | null>>;

/** What is told of a row, by table. */
const told: Readonly<Record<string, (row: Texts) => string>> = {
  checkouts: ({ status, totalMinor }) => `${status} ${totalMinor ?? ''}`,
  payments: ({ status, disposition, capturedMinor, refundedMinor, pendingRefundMinor, providerRef }) =>
    `${status} ${disposition ?? ''} ${capturedMinor}-${refundedMinor}-${pendingRefundMinor} ${providerRef ? 'known' : ''}`,
  refunds: ({ source, status, amountMinor }) => `${source} ${amountMinor} ${status}`,
  escrows: ({ amountMinor, refundedMinor, pendingRefundMinor, released }) =>
    `${amountMinor}-${refundedMinor}-${pendingRefundMinor} ${released === 'true' ? 'released' : ''}`,
  checkout_holds: ({ state }) => `${state}`,
  orders: ({ status }) => `${status}`,
  fulfilments: ({ status }) => `${status}`,
  stock_levels: ({ onHand, reserved }) => `${onHand} on hand, ${reserved} promised`,
  cart_items: ({ quantity }) => `${quantity}`,
  outbox: ({ envelope }) => /"type":"([^"]+)/.exec(envelope ?? '')?.[1] ?? '',
  jobs: ({ name, runAt, lockedBy }) => `${name} ${runAt?.slice(11, 19)} ${lockedBy ?? ''}`,
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
  const [old, now] = [before && textsOf(before), row && textsOf(row)];
  const { id: ownId, checkoutId, lineId, variantId } = now ?? old ?? {};
  const key = (ownId ?? checkoutId ?? lineId ?? variantId ?? `${id}`).slice(-4);
  const [was, is] = [old ? text(old) : '', now ? text(now) : 'gone'];
  if (was !== is) note(world, `    ${table} ${key}: ${was}${was && ' → '}${is}`);
}

function textsOf(row: Row): Texts {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, textOf(value)]));
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string}`;
}
