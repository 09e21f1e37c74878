/** How close coordinates are: the building itself, somewhere in its street, or only its city. */
export const precisions = ['ROOFTOP', 'STREET', 'CITY'] as const;
export type Precision = (typeof precisions)[number];

/** What is looked for. Nobody's name or phone, nor the apartment, is in it: a provider does not need to know them. */
export type PlaceQuery = {
  /** Street and building, or whatever line a person wrote; null looks for the city. */
  readonly line: string | null;
  /** Null when the line is all there is, as in what somebody is still typing. */
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
};

/** A place on earth (WGS 84, degrees). */
export type Place = {
  /** For people, in the provider's words. */
  readonly label: string;
  readonly street: string | null;
  readonly building: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly latitude: number;
  readonly longitude: number;
  readonly precision: Precision;
};

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
