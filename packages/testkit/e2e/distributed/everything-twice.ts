import { subgraphs } from '@caravan/cli/subgraphs';
import { testCaravan } from '@caravan/testkit/caravan';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAgreement } from '../trading/accounts.ts';
import { openTill, type Till } from '../trading/provider.ts';
import { seededRandom } from '../trading/random.ts';
import { startShopping } from '../trading/shoppers.ts';
import { openShops } from '../trading/shops.ts';
import { fates } from '../trading/trade.ts';
import { asAdministrator } from './administrator.ts';
import { readLetters } from './dead-letters.ts';
import { changedTables, readDigest } from './digest.ts';
import { patience, throughout, whenBegun, whenSettled } from './settled.ts';
import type { TransportForm } from './transport-forms.ts';
import { unrulyTransport } from './unruly-transport.ts';

const wanted = Number(process.env.DELIVERY_TRADES ?? 24);
const seed = Number(process.env.DELIVERY_SEED ?? 20_261_121);
const buyers = 8;

/** Tests of a transport that delivers everything twice, in disorder, and all over again. */
export function testEverythingTwice(form: TransportForm): void {
  const random = seededRandom(seed);
  const unruly = unrulyTransport({ random, forgetOffsets: (groups) => form.forgetOffsets(caravan.adminUrl, groups) });
  const caravan = testCaravan(
    // Who leaves is gone soon, and what a mutant spoils is given up soon.
    {
      ...form.settings,
      ...patience,
      LOG_LEVEL: 'silent',
      CHECKOUT_PAYMENT_SECONDS: '10',
      EVENT_RETRY_BASE_MS: '5',
    },
    { transport: unruly.before },
  );
  let till: Till;
  beforeAll(() => {
    till = openTill(caravan.adminUrl);
  });
  afterAll(() => till?.stop());
  afterAll(form.stop);

  const rewind = async () => {
    const before = unruly.delivered();
    await unruly.rewind();
    await whenSettled(caravan.adminUrl, unruly.lag);
    return unruly.delivered() - before;
  };

  test(`${wanted} trades and more come to what they come to without it`, async () => {
    const { client, people, adminUrl } = caravan;
    const { shoppers, onSale } = await openShops(client, buyers);
    const shopping = startShopping({ lives: throughout(client), shoppers, onSale, fates, random });
    await whenBegun(shopping, wanted / 2);
    await unruly.rewind();
    await whenBegun(shopping, wanted);
    await shopping.finish();
    await whenSettled(adminUrl, unruly.lag);
    // What the same trades come to when nothing is repeated.
    await expectAgreement(client, people, { trades: shopping.trades, provider: till, onSale });
    const ends = new Set(shopping.trades.map(({ status, fate }) => (status === 'CONFIRMED' ? fate : status)));
    expect([...ends], 'all kinds of trades').toEqual(expect.arrayContaining([...fates]));
  }, 150_000);

  test('nothing changes when every consumer starts from the beginning', async () => {
    const before = await readDigest(caravan.adminUrl);
    expect(await rewind(), 'events were delivered').toBeGreaterThan(wanted * 20);
    expect(changedTables(before, await readDigest(caravan.adminUrl))).toEqual([]);
    expect(await readLetters(caravan.adminUrl)).toEqual([]);
  }, 120_000);

  test('mutant: consumers without an inbox repeat what they did', async () => {
    const before = await readDigest(caravan.adminUrl);
    await asAdministrator(caravan.adminUrl, async (admin) => {
      await admin`create function public.forget() returns trigger language plpgsql as $$ begin return null; end $$`;
      for (const { name } of subgraphs) {
        await admin`create trigger mutant before insert on ${admin(name)}.inbox for each row execute function public.forget()`;
        await admin`delete from ${admin(name)}.inbox`;
      }
    });
    await rewind();
    const changed = changedTables(before, await readDigest(caravan.adminUrl));
    expect(changed.filter((table) => !table.includes('.outbox'))).not.toEqual([]);
  }, 120_000);
}
