import { describe, expect, test } from 'vitest';
import { envelopeOf, thingMoved } from './testing/fixtures.ts';
import { together } from './together.ts';

const contract = thingMoved();
const batch = (subjects: string) =>
  [...subjects].map((subject, number) => envelopeOf(contract, { subject, data: { number } }));
const sizes = (subjects: string, limits: Parameters<typeof together>[1]) =>
  together(batch(subjects), limits).map((group) => group.map(({ subject }) => subject).join(''));

describe('events that are handled together', () => {
  test('are none of an empty batch', () => {
    expect(sizes('', { consumerConcurrency: 4, consumerTogether: 20 })).toEqual([]);
  });

  test('are a handful, or spread over all slots when there are more', () => {
    expect(sizes('abcd', { consumerConcurrency: 4, consumerTogether: 20 })).toEqual(['abcd']);
    expect(sizes('abcdefghijklmnopqrstuvwxyzABCD', { consumerConcurrency: 4, consumerTogether: 20 })).toHaveLength(4);
  });

  test('are at most as many as is allowed, and whole subjects in order', () => {
    expect(sizes('abcabcd', { consumerConcurrency: 1, consumerTogether: 4 })).toEqual(['aabb', 'ccd']);
    expect(sizes('aaaaab', { consumerConcurrency: 1, consumerTogether: 3 })).toEqual(['aaaaa', 'b']);
  });
});
