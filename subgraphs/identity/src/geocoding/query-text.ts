import type { PlaceQuery } from './geocoding.domain.ts';

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

/** An address in one line, from the street on. */
export function textOf(query: PlaceQuery, country: 'with country' | 'without country'): string {
  const { line, city, region, postalCode } = query;
  const name = country === 'with country' ? countryNames.of(query.country) : null;
  return [line, city, region, postalCode, name].filter(Boolean).join(', ');
}

/** Names as they are compared: in any case, without accents and punctuation. */
export function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
