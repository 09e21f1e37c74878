import { expect, test } from 'vitest';
import { brokenConstraint, sqlState } from './sql-state.ts';

const refused = Object.assign(new Error('refused'), { code: '23505', constraint_name: 'orders_number_key' });

test.each([
  ['a database error', refused, '23505', 'orders_number_key'],
  [
    'one that a library wrapped twice',
    new Error('a', { cause: new Error('b', { cause: refused }) }),
    '23505',
    'orders_number_key',
  ],
  ['one that broke no named constraint', Object.assign(new Error('not null'), { code: '23502' }), '23502', null],
  ['a deadlock', Object.assign(new Error('deadlock'), { code: '40P01' }), '40P01', null],
  ['an error of the network', Object.assign(new Error('reset'), { code: 'ECONNRESET' }), null, null],
  ['any other error', new Error('other'), null, null],
  ['no error', 'text', null, null],
])('reads %s', (_name, error, state, constraint) => {
  expect([sqlState(error), brokenConstraint(error)]).toEqual([state, constraint]);
});
