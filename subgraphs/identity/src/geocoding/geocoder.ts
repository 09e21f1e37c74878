import type { Place, PlaceQuery } from './geocoding.domain.ts';

/** Finds places by their address. */
export type Geocoder = {
  /**
   * The best first; none when there is no such place.
   *
   * @throws GeocoderUnavailable when nothing can be known just now.
   */
  geocode(query: PlaceQuery, options: { signal?: AbortSignal }): Promise<Place[]>;
  /** Calls a second that its provider allows a whole deployment; null when that is no matter. */
  readonly callsPerSecond: number | null;
  /** Whether it may be asked for what somebody is still typing. */
  readonly suggests: boolean;
};

export type Outage = 'TIMEOUT' | 'UNREACHABLE' | 'REFUSED' | 'QUOTA' | 'TOO_LARGE' | 'GARBLED' | 'PAUSED';

/** The provider cannot be asked now. Holds nothing that the provider or the person said. */
export class GeocoderUnavailable extends Error {
  readonly outage: Outage;

  constructor(outage: Outage) {
    super(`The geocoder does not answer: ${outage}`);
    this.name = 'GeocoderUnavailable';
    this.outage = outage;
  }
}
