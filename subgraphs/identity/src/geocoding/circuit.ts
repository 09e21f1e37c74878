import { type Geocoder, GeocoderUnavailable } from './geocoder.ts';

/**
 * Leaves a provider alone for a while after some failures in a row, or at once when it says that there were too many
 * calls. Then one call tries whether it answers again.
 */
export function withCircuit(
  geocoder: Geocoder,
  { failures, pauseMs, now = Date.now }: { failures: number; pauseMs: number; now?(): number },
): Geocoder {
  let failed = 0;
  let pausedUntil = 0;
  return {
    ...geocoder,
    async geocode(query, options) {
      if (now() < pausedUntil) throw new GeocoderUnavailable('PAUSED');
      // Everybody else waits until this one knows.
      if (failed >= failures) pausedUntil = now() + pauseMs;
      try {
        const places = await geocoder.geocode(query, options);
        failed = 0;
        pausedUntil = 0;
        return places;
      } catch (error) {
        if (error instanceof GeocoderUnavailable) {
          failed = error.outage === 'QUOTA' ? Math.max(failures, failed + 1) : failed + 1;
          if (failed >= failures) pausedUntil = now() + pauseMs;
        }
        throw error;
      }
    },
  };
}
