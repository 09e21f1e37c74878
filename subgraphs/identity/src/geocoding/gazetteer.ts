import cities from './cities.json' with { type: 'json' };
import type { Geocoder, Place, PlaceQuery } from './geocoder.ts';
import { plain } from './query-text.ts';

type City = { readonly country: string; readonly names: readonly string[]; readonly place: Place };

const known: readonly City[] = Object.entries(cities).flatMap(([country, entries]) =>
  entries.map(({ names, at: [latitude = 0, longitude = 0] }) => toCity(country, names, { latitude, longitude })),
);
const byName = new Map(
  known.flatMap((city) => city.names.map((name) => [`${city.country} ${name}`, city.place] as const)),
);
const mostSuggestions = 5;

/** The larger cities of our markets, in a list of our own: works without anybody else, to the middle of a city. */
export const gazetteer: Geocoder = {
  callsPerSecond: null,
  suggests: true,
  geocode: (query) => Promise.resolve(find(query)),
};

function find({ line, city, country }: PlaceQuery): Place[] {
  if (city === null) return line === null ? [] : citiesIn(line, country);
  const place = byName.get(`${country} ${plain(city)}`);
  return place ? [place] : [];
}

/** Cities whose name the last words of a line begin, as somebody types them: "Abay 10, Alm". */
function citiesIn(line: string, country: string): Place[] {
  const words = plain(line).split(' ').filter(Boolean);
  const endings = words.map((_, index) => words.slice(index).join(' '));
  return known
    .filter((city) => city.country === country)
    .filter(({ names }) => names.some((name) => endings.some((ending) => name.startsWith(ending))))
    .slice(0, mostSuggestions)
    .map(({ place }) => place);
}

function toCity(country: string, names: readonly string[], at: Pick<Place, 'latitude' | 'longitude'>): City {
  const [label = ''] = names;
  const place: Place = { label, street: null, building: null, city: label, postalCode: null, ...at, precision: 'CITY' };
  return { country, names: names.map(plain), place };
}
