import { count, milliseconds, mode, seconds, text, url } from '../kinds.ts';
import { setting } from '../setting.ts';

/** How identity finds coordinates of addresses. */
export const geocodingSettings = {
  geocoder: setting(
    'GEOCODER',
    mode('gazetteer', '2gis', 'google', 'nominatim', 'none').default('gazetteer'),
    'Who finds coordinates of addresses: the built-in list of cities, a provider, or nobody.',
  ),
  geocoderUrl: setting('GEOCODER_URL', url.optional(), "Base URL of the provider, instead of the provider's own."),
  geocoderKey: setting('GEOCODER_KEY', text.optional(), 'Key of the provider; 2gis and google need one.', {
    secret: true,
    parts: ['identity'],
  }),
  geocoderContact: setting(
    'GEOCODER_CONTACT',
    text.optional(),
    'Email or page in the User-Agent; the public Nominatim server asks for one.',
  ),
  geocoderCallsPerSecond: setting(
    'GEOCODER_CALLS_PER_SECOND',
    count.optional(),
    'Calls a second of all processes together; by default what the provider allows (nominatim: 1).',
  ),
  geocoderTimeoutMs: setting('GEOCODER_TIMEOUT_MS', milliseconds.default(2_000), 'Longest wait for an answer.'),
  geocoderFailures: setting(
    'GEOCODER_FAILURES',
    count.default(3),
    'Failures in a row after which the provider is left alone for a while.',
  ),
  geocoderPauseSeconds: setting('GEOCODER_PAUSE_SECONDS', seconds.default(60), 'How long it is left alone.'),
  geocoderCacheEntries: setting('GEOCODER_CACHE_ENTRIES', count.default(1_000), 'Answers kept in memory.'),
  geocoderCacheSeconds: setting('GEOCODER_CACHE_SECONDS', seconds.default(3_600), 'How long they are kept.'),
  geocodesPerHour: setting(
    'LIMIT_GEOCODES_PER_HOUR',
    count.default(60),
    'Addresses of one person that are looked up per hour; more wait.',
  ),
  suggestionsPerMinute: setting(
    'LIMIT_ADDRESS_SUGGESTIONS_PER_MINUTE',
    count.default(60),
    'Suggestions of addresses per minute and person.',
  ),
};
