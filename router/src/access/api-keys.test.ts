import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { entrance } from './api-keys.ts';

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');
const partnerKeys = { find: () => null };
const keys = [`acme:${hashOf('key-of-acme')}`, `umbrella:${hashOf('key-of-umbrella')}`];

describe('an API key', () => {
  const enter = entrance({ keys, partnerKeys, isKeyRequired: true });

  test.each([
    ['api', 'key-of-acme', { contract: 'partner', apiKeyId: 'acme' }],
    ['partner', 'key-of-umbrella', { contract: 'partner', apiKeyId: 'umbrella' }],
    ['api', undefined, { contract: 'api', apiKeyId: null }],
    ['api', null, { contract: 'api', apiKeyId: null }],
  ] as const)('at the endpoint of %s: %s', (endpoint, apiKey, entry) => {
    expect(enter({ endpoint, apiKey })).toEqual({ entry: { ...entry, isHighRate: false }, program: null });
  });

  test.each(['', 'key-of-acm', 'acme', hashOf('key-of-acme'), ['key-of-acme'], 7, {}])('%j is refused', (apiKey) => {
    for (const endpoint of ['api', 'partner'] as const) {
      expect(() => enter({ endpoint, apiKey })).toThrow(
        expect.objectContaining({ code: 'UNAUTHENTICATED', message: 'The API key is not valid.' }),
      );
    }
  });

  test('is needed at the partners’ endpoint where that is set', () => {
    expect(() => enter({ endpoint: 'partner', apiKey: undefined })).toThrow('x-api-key');
    const open = entrance({ keys, partnerKeys, isKeyRequired: false });
    expect(open({ endpoint: 'partner', apiKey: undefined })).toMatchObject({
      entry: { contract: 'partner', apiKeyId: null },
    });
    expect(() => open({ endpoint: 'partner', apiKey: 'wrong' })).toThrow('not valid');
  });

  test('is never good where none is set', () => {
    expect(() => entrance({ keys: [], partnerKeys, isKeyRequired: false })({ endpoint: 'api', apiKey: '' })).toThrow(
      'not valid',
    );
  });
});
