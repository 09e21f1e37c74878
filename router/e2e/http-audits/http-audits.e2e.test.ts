import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestRouter, type TestRouter } from '../harness/test-router.ts';

let caravan: TestRouter;
beforeAll(async () => {
  caravan = await openTestRouter('in process');
});
afterAll(() => caravan.stop());

const audits = serverAudits({ url: () => new URL('/graphql', caravan.router.url).href });

/** Optional ones that we leave out: a GET that any page of another site can make a browser send. */
const leftOut = ['5A70', 'D6D5', '6A70'];

describe('GraphQL over HTTP', () => {
  test('is audited in full', () => expect(audits.length).toBeGreaterThanOrEqual(60));

  test.each(audits.filter(({ id }) => !leftOut.includes(id)))('$id $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
  });

  test.each(audits.filter(({ id }) => leftOut.includes(id)))('$id $name: not for everybody', async ({ name, fn }) => {
    expect(name).toMatch(/^MAY /);
    expect((await fn()).status).toBe('notice');
  });
});
