/** The same house as each provider tells it, in the form of its documentation. */
export const google = {
  status: 'OK',
  results: [
    {
      formatted_address: 'Abay Ave 10, Almaty 050000, Kazakhstan',
      address_components: [
        { long_name: '10', short_name: '10', types: ['street_number'] },
        { long_name: 'Abay Avenue', short_name: 'Abay Ave', types: ['route'] },
        { long_name: 'Almaty', short_name: 'Almaty', types: ['locality', 'political'] },
        { long_name: 'Kazakhstan', short_name: 'KZ', types: ['country', 'political'] },
        { long_name: '050000', short_name: '050000', types: ['postal_code'] },
      ],
      geometry: {
        location: { lat: 43.2389, lng: 76.8897 },
        location_type: 'ROOFTOP',
        viewport: { northeast: { lat: 43.24, lng: 76.891 }, southwest: { lat: 43.23, lng: 76.888 } },
      },
      place_id: 'ChIJ',
      types: ['street_address'],
    },
  ],
};
export const nominatim = [
  {
    place_id: 100149,
    licence: 'Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright',
    osm_type: 'node',
    osm_id: 107775,
    lat: '43.2389',
    lon: '76.8897',
    category: 'building',
    type: 'yes',
    place_rank: 30,
    importance: 0.00000999,
    addresstype: 'building',
    name: '',
    display_name: '10, Abay Avenue, Almaty, 050000, Kazakhstan',
    address: {
      house_number: '10',
      road: 'Abay Avenue',
      city: 'Almaty',
      postcode: '050000',
      country: 'Kazakhstan',
      country_code: 'kz',
    },
    boundingbox: ['43.2388', '43.2390', '76.8896', '76.8898'],
  },
];
export const twoGis = {
  meta: { api_version: '3.0.17799', code: 200, issue_date: '20261101' },
  result: {
    items: [
      {
        id: '9430047375004771',
        type: 'building',
        name: 'Abay Avenue, 10',
        full_name: 'Almaty, Abay Avenue, 10',
        address_name: 'Abay Avenue, 10',
        purpose_name: 'House',
        point: { lat: 43.2389, lon: 76.8897 },
        address: { components: [{ number: '10', street: 'Abay Avenue', type: 'street_number' }], postcode: '050000' },
        adm_div: [
          { id: '1', name: 'Kazakhstan', type: 'country' },
          { id: '2', name: 'Almaty', type: 'city' },
        ],
      },
    ],
    total: 1,
  },
};
/** How each says that there is no such place. */
export const nothing = {
  google: { status: 'ZERO_RESULTS', results: [] },
  nominatim: [],
  '2gis': { meta: { code: 404, error: { message: 'Results not found', type: 'itemNotFound' } } },
} as const;
/** The house as we know it. */
export const place = {
  street: 'Abay Avenue',
  building: '10',
  city: 'Almaty',
  postalCode: '050000',
  latitude: 43.2389,
  longitude: 76.8897,
  precision: 'ROOFTOP',
};
