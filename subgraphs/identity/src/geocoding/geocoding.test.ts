import { describe, expect, test } from 'vitest';
import { withCache } from './cache.ts';
import { withCircuit } from './circuit.ts';
import cities from './cities.json' with { type: 'json' };
import { gazetteer } from './gazetteer.ts';
import { type Geocoder, GeocoderUnavailable, type Outage } from './geocoder.ts';
import type { Place, PlaceQuery } from './geocoding.domain.ts';
import { plain, textOf } from './query-text.ts';

function asked(change: Partial<PlaceQuery>): PlaceQuery {
  return { line: null, city: null, region: null, postalCode: null, country: 'KZ', ...change };
}

describe('the list of cities', () => {
  test.each([
    ['KZ', 'Almaty'],
    ['KZ', ' алматы '],
    ['KZ', 'ALMA-ATA'],
    ['BR', 'Sao Paulo'],
    ['BR', 'São Paulo'],
    ['DE', 'köln'],
    ['DE', 'Koeln'],
    ['JP', '東京都'],
    ['JP', 'Tōkyō'],
    ['TR', 'istanbul'],
    ['AE', 'دبي'],
  ])('knows %s %s', async (country, city) => {
    expect(await gazetteer.geocode(asked({ country, city, line: 'anything 1' }), {})).toMatchObject([
      { precision: 'CITY', street: null },
    ]);
  });

  test.each([
    ['US', 'Almaty'],
    ['ZZ', 'Almaty'],
    ['KZ', 'Alm'],
    ['KZ', ''],
    ['KZ', 'constructor'],
  ])('does not know %s %s', async (country, city) => {
    expect(await gazetteer.geocode(asked({ country, city }), {})).toEqual([]);
  });

  test('suggests what the last words begin', async () => {
    const suggested = async (line: string, country = 'KZ') =>
      (await gazetteer.geocode(asked({ line, country }), {})).map(({ label }) => label);
    expect(await suggested('Abay 10, alm')).toEqual(['Almaty']);
    expect(await suggested('Алматы')).toEqual(['Almaty']);
    expect(await suggested('Rua X, rio de j', 'BR')).toEqual(['Rio de Janeiro']);
    expect((await suggested('qqq sa', 'US')).length).toBeLessThanOrEqual(5);
    expect(await suggested('---')).toEqual([]);
  });

  test('has each place on earth, in a country, with names of its own there', () => {
    for (const [country, entries] of Object.entries(cities)) {
      expect(country).toMatch(/^[A-Z]{2}$/);
      const names = entries.flatMap((city) => [...new Set(city.names.map(plain))]);
      expect(new Set(names).size).toBe(names.length);
      for (const { at } of entries) {
        expect(Math.abs(at[0] ?? 91)).toBeLessThanOrEqual(90);
        expect(Math.abs(at[1] ?? 181)).toBeLessThanOrEqual(180);
      }
    }
  });
});

test('a query is one line, with the country where it has to be', () => {
  const query = asked({ line: 'Abay 10', city: 'Almaty', postalCode: '050000' });
  expect(textOf(query, 'with country')).toBe('Abay 10, Almaty, 050000, Kazakhstan');
  expect(textOf(query, 'without country')).toBe('Abay 10, Almaty, 050000');
});

const place: Place = {
  label: 'x',
  street: null,
  building: null,
  city: null,
  postalCode: null,
  latitude: 0,
  longitude: 0,
  precision: 'CITY',
};

/** A provider whose answers are given beforehand. */
function provider(...answers: (Outage | 'ok' | Error)[]): Geocoder & { calls(): number } {
  let calls = 0;
  return {
    callsPerSecond: null,
    suggests: true,
    calls: () => calls,
    geocode: () => {
      const answer = answers[calls] ?? 'ok';
      calls += 1;
      if (answer === 'ok') return Promise.resolve([place]);
      return Promise.reject(answer instanceof Error ? answer : new GeocoderUnavailable(answer));
    },
  };
}

describe('a circuit', () => {
  const outcome = (geocoder: Geocoder) =>
    geocoder.geocode(asked({}), {}).then(
      () => 'ok',
      (error: unknown) => (error instanceof GeocoderUnavailable ? error.outage : 'bug'),
    );
  const outcomes = async (geocoder: Geocoder, times: number) => {
    const all: string[] = [];
    for (let index = 0; index < times; index += 1) all.push(await outcome(geocoder));
    return all;
  };

  test('leaves a provider alone after failures in a row, then tries once', async () => {
    let time = 0;
    const slow = provider('TIMEOUT', 'ok', 'TIMEOUT', 'GARBLED', 'TIMEOUT', 'TIMEOUT', 'ok');
    const geocoder = withCircuit(slow, { failures: 3, pauseMs: 60_000, now: () => time });
    expect(await outcomes(geocoder, 7)).toEqual(['TIMEOUT', 'ok', 'TIMEOUT', 'GARBLED', 'TIMEOUT', 'PAUSED', 'PAUSED']);
    expect(slow.calls()).toBe(5);
    time = 60_000;
    expect(await Promise.all([outcome(geocoder), outcome(geocoder)])).toEqual(['TIMEOUT', 'PAUSED']);
    time = 119_999;
    expect(await outcome(geocoder)).toBe('PAUSED');
    time = 120_000;
    expect(await outcomes(geocoder, 3)).toEqual(['ok', 'ok', 'ok']);
  });

  test('opens at once when there were too many calls', async () => {
    const geocoder = withCircuit(provider('QUOTA'), { failures: 3, pauseMs: 60_000, now: () => 0 });
    expect(await outcomes(geocoder, 2)).toEqual(['QUOTA', 'PAUSED']);
  });

  test('does not hide what only a bug can throw', async () => {
    const bug = new TypeError('bug');
    const geocoder = withCircuit(provider(bug, bug, bug, bug), { failures: 3, pauseMs: 60_000, now: () => 0 });
    expect(await outcomes(geocoder, 5)).toEqual(['bug', 'bug', 'bug', 'bug', 'ok']);
  });
});

describe('a cache', () => {
  test('forgets the least used, and remembers no failure', async () => {
    const inner = provider('TIMEOUT');
    const geocoder = withCache(inner, { entries: 2, seconds: 60 });
    await expect(geocoder.geocode(asked({ city: 'a' }), {})).rejects.toThrow('TIMEOUT');
    for (const city of ['a', 'a', 'b', 'a', 'c', 'a', 'b']) await geocoder.geocode(asked({ city }), {});
    // a, b, c, and b again: it was the least used when c came.
    expect(inner.calls()).toBe(1 + 4);
  });

  test('tells apart what differs, in whatever field', async () => {
    const inner = provider();
    const geocoder = withCache(inner, { entries: 100, seconds: 60 });
    const queries = [{}, { line: 'a' }, { city: 'a' }, { region: 'a' }, { postalCode: 'a' }, { country: 'US' }];
    for (const query of queries) await geocoder.geocode(asked(query), {});
    expect(inner.calls()).toBe(6);
  });

  test('is none when it may hold nothing', () => {
    const inner = provider();
    expect(withCache(inner, { entries: 0, seconds: 60 })).toBe(inner);
  });
});
