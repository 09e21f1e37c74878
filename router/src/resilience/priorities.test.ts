import { type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { priorityRules } from './priorities.ts';

const priorityOf = priorityRules({ high: ['checkout', 'payment'], low: ['products'] });

test.each([
  ['mutation { addCartItem { id } }', 'high'],
  ['{ me { id } }', 'normal'],
  ['{ me { id } payment(id: 1) { id } }', 'high'],
  ['{ ...Payment } fragment Payment on Query { ... { paid: payment(id: 1) { id } } }', 'high'],
  ['{ payments: me { id } }', 'normal'],
  ['{ products { id } }', 'low'],
  ['{ found: products { id } __schema { types { name } } }', 'low'],
  ['{ products { id } me { id } }', 'normal'],
  ['{ __schema { types { name } } }', 'low'],
  ['subscription { orderUpdated { id } }', 'normal'],
])('%s is %s', (source, priority) => {
  const document = parse(source);
  const operation = document.definitions[0] as OperationDefinitionNode;
  expect([priorityOf(document, operation), priorityOf(document, operation)]).toEqual([priority, priority]);
});
