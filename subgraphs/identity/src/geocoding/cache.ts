import { LRUCache } from 'lru-cache';
import type { Geocoder } from './geocoder.ts';
import type { Place } from './geocoding.domain.ts';

/** Remembers answers for a while; the least used go first. Failures are not remembered. */
export function withCache(geocoder: Geocoder, { entries, seconds }: { entries: number; seconds: number }): Geocoder {
  if (entries === 0 || seconds === 0) return geocoder;
  const known = new LRUCache<string, Place[]>({ max: entries, ttl: seconds * 1000 });
  return {
    ...geocoder,
    async geocode(query, options) {
      const { line, city, region, postalCode, country } = query;
      const key = JSON.stringify([line, city, region, postalCode, country]).toLowerCase();
      const remembered = known.get(key);
      if (remembered) return remembered;
      const places = await geocoder.geocode(query, options);
      known.set(key, places);
      return places;
    },
  };
}
