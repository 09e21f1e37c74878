import { describe, expect, test } from 'vitest';
import { readFilter } from './user-search.domain.ts';

const nothing = { email: null, phone: null, words: [], role: null, status: null };

describe('readFilter', () => {
  test.each([
    [{}, nothing],
    [{ text: ' Aigul  Serik ' }, { ...nothing, words: ['aigul', 'serik'] }],
    [{ text: 'a b c d e f' }, { ...nothing, words: ['a', 'b', 'c', 'd'] }],
    [{ text: 'Aigul@Ex' }, { ...nothing, email: 'aigul@ex' }],
    [{ text: '+7 (701) 123' }, { ...nothing, phone: '+7701123' }],
    [
      { email: 'A@b.kz', phone: '7701', text: 'ai' },
      { ...nothing, email: 'a@b.kz', phone: '+7701', words: ['ai'] },
    ],
    [
      { role: 'MANAGER', status: 'BLOCKED' },
      { ...nothing, role: 'MANAGER', status: 'BLOCKED' },
    ],
  ] as const)('of %j', (filter, expected) => {
    expect(readFilter(filter)).toEqual(expected);
  });

  test.each([{ text: 'a' }, { email: ' ' }, { phone: '7' }, { text: 'x'.repeat(255) }])('refuses %j', (filter) => {
    expect(() => readFilter(filter)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});
