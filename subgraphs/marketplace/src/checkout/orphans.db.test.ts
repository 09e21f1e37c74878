import { newId } from '@caravan/core/ids';
import { metrics } from '@caravan/telemetry/metrics';
import { expect, test } from 'vitest';
import {
  free,
  marketplaceDatabase,
  noon,
  openShop,
  pay,
  putInCart,
  start,
  stockGood,
  tradeDeps,
} from '../../test/trade.ts';
import { watchHolds } from './watch-holds.usecases.ts';

const { database } = marketplaceDatabase();
const deps = tradeDeps(database);
const gauge = async () => (await metrics.getSingleMetric('caravan_orphan_holds')?.get())?.values[0]?.value;

test('a hold that neither is paid nor released for too long raises a metric', async () => {
  const good = await stockGood(database, await openShop(database));
  const started = [];
  for (let index = 0; index < 3; index += 1) {
    const buyerId = newId();
    await putInCart(deps, buyerId, good);
    started.push(await start(deps, buyerId));
  }
  const [paid, freed, orphan] = started;
  if (!paid || !freed || !orphan) throw new Error('Three checkouts were started.');
  await pay(deps, paid);
  await free(deps, freed);
  const at = (seconds: number) => ({ ...deps, now: () => new Date(noon.getTime() + seconds * 1_000) });
  await watchHolds(at(1_860));
  expect(await gauge()).toBe(0);
  await watchHolds(at(1_861));
  expect(await gauge()).toBe(1);
  await free(deps, orphan);
  await watchHolds(at(1_861));
  expect(await gauge()).toBe(0);
});
