import type { Limit } from '../limits/limits.domain.ts';
import type { Geocoder } from './geocoder.ts';

/** What the provider allows everybody together, in all processes. */
export function limitsOfProvider(geocoder: Geocoder | null): Limit[] {
  const points = geocoder?.callsPerSecond ?? null;
  return points === null ? [] : [{ name: 'geocoder', subject: 'everybody', points, windowSeconds: 1 }];
}
