import { newId } from '@caravan/core/ids';
import { expect, test } from 'vitest';
import { atOnce, testIdentity } from '../../test/identity.ts';
import type { Deps } from '../deps.ts';
import { GeocoderUnavailable } from './geocoder.ts';
import type { Place, PlaceQuery } from './geocoding.domain.ts';
import { suggestAddresses } from './suggestions.usecases.ts';

const identity = testIdentity();
const place: Place = {
  label: 'Abay Avenue 10, Almaty',
  street: 'Abay Avenue',
  building: '10',
  city: 'Almaty',
  postalCode: null,
  latitude: 43.2,
  longitude: 76.9,
  precision: 'ROOFTOP',
};

function asking(geocode: (query: PlaceQuery) => Promise<Place[]>, suggests = true): Deps {
  return { ...identity.deps, geocoder: { geocode, suggests, callsPerSecond: null } };
}

function suggest(deps: Deps, { userId = newId(), text = ' Abay 10, Alm ' } = {}) {
  return suggestAddresses(deps, { userId, text, country: 'kz' });
}

test('suggests what the provider finds, five at most', async () => {
  const asked: PlaceQuery[] = [];
  const deps = asking((query) => {
    asked.push(query);
    return Promise.resolve(Array.from({ length: 9 }, () => place));
  });
  expect(await suggest(deps)).toEqual([place, place, place, place, place]);
  expect(asked).toEqual([{ line: 'Abay 10, Alm', city: null, region: null, postalCode: null, country: 'KZ' }]);
});

test('asks the list of cities where the provider must not be asked while people type, and where there is none', async () => {
  const never = () => Promise.reject(new Error('asked'));
  for (const deps of [asking(never, false), identity.withSettings({ GEOCODER: 'none' })]) {
    expect(await suggest(deps)).toMatchObject([{ label: 'Almaty', precision: 'CITY' }]);
  }
});

test('tells when the provider does not answer, and no more of it', async () => {
  const error = await suggest(asking(() => Promise.reject(new GeocoderUnavailable('QUOTA')))).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: 'UNAVAILABLE' });
  expect(String(error)).not.toContain('QUOTA');
});

test.each(['', '  ab  ', 'x'.repeat(201)])('takes some characters, not too many: "%s"', async (text) => {
  await expect(suggest(identity.deps, { text })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('is asked so often a minute by one person', async () => {
  const deps = identity.withSettings({ LIMIT_ADDRESS_SUGGESTIONS_PER_MINUTE: '3' });
  const userId = newId();
  const outcomes = await atOnce(6, () =>
    suggest(deps, { userId }).then(
      () => 'ok',
      (error: { code: string; details: unknown }) => [error.code, error.details],
    ),
  );
  const refused = ['RATE_LIMITED', { retryAfterSeconds: 60 }];
  expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(3);
  expect(outcomes.filter((outcome) => outcome !== 'ok')).toEqual([refused, refused, refused]);
  expect(await suggest(deps)).toHaveLength(1);
  identity.passSeconds(60);
  expect(await suggest(deps, { userId })).toHaveLength(1);
});

test('does not ask a provider more often than it allows everybody together', async () => {
  const { geocoder } = asking(() => Promise.resolve([place]));
  const deps: Deps = { ...identity.deps, geocoder: geocoder && { ...geocoder, callsPerSecond: 2 } };
  const outcomes = await Promise.allSettled([suggest(deps), suggest(deps), suggest(deps), suggest(deps)]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  identity.passSeconds(1);
  expect(await suggest(deps)).toEqual([place]);
});
