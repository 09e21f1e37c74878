import { CaravanError } from '@caravan/core/errors';
import type { Deps } from '../deps.ts';
import { take } from '../limits/limits.usecases.ts';
import { gazetteer } from './gazetteer.ts';
import { GeocoderUnavailable } from './geocoder.ts';
import type { Place } from './geocoding.domain.ts';
import { limitsOfProvider } from './turns.ts';

const shortest = 3;
const longest = 200;
const mostSuggestions = 5;

export type SuggestCommand = { readonly userId: string; readonly text: string; readonly country: string };

/** Places that somebody may mean who is still typing an address. */
export async function suggestAddresses(deps: Deps, { userId, text, country }: SuggestCommand): Promise<Place[]> {
  const line = text.trim();
  if (line.length < shortest || line.length > longest)
    throw new CaravanError('BAD_USER_INPUT', `Give ${shortest} to ${longest} characters of the address.`);
  const points = deps.settings.suggestionsPerMinute;
  // Some providers must not be asked while people type; the list of cities may.
  const geocoder = deps.geocoder?.suggests ? deps.geocoder : gazetteer;
  const person = { name: 'address suggestions', subject: userId, points, windowSeconds: 60 };
  const turn = await take(deps, [person, ...limitsOfProvider(geocoder)]);
  if (!turn.ok) {
    const [{ retryAfterSeconds }] = turn.errors;
    throw new CaravanError('RATE_LIMITED', 'Too many suggestions; wait.', { retryAfterSeconds });
  }
  const query = { line, city: null, region: null, postalCode: null, country: country.toUpperCase() };
  const found = await geocoder.geocode(query, {}).catch(orUnavailable);
  return found.slice(0, mostSuggestions);
}

function orUnavailable(error: unknown): never {
  if (error instanceof GeocoderUnavailable)
    throw new CaravanError('UNAVAILABLE', 'Addresses cannot be suggested just now.');
  throw error;
}
