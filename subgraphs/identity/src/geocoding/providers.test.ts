import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { google, nominatim, nothing, place, twoGis } from '../../test/geocoders.ts';
import { configure } from '../../test/identity.ts';
import { createGeocoder } from './create-geocoder.ts';
import { type Geocoder, GeocoderUnavailable } from './geocoder.ts';
import type { PlaceQuery } from './geocoding.domain.ts';

const secret = 'key-of-a-provider';
const query: PlaceQuery = { line: 'Abay 10', city: 'Almaty', region: null, postalCode: '050000', country: 'KZ' };

let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: { url: URL; headers: IncomingMessage['headers'] }[] = [];
const server = createServer((request, response) => {
  asked.push({ url: new URL(request.url ?? '', 'http://peer'), headers: request.headers });
  answer(request, response);
});
let baseUrl: string;
beforeAll(
  () =>
    new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        resolve();
      });
    }),
);
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function says(body: unknown, status = 200): void {
  answer = (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

function geocoderOf(name: string, environment: Record<string, string> = {}): Geocoder {
  const settings = { GEOCODER: name, GEOCODER_URL: baseUrl, GEOCODER_KEY: secret, GEOCODER_FAILURES: '100' };
  const geocoder = createGeocoder(configure({ ...settings, GEOCODER_CACHE_ENTRIES: '0', ...environment }).identity);
  if (!geocoder) throw new Error('There is no geocoder.');
  return geocoder;
}

async function outageOf(geocoder: Geocoder, options: { signal?: AbortSignal } = {}) {
  const error: unknown = await geocoder.geocode(query, options).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GeocoderUnavailable)) throw new Error('The geocoder answered.', { cause: error });
  // Neither the key nor what was asked or answered gets into logs by way of the error.
  const told = `${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
  for (const text of [secret, 'Abay', baseUrl, 'private']) expect(told).not.toContain(text);
  return error.outage;
}

const providers = ['google', 'nominatim', '2gis'] as const;
const good = { google, nominatim, '2gis': twoGis } as const;

describe.each(providers)('%s', (name) => {
  test('finds a place', async () => {
    says(good[name]);
    expect(await geocoderOf(name).geocode(query, {})).toMatchObject([place]);
  });

  test('knows no such place: the list of cities is asked, then nobody', async () => {
    says(nothing[name]);
    const geocoder = geocoderOf(name);
    expect(await geocoder.geocode(query, {})).toMatchObject([{ city: 'Almaty', precision: 'CITY' }]);
    expect(await geocoder.geocode({ ...query, city: 'Nowhere' }, {})).toEqual([]);
  });

  test.each([
    ['garbage', '<html>private</html>', 200, 'GARBLED'],
    ['another form', { private: true }, 200, 'GARBLED'],
    ['null', null, 200, 'GARBLED'],
    ['nothing at all', '', 200, 'GARBLED'],
    ['HTTP 429', { error: 'private' }, 429, 'QUOTA'],
    ['HTTP 403', { error: 'private' }, 403, 'REFUSED'],
    ['HTTP 500', { error: 'private' }, 500, 'UNREACHABLE'],
    ['HTTP 503 of a proxy', 'private', 503, 'UNREACHABLE'],
    ['a huge answer', `"${'x'.repeat(3_000_000)}"`, 200, 'TOO_LARGE'],
  ])('is not available when it answers %s', async (_case, body, status, outage) => {
    says(body, status);
    expect(await outageOf(geocoderOf(name))).toBe(outage);
  });

  test('is not available when coordinates are not on earth', async () => {
    says(JSON.stringify(good[name]).replaceAll('43.2389', '143.2389'));
    expect(await outageOf(geocoderOf(name))).toBe('GARBLED');
  });

  test('is not waited for longer than the settings say', async () => {
    answer = () => {};
    expect(await outageOf(geocoderOf(name, { GEOCODER_TIMEOUT_MS: '50' }))).toBe('TIMEOUT');
  });

  test('is not waited for when its answer never ends', async () => {
    answer = (_request, response) => void response.writeHead(200).write('[');
    expect(await outageOf(geocoderOf(name, { GEOCODER_TIMEOUT_MS: '50' }))).toBe('TIMEOUT');
  });

  test('is not waited for by somebody who left', async () => {
    const leaving = new AbortController();
    answer = () => leaving.abort();
    expect(await outageOf(geocoderOf(name), { signal: leaving.signal })).toBe('TIMEOUT');
  });

  test('carries its key nowhere else', async () => {
    answer = (_request, response) => void response.writeHead(302, { location: `${baseUrl}/elsewhere` }).end();
    expect(await outageOf(geocoderOf(name))).toBe('UNREACHABLE');
    expect(asked).toHaveLength(1);
  });

  test('may be below a path, with a slash or without', async () => {
    says(good[name]);
    for (const base of [`${baseUrl}/geo`, `${baseUrl}/geo/`]) {
      await geocoderOf(name, { GEOCODER_URL: base }).geocode(query, {});
    }
    const [first, second] = asked.map(({ url }) => url.pathname);
    expect(first).toMatch(/^\/geo\/\w/);
    expect(second).toBe(first);
  });

  test('is not available when nothing listens there', async () => {
    expect(await outageOf(geocoderOf(name, { GEOCODER_URL: 'http://127.0.0.1:1' }))).toBe('UNREACHABLE');
  });
});

describe('google', () => {
  test('is asked for one country, with the key', async () => {
    says(google);
    await geocoderOf('google').geocode(query, {});
    expect(Object.fromEntries(asked[0]?.url.searchParams ?? [])).toEqual({
      address: 'Abay 10, Almaty, 050000',
      components: 'country:KZ',
      key: secret,
    });
  });

  test.each([
    ['OVER_QUERY_LIMIT', 'QUOTA'],
    ['OVER_DAILY_LIMIT', 'QUOTA'],
    ['REQUEST_DENIED', 'REFUSED'],
    ['UNKNOWN_ERROR', 'UNREACHABLE'],
    ['toString', 'UNREACHABLE'],
  ])('tells its troubles by a status: %s', async (status, outage) => {
    says({ status, error_message: 'private', results: [] });
    expect(await outageOf(geocoderOf('google'))).toBe(outage);
  });

  test.each([
    ['RANGE_INTERPOLATED', ['route', 'locality'], 'STREET'],
    ['GEOMETRIC_CENTER', ['route', 'locality'], 'STREET'],
    ['GEOMETRIC_CENTER', ['locality'], 'CITY'],
    ['APPROXIMATE', ['locality'], 'CITY'],
    ['APPROXIMATE', ['postal_town'], 'CITY'],
  ])('is as close as it says: %s of %o', async (location_type, types, precision) => {
    const [result] = google.results;
    const address_components = types.map((type) => ({ long_name: 'x', types: [type] }));
    says({
      status: 'OK',
      results: [{ ...result, address_components, geometry: { ...result?.geometry, location_type } }],
    });
    expect(await geocoderOf('google').geocode(query, {})).toMatchObject([{ precision }]);
  });

  test('finds no city in the middle of a country', async () => {
    const [result] = google.results;
    const geometry = { ...result?.geometry, location_type: 'APPROXIMATE' };
    says({ status: 'OK', results: [{ ...result, address_components: [], geometry }] });
    expect(await geocoderOf('google').geocode({ ...query, city: 'Nowhere' }, {})).toEqual([]);
  });

  test('is refused without a key', () => {
    expect(() => createGeocoder(configure({ GEOCODER: 'google' }).identity)).toThrow('GEOCODER_KEY');
  });
});

describe('nominatim', () => {
  test('is told who asks, as its policy wants, and once a second', async () => {
    says(nominatim);
    const geocoder = geocoderOf('nominatim', { GEOCODER_CONTACT: 'ops@shop.example' });
    await geocoder.geocode(query, {});
    expect(geocoder).toMatchObject({ callsPerSecond: 1, suggests: false });
    expect(geocoderOf('nominatim', { GEOCODER_CALLS_PER_SECOND: '50' }).callsPerSecond).toBe(50);
    expect(asked[0]?.headers['user-agent']).toBe('Caravan/1.0 (ops@shop.example)');
    expect(Object.fromEntries(asked[0]?.url.searchParams ?? [])).toMatchObject({
      q: 'Abay 10, Almaty, 050000',
      countrycodes: 'kz',
      format: 'jsonv2',
    });
  });

  test.each([
    [30, 'ROOFTOP'],
    [26, 'STREET'],
    [16, 'CITY'],
  ])('is as close as the rank says: %i', async (place_rank, precision) => {
    says([{ ...nominatim[0], place_rank }]);
    expect(await geocoderOf('nominatim').geocode(query, {})).toMatchObject([{ precision }]);
  });

  test('refuses a call that it does not understand', async () => {
    says({ error: { code: 400, message: 'private' } }, 400);
    expect(await outageOf(geocoderOf('nominatim'))).toBe('GARBLED');
    says([], 400);
    expect(await outageOf(geocoderOf('nominatim'))).toBe('REFUSED');
  });
});

describe('2gis', () => {
  test('is asked with the country by name', async () => {
    says(twoGis);
    await geocoderOf('2gis').geocode(query, {});
    expect(asked[0]?.url.searchParams.get('q')).toBe('Abay 10, Almaty, 050000, Kazakhstan');
    expect(asked[0]?.url.searchParams.get('key')).toBe(secret);
  });

  test.each([
    [429, 'QUOTA'],
    [403, 'REFUSED'],
    [500, 'UNREACHABLE'],
  ])('tells its troubles by a code within: %i', async (code, outage) => {
    says({ meta: { code, error: { message: 'private', type: 'x' } } });
    expect(await outageOf(geocoderOf('2gis'))).toBe(outage);
  });

  test.each([
    ['street', 'STREET'],
    ['adm_div', 'CITY'],
  ])('is as close as the type says: %s', async (type, precision) => {
    const [item] = twoGis.result.items;
    says({ ...twoGis, result: { items: [{ ...item, type, address: undefined }] } });
    expect(await geocoderOf('2gis').geocode(query, {})).toMatchObject([{ precision }]);
  });

  test('leaves out what has no point or is no place', async () => {
    const [item] = twoGis.result.items;
    says({ ...twoGis, result: { items: [{ ...item, point: undefined }, { ...item, type: 'branch' }, item] } });
    expect(await geocoderOf('2gis').geocode(query, {})).toHaveLength(1);
  });
});

test('a provider is asked once for what is remembered', async () => {
  says(google);
  const geocoder = geocoderOf('google', { GEOCODER_CACHE_ENTRIES: '10' });
  const answers = [
    await geocoder.geocode(query, {}),
    await geocoder.geocode({ ...query, line: 'ABAY 10' }, {}),
    await geocoder.geocode({ ...query, line: 'Abay 11' }, {}),
  ];
  expect(answers).toMatchObject([[place], [place], [place]]);
  expect(asked).toHaveLength(2);
});
