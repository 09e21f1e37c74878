import { testCaravan } from '@caravan/testkit/caravan';
import { openCheckout } from '@caravan/testkit/trade';
import postgres from 'postgres';
import { expect, test } from 'vitest';

const caravan = testCaravan();

const books = `query Books {
  ledgerHealth { healthy oldSuspense { amountMinor currency } stuckCheckouts { id status } }
}`;

test('books in disorder are told as they are', async () => {
  const { client, people, adminUrl } = caravan;
  const [vendor, stuck, paid] = await Promise.all([people.vendor(), people.customer(), people.customer()]);
  const waiting = await openCheckout(client, people, { buyer: stuck, vendor });
  const bought = await openCheckout(client, people, { buyer: paid, vendor });
  await bought.pay();
  const updated = 'subscription Paid($id: ID!) { checkoutUpdated(id: $id) { status } }';
  type Event = { checkoutUpdated: { status: string } };
  const isOver = (event: Event) => event.checkoutUpdated.status === 'CONFIRMED';
  await client.waitFor<Event>(updated, { id: bought.id }, isOver, { token: paid.token, timeoutMs: 20_000 });

  // As if a timer was lost, and money had matched nothing for two days.
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`update payments.checkouts set changed_at = now() - interval '2 days' where status = 'AWAITING_PAYMENT'`;
    await sql`update payments.payments set disposition = 'SUSPENSE', captured_at = now() - interval '2 days' where status = 'CAPTURED'`;
  } finally {
    await sql.end();
  }
  const { token } = await people.admin();
  expect(await client.query(books, {}, { token })).toEqual({
    ledgerHealth: {
      healthy: false,
      oldSuspense: [{ amountMinor: '1000', currency: 'EUR' }],
      stuckCheckouts: [{ id: waiting.id, status: 'AWAITING_PAYMENT' }],
    },
  });
});
