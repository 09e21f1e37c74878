import { z } from 'zod';
import { type Geocoder, GeocoderUnavailable, type Outage } from './geocoder.ts';
import type { Place, Precision } from './geocoding.domain.ts';
import { ask, endpoint, latitude, longitude, type Provider } from './provider.ts';
import { textOf } from './query-text.ts';

const result = z.object({
  formatted_address: z.string(),
  address_components: z.array(z.object({ long_name: z.string(), types: z.array(z.string()) })),
  geometry: z.object({ location: z.object({ lat: latitude, lng: longitude }), location_type: z.string() }),
});
const answer = z.object({ status: z.string(), results: z.array(result).default([]) });

/**
 * Google's Geocoding API.
 *
 * @see https://developers.google.com/maps/documentation/geocoding/requests-geocoding
 */
export function googleGeocoder({ baseUrl, key, timeoutMs }: Provider & { key: string }): Geocoder {
  return {
    callsPerSecond: null,
    suggests: true,
    async geocode(query, { signal }) {
      const url = endpoint(baseUrl ?? 'https://maps.googleapis.com', 'maps/api/geocode/json');
      url.searchParams.set('address', textOf(query, 'without country'));
      url.searchParams.set('components', `country:${query.country}`);
      url.searchParams.set('key', key);
      const { status, body } = await ask({ url, timeoutMs, signal, schema: answer });
      if (body.status === 'ZERO_RESULTS') return [];
      if (status !== 200 || body.status !== 'OK')
        throw new GeocoderUnavailable(outages.get(body.status) ?? 'UNREACHABLE');
      return body.results.flatMap(toPlace);
    },
  };
}

const outages: ReadonlyMap<string, Outage> = new Map([
  ['OVER_QUERY_LIMIT', 'QUOTA'],
  ['OVER_DAILY_LIMIT', 'QUOTA'],
  ['REQUEST_DENIED', 'REFUSED'],
  ['INVALID_REQUEST', 'REFUSED'],
]);

function toPlace({ formatted_address, address_components, geometry }: z.output<typeof result>): Place[] {
  const part = (type: string) => address_components.find(({ types }) => types.includes(type))?.long_name ?? null;
  const city = part('locality') ?? part('postal_town') ?? part('administrative_area_level_2');
  const street = part('route');
  const building = part('street_number');
  const precision = precisionOf(geometry.location_type, { street, city });
  if (!precision) return [];
  const { lat, lng } = geometry.location;
  const postalCode = part('postal_code');
  return [{ label: formatted_address, street, building, city, postalCode, latitude: lat, longitude: lng, precision }];
}

/** Null for what is larger than a city: the middle of a country helps nobody. */
function precisionOf(
  locationType: string,
  { street, city }: { street: string | null; city: string | null },
): Precision | null {
  if (locationType === 'ROOFTOP') return 'ROOFTOP';
  if (street && (locationType === 'RANGE_INTERPOLATED' || locationType === 'GEOMETRIC_CENTER')) return 'STREET';
  return city ? 'CITY' : null;
}
