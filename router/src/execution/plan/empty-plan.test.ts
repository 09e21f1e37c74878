import { describe, expect, test } from 'vitest';
import { openShop } from './testing/shop.ts';

const shop = openShop();

/** The planner drops a field of which nothing is ever selected, and with it the only fetch of the plan. */
const unplannable = `query Q($a: Boolean = true, $b: Boolean = true) {
  lastReview @include(if: $b) { product @include(if: $a) @skip(if: $a) { name available } }
}`;

describe('an empty plan', () => {
  test('is null without a word by the stock gateway', async () => {
    const { result } = await shop.stock({ query: unplannable });
    expect(result).toEqual({ data: { lastReview: null } });
  });

  test('is an error for every field that it leaves out', async () => {
    const { result, fetches } = await shop.run({ query: unplannable });
    expect(fetches).toEqual([]);
    expect(result.data).toEqual({ lastReview: null });
    expect(result.errors).toEqual([
      {
        message: 'No subgraph can be asked for this field.',
        path: ['lastReview'],
        extensions: { code: 'UNAVAILABLE' },
      },
    ]);
  });

  test.each(['{ __typename }', '{ __schema { queryType { name } } }', '{ me @skip(if: true) { name } }'])(
    'is right for %s',
    async (query) => {
      const { result, fetches } = await shop.run({ query });
      expect(fetches).toEqual([]);
      expect(result.errors).toBeUndefined();
      expect(result.data).not.toBeNull();
    },
  );
});
