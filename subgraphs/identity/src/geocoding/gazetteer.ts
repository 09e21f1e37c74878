import cities from './cities.json' with { type: 'json' };
import type { Geocoder } from './geocoder.ts';
import type { Place, PlaceQuery } from './geocoding.domain.ts';
import { plain } from './query-text.ts';

type City = { readonly country: string; readonly names: readonly string[]; readonly place: Place };

const known: readonly City[] = Object.entries(cities).flatMap(([country, entries]) =>
  entries.map(({ names, at: [latitude = 0, longitude = 0] }) => toCity(country, names, { latitude, longitude })),
);
const byName = new Map(
  known.flatMap((city) => city.names.map((name) => [`${city.country} ${name}`, city.place] as const)),
);
const mostSuggestions = 5;
const shortestEnding = 2;

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

/** Cities whose name begins with the last words of a line, as somebody types them: "Abay 10, Alm". The most words count. */
function citiesIn(line: string, country: string): Place[] {
  const words = plain(line).split(' ');
  const endings = words
    .map((_, index) => words.slice(index).join(' '))
    .filter((ending) => ending.length >= shortestEnding);
  const matches = endings.map((ending) =>
    known.filter((city) => city.country === country && city.names.some((name) => name.startsWith(ending))),
  );
  const best = matches.find((found) => found.length > 0) ?? [];
  return best.slice(0, mostSuggestions).map(({ place }) => place);
}

function toCity(country: string, names: readonly string[], at: Pick<Place, 'latitude' | 'longitude'>): City {
  const [label = ''] = names;
  const place: Place = { label, street: null, building: null, city: label, postalCode: null, ...at, precision: 'CITY' };
  return { country, names: names.map(plain), place };
}
