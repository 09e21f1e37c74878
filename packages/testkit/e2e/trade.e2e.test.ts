import { testCaravan } from '@caravan/testkit/caravan';
import { test } from 'vitest';
import { runWholeTrade } from './whole-trade.ts';

const caravan = testCaravan();

test('a whole trade in one process, from the cart to the paid stores', async () => {
  await runWholeTrade(caravan.client, caravan.people);
});
