import { z } from 'zod';
import { type Geocoder, GeocoderUnavailable, type Outage } from './geocoder.ts';
import type { Place, Precision } from './geocoding.domain.ts';
import { ask, endpoint, latitude, longitude, type Provider } from './provider.ts';
import { textOf } from './query-text.ts';

const item = z.object({
  type: z.string(),
  name: z.string().optional(),
  full_name: z.string().optional(),
  point: z.object({ lat: latitude, lon: longitude }).optional(),
  address: z
    .object({
      postcode: z.string().optional(),
      components: z.array(z.object({ street: z.string().optional(), number: z.string().optional() })).default([]),
    })
    .optional(),
  adm_div: z.array(z.object({ type: z.string(), name: z.string().optional() })).default([]),
});
const answer = z.object({
  meta: z.object({ code: z.number() }),
  result: z.object({ items: z.array(item).default([]) }).optional(),
});

/**
 * 2GIS, which knows Kazakhstan, the Emirates and their neighbours to the door. Errors come as `meta.code` in an answer
 * of HTTP 200; 404 there says that nothing was found.
 *
 * @see https://docs.2gis.com/en/api/search/geocoder/reference/3.0/items/geocode
 */
export function twoGisGeocoder({ baseUrl, key, timeoutMs }: Provider & { key: string }): Geocoder {
  return {
    callsPerSecond: null,
    suggests: true,
    async geocode(query, { signal }) {
      const url = endpoint(baseUrl ?? 'https://catalog.api.2gis.com', '3.0/items/geocode');
      url.searchParams.set('q', textOf(query, 'with country'));
      url.searchParams.set('type', 'building,street,adm_div.city,adm_div.settlement');
      url.searchParams.set('fields', 'items.point,items.address,items.adm_div,items.full_name');
      url.searchParams.set('key', key);
      const { body } = await ask({ url, timeoutMs, signal, schema: answer });
      const { code } = body.meta;
      if (code === 404) return [];
      if (code !== 200) throw new GeocoderUnavailable(outageOf(code));
      return (body.result?.items ?? []).flatMap(toPlace);
    },
  };
}

function outageOf(code: number): Outage {
  if (code === 429) return 'QUOTA';
  return code >= 400 && code < 500 ? 'REFUSED' : 'UNREACHABLE';
}

const precisions: ReadonlyMap<string, Precision> = new Map([
  ['building', 'ROOFTOP'],
  ['street', 'STREET'],
  ['adm_div', 'CITY'],
]);

function toPlace({ type, name, full_name, point, address, adm_div }: z.output<typeof item>): Place[] {
  const precision = precisions.get(type);
  const label = full_name ?? name;
  if (!precision || !point || !label) return [];
  const [component] = address?.components ?? [];
  return [
    {
      label,
      street: component?.street ?? (type === 'street' ? (name ?? null) : null),
      building: component?.number ?? null,
      city: adm_div.find((division) => division.type === 'city' || division.type === 'settlement')?.name ?? null,
      postalCode: address?.postcode ?? null,
      latitude: point.lat,
      longitude: point.lon,
      precision,
    },
  ];
}
