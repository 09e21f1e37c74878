import { z } from 'zod';
import { type Geocoder, GeocoderUnavailable } from './geocoder.ts';
import type { Place, Precision } from './geocoding.domain.ts';
import { ask, endpoint, latitude, longitude, type Provider } from './provider.ts';
import { textOf } from './query-text.ts';

const result = z.object({
  lat: latitude,
  lon: longitude,
  display_name: z.string(),
  place_rank: z.number(),
  address: z.record(z.string(), z.string()).default({}),
});
const answer = z.array(result);

/**
 * Nominatim, of OpenStreetMap. Its public server asks for a User-Agent that tells whom to talk to, at most one call a
 * second from everything we run, and no calls for what somebody is still typing.
 *
 * @see https://nominatim.org/release-docs/latest/api/Search/
 * @see https://operations.osmfoundation.org/policies/nominatim/
 */
export function nominatimGeocoder(options: Provider & { contact: string | undefined }): Geocoder {
  const { baseUrl, timeoutMs, contact } = options;
  const headers = { 'user-agent': `Caravan/1.0 (${contact ?? 'https://caravan.example'})`, 'accept-language': 'en' };
  return {
    callsPerSecond: 1,
    suggests: false,
    async geocode(query, { signal }) {
      const url = endpoint(baseUrl ?? 'https://nominatim.openstreetmap.org', 'search');
      const wanted = { q: textOf(query, 'without country'), countrycodes: query.country.toLowerCase() };
      for (const [name, value] of Object.entries({ ...wanted, format: 'jsonv2', addressdetails: '1', limit: '5' }))
        url.searchParams.set(name, value);
      const { status, body } = await ask({ url, headers, timeoutMs, signal, schema: answer });
      if (status !== 200) throw new GeocoderUnavailable('REFUSED');
      return body.flatMap(toPlace);
    },
  };
}

function toPlace({ lat, lon, display_name, place_rank, address }: z.output<typeof result>): Place[] {
  const precision = precisionOf(place_rank);
  if (!precision) return [];
  return [
    {
      label: display_name,
      street: address.road ?? null,
      building: address.house_number ?? null,
      city: address.city ?? address.town ?? address.village ?? address.municipality ?? null,
      postalCode: address.postcode ?? null,
      latitude: lat,
      longitude: lon,
      precision,
    },
  ];
}

/**
 * By how large a place is: 30 a house, 26 and 27 streets and paths, 13 and more towns and their quarters.
 *
 * @see https://nominatim.org/release-docs/latest/customize/Ranking/
 */
function precisionOf(rank: number): Precision | null {
  if (rank >= 28) return 'ROOFTOP';
  if (rank >= 26) return 'STREET';
  return rank >= 13 ? 'CITY' : null;
}
