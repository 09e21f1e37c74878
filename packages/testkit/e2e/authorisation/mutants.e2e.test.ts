import { subgraphs } from '@caravan/cli/subgraphs';
import { testCaravan } from '@caravan/testkit/caravan';
import { describe, expect, test } from 'vitest';
import { whereEverybodyMay } from './everybody-may.ts';
import type { Row } from './matrix.ts';
import { rows } from './rows.ts';
import { isRoot, ruleProblems, withoutRulesOf } from './rules.ts';
import { verdictOf } from './verdict.ts';
import { createWorld, type World } from './world.ts';

/** Use cases that are reached without the rule before them complain, as they should. */
const quietly = { LOG_LEVEL: 'silent' };

describe('a Caravan that forgot the rules of its root fields', () => {
  const mutant = testCaravan(quietly, { subgraphs: subgraphs.map((each) => withoutRulesOf('root fields', each)) });
  const ruled = rows.filter(({ coordinate, rule }) => isRoot(coordinate) && rule !== 'public');

  test('has other rules than the table says, at each of them', () => {
    expect(ruleProblems(rows, mutant.caravan.supergraphSdl)).toEqual(
      ruled.map(({ name, rule }) => `${name}: ${rule} became public`),
    );
  });

  test('lets people in whom the table keeps out', async () => {
    const world = await createWorld(mutant.client, mutant.people);
    const noticed = await rowsThatFail(world, ruled);
    // Many use cases ask again who it is; nothing but the rule asks for a scope.
    const unnoticed = ruled.filter(({ name }) => !noticed.includes(name)).map(({ rule }) => rule);
    expect(new Set(unnoticed)).toEqual(new Set(['authenticated', 'cart:use']));
    expect(noticed).toEqual(expect.arrayContaining(['Query.order', 'Query.payment', 'Mutation.grantRole']));
  });
});

describe('a Caravan that forgot the rules of its other fields', () => {
  const mutant = testCaravan(quietly, { subgraphs: subgraphs.map((each) => withoutRulesOf('other fields', each)) });
  const ruled = rows.filter(({ coordinate, rule }) => !isRoot(coordinate) && rule !== '-');

  test('has other rules than the table says, at each of them', () => {
    expect(ruleProblems(rows, mutant.caravan.supergraphSdl)).toEqual(
      ruled.map(({ name, rule }) => `${name}: ${rule} became -`),
    );
  });

  test('answers people whom the table refuses', async () => {
    const world = await createWorld(mutant.client, mutant.people);
    const noticed = await rowsThatFail(world, ruled);
    expect(noticed).toEqual(
      expect.arrayContaining(['Store.balance', 'Store.staff', 'User.orders', 'User.payments', 'Variant.stock']),
    );
  });
});

describe('a Caravan that takes everybody for an administrator', () => {
  const mutant = testCaravan(quietly, { subgraphs: subgraphs.map(whereEverybodyMay) });

  test('shows and does what the table keeps for a few', async () => {
    const world = await createWorld(mutant.client, mutant.people);
    const noticed = await rowsThatFail(world, rows);
    expect(noticed).toEqual(expect.arrayContaining(keptForFew));
  });
});

/** What only the use cases and resolvers keep from strangers. */
const keptForFew = [
  'Query.order',
  'Query.orders/everyone',
  'Query.checkout',
  'Query.payment',
  'Query.importJob',
  'User.email',
  'User.addresses',
  'User.kyc',
  'User.orders',
  'User.checkouts',
  'User.payments',
  'User.favourites',
  'Order.deliveryAddress',
  'Order.payments',
  'Payment.subject',
  'Store.staff',
  'Store.balance',
  'Variant.stock',
  'Mutation.updateProduct',
  'Mutation.changeFulfilmentStatus',
  'Mutation.refundPayment',
  'Subscription.orderUpdated/one',
  'Subscription.checkoutUpdated',
  'Subscription.importUpdated',
];

async function rowsThatFail(world: World, tried: readonly Row[]): Promise<string[]> {
  const failing: string[] = [];
  for (const row of tried) {
    const nobody = await verdictOf(world, row, 'nobody');
    const buyerB = await verdictOf(world, row, 'buyerB');
    if (nobody !== row.expected.nobody || buyerB !== row.expected.buyerB) failing.push(row.name);
  }
  return failing;
}
