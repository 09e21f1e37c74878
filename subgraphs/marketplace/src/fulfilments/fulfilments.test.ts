import { fulfilmentStatuses } from '@caravan/contracts/marketplace';
import { money } from '@caravan/core/money';
import { describe, expect, test } from 'vitest';
import {
  actors,
  cancellation,
  type Fulfilment,
  type OrderLine,
  partsOf,
  refundedLineIds,
  step,
  transitions,
} from './fulfilments.domain.ts';

/** Every legal step, written a second time: the table of marketplace.md as its readers understand it. */
const legal: Record<string, string[]> = {
  'PENDING>CONFIRMED': ['SYSTEM'],
  'PENDING>CANCELLED': ['SYSTEM'],
  'CONFIRMED>PREPARING': ['STORE', 'ADMIN'],
  'CONFIRMED>CANCELLED': ['BUYER', 'STORE', 'ADMIN'],
  'PREPARING>READY': ['STORE', 'ADMIN'],
  'PREPARING>CANCELLED': ['BUYER', 'STORE', 'ADMIN'],
  'READY>SHIPPED': ['STORE', 'ADMIN'],
  'READY>CANCELLED': ['BUYER', 'STORE', 'ADMIN'],
  'SHIPPED>DELIVERED': ['BUYER', 'STORE', 'ADMIN'],
  'DELIVERED>COMPLETED': ['SYSTEM'],
};

const every = fulfilmentStatuses.flatMap((from) =>
  fulfilmentStatuses.flatMap((to) => actors.map((actor) => ({ from, to, actor }))),
);

test.each(every)('$from to $to by $actor', ({ from, to, actor }) => {
  const allowed = legal[`${from}>${to}`]?.includes(actor) ?? false;
  expect(step(from, { to, as: [actor], path: ['p'] })).toEqual(
    allowed
      ? { ok: true, value: actor }
      : { ok: false, errors: [{ kind: 'InvalidTransition', path: ['p'], from, to }] },
  );
});

test('whoever has several parts acts in the one that may', () => {
  expect(step('READY', { to: 'SHIPPED', as: ['BUYER', 'STORE'], path: [] })).toEqual({ ok: true, value: 'STORE' });
  expect(step('SHIPPED', { to: 'DELIVERED', as: ['BUYER', 'STORE'], path: [] })).toEqual({ ok: true, value: 'BUYER' });
  expect(step('CONFIRMED', { to: 'PREPARING', as: [], path: [] }).ok).toBe(false);
});

test('every state is reached from PENDING, and no step is named twice', () => {
  const reached = new Set<string>(['PENDING']);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const { from, to } of transitions) if (reached.has(from)) reached.add(to);
  }
  expect(reached).toEqual(new Set(fulfilmentStatuses));
  expect(new Set(transitions.map(({ from, to }) => `${from}>${to}`)).size).toBe(transitions.length);
});

describe('the parts of a person', () => {
  const person = { id: 'p', storeIds: ['s'], isAdmin: false };
  const fulfilment = { storeId: 's', buyerId: 'b', isPaid: true };
  test.each([
    ['staff', person, fulfilment, ['STORE']],
    ['staff of an unpaid order', person, { ...fulfilment, isPaid: false }, []],
    ['buyer', { ...person, id: 'b', storeIds: [] }, fulfilment, ['BUYER']],
    ['stranger', { ...person, storeIds: ['t'] }, fulfilment, []],
    ['everything at once', { id: 'b', storeIds: ['s'], isAdmin: true }, fulfilment, ['BUYER', 'STORE', 'ADMIN']],
  ])('%s', (_name, who, what, expected) => {
    expect(partsOf(who, what)).toEqual(expected);
  });
});

describe('cancelling lines', () => {
  const first = { id: 'f1' } as Fulfilment;
  const second = { id: 'f2' } as Fulfilment;
  const line = (id: string, fulfilmentId: string, shippingLineId: string | null = null): OrderLine =>
    ({ id, fulfilmentId, shippingLineId, shippingPrice: money(0n, 'EUR') }) as OrderLine;
  const open = [line('a', 'f1', 'sa'), line('b', 'f1'), line('c', 'f2')];

  test.each([
    [['a'], [], ['f1']],
    [['a', 'b'], ['f1'], []],
    [['c'], ['f2'], []],
    [['a', 'c'], ['f2'], ['f1']],
    [['a', 'b', 'c'], ['f1', 'f2'], []],
  ])('%j ends %j and reduces %j', (chosen, ended, reduced) => {
    const result = cancellation([first, second], open, new Set(chosen));
    expect(result.lines.map(({ id }) => id)).toEqual(chosen);
    expect(result.ended.map(({ id }) => id)).toEqual(ended);
    expect(result.reduced.map(({ id }) => id)).toEqual(reduced);
  });

  test('gives the freight of a line back with it', () => {
    expect(refundedLineIds(open)).toEqual(['a', 'sa', 'b', 'c']);
  });
});
