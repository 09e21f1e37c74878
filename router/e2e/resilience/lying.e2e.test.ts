import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createLogger } from '@caravan/telemetry/logger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canary, createSubgraphs, createWorld } from '../harness/synthetic-subgraphs.ts';
import { openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { answer, type Lie, type LyingSubgraph, startLyingSubgraph } from './lying-subgraph.ts';

const answerBytes = 1_000_000;
const logged: string[] = [];
let money: LyingSubgraph;
let caravan: TestRouter;

beforeAll(async () => {
  const [people, shop, honest] = createSubgraphs(createWorld());
  if (!people || !shop || !honest) throw new Error('three subgraphs');
  money = await startLyingSubgraph(honest.sdl);
  const logger = createLogger({ level: 'debug', name: 'router', destination: { write: (line) => logged.push(line) } });
  // The breaker has its own tests; here every lie is to be heard.
  const settings = { LIMIT_ANSWER_BYTES: String(answerBytes), BREAKER_CALLS: '100000', RETRY_RESERVE: '1000' };
  caravan = await openTestRouter('in process', settings, {
    logger,
    subgraphs: [
      { kind: 'local', subgraph: people },
      { kind: 'local', subgraph: shop },
      { kind: 'remote', name: 'money', urls: [money.url] },
    ],
  });
});
afterAll(async () => {
  await caravan.stop();
  await money.stop();
});

const raw =
  (text: string): Lie =>
  (response) =>
    response.socket?.end(text);

const endless: Lie = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"data":{"balance":"');
  const write = () => {
    while (!response.destroyed && response.write('x'.repeat(65_536))) {}
  };
  response.on('drain', write);
  write();
};

/** Made beforehand: the process that would make it for an answer is the router's, too. */
const bomb = gzipSync(Buffer.alloc(100_000_000, ' '));

const lies: Record<string, Lie> = {
  'JSON that stops in the middle': (response) => answer(response, '{"data":{"balance":4'),
  'a page of HTML': (response) => answer(response, `<p>${canary}</p>`, { 'content-type': 'text/html' }),
  'an error page': (response) => response.writeHead(500, { 'content-type': 'text/plain' }).end(canary),
  'a refusal': (response) => response.writeHead(400, { 'content-type': 'text/plain' }).end(canary),
  'too many requests': (response) => response.writeHead(429, { 'retry-after': '1' }).end(),
  'no UTF-8': (response) =>
    answer(response, Buffer.from([...Buffer.from('{"data":{"balance":"'), 0xff, 0xfe, 0x22, 0x7d, 0x7d])),
  'ten megabytes': (response) => answer(response, `{"data":{"balance":42,"x":"${'x'.repeat(10_000_000)}"}}`),
  'an endless body': endless,
  'a gzip bomb': (response) => answer(response, bomb, { 'content-encoding': 'gzip' }),
  'a text of its own': (response) => answer(response, JSON.stringify(canary)),
  'a list': (response) => answer(response, '[{"data":{"balance":42}}]'),
  'data that is a list': (response) => answer(response, { data: [{ balance: 42 }] }),
  'errors that are a text': (response) => answer(response, { data: { balance: 42 }, errors: canary }),
  nothing: (response) => answer(response, ''),
  'no HTTP': raw(`${canary}\r\n\r\n`),
  'half a header': raw('HTTP/1.1 200 OK\r\ncontent-type: appl'),
  'headers without end': raw(`HTTP/1.1 200 OK\r\n${`x-much: ${'x'.repeat(1_000)}\r\n`.repeat(100)}`),
  'less than it announced': raw(
    'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"data":',
  ),
  'a goodbye': raw(''),
};

describe('a subgraph that lies', () => {
  test.each(Object.entries(lies))('%s: its field is null and UNAVAILABLE, the rest arrives', async (_what, lie) => {
    money.lie = lie;
    const { status, body } = await caravan.post('{ balance users { displayName } }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ balance: null, users: [{ displayName: 'Aigerim' }, { displayName: 'Boris' }] });
    expect(body.errors).toMatchObject([{ path: ['balance'], extensions: { code: 'UNAVAILABLE' } }]);
    expect(JSON.stringify(body)).not.toContain('canary');
  });

  test.each([
    [502, 3],
    [503, 3],
    [504, 3],
    [500, 1],
    [429, 1],
  ])('an answer of %i is asked for %i times at most', async (status, times) => {
    money.calls.length = 0;
    money.lie = (response) => response.writeHead(status, { 'content-type': 'application/json' }).end('{"data":null}');
    expect((await caravan.post('{ balance }')).body.data).toEqual({ balance: null });
    expect(money.calls).toHaveLength(times);
    money.lie = (response) =>
      money.calls.length % 2 === 0 ? answer(response, { data: { balance: 42 } }) : response.writeHead(503).end();
    money.calls.length = 0;
    expect((await caravan.post('{ balance }')).body).toEqual({ data: { balance: 42 } });
  });

  test('a redirect is not followed', async () => {
    let visits = 0;
    const elsewhere = createServer((_request, response) => {
      visits += 1;
      answer(response, { data: { balance: 42 } });
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/graphql`;
    for (const status of [301, 302, 307, 308]) {
      money.lie = (response) => response.writeHead(status, { location }).end();
      expect((await caravan.post('{ balance }')).body.data).toEqual({ balance: null });
    }
    expect(visits).toBe(0);
    elsewhere.close();
  });

  test('keys that mean something to JavaScript are data like others, and reach nobody', async () => {
    const poison = '{"polluted":true}';
    money.lie = (response) =>
      answer(
        response,
        `{"data":{"balance":7,"__proto__":${poison},"constructor":{"prototype":${poison}}},"__proto__":${poison}}`,
      );
    expect((await caravan.post('{ balance }')).body).toEqual({ data: { balance: 7 } });
    money.lie = (response) =>
      answer(
        response,
        `{"data":{"_entities":[{"__typename":"Order","paymentStatus":"PAID","__proto__":${poison}},null]}}`,
      );
    expect((await caravan.post('{ orders { id paymentStatus } }')).body.data).toEqual({
      orders: [
        { id: 'o1', paymentStatus: 'PAID' },
        { id: 'o2', paymentStatus: null },
      ],
    });
    expect('polluted' in {}).toBe(false);
  });

  test('text of its errors reaches neither client nor log', async () => {
    const secret = { message: canary, extensions: { code: 'DATABASE_DOWN', stacktrace: [canary], debug: { canary } } };
    for (const body of [
      { data: { balance: null }, errors: [{ ...secret, path: ['balance'] }] },
      { data: null, errors: [secret] },
      { errors: [secret, { message: canary, path: [canary] }] },
      { data: { balance: 1 }, errors: [secret], extensions: { canary } },
    ]) {
      money.lie = (response) => answer(response, body);
      const { body: seen } = await caravan.post('{ balance }');
      expect(JSON.stringify(seen)).not.toContain('canary');
      expect(seen.errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    }
  });

  test('no line of the log holds anything that it said', () => {
    expect(logged.length).toBeGreaterThan(20);
    expect(logged.filter((line) => line.includes('canary'))).toEqual([]);
  });
});

describe('entities that were not asked for', () => {
  const entity = { __typename: 'Order', paymentStatus: 'PAID' };
  test.each([
    ['too few', [entity]],
    ['none', []],
    ['too many', [entity, entity, entity, entity]],
    ['no list', entity],
    ['null', null],
    ['texts', ['a', 'b']],
    ['lists', [[entity], [entity]]],
    ['another type', [{ __typename: 'User', id: 'u1' }, entity]],
  ])('%s: nobody is given what is another’s, and the router lives', async (_what, entities) => {
    money.lie = (response) => answer(response, { data: { _entities: entities } });
    const { status, body } = await caravan.post('{ orders { id number paymentStatus } }');
    expect(status).toBe(200);
    const { orders } = body.data as { orders: { id: string; number: string; paymentStatus: string | null }[] };
    expect(orders.map(({ id, number }) => [id, number])).toEqual([
      ['o1', 'CV-1'],
      ['o2', 'CV-2'],
    ]);
    expect(orders.every(({ paymentStatus }) => paymentStatus === 'PAID' || paymentStatus === null)).toBe(true);
    if (Array.isArray(entities) && entities.length < 2) expect(orders[1]?.paymentStatus).toBeNull();
    money.lie = (response) => answer(response, { data: { balance: 42 } });
    expect((await caravan.post('{ balance }')).body).toEqual({ data: { balance: 42 } });
  });
});
