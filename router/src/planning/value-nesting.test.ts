import { expect, test } from 'vitest';
import { isNestedDeeper } from './value-nesting.ts';

const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

test.each([
  ['a number', 1, 0, false],
  ['null', null, 0, false],
  ['no variables', {}, 0, false],
  ['variables', { a: 1, b: 'x' }, 0, false],
  ['one level', { a: 1, b: [1] }, 0, true],
  ['one level that is allowed', { a: 1, b: [1] }, 1, false],
  ['the deepest of many', { a: [1], b: { c: { d: {} } } }, 2, true],
  ['lists', nested(201), 200, false],
  ['too deep lists', nested(202), 200, true],
  ['lists as deep as a body is long', nested(120_000), 200, true],
  ['an object’s own __proto__', JSON.parse('{"__proto__": {"a": {"b": {}}}}'), 2, true],
])('%s', (_what, value, most, isDeeper) => expect(isNestedDeeper(value, most)).toBe(isDeeper));
