import { afterEach, expect, test } from 'vitest';
import { codes, openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { ask, ways } from '../harness/ways.ts';

/** In three subgraphs by turns. */
const level = (inner: string) =>
  `displayName orders { status paymentStatus freight payments { payer { ${inner} } } } friends { ${inner} }`;
const large = level(level(level('displayName')));

let caravan: TestRouter;
afterEach(() => caravan.stop());

test.each(ways)('who sends operations that take too long to plan pays for it, over %s', async (way) => {
  caravan = await openTestRouter('in process', {
    // Nothing so large is planned so fast.
    LIMIT_PLANNING_MS: '1',
    // All cost 1.
    COST_MODE: 'off',
    RATE_COST_PRINCIPAL: '1000',
    RATE_COST_PLANNING: '900',
    RATE_COST_BURST: '0',
  });
  const token = await caravan.tokens.accessToken();
  const asked = async (name: string) =>
    codes(await ask(caravan, way, { query: `query ${name} { users { ${large} } }` }, { token }));
  expect(await asked('First')).toEqual(['OPERATION_TOO_LARGE']);
  // Known for what it is, and not tried again.
  expect(await asked('First')).toEqual(['OPERATION_TOO_LARGE']);
  expect(await asked('Second')).toEqual(['OPERATION_TOO_LARGE']);
  expect(await asked('Third')).toEqual(['RATE_LIMITED']);
});
