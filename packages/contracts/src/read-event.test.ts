import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineEvent, type EventEnvelope } from './event.ts';
import { readEvent, upcast } from './read-event.ts';

/** Version 1 had one name, version 2 two, and version 3 says how people like to be called. */
const PersonNamed = defineEvent({
  type: 'people.PersonNamed',
  version: 3,
  topic: 'caravan.people.person',
  description: 'A person has a name.',
  data: z.object({ given: z.string(), family: z.string(), called: z.string() }),
  upcasters: {
    1: (data) => {
      const [given = '', family = ''] = (data as { name: string }).name.split(' ');
      return { given, family };
    },
    2: (data) => ({ ...(data as object), called: (data as { given: string }).given }),
  },
});

function envelope(version: number, data: unknown): EventEnvelope {
  const nothing = { causationId: null, principal: null, traceparent: null };
  return {
    ...nothing,
    id: '01900000-0000-7000-8000-000000000001',
    type: PersonNamed.type,
    version,
    source: 'people',
    subject: 'ada',
    time: '2026-01-02T03:04:05.678Z',
    correlationId: '01900000-0000-7000-8000-000000000001',
    topic: PersonNamed.topic,
    data,
  };
}

const current = { given: 'Ada', family: 'Lovelace', called: 'Ada' };

describe('an event is read in the version of its contract', () => {
  test.each([
    ['from the first on', 1, { name: 'Ada Lovelace' }],
    ['from one in between', 2, { given: 'Ada', family: 'Lovelace' }],
    ['as it is', 3, current],
    ['without fields that it does not know', 3, { ...current, title: 'Countess' }],
    ['without fields that an old version had besides', 2, { given: 'Ada', family: 'Lovelace', name: 'Ada Lovelace' }],
  ])('%s', (_name, version, data) => {
    expect(readEvent(PersonNamed, envelope(version, data))).toEqual({ kind: 'read', event: envelope(3, current) });
  });

  test('but for what is newer, even when it would fit', () => {
    expect(readEvent(PersonNamed, envelope(4, current))).toEqual({ kind: 'newer' });
    expect(upcast(PersonNamed, envelope(4, current))).toBe(current);
  });

  test.each([
    ['does not fit after all', 2, { given: 'Ada' }, 'family'],
    ['was never valid', 1, {}, 'an upcaster failed with TypeError'],
    ['has a version that there never was', 0, current, 'an upcaster failed with RangeError'],
  ])('but for what %s', (_name, version, data, reason) => {
    expect(readEvent(PersonNamed, envelope(version, data))).toMatchObject({
      kind: 'invalid',
      reason: expect.stringContaining(reason),
    });
  });
});

test('upcasters leave what they are given as it was', () => {
  const data = Object.freeze({ name: 'Ada Lovelace' });
  expect(upcast(PersonNamed, envelope(1, data))).toEqual(current);
  expect(data).toEqual({ name: 'Ada Lovelace' });
});

test.each([
  ['one is missing', { 1: PersonNamed.upcasters?.[1] }],
  ['there are none', undefined],
  ['one leads from the version itself', { ...PersonNamed.upcasters, 3: (data: unknown) => data }],
])('an event is not declared when its old versions could not be read: %s', (_name, upcasters) => {
  expect(() => defineEvent({ ...PersonNamed, upcasters } as typeof PersonNamed)).toThrow('needs an upcaster from each');
});
