import { expect, test } from 'vitest';
import { allEvents } from './all-events.ts';
import { fromMoneyData, moneyData, toMoneyData } from './event.ts';

const contracts = [...allEvents.values()];

test.each(contracts.map((contract) => [contract.type, contract] as const))('%s is well declared', (type, contract) => {
  expect(type).toMatch(/^[a-z-]+\.[A-Z][A-Za-z]+$/);
  expect(contract.topic).toMatch(/^caravan(\.[a-z-]+){1,2}$/);
  expect(contract.version).toBeGreaterThan(0);
  expect(contract.description.length).toBeGreaterThan(20);
  expect(contract.data.safeParse({}).success).toBe(false);
});

test('events of one checkout travel on one topic, so that they keep their order', () => {
  const saga = contracts.filter(({ type }) => /\.(Checkout\w+|PaymentRequested)$/.test(type));
  expect(saga.length).toBeGreaterThan(6);
  expect(new Set(saga.map(({ topic }) => topic))).toEqual(new Set(['caravan.checkout']));
});

test('money survives beyond 2^53', () => {
  const amount = { amountMinor: 9_007_199_254_740_993n, currency: 'EUR' };
  expect(fromMoneyData(moneyData.parse(JSON.parse(JSON.stringify(toMoneyData(amount)))))).toEqual(amount);
  expect(moneyData.safeParse({ amountMinor: '1.5', currency: 'EUR' }).success).toBe(false);
});
