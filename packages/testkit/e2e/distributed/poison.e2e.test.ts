import { subgraphs } from '@caravan/cli/subgraphs';
import { FulfilmentStatusChanged, OrderLinesCancelled, OrderPlaced } from '@caravan/contracts/marketplace';
import type { EventTransport } from '@caravan/events/transport';
import { testCaravan } from '@caravan/testkit/caravan';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAgreement } from '../trading/accounts.ts';
import { openTill, type Till } from '../trading/provider.ts';
import { seededRandom } from '../trading/random.ts';
import { type Shopping, startShopping } from '../trading/shoppers.ts';
import { openShops } from '../trading/shops.ts';
import type { Trade } from '../trading/trade.ts';
import { readLetters, retry } from './dead-letters.ts';
import { handlersOf, type Received } from './handlers.ts';
import { patience, throughout, whenBegun, whenSettled } from './settled.ts';
import { transportForms } from './transport-forms.ts';

const wanted = Number(process.env.DELIVERY_TRADES ?? 12);
const consumer = 'payments.orders';
const heard = new Set([FulfilmentStatusChanged, OrderLinesCancelled, OrderPlaced].map(({ type }) => type));

describe.each(await transportForms())('a poisoned event on $name', (form) => {
  const handled: Received[] = [];
  /** The first step of the first order that moves cannot be handled, for as long as `isPoisoned`. */
  let poison: Received | undefined;
  let isPoisoned = true;
  const spoilt = handlersOf(subgraphs, async (received, handle) => {
    const { envelope } = received;
    if (received.consumer === consumer && envelope.type === FulfilmentStatusChanged.type) poison ??= received;
    if (isPoisoned && received.consumer === consumer && envelope.id === poison?.envelope.id) throw new Error('poison');
    await handle();
    handled.push(received);
  });
  const caravan = testCaravan(
    {
      ...form.settings,
      ...patience,
      LOG_LEVEL: 'silent',
      CHECKOUT_PAYMENT_SECONDS: '10',
      EVENT_ATTEMPTS: '3',
      EVENT_RETRY_BASE_MS: '20',
    },
    { subgraphs: spoilt, transport: (own) => (transport = own) },
  );
  let transport: EventTransport;
  let till: Till;
  beforeAll(() => {
    till = openTill(caravan.adminUrl);
  });
  afterAll(() => till?.stop());
  afterAll(form.stop);

  test('holds up its own order alone, until it is retried', async () => {
    const { client, people, adminUrl } = caravan;
    const { shoppers, onSale } = await openShops(client, 4);
    const random = seededRandom(1);
    const shopping = startShopping({ lives: throughout(client), shoppers, onSale, fates: ['delivered'], random });
    await whenBegun(shopping, wanted);
    const finished = shopping.finish();
    finished.catch(() => {});
    await expect.poll(() => (shopping.check(), waiting(shopping).length), { timeout: 50_000 }).toBe(1);
    await whenSettled(adminUrl, transport.lag);

    const subject = poison?.envelope.subject;
    const letters = await readLetters(adminUrl);
    expect(letters.map((letter) => [letter.consumer, letter.subject, letter.state])).toEqual([
      [consumer, subject, 'DEAD'],
      ...letters.slice(1).map(() => [consumer, subject, 'PARKED']),
    ]);
    expect(letters.length, 'what came after it').toBeGreaterThan(4);
    const seconds = shopping.trades.map(lastStepMs).toSorted((one, other) => one - other);
    console.log(
      `${wanted} orders beside a poisoned one on ${form.name}: delivered and paid out within ${Math.round(seconds.at(-2) ?? 0)} ms, ` +
        `half of them within ${Math.round(seconds[Math.floor(seconds.length / 2)] ?? 0)} ms; ${letters.length - 1} events parked.`,
    );

    isPoisoned = false;
    const [dead] = letters;
    if (dead) await retry(adminUrl, dead);
    await finished;
    await whenSettled(adminUrl, transport.lag);
    expect(await readLetters(adminUrl)).toEqual([]);
    await expectAgreement(client, people, { trades: shopping.trades, provider: till, onSale });
    const ofPoisoned = handled.filter((each) => each.consumer === consumer && each.envelope.subject === subject);
    const published = [];
    for await (const batch of transport.read({ topics: [FulfilmentStatusChanged.topic] })) published.push(...batch);
    const known = published.filter((event) => event.subject === subject && heard.has(event.type));
    expect(
      ofPoisoned.map(({ envelope }) => envelope.id),
      'in the order in which they were published',
    ).toEqual(known.map(({ id }) => id));
  }, 120_000);
});

function waiting({ trades }: Shopping): Trade[] {
  return trades.filter(({ steps }) => steps.at(-1)?.endedAt === null);
}

/** From the delivery of an order to its buyer's seeing that the stores were paid. */
function lastStepMs({ steps }: Trade): number {
  const last = steps.at(-1);
  return (last?.endedAt ?? Number.POSITIVE_INFINITY) - (last?.since ?? 0);
}
