/** How close coordinates are: the building itself, somewhere in its street, or only its city. */
export type Precision = 'ROOFTOP' | 'STREET' | 'CITY';

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
