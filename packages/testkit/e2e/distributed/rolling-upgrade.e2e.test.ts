import { fileURLToPath } from 'node:url';
import { openPlatform, type Platform } from '@caravan/cli/platform';
import { parseConfiguration } from '@caravan/config/configuration';
import { createLogger } from '@caravan/telemetry/logger';
import { openTestClient } from '@caravan/testkit/caravan';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { startScript } from '@caravan/testkit/part-process';
import { openPeople } from '@caravan/testkit/people';
import { testEnvironment } from '@caravan/testkit/settings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAgreement } from '../trading/accounts.ts';
import { openTill } from '../trading/provider.ts';
import { seededRandom } from '../trading/random.ts';
import { startShopping } from '../trading/shoppers.ts';
import { openShops } from '../trading/shops.ts';
import { fates } from '../trading/trade.ts';
import { asAdministrator } from './administrator.ts';
import { readLetters } from './dead-letters.ts';
import { type Deployment, deploy } from './deployment.ts';
import { patience, throughout, whenBegun, whenSettled } from './settled.ts';
import { transportForms } from './transport-forms.ts';

/** Trades that are begun in each state of the upgrade. */
const each = Number(process.env.UPGRADE_TRADES ?? 4);
const next = fileURLToPath(new URL('./next-marketplace.ts', import.meta.url));

const form = (await transportForms()).at(-1);
const { adminUrl } = emptyTestDatabase();
const settings = {
  CHECKOUT_PAYMENT_SECONDS: '10',
  SUPERGRAPH_POLL_MS: '500',
  ...patience,
};
let deployment: Deployment;
let platform: Platform;

beforeAll(async () => {
  deployment = await deploy(testEnvironment(adminUrl, { ...form?.settings, ...settings }), {
    routers: 1,
    marketplaces: 2,
  });
  const configuration = parseConfiguration(deployment.environment);
  platform = await openPlatform({ configuration, logger: createLogger({ level: 'silent', name: 'test' }) });
}, 120_000);
afterAll(async () => {
  await platform?.stop();
  await deployment?.stop();
  await form?.stop();
}, 60_000);

test('a marketplace is upgraded and brought back replica by replica, and nobody who trades notices', async () => {
  const client = openTestClient(deployment.routers[0]?.url ?? '');
  const { shoppers, onSale } = await openShops(client, 6);
  const shopping = startShopping({ lives: throughout(client), shoppers, onSale, fates, random: seededRandom(7) });
  const tradeOn = () => whenBegun(shopping, shopping.trades.length + each);
  const runNext = (port: string) => startScript([next, port], deployment.environment);
  const knowsChannels = async () => {
    const query = 'query Fields { __type(name: "Order") { fields { name } } }';
    const { __type: type } = await client.query<{ __type: { fields: { name: string }[] } }>(query);
    return type.fields.some(({ name }) => name === 'channel');
  };
  const [one, other] = deployment.marketplaces;
  if (!one || !other) throw new Error('There are two marketplaces.');

  await tradeOn();
  await one.replace(runNext);
  await tradeOn();
  expect(await knowsChannels(), 'while the old version runs').toBe(false);
  await other.replace(runNext);
  await expect.poll(knowsChannels, { timeout: 20_000 }).toBe(true);
  await tradeOn();
  await one.replace(deployment.runMarketplace);
  await tradeOn();
  await other.replace(deployment.runMarketplace);
  await expect.poll(knowsChannels, { timeout: 20_000 }).toBe(false);
  await tradeOn();

  await shopping.finish();
  await whenSettled(adminUrl, platform.transport.lag);
  expect(await readLetters(adminUrl)).toEqual([]);
  const till = openTill(adminUrl);
  await expectAgreement(client, openPeople(client), { trades: shopping.trades, provider: till, onSale });
  await till.stop();
  await client.close();
  const { placed, withChannel, kept } = await readChannels();
  expect(withChannel, 'orders that the new version took').toBeGreaterThan(0);
  expect(placed, 'and the old one').toBeGreaterThan(withChannel);
  expect(kept, 'of which the new version has heard').toBeGreaterThan(0);
}, 150_000);

/** Events of both versions, and what the new one wrote. */
function readChannels(): Promise<{ placed: number; withChannel: number; kept: number }> {
  return asAdministrator(adminUrl, async (admin) => {
    const [row] = await admin<{ placed: number; withChannel: number; kept: number }[]>`
      select count(*)::int as placed, (count(*) filter (where envelope -> 'data' ? 'channel'))::int as "withChannel",
        (select count(*)::int from marketplace.orders where channel is not null) as kept
      from marketplace.outbox where envelope ->> 'type' = 'marketplace.OrderPlaced'`;
    return row ?? { placed: 0, withChannel: 0, kept: 0 };
  });
}
