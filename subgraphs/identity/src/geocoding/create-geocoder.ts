import type { Configuration } from '@caravan/config/configuration';
import { invariant } from '@caravan/core/errors';
import { withCache } from './cache.ts';
import { withCircuit } from './circuit.ts';
import { gazetteer } from './gazetteer.ts';
import type { Geocoder } from './geocoder.ts';
import { googleGeocoder } from './google.ts';
import { nominatimGeocoder } from './nominatim.ts';
import type { Provider } from './provider.ts';
import { twoGisGeocoder } from './two-gis.ts';

type Settings = Configuration['identity'];

/** The geocoder of the settings; null where nobody is to be asked. */
export function createGeocoder(settings: Settings): Geocoder | null {
  if (settings.geocoder === 'none') return null;
  if (settings.geocoder === 'gazetteer') return gazetteer;
  const provider = providerOf(settings, settings.geocoder);
  const { geocoderFailures: failures, geocoderPauseSeconds } = settings;
  const guarded = withCircuit(provider, { failures, pauseMs: geocoderPauseSeconds * 1000 });
  const cached = withCache(guarded, {
    entries: settings.geocoderCacheEntries,
    seconds: settings.geocoderCacheSeconds,
  });
  return { ...withGazetteer(cached), callsPerSecond: settings.geocoderCallsPerSecond ?? provider.callsPerSecond };
}

function providerOf(settings: Settings, name: '2gis' | 'google' | 'nominatim'): Geocoder {
  const { geocoderUrl: baseUrl, geocoderKey: key, geocoderTimeoutMs: timeoutMs } = settings;
  const provider: Provider = { baseUrl, key, timeoutMs };
  if (name === 'nominatim') return nominatimGeocoder({ ...provider, contact: settings.geocoderContact });
  invariant(key, `GEOCODER=${name} needs GEOCODER_KEY`);
  return name === '2gis' ? twoGisGeocoder({ ...provider, key }) : googleGeocoder({ ...provider, key });
}

/** A city that a provider does not know may be in our list. */
function withGazetteer(geocoder: Geocoder): Geocoder {
  return {
    ...geocoder,
    geocode: async (query, options) => {
      const found = await geocoder.geocode(query, options);
      return found.length > 0 ? found : gazetteer.geocode(query, options);
    },
  };
}
